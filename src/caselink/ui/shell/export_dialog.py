"""Exporting whole cases: which, why, sealed or not; then the passphrase, shown once."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from caselink.errors import CaseLinkError
from caselink.i18n import _, ngettext
from caselink.services.exporting import Exported, export_cases
from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.editors.growing_text import GrowingText
from caselink.ui.pieces.fault_line import FaultLine
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.scrolled_dialog import ScrolledDialog
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.save_dialog import ask_where_to_save
from caselink.ui.shell.secret_clipboard import SecretClipboard
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

_ONE, _ALL = "one", "all"
_SEALED, _PLAIN = "sealed", "plain"


class ExportDialog(ScrolledDialog):
    """For the coordination. `reference` is that of the case that is open, empty for none."""

    def __init__(self, thread: VaultThread, shell: Shell, reference: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Exporter des dossiers"), shell, parent)
        self._thread = thread
        self._reference = reference
        self.resize(space(140), space(130))
        choices = [(_ONE, _("ce dossier"))] if reference else []
        self.which = ChoiceChips([*choices, (_ALL, _("tous, sauf les réservés"))], _("Quels dossiers"), required=True)
        self.which.set_value(_ONE if reference else _ALL)
        self.reason = GrowingText()
        self.reason_row = QuestionRow(
            _("Pourquoi"), self.reason, _("La raison reste dans l’historique de chaque dossier et dans le journal."),
            wide=True,
        )
        self.how = ChoiceChips(
            [(_SEALED, _("sous une phrase de passe")), (_PLAIN, _("en clair"))], _("Le fichier"), required=True
        )
        self.how.set_value(_SEALED)
        self.export = QPushButton(_("Choisir le fichier et exporter…"))
        self.export.setProperty("role", "main")
        self.export.clicked.connect(self._export)
        self.fault = FaultLine()
        self.passphrase: TextLabel | None = None
        what = _(
            "Le document contient les dossiers entiers et l’annuaire, et se réimporte tel quel. Le registre et "
            "l’historique restent ici."
        )
        self._asked: tuple[QWidget, ...] = (
            TextLabel(what, "quiet", wraps=True), QuestionRow(_("Quels dossiers"), self.which), self.reason_row,
            QuestionRow(_("Le fichier"), self.how), self.fault, self.export,
        )
        for widget in self._asked:
            self.body.addWidget(widget)

    def _export(self) -> None:
        reason, plain = self.reason.toPlainText().strip(), self.how.value() == _PLAIN
        self.reason_row.show_fault(None if reason else _("Dites pourquoi ces dossiers sont exportés."))
        if not reason:
            self.reason.setFocus()
            return
        name, kind = ("dossiers-{day}.json", "JSON (*.json)") if plain else ("dossiers-{day}.age", "age (*.age)")
        out = ask_where_to_save(self, _("Exporter des dossiers"), name, kind)
        if out is None:
            return
        references = [self._reference] if self.which.value() == _ONE else []
        self.fault.tell("")
        self.hold_still(True)
        self._thread.run(
            lambda office: export_cases(office, references, out, reason, plain=plain), self._done, self._refused,
            owner=self,
        )

    def _refused(self, error: CaseLinkError) -> None:
        self.hold_still(False)
        self.fault.tell(error.sentence, self.export)
        self.export.setFocus()

    def _done(self, made: Exported) -> None:
        self.hold_still(False)
        for widget in self._asked:
            widget.hide()
        done = ngettext("{count} dossier exporté.", "{count} dossiers exportés.", made.cases).format(count=made.cases)
        self.body.addWidget(TextLabel(done, "heading", wraps=True))
        self.body.addWidget(TextLabel(str(made.path), "quiet", wraps=True, selectable=True))
        for warning in made.warnings:
            self.body.addWidget(TextLabel(f"⚠ {warning}", "warning", wraps=True))
        if made.passphrase is not None:
            self._show_passphrase(made.passphrase)
        self.close_button.setFocus()

    def _show_passphrase(self, passphrase: str) -> None:
        self.body.addWidget(TextLabel(_("Sa phrase de passe, montrée cette seule fois"), "label"))
        self.passphrase = TextLabel(passphrase, "code", wraps=True, selectable=True)
        self.body.addWidget(self.passphrase)
        copy = QPushButton(_("Copier pour dix secondes"))
        copy.clicked.connect(lambda: SecretClipboard.current().copy(passphrase))
        self.body.addWidget(copy)
