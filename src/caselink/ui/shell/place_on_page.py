"""Where on a page the worker is: what has the focus and how far it is scrolled, in names of ours, never in words.

A widget's name is the way to it from its page, by the attributes under which the page and its parts hold it
(`office.form.email.field`): the names of the code and of the asks, whatever else the page shows by then. What no part
holds by a name has none, and then the nearest part around it that has one counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

from caselink.ui.shell.vault_thread import VaultThread

_FOCUS, _CURSOR, _ROW, _SCROLLED = "focus", "cursor", "row", "scrolled"
_KEYS: Final = frozenset({_FOCUS, _CURSOR, _ROW, _SCROLLED})
_OF_OURS: Final = re.compile(r"[a-z0-9_-]+", re.IGNORECASE)
"""Keys that can be a step of a name; a name of a person could stand in others."""


def place_on(page: QWidget, *, named: bool = False) -> dict[str, str]:
    """The place on a page that is shown, without what is empty. `named`: the page knows by id what has the focus."""
    place: dict[str, str] = {}
    focus = page.window().focusWidget()
    if focus is not None and page.isAncestorOf(focus):
        if not named and (name := name_of(focus, page)):
            place[_FOCUS] = name
        place |= _inside(focus)
    bars = [(name_of(area, page), area) for area in _areas(page) if area.verticalScrollBar().value()]
    scrolled = {name: area.verticalScrollBar().value() for name, area in bars if find(name, page) is area}
    return place | ({_SCROLLED: json.dumps(scrolled)} if scrolled else {})


def name_of(widget: QWidget, page: QWidget) -> str:
    """The name of that widget, or of the nearest part around it that has one; empty where none has."""
    steps: list[str] = []
    at = widget
    while at is not page:
        owner, step = _holder(at, page)
        if owner is None:
            steps, around = [], at.parentWidget()
            if around is None:
                return ""
            at = around
        else:
            steps.insert(0, step)
            at = owner
    return ".".join(steps)


def find(name: str, page: QWidget) -> QWidget | None:
    """The widget of that name, where it is there and seen."""
    at: QWidget | None = page
    for step in (name.split(".") if name else []):
        at = next((held for held_as, held in _held(at) if held_as == step), None) if at is not None else None
    return at if at is not page and at is not None and shiboken6.isValid(at) and at.isVisible() else None


def _holder(widget: QWidget, page: QWidget) -> tuple[QWidget | None, str]:
    """The nearest part around that holds it, and as what."""
    owner = widget.parentWidget()
    while owner is not None:
        for step, held in _held(owner):
            if held is widget:
                return owner, step
        if owner is page:
            break
        owner = owner.parentWidget()
    return None, ""


def _held(owner: QObject) -> Iterator[tuple[str, QWidget]]:
    """The widgets that an object of ours holds: as attributes, by key, in order, or through a helper of its own."""
    for attribute, value in vars(owner).items():
        if isinstance(value, QWidget):
            yield attribute, value
        elif isinstance(value, dict):
            for key, each in value.items():
                if isinstance(each, QWidget) and isinstance(key, str) and _OF_OURS.fullmatch(key):
                    yield f"{attribute}-{key}", each
        elif isinstance(value, list | tuple):
            for number, each in enumerate(value):
                if isinstance(each, QWidget):
                    yield f"{attribute}-{number}", each
        elif isinstance(value, QObject) and value is not owner and shiboken6.isValid(value):
            for inner, each in vars(value).items():
                if isinstance(each, QWidget):
                    yield f"{attribute}-{inner}", each


class PlaceReturn(QObject):
    """Goes back to a place as soon as the vault has told the page all it asked for; once, and then is gone."""

    def __init__(self, page: QWidget, place: Mapping[str, str], thread: VaultThread) -> None:
        super().__init__(page)
        self._page = page
        self._place = {key: value for key, value in place.items() if key in _KEYS}
        self._thread = thread
        self._has_looked = False
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
        if not self._has_looked:  # what the answers brought is laid out first
            self._has_looked = True
            self._soon(busy=False)
            return
        self._is_back = True
        _go_to(self._page, self._place)
        self.deleteLater()


def put_cursor(widget: QWidget, place: Mapping[str, str]) -> None:
    """Put the cursor where it stood in the text, with nothing selected: the next key adds, it replaces nothing."""
    position = _number(place.get(_CURSOR, ""))
    if isinstance(widget, QLineEdit):
        widget.deselect()
        widget.setCursorPosition(len(widget.text()) if position is None else position)
    elif isinstance(widget, QPlainTextEdit):
        cursor = widget.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if position is not None and position < cursor.position():
            cursor.setPosition(position)
        widget.setTextCursor(cursor)


def _go_to(page: QWidget, place: Mapping[str, str]) -> None:
    widget = find(place.get(_FOCUS, ""), page)
    if widget is not None:
        row = _number(place.get(_ROW, ""))
        if isinstance(widget, QAbstractItemView) and widget.model() is not None and row is not None:
            widget.setCurrentIndex(widget.model().index(row, 0))
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        put_cursor(widget, place)
    elif _FOCUS not in place and (focus := page.window().focusWidget()) is not None and page.isAncestorOf(focus):
        put_cursor(focus, place)
    for name, down in _scrolled(place.get(_SCROLLED, "")).items():
        area = find(name, page)
        if isinstance(area, QAbstractScrollArea) and isinstance(down, int):
            _scroll(area.verticalScrollBar(), down)


def _scrolled(text: str) -> dict[str, object]:
    try:
        read = json.loads(text or "{}")
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _scroll(bar: QScrollBar, value: int) -> None:
    """Scroll as far as the page goes now, and all the way as soon as it is as long as it was."""
    bar.setValue(value)
    if bar.maximum() >= value:
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


def _areas(page: QWidget) -> list[QAbstractScrollArea]:
    return [area for area in page.findChildren(QAbstractScrollArea) if area.isVisible()]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() else None
