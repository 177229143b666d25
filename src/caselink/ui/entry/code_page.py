"""The recovery code, shown once; what it means is confirmed by typing part of it and by a tick."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from caselink.errors import CaseLinkError
from caselink.i18n import _
from caselink.services.recovery_sheet import write_recovery_sheet
from caselink.ui.entry.entry_page import EntryPage
from caselink.ui.pieces.announcing import announce
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.save_dialog import ask_where_to_save
from caselink.ui.shell.vault_thread import VaultThread


class CodePage(EntryPage):
    """`confirmed` once its last group was typed and the worker says that she knows what is lost without it.

    Until then it is kept, for the code of before is dead; whoever comes back to the page asks to see it.
    """

    confirmed = Signal()

    def __init__(self, thread: VaultThread, parent: QWidget | None = None) -> None:
        super().__init__(_("Code de secours"), _("Continuer"), parent, with_mark=False)
        self._thread = thread
        self._code = ""
        self._office_name = ""
        self.code = TextLabel("", "offer", wraps=True, selectable=True)
        self.code.setAccessibleName(_("Code de secours"))
        self.show_button = QPushButton(_("Montrer le code"))
        self.show_button.clicked.connect(self._uncover)
        self.sheet_button = QPushButton(_("Enregistrer la feuille à imprimer (PDF)…"))
        self.sheet_said = TextLabel("", "small", wraps=True)
        self.typed = QLineEdit()
        self.known = QCheckBox(_("Je l’ai compris"))
        self._row = QuestionRow(_("Tapez le dernier groupe du code"), self.typed)
        self._known_row = QuestionRow(
            _("Sans phrase de passe et sans ce code, personne ne peut rouvrir les dossiers."), self.known
        )
        why = _(
            "Notez ce code sur papier et gardez-le loin de l’ordinateur, dans un lieu fermé. Il ouvre le coffre quand "
            "une phrase de passe est oubliée. Il n’est montré qu’une fois."
        )
        for widget in (QuietLabel(why), self.code, self.show_button, self.sheet_button, self.sheet_said):
            self.add_field(widget, is_input=False)
        self.add_field(self._row)
        self.add_field(self._known_row)
        self.sheet_said.hide()
        self.sheet_button.clicked.connect(self._save_sheet)
        self.typed.returnPressed.connect(self._confirm)
        self.action.clicked.connect(self._confirm)

    def show_code(self, code: str, office_name: str) -> None:
        """Show it."""
        self._code, self._office_name = code, office_name
        self._uncover()
        self.typed.clear()
        self.known.setChecked(False)
        self.sheet_said.hide()

    def forget(self) -> None:
        """The code, and what was typed of it."""
        super().forget()
        self.code.clear()
        self.typed.clear()
        self._code = ""

    def hideEvent(self, event: QHideEvent) -> None:
        """Left without its being confirmed, the code is not there for whoever looks at the page next."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.code.clear()
            self.code.hide()
            self.typed.clear()
            self.show_button.show()

    def _uncover(self) -> None:
        self.code.setText(self._code)
        self.code.show()
        self.show_button.hide()
        self.typed.setFocus()

    def _confirm(self) -> None:
        last = self._code.rsplit("-", 1)[-1]
        right = self.typed.text().strip().casefold() == last.casefold()
        self._row.show_fault(None if right else _("Ce n’est pas le dernier groupe du code ci-dessus."))
        known = self.known.isChecked()
        self._known_row.show_fault(None if known else _("Cochez cette case pour continuer."))
        if not right or not known:
            (self.known if right else self.typed).setFocus()
            return
        self.forget()
        self.confirmed.emit()

    def _save_sheet(self) -> None:
        title, kind = _("Enregistrer la feuille de secours"), _("Document (*.pdf)")
        out = ask_where_to_save(self, title, _("feuille.pdf"), kind)
        if out is not None:
            code, office_name = self._code, self._office_name
            self._thread.call(lambda: _written(office_name, code, out), self._saved, self._not_saved)

    def _saved(self, out: Path) -> None:
        said = _("✓ {name} est enregistrée. Imprimez-la maintenant, puis supprimez ce fichier : le code y est écrit.")
        self.sheet_said.show_as(said.format(name=out.name), "done")
        self.sheet_said.show()

    def _not_saved(self, error: CaseLinkError) -> None:
        self.sheet_said.show_as(error.sentence, "fault")
        self.sheet_said.show()
        announce(self.sheet_said, error.sentence, at_once=True)


def _written(office_name: str, code: str, out: Path) -> Path:
    write_recovery_sheet(office_name, code, out)
    return out
