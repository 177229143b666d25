"""Where on a page the worker is: what has the focus and how far it is scrolled, in numbers, never in words."""

from __future__ import annotations

from collections.abc import Mapping

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

from caselink.ui.shell.vault_thread import VaultThread

_PART, _FOCUS, _CURSOR, _ROW, _SCROLLED = "part", "focus", "cursor", "row", "scrolled"
SPOT_KEYS = frozenset({_PART, _FOCUS, _CURSOR, _ROW, _SCROLLED})


def spot_of(page: QWidget, *, named: bool = False) -> dict[str, str]:
    """The spot on a page that is shown; empty values are left out. `named`: the page knows by id what has the focus."""
    bars_of_tabs = _tab_bars(page)
    spot = {_PART: str(bars_of_tabs[0].currentIndex())} if bars_of_tabs else {}
    focus = page.window().focusWidget()
    if focus is not None and page.isAncestorOf(focus):
        reachable = _reachable(page)
        if focus in reachable and not named:
            spot[_FOCUS] = f"{reachable.index(focus)}:{type(focus).__name__}"
        spot |= _inside(focus)
    bars = [(number, area.verticalScrollBar().value()) for number, area in enumerate(_areas(page))]
    scrolled = " ".join(f"{number}:{value}" for number, value in bars if value)
    return spot | ({_SCROLLED: scrolled} if scrolled else {})


class WayBack(QObject):
    """Goes back to a spot as soon as the vault has told the page all it asked for; once, and then is gone."""

    def __init__(self, page: QWidget, spot: Mapping[str, str], thread: VaultThread) -> None:
        super().__init__(page)
        self._page = page
        self._spot = {key: value for key, value in spot.items() if key in SPOT_KEYS}
        self._thread = thread
        self._is_back = False
        thread.busy_changed.connect(self._soon)
        self._soon(busy=False)

    def _soon(self, busy: bool) -> None:
        """An answer may ask for more: look again when it was taken."""
        if not busy:
            QTimer.singleShot(0, self, self._go)

    def _go(self) -> None:
        if self._is_back or self._thread.busy or not self._page.isVisible():
            return
        part = _number(self._spot.pop(_PART, ""))
        if part is not None and (tabs := _tab_bars(self._page)) and part < tabs[0].count():
            tabs[0].setCurrentIndex(part)  # which may ask for more
            self._soon(busy=False)
            return
        self._is_back = True
        _go_to(self._page, self._spot)
        self.deleteLater()


def put_cursor(widget: QWidget, spot: Mapping[str, str]) -> None:
    """Put the cursor where it stood in the text, with nothing selected: the next key adds, it replaces nothing."""
    place = _number(spot.get(_CURSOR, ""))
    if isinstance(widget, QLineEdit):
        widget.deselect()
        widget.setCursorPosition(len(widget.text()) if place is None else place)
    elif isinstance(widget, QPlainTextEdit):
        cursor = widget.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if place is not None and place < cursor.position():
            cursor.setPosition(place)
        widget.setTextCursor(cursor)


def _go_to(page: QWidget, spot: Mapping[str, str]) -> None:
    number, _colon, kind = spot.get(_FOCUS, "").partition(":")
    place, reachable = _number(number), _reachable(page)
    if place is not None and place < len(reachable) and type(reachable[place]).__name__ == kind:
        widget = reachable[place]
        row = _number(spot.get(_ROW, ""))
        if isinstance(widget, QAbstractItemView) and widget.model() is not None and row is not None:
            widget.setCurrentIndex(widget.model().index(row, 0))
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        put_cursor(widget, spot)
    elif _FOCUS not in spot and (focus := page.window().focusWidget()) is not None and page.isAncestorOf(focus):
        put_cursor(focus, spot)
    areas = _areas(page)
    for part in spot.get(_SCROLLED, "").split():
        number, _colon, value = part.partition(":")
        place, down = _number(number), _number(value)
        if place is not None and down is not None and place < len(areas):
            _scroll(areas[place].verticalScrollBar(), down)


def _scroll(bar: QScrollBar, value: int) -> None:
    """Scroll now, or as soon as the page is as long as it was."""
    if bar.maximum() >= value:
        bar.setValue(value)
        return

    def grown(_least: int, most: int) -> None:
        if most >= value:
            bar.rangeChanged.disconnect(grown)
            bar.setValue(value)

    bar.rangeChanged.connect(grown)


def _inside(focus: QWidget) -> dict[str, str]:
    """Where in the focused widget: the cursor of a text, the row of a list."""
    if isinstance(focus, QLineEdit):
        return {_CURSOR: str(focus.cursorPosition())}
    if isinstance(focus, QPlainTextEdit):
        return {_CURSOR: str(focus.textCursor().position())}
    if isinstance(focus, QAbstractItemView) and focus.currentIndex().isValid():
        return {_ROW: str(focus.currentIndex().row())}
    return {}


def _reachable(page: QWidget) -> list[QWidget]:
    return [
        widget for widget in page.findChildren(QWidget)
        if shiboken6.isValid(widget) and widget.isVisible()
        and widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    ]


def _tab_bars(page: QWidget) -> list[QTabBar]:
    return [bar for bar in page.findChildren(QTabBar) if bar.isVisible()]


def _areas(page: QWidget) -> list[QAbstractScrollArea]:
    return [area for area in page.findChildren(QAbstractScrollArea) if area.isVisible()]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() else None
