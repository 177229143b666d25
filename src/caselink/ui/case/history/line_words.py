"""The words of one line of the history, painted: labels that wrap take Qt too long where there are two hundred."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from caselink.ui.look.palettes import space
from caselink.ui.look.theme import Theme

_FLAGS: Final = int(Qt.TextFlag.TextWordWrap)
_TALL: Final = 100_000
_NARROWEST: Final = space(40)


class LineWords(QWidget):
    """A sign, a title, and quieter lines beneath it, each as high as its width asks for. `lines` are texts and colours
    (roles of the palette)."""

    def __init__(
        self, sign: str, title: str, lines: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sign = sign
        self._texts = [(title, "text", True), *((text, role, False) for text, role in lines)]
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(_NARROWEST)

    @property
    def text(self) -> str:
        """All that is painted, a line beneath the other."""
        return "\n".join(text for text, _role, _bold in self._texts)

    def heightForWidth(self, width: int) -> int:
        """Pixels that the words take at that width."""
        if width not in self._heights:
            self._heights[width] = sum(rect.height() for rect in self._rects(width))
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(space(100), self.heightForWidth(space(100)))

    def changeEvent(self, event: QEvent) -> None:
        """Another font, other heights."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.clear()
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint sign and words."""
        theme, painter, top = Theme.current(), QPainter(self), 0
        painter.setPen(theme.colour("quiet"))
        painter.drawText(QRect(0, 0, space(5), self.height()), _FLAGS, self._sign)
        for (text, role, bold), rect in zip(self._texts, self._rects(self.width()), strict=True):
            painter.setFont(self._font(bold=bold))
            painter.setPen(theme.colour(role))
            painter.drawText(rect.translated(0, top), _FLAGS, text)
            top += rect.height()

    def _rects(self, width: int) -> list[QRect]:
        room = QRect(space(6), 0, max(width - space(6), space(10)), _TALL)
        measured = [
            QFontMetrics(self._font(bold=bold)).boundingRect(room, _FLAGS, text) for text, _role, bold in self._texts
        ]
        return [QRect(room.left(), 0, room.width(), rect.height()) for rect in measured]

    def _font(self, *, bold: bool) -> QFont:
        font = QFont(self.font())
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        return font
