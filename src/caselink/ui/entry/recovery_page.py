"""Opening with the printed recovery code, when a passphrase was forgotten."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caselink.errors import CaseLinkError, VaultDamaged
from caselink.i18n import _
from caselink.services.office import Office, open_office_with_recovery
from caselink.ui.entry.entry_page import EntryPage
from caselink.ui.entry.passphrase_field import PassphraseField
from caselink.ui.entry.vault_chooser import VaultChooser
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.vault_thread import VaultThread


class RecoveryPage(EntryPage):
    """Opens a vault by its recovery code; `opened` when it is open and a new passphrase is next."""

    opened = Signal()
    given_up = Signal(object)
    """The error, where not the code but the vault is what does not do."""

    def __init__(self, thread: VaultThread, parent: QWidget | None = None) -> None:
        super().__init__(_("Code de secours"), _("Ouvrir"), parent)
        self._thread = thread
        self.chooser = VaultChooser()
        self._code_field = PassphraseField(_("Code"))
        self.code = self._code_field.field
        self.code.setProperty("role", "code")
        self.add_field(QuestionRow(_("Coffre"), self.chooser))
        help_text = _("Celui de la feuille imprimée à la création du coffre. Espaces et tirets ne comptent pas.")
        self.add_field(QuestionRow(_("Code"), self._code_field, help_text))
        seen = _("Chaque ouverture par ce code reste dans le journal d’audit. Une nouvelle phrase de passe suit.")
        self.add_field(TextLabel(seen, "warning", wraps=True), is_input=False)
        self.add_way_back()
        self.code.returnPressed.connect(self.unlock)
        self.action.clicked.connect(self.unlock)

    def start(self, vault: Path | None) -> None:
        """Begin with that vault."""
        self.chooser.set_path(vault)
        self._code_field.show_button.setChecked(True)  # typed from paper, letter by letter
        (self.chooser if vault is None else self.code).setFocus()

    def unlock(self) -> None:
        """Try the code."""
        folder, code = self.chooser.path(), self.code.text()
        if folder is None:
            self.show_fault(_("Choisissez d’abord le coffre à ouvrir."))
            return
        self.rest(True, _("Ouverture du coffre…"))

        def opener() -> tuple[Office, None]:
            return open_office_with_recovery(folder, code), None

        self._thread.open(opener, self._done, self._failed)

    def _done(self, _nothing: None) -> None:
        self.code.clear()
        self.rest(False)
        self.opened.emit()

    def _failed(self, error: CaseLinkError) -> None:
        self.show_fault(error.sentence)
        self.code.setFocus()
        if isinstance(error, VaultDamaged):
            self.code.clear()
            self.given_up.emit(error)
