"""A dialog whose content scrolls above one quiet button that closes it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.enter_key import EnterAim, presses_button
from caselink.ui.shell.first_size import FRAME
from caselink.ui.shell.shell import Shell


class ScrolledDialog(QDialog):
    """Title and `body`; the title of the window itself tells nothing. Enter presses the button with the focus alone."""

    def __init__(self, title: str, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        EnterAim.watch()
        self.setWindowTitle("CaseLink")
        self.setAccessibleName(title)
        self._is_still = False
        self.setMinimumSize(space(80), space(60))
        inner = QWidget()
        self.body = QVBoxLayout()
        self.body.setSpacing(space(4))
        held = QVBoxLayout(inner)
        held.setContentsMargins(space(6), space(5), space(6), space(5))
        held.setSpacing(space(4))
        held.addWidget(TextLabel(title, "title"))
        held.addLayout(self.body)
        held.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inner)
        self.close_button = QPushButton(_("Fermer"))
        self.close_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(space(6), space(2), space(6), space(4))
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addLayout(foot)
        shell.lend_keys(self)

    def hold_still(self, held: bool) -> None:
        """While held nothing in it can be used and nothing closes it; the keys that lock and hide still work."""
        self._is_still = held
        self._area.setDisabled(held)
        self.close_button.setDisabled(held)

    def done(self, result: int) -> None:
        """Close, unless it is held; Escape and the window's own button come here too."""
        if not self._is_still:
            super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt would have Enter press the first button of all, or the one that had the focus last."""
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.resize(self.size().boundedTo(self.screen().availableSize() - FRAME))
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field is the field's own affair."""
        if not presses_button(event, self) and event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
