"""A tick with a sentence beside it that takes as many lines as it needs: those of a `QCheckBox` never break."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel


class WrappedTick(QWidget):
    """A press anywhere on the sentence ticks, too."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(self)
        self.box.setAccessibleName(words)
        self.box.setMinimumWidth(space(8))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        label = TextLabel(words, wraps=True)
        above = max(0, (self.box.sizeHint().height() - label.fontMetrics().lineSpacing()) // 2)
        label.setContentsMargins(0, above, 0, above)
        row.addWidget(label, 1)
        self.setFocusProxy(self.box)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick, or not any more."""
        if event.button() == Qt.MouseButton.LeftButton and self.box.isEnabled():
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.toggle()
        super().mouseReleaseEvent(event)
