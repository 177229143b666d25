"""The menu bar: everything that has a key stands here with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from caselink.domain.roles import Role
from caselink.i18n import _
from caselink.ui.case.tabs import TABS, tab_keys
from caselink.ui.pages.registry import Stands, pages_at


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a menu: a name in English for tests, its words, its keys, what it does."""

    name: str
    label: str
    keys: str
    act: Callable[[], None]
    checkable: bool = False


def build_menus(window: QMainWindow, menus: Mapping[str, Sequence[Item | None]]) -> dict[str, QAction]:
    """Fill the menu bar; None parts two groups. Gives the actions by name."""
    actions: dict[str, QAction] = {}
    for title, items in menus.items():
        menu = window.menuBar().addMenu(title)
        menu.setToolTipsVisible(True)
        for item in items:
            if item is None:
                menu.addSeparator()
                continue
            action = QAction(item.label, window)
            if item.keys:
                action.setShortcut(QKeySequence(item.keys))
            action.setCheckable(item.checkable)
            action.triggered.connect(lambda _checked=False, act=item.act: act())
            menu.addAction(action)
            actions[item.name] = action
    return actions


def page_items(stands: Stands, role: Role, show: Callable[[str], None]) -> list[Item]:
    """A line for each page that a worker of that role reaches from there."""
    return [
        Item(entry.id, _(entry.tip or entry.label), keys, partial(show, entry.id))
        for entry, keys in pages_at(stands, role)
    ]


def tab_items(show: Callable[[str], None]) -> list[Item]:
    """A line for each tab of a case."""
    return [
        Item(f"tab_{entry.id}", _(entry.label), tab_keys(number), partial(show, entry.id))
        for number, entry in enumerate(TABS)
    ]
