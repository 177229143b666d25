"""One need as a line to press: its sign, its name and beneath it who sees to it, and until when."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from caselink.domain.needs import NeedState
from caselink.forms.needs import STATE_LABELS, STATE_SIGNS
from caselink.i18n import _
from caselink.ui.look.palettes import ROW, space
from caselink.ui.look.theme import Theme
from caselink.ui.pieces.need_chip import NEED_ROLES

_SIGN_WIDTH: Final = space(6)
_SIDE: Final = space(2)
_ABOVE: Final = space(2)
_SMALLER: Final = 0.9


class NeedButton(QAbstractButton):
    """Space or a click turns the need; the words wrap as the card gets narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = NeedState.NOT_ASSESSED
        self._caption = ""
        self._late = False
        self._heights: dict[int, int] = {}
        """By width: layouts ask for the same few again and again."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        Theme.current().changed.connect(self.update)

    def show_need(self, label: str, state: NeedState, caption: str = "", *, late: bool = False) -> None:
        """Show this need in this state; a late caption is painted as a warning."""
        self.setText(label)
        self._state, self._caption, self._late = state, caption, late
        self._heights.clear()
        spoken = _("{need} : {state}").format(need=label, state=_(STATE_LABELS[state]))
        self.setAccessibleName(f"{spoken}. {caption}" if caption else spoken)
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        """Narrower means more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels that name and caption take at that width."""
        if width not in self._heights:
            taken = self._label_height(width) + self._caption_height(width)
            self._heights[width] = max(ROW, taken + 2 * _ABOVE)
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        """Another font, other heights."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.clear()

    def sizeHint(self) -> QSize:
        """The size with everything on one line."""
        width = _SIGN_WIDTH + 2 * _SIDE + self.fontMetrics().horizontalAdvance(self.text())
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def minimumSizeHint(self) -> QSize:
        """It may get as narrow as a long word."""
        return QSize(space(30), self.heightForWidth(max(self.width(), space(30))))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the sign, the name and the caption."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = Theme.current()
        self._paint_ground(painter, theme)
        colour = theme.colour(NEED_ROLES[self._state])
        height = self._label_height(self.width())
        top = _ABOVE if self._caption else max(_ABOVE, (self.height() - height) // 2)
        painter.setPen(colour)
        painter.setFont(self._bold())
        sign = QRect(_SIDE, top, _SIGN_WIDTH, self.fontMetrics().height())
        painter.drawText(sign, Qt.AlignmentFlag.AlignLeft, STATE_SIGNS[self._state])
        self._paint_words(painter, theme, top, height)

    def _paint_words(self, painter: QPainter, theme: Theme, top: int, height: int) -> None:
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        left = _SIDE + _SIGN_WIDTH
        width = self._text_width(self.width())
        painter.setFont(self._name_font())
        painter.setPen(theme.colour("text" if self._state in (NeedState.TO_DO, NeedState.DONE) else "quiet"))
        painter.drawText(QRect(left, top, width, height), flags, self.text())
        if self._caption:
            painter.setFont(self._small())
            painter.setPen(theme.colour("warning" if self._late else "quiet"))
            below = QRect(left, top + height, width, self._caption_height(self.width()))
            painter.drawText(below, flags, self._caption)

    def _paint_ground(self, painter: QPainter, theme: Theme) -> None:
        ground = self.rect().adjusted(1, 1, -1, -1)
        if self.isDown() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if self.isDown() else "hover"))
            painter.drawRoundedRect(ground, 6, 6)
        if self.hasFocus():
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(QColor(theme.colour("accent")))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground, 6, 6)


    def _text_width(self, width: int) -> int:
        return max(1, width - _SIGN_WIDTH - 2 * _SIDE)

    def _label_height(self, width: int) -> int:
        return _wrapped_height(self._name_font(), self.text(), self._text_width(width))

    def _caption_height(self, width: int) -> int:
        return _wrapped_height(self._small(), self._caption, self._text_width(width)) if self._caption else 0

    def _name_font(self) -> QFont:
        return self._bold() if self._state is NeedState.TO_DO else self.font()

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(max(8.0, font.pointSizeF() * _SMALLER))
        return font


def _wrapped_height(font: QFont, text: str, width: int) -> int:
    flags = Qt.TextFlag.TextWordWrap
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 10_000), flags, text).height()
