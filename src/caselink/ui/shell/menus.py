"""The menu bar: everything that has a key stands here with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from caselink.i18n import _
from caselink.ui.shell.rail import PAGES


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


def page_items(show: Callable[[str], None]) -> list[Item]:
    """A line for each page of the rail."""
    return [
        Item(page, _(label), f"Alt+{number}", lambda page=page: show(page))  # type: ignore[misc]
        for number, (page, (label, _drawing)) in enumerate(PAGES.items(), start=1)
    ]


def tab_items(labels: Sequence[str], show: Callable[[int], None]) -> list[Item]:
    """A line for each tab of a case, Ctrl+1 for the first."""
    return [
        Item(f"tab_{number}", label, f"Ctrl+{number}", lambda index=number - 1: show(index))  # type: ignore[misc]
        for number, label in enumerate(labels, start=1)
    ]
