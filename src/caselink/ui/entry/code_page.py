"""The recovery code, shown once, and typed in part so that it is surely on paper."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from caselink.i18n import _
from caselink.ui.entry.entry_page import EntryPage
from caselink.ui.widgets.labelled import Labelled
from caselink.ui.widgets.quiet_label import QuietLabel
from caselink.ui.widgets.text_label import TextLabel


class CodePage(EntryPage):
    """`confirmed` once its last group was typed."""

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Code de secours"), _("Continuer"), parent, with_mark=False)
        self._last_group = ""
        self.code = TextLabel("", "offer", wraps=True, selectable=True)
        self.code.setAccessibleName(_("Code de secours"))
        self.typed = QLineEdit()
        why = _(
            "Notez ce code sur papier et gardez-le loin de l’ordinateur, dans un lieu fermé. Il ouvre le coffre quand "
            "une phrase de passe est oubliée. Il n’est montré qu’une fois ; sans lui et sans phrase de passe, personne "
            "ne peut rouvrir les dossiers."
        )
        self.add_field(QuietLabel(why), is_input=False)
        self.add_field(self.code, is_input=False)
        self._row = Labelled(_("Tapez le dernier groupe du code"), self.typed)
        self.add_field(self._row)
        self.typed.returnPressed.connect(self._confirm)
        self.action.clicked.connect(self._confirm)

    def show_code(self, code: str) -> None:
        """Show it."""
        self.code.setText(code)
        self._last_group = code.replace(" ", "-").rsplit("-", 1)[-1]
        self.typed.setFocus()

    def _confirm(self) -> None:
        if self.typed.text().strip().casefold() != self._last_group.casefold():
            self._row.show_fault(_("Ce n’est pas le dernier groupe du code ci-dessus."))
            return
        self.code.clear()
        self._last_group = ""
        self.confirmed.emit()
