"""One page as it will be printed: its picture, the free texts on it highlighted, a tick beside each long one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from caselink.i18n import _
from caselink.ui.look.palettes import TARGET
from caselink.ui.look.theme import Theme

_HIGHLIGHT: Final = QColor(255, 238, 160)
_READ: Final = QColor(205, 240, 214)
_AROUND: Final = 3.0
"""Points of paper around a highlighted text."""
_WIDEST: Final = 900


@dataclass(frozen=True, slots=True)
class Highlight:
    """A free text on a page: where, in points from its top left corner; `label` names its question; `ticked_by_itself`
    for a long one."""

    path: str
    label: str
    area: QRectF
    ticked_by_itself: bool


class PageSheet(QWidget):
    """As wide as there is room, as high as its page. The ticks stand in the margin of the paper."""

    read = Signal()
    """A tick was set or taken away."""

    def __init__(
        self, image: QImage, paper: QSize, highlights: Sequence[Highlight], words: str, parent: QWidget | None = None
    ) -> None:
        """`paper` is the size of the page in points; `words` is what a screen reader says of the picture."""
        super().__init__(parent)
        self._image = image
        self._paper = paper
        self._highlights = highlights
        self.setAccessibleName(words)
        self.setMaximumWidth(_WIDEST)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.ticks: dict[str, QCheckBox] = {}
        for each in highlights:
            if each.ticked_by_itself and each.path not in self.ticks:
                self.ticks[each.path] = self._tick(each)

    def heightForWidth(self, width: int) -> int:
        """The page keeps its shape."""
        return round(min(width, _WIDEST) * self._paper.height() / self._paper.width())

    def sizeHint(self) -> QSize:
        """A readable page."""
        return QSize(self._paper.width(), self._paper.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ticks stay beside their texts."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(event.size().width()))
        placed: set[str] = set()
        for each in self._highlights:
            tick = self.ticks.get(each.path)
            if tick is not None and each.path not in placed:
                placed.add(each.path)
                left = max(0.0, (each.area.left() - _AROUND) * self._scale - tick.width() - 4)
                tick.move(round(left), round(each.area.top() * self._scale - (tick.height() - 16) / 2))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The page, and what is to be read again on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        sheet = QRectF(0, 0, self.width(), self.heightForWidth(self.width()))
        painter.fillRect(sheet, QColor("white"))
        painter.drawImage(sheet, self._image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        one_of_each = {each.area.getRect(): each for each in self._highlights}  # a line of names tells several answers
        for each in one_of_each.values():
            tick = self.ticks.get(each.path)
            area = each.area.adjusted(-_AROUND, -1, _AROUND, 1)
            corner, size = area.topLeft() * self._scale, area.size() * self._scale
            scaled = QRectF(corner, size)
            painter.fillRect(scaled, _READ if tick is not None and tick.isChecked() else _HIGHLIGHT)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setPen(Theme.current().colour("line"))
        painter.drawRect(sheet.adjusted(0, 0, -1, -1))
        painter.end()

    @property
    def _scale(self) -> float:
        return self.width() / self._paper.width()

    def _tick(self, highlight: Highlight) -> QCheckBox:
        tick = QCheckBox(self)
        tick.setAccessibleName(_("Texte relu : {question}").format(question=highlight.label))
        tick.setToolTip(_("Texte relu : {question}").format(question=highlight.label))
        tick.setProperty("role", "on_paper")
        tick.resize(TARGET, TARGET)
        tick.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        tick.toggled.connect(self._told)
        return tick

    def _told(self) -> None:
        self.update()
        self.read.emit()
