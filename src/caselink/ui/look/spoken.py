"""What assistive tools are told where Qt by itself tells too little: headings, folds, menus, lists of choices, pages.

A widget asks for it by the property `spoken`, a label by the look of a heading, as the stylesheet does.
"""

from __future__ import annotations

from typing import Final

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface, QAccessibleStateChangeEvent
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QLabel, QWidget

_Role: Final = QAccessible.Role
_HEADINGS: Final = frozenset({"display", "title", "heading"})
_SIGNS: Final = "▸▾›⋯ "
_FOLD, _MENU, _CHOICE, _PAGE = "fold", "menu", "choice", "page"
_ROLES: Final = {
    _FOLD: _Role.Button, _MENU: _Role.ButtonMenu, _CHOICE: _Role.ComboBox, _PAGE: _Role.PageTab,
    "pages": _Role.PageTabList, "window": _Role.Window, "group": _Role.Grouping, "line": _Role.ListItem,
    "ground": _Role.Client, "said": _Role.Notification,
}
_kept: Final[list[QAccessibleInterface]] = []
"""Qt takes what a factory gives without holding it for Python: those of widgets that are gone are let go."""


def speak_up() -> None:
    """Have Qt ask here first; to be called once, for the application."""
    QAccessible.installFactory(_interface)


def speak_as(widget: QWidget, kind: str) -> None:
    """Have a widget told as a `fold` (a button that opens and closes what stands beneath), a `menu` (one that opens a
    menu), a `choice` (an editor with a list that opens), a `page` of the rail and the `pages` it stands among, a
    `window`, a `group` with a name, a `line` of a list that is read, what is `said` of what was done or went wrong, or
    as mere `ground` of what stands on it.
    """
    widget.setProperty("spoken", kind)
    if kind == _FOLD and isinstance(widget, QAbstractButton):
        widget.toggled.connect(lambda _open: tell_fold(widget))


def tell_fold(widget: QWidget) -> None:
    """Say that it was opened or closed."""
    if QAccessible.isActive():
        changed = QAccessible.State()
        changed.expanded = changed.collapsed = 1
        QAccessible.updateAccessibility(QAccessibleStateChangeEvent(widget, changed))


def _interface(_key: str, thing: QObject) -> QAccessibleInterface | None:
    role = _role(thing)
    if role is None or not isinstance(thing, QWidget):
        return None
    if len(_kept) > 2 * _alive[0] + 64:
        _kept[:] = [each for each in _kept if shiboken6.isValid(each)]
        _alive[0] = len(_kept)
    made = _Spoken(thing, role)
    _kept.append(made)
    return made


_alive: Final = [0]


def _role(thing: QObject) -> QAccessible.Role | None:
    kind = thing.property("spoken")
    if kind is not None:
        return _ROLES.get(str(kind))
    heading = isinstance(thing, QLabel) and thing.property("role") in _HEADINGS
    return _Role.Heading if heading else None


class _Spoken(QAccessibleWidget):
    """What Qt tells of any widget, with the rest beside it."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self._widget = widget
        self._kind = str(widget.property("spoken") or "")

    def text(self, kind: QAccessible.Text) -> str:
        """A label and a button are called by their words, an editor as its field is."""
        said = super().text(kind)
        if said or kind is not QAccessible.Text.Name:
            return said
        if self._kind == _CHOICE:
            field = self._widget.focusProxy()
            return "" if field is None else field.accessibleName()
        if isinstance(self._widget, QLabel):
            return self._widget.text()
        return self._widget.text().replace("&", "").strip(_SIGNS) if isinstance(self._widget, QAbstractButton) else ""

    def state(self) -> QAccessible.State:
        """Whether it is open, chosen, opens something."""
        state = super().state()
        opened = self._opened()
        if opened is not None:
            state.expandable = 1
            state.expanded, state.collapsed = int(opened), int(not opened)
        if self._kind in (_MENU, _CHOICE):
            state.hasPopup = 1
        if self._kind == _PAGE and isinstance(self._widget, QAbstractButton):
            state.selectable, state.selected = 1, int(self._widget.isChecked())
        return state

    def actionNames(self) -> list[str]:
        """A button is pressed by an assistive tool too."""
        press = [QAccessibleActionInterface.pressAction()] if isinstance(self._widget, QAbstractButton) else []
        return [*press, *super().actionNames()]

    def doAction(self, name: str) -> None:
        """Press it, or give it the keyboard."""
        if isinstance(self._widget, QAbstractButton) and name == QAccessibleActionInterface.pressAction():
            self._widget.animateClick()
        else:
            super().doAction(name)

    def _opened(self) -> bool | None:
        if self._kind == _FOLD and isinstance(self._widget, QAbstractButton):
            return self._widget.isChecked()
        return bool(self._widget.property("opened")) if self._kind == _CHOICE else None
