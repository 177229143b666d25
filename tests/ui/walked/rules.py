"""What must hold of each state of a window, for whoever hears it or has only keys. Each rule gives what breaks it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QToolButton,
    QWidget,
)

from caselink.ui.case.form.answer_menu import AnswerMenu
from caselink.ui.case.form.field_row import FieldRow
from caselink.ui.case.overview.need_row import NeedRow
from caselink.ui.look.palettes import TARGET
from caselink.ui.pieces.editors.picked_chips import PickedChips
from caselink.ui.pieces.editors.search_choice import SearchChoice
from tests.ui.walked.tree import Node, Role, stops_of

_HANDLED: Final = frozenset({
    Role.Button, Role.ButtonMenu, Role.CheckBox, Role.RadioButton, Role.EditableText, Role.ComboBox, Role.PageTab,
    Role.PageTabList, Role.List, Role.ListItem, Role.Table, Role.Tree, Role.SpinBox, Role.MenuItem, Role.Link,
})
"""What a person can do something with."""
_ROWS_OF_STOPS: Final = (NeedRow, FieldRow)
_KEY: Final = re.compile(r"\b(?:partner|legal|consent|person|event):\w|\b[a-z]+(?:_[a-z]+)+\b|\{\w*\}")
"""Ids of recipients and grounds, names of fields and options, places that a text has for words."""
_PRESSED: Final = (QAbstractButton, QComboBox, QLineEdit)
_CHOICES: Final = frozenset({Role.CheckBox, Role.RadioButton})
_ROWS: Final = 30
_WORDS: Final = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)
_HEADS: Final = frozenset({"display", "title", "heading"})


def unnamed(nodes: Sequence[Node]) -> list[str]:
    """Whatever takes the keyboard has a name."""
    return [str(node) for node in nodes if node.focusable and not node.name.strip()]


def odd_roles(nodes: Sequence[Node]) -> list[str]:
    """Whatever Tab comes to is something that a person can use."""
    return [
        str(node) for node in nodes
        if node.stop and node.role not in _HANDLED and not (node.role is Role.Grouping and _reads(node))
    ]


def _reads(node: Node) -> bool:
    """A page of words takes the keyboard to be scrolled."""
    return isinstance(node.widget, QScrollArea)


def lone_choices(nodes: Sequence[Node]) -> list[str]:
    """The question is said with its answers: a chip stands in a group that has a name."""
    return [
        str(node) for node in nodes
        if node.widget is not None and node.role in _CHOICES and node.widget.property("role") in ("chip", "quiet_chip")
        and not any(each.role is Role.Grouping and each.name.strip() for each in node.within)
    ]


def silent_folds(nodes: Sequence[Node]) -> list[str]:
    """What folds says whether it is folded, and keeps the arrow out of its name."""
    return [
        str(node) for node in nodes
        if isinstance(node.widget, QPushButton | QToolButton)
        and ((any(sign in node.widget.text() for sign in "▸▾▼▲") and not (node.folds or node.opens))
             or any(sign in node.name for sign in "▸▾▼▲›⋯"))
    ]


def silent_menus(nodes: Sequence[Node]) -> list[str]:
    """What opens a menu says so."""
    return [
        str(node) for node in nodes
        if isinstance(node.widget, QPushButton | QToolButton) and not node.opens
        and (node.widget.text().strip() in ("…", "⋯", "...") or isinstance(node.widget, AnswerMenu))
    ]


def plain_heads(nodes: Sequence[Node]) -> list[str]:
    """A heading is a heading."""
    return [
        str(node) for node in nodes
        if isinstance(node.widget, QLabel) and node.widget.property("role") in _HEADS and node.name.strip()
        and node.role is not Role.Heading
    ]


def nameless_windows(nodes: Sequence[Node]) -> list[str]:
    """Windows and dialogs have a name that says which, though the task bar is told nothing."""
    window = nodes[0]
    fine = window.role in (Role.Window, Role.Dialog) and window.name.strip() not in ("", "CaseLink")
    return [] if fine else [str(window)]


def plain_lists(nodes: Sequence[Node]) -> list[str]:
    """A field that opens a list stands in a combo box that says whether it is open."""
    return [
        str(node) for node in nodes
        if isinstance(node.widget, SearchChoice) and not (node.role is Role.ComboBox and node.folds and node.opens)
    ]


def silent_cells(nodes: Sequence[Node]) -> list[str]:
    """Each column of a table has a head, and each cell words."""
    return [
        f"{node}: {what}" for node in nodes if isinstance(node.widget, QTableView) for what in _silent(node.widget)
    ]


def _silent(table: QTableView) -> list[str]:
    model = table.model()
    columns = [column for column in range(model.columnCount()) if not table.isColumnHidden(column)]
    heads = [
        f"column {column}" for column in columns
        if not isinstance(model.headerData(column, Qt.Orientation.Horizontal), str)
    ]
    cells = [
        f"row {row}, column {column}"
        for row in range(min(model.rowCount(), _ROWS)) for column in columns
        if not any(model.index(row, column).data(role) for role in _WORDS)
    ]
    return heads + cells


def crowded_rows(nodes: Sequence[Node]) -> list[str]:
    """A row has one tab stop; arrows go on inside."""
    stops = set(map(id, stops_of(nodes[0].widget))) if nodes[0].widget is not None else set()
    rows: list[QWidget] = [node.widget for node in nodes if isinstance(node.widget, _ROWS_OF_STOPS)]
    rows += [row for node in nodes if node.widget is not None for row in node.widget.findChildren(PickedChips)]
    crowded = [
        (row, count) for row in dict.fromkeys(rows)
        if (count := sum(id(each) in stops for each in (row, *row.findChildren(QWidget)))) > 1
    ]
    return [f"{type(row).__name__} {row.accessibleName()!r}: {count} stops" for row, count in crowded]


def internal_keys(nodes: Sequence[Node]) -> list[str]:
    """No id of ours is read or heard: what it stands for is."""
    said = [(node, words) for node in nodes for words in _all_words(node)]
    return [f"{node.kind}: {words!r}" for node, words in said if _KEY.search(words)]


def _all_words(node: Node) -> list[str]:
    widget = node.widget
    if widget is not None and widget.property("technical"):
        return []  # for who mends the program
    words = [node.name, node.description] + ([] if widget is None else [widget.toolTip()])
    if isinstance(widget, QLineEdit):
        words += [widget.text(), widget.placeholderText()]
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        columns = range(model.columnCount() if isinstance(widget, QTableView) else 1)
        rows = range(min(model.rowCount(), _ROWS))
        words += [str(model.index(row, column).data() or "") for row in rows for column in columns]
    return words


def small_targets(nodes: Sequence[Node]) -> list[str]:
    """What is pressed is at least 32 pixels high and wide; so is each row of a list."""
    small: list[str] = []
    for node in nodes:
        widget = node.widget
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            height = _row_height(widget)
            small += [f"{node}: rows of {height}"] if 0 < height < TARGET else []
        elif isinstance(widget, QLineEdit) and isinstance(widget.parent(), QComboBox):
            continue  # the box around it is what is pressed
        elif isinstance(widget, _PRESSED) and min(widget.width(), widget.height()) < TARGET:
            small.append(f"{node}: {widget.width()} × {widget.height()}")
    return small


def _row_height(view: QAbstractItemView) -> int:
    model = view.model()
    if isinstance(view, QTableView):
        return min((view.rowHeight(row) for row in range(min(model.rowCount(), _ROWS))), default=0)
    return min((view.sizeHintForRow(row) for row in range(min(model.rowCount(), _ROWS))), default=0)


RULES: Final[tuple[Callable[[Sequence[Node]], list[str]], ...]] = (
    unnamed, odd_roles, lone_choices, silent_folds, silent_menus, plain_lists, plain_heads, nameless_windows,
    silent_cells, crowded_rows, internal_keys,
    small_targets,
)
