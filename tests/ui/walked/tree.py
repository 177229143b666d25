"""What assistive tools are told of a window: its tree, read as a screen reader reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Role = QAccessible.Role


@dataclass(frozen=True)
class Node:
    """One thing of the tree that is shown. `within` are the nodes it stands in, the window first."""

    role: Role
    name: str
    description: str
    widget: QWidget | None
    focusable: bool
    stop: bool
    """Whether Tab comes to it."""
    opens: bool
    """Whether it says that it opens a menu or a list."""
    folds: bool
    """Whether it says that it is folded or unfolded."""
    within: tuple[Node, ...] = ()

    @property
    def kind(self) -> str:
        """The class of its widget."""
        return type(self.widget).__name__ if self.widget is not None else "part"

    def __str__(self) -> str:
        return f"{self.kind} {self.role.name} {self.name!r} in {' / '.join(each.kind for each in self.within[-4:])}"


def tree_of(window: QWidget) -> list[Node]:
    """All that is shown in it, in the order of the tree."""
    root = QAccessible.queryAccessibleInterface(window)
    assert root is not None
    return list(_walk(root, ()))


def _walk(each: QAccessibleInterface, within: tuple[Node, ...]) -> Iterator[Node]:
    state = each.state()
    if within and state.invisible:
        return
    thing: QObject | None = each.object()
    widget = thing if isinstance(thing, QWidget) else None
    if widget is not None and widget.isWindow() and within:
        return
    stops = widget is not None and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
    node = Node(
        each.role(), each.text(QAccessible.Text.Name), each.text(QAccessible.Text.Description), widget,
        bool(state.focusable), stops and widget is not None and widget.focusProxy() is None, bool(state.hasPopup),
        bool(state.expandable), within,
    )
    yield node
    if node.role in (Role.Table, Role.List, Role.Tree):
        return  # what stands in it is asked of its model
    for number in range(each.childCount()):
        child = each.child(number)
        if child is not None and child.isValid():
            yield from _walk(child, (*within, node))


def stops_of(window: QWidget) -> list[QWidget]:
    """Where Tab stops in the window, in the order of Tab."""
    stops: list[QWidget] = []
    here = window.nextInFocusChain()
    while here is not None and here is not window:
        takes = bool(here.focusPolicy() & Qt.FocusPolicy.TabFocus) and here.isEnabled() and here.isVisibleTo(window)
        if takes and here.focusProxy() is None and here.window() is window:
            stops.append(here)
        here = here.nextInFocusChain()
    return stops
