"""The vault that is open is not the one at its place any more: said over every page, with the way to what was saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from caselink.errors import VaultGone
from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel


class GoneNotice(QWidget):
    """Hidden until `tell`; nothing takes it away again but the end of the session. What shows can still be read."""

    saved_asked = Signal(object)
    """The vault that was saved beside is to be opened: its folder."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved: Path | None = None
        frame = QFrame()
        frame.setProperty("role", "notice_fault")
        self.words = TextLabel("", "fault", wraps=True, selectable=True)
        self.open_button = QPushButton(_("&Aller au coffre sauvé"))
        self.open_button.setToolTip(_("Ferme celui-ci et propose l’autre à l’écran d’ouverture (Alt+A)"))
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(space(4), space(3), space(4), space(3))
        inside.setSpacing(space(2))
        inside.addWidget(self.words)
        inside.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(3), space(6), 0)
        column.addWidget(frame)
        self.open_button.clicked.connect(lambda: self.saved_asked.emit(self._saved))
        self.hide()

    def tell(self, fault: VaultGone) -> None:
        """Show it and have it read aloud, once however often it is met."""
        if not self.isHidden():
            return
        self._saved = fault.saved
        self.words.setText(fault.sentence)
        self.setAccessibleName(fault.sentence)
        self.open_button.setVisible(fault.saved is not None)
        self.show()
        said = QAccessibleAnnouncementEvent(self, fault.sentence)
        said.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(said)
