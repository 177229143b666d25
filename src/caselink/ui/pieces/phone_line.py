"""A telephone number with the button that copies it: nobody types eleven figures from a screen into a telephone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pieces.announcing import announce
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading
from caselink.ui.shell.secret_clipboard import SecretClipboard


class CopyNumber(QPushButton):
    """Copies a number as every copy of this window: out of histories, gone after ten seconds."""

    def __init__(self, whose: str, number: str = "", parent: QWidget | None = None) -> None:
        """`whose` it is, for screen readers."""
        super().__init__(_("Copier"), parent)
        self.number = number
        self.setAccessibleName(_("Copier le numéro : {whose}").format(whose=whose))
        self.setProperty("role", "need")
        self.setAutoDefault(False)
        self.setToolTip(_("Copier le numéro. Le presse-papiers est vidé après 10 secondes."))
        keep_for_reading(self)
        self.clicked.connect(self._copy)
        if not number:
            self.hide()

    def offer(self, number: str) -> None:
        """Copy that from now on; not there for no number."""
        self.number = number
        self.setVisible(bool(number))

    def _copy(self) -> None:
        SecretClipboard.current().copy(self.number)
        announce(self, _("Numéro copié pour 10 secondes."))


class PhoneLine(QWidget):
    """One number in large figures."""

    def __init__(self, number: str, whose: str, role: str = "number", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(2))
        row.addWidget(TextLabel(number, role, selectable=True))
        self.copy = CopyNumber(whose, number)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
