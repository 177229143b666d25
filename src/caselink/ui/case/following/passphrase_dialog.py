"""A passphrase that is shown once: only its own button closes it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.sharing import Prepared
from caselink.ui.case.sharing.passphrase_view import PassphraseView
from caselink.ui.look.palettes import space


class PassphraseDialog(QDialog):
    """Escape and the cross of the window do nothing: nobody knows the words but this page."""

    def __init__(self, prepared: Prepared, recipient: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("CaseLink")
        self.setMinimumWidth(space(140))
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(5), space(6), space(5))
        self.view = PassphraseView(prepared, recipient, _("Le document est prêt"))
        self.view.done.connect(self.accept)
        column.addWidget(self.view)

    def reject(self) -> None:
        """Not by a key that is pressed once too often."""
