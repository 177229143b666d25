"""Labels that show what was typed: plain text always, whatever it looks like."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from caselink.ui.look.theme import set_role


class TextLabel(QLabel):
    """Words in the look of a role (`title`, `heading`, `label`, `quiet`, `small`, `fault` …), never read as markup."""

    def __init__(
        self, text: str = "", role: str = "", parent: QWidget | None = None, *, wraps: bool = False,
        selectable: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if wraps:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if role:
            self.setProperty("role", role)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Change the words; wrapped ones ask for the height they need."""
        super().setText(text)
        self._ask_for_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another number of lines."""
        super().resizeEvent(event)
        self._ask_for_height()

    def changeEvent(self, event: QEvent) -> None:
        """Another font, another number of lines."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._ask_for_height()

    def _ask_for_height(self) -> None:
        """Qt's scroll areas give wrapped words the height of few lines and cut the rest off."""
        if self.wordWrap() and self.testAttribute(Qt.WidgetAttribute.WA_WState_Created):
            self.setMinimumHeight(0)  # which heightForWidth never goes below
            self.setMinimumHeight(max(self.heightForWidth(self.width()), 0))

    def show_as(self, text: str, role: str) -> None:
        """Change words and look together."""
        self.setText(text)
        if self.property("role") != role:
            set_role(self, role)
