"""A button whose words go on in a next line where one is too narrow: none is ever cut."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from caselink.ui.look.palettes import TARGET, space

_SIDES: Final = space(8)
"""Pixels of edge and air beside the words, both sides together."""


class WrappedButton(QPushButton):
    """For words that hold a name of somebody else's choice, or stand where there is little room."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def text(self) -> str:
        """The words, in one line."""
        return self._words

    def setText(self, text: str) -> None:
        """Other words."""
        self._words = text
        self.setAccessibleName(text.replace("&&", "&"))
        self._break()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """With all words in one line."""
        return QSize(self._width(self._words), TARGET)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the longest word."""
        return QSize(max((self._width(word) for word in self._words.split()), default=_SIDES), TARGET)

    def hasHeightForWidth(self) -> bool:
        """Narrower means more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels that the words take at that width."""
        more = len(self._lines(width)) - 1
        return TARGET + more * self.fontMetrics().lineSpacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other lines."""
        super().resizeEvent(event)
        self._break()
        height = self.heightForWidth(self.width())
        if self.minimumHeight() != height:
            self.setMinimumHeight(height)

    def _break(self) -> None:
        super().setText("\n".join(self._lines(self.width())))

    def _lines(self, width: int) -> list[str]:
        lines: list[str] = []
        for word in self._words.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self._width(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def _width(self, words: str) -> int:
        self.ensurePolished()
        return self.fontMetrics().horizontalAdvance(words.replace("&&", "&")) + _SIDES
