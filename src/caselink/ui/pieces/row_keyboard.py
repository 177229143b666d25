"""Rows that are made anew while one of them has the keyboard: it stays in the same place of the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from caselink.ui.pieces.in_view import bring_into_view


def row_with_keyboard(rows: Sequence[QWidget]) -> int | None:
    """Which of them has it; None for none. To be asked before they are hidden."""
    focus = QApplication.focusWidget()
    return next((number for number, row in enumerate(rows) if focus is not None and row.isAncestorOf(focus)), None)


def give_keyboard(rows: Sequence[QWidget], number: int | None, otherwise: QWidget) -> None:
    """Give it to the row at that place, to the last where there are fewer now, or to what stands beside the list."""
    if number is None:
        return
    row = rows[min(number, len(rows) - 1)] if rows else None
    buttons = [] if row is None else [each for each in row.findChildren(QPushButton) if not each.isHidden()]
    (buttons[0] if buttons else otherwise).setFocus(Qt.FocusReason.OtherFocusReason)


def show_new(rows: Sequence[QWidget], before: Sequence[str], now: Sequence[str]) -> None:
    """Scroll to the row that was not there before, where there is just one; `before` and `now` are ids of the rows."""
    new = [row for row, each in zip(rows, now, strict=True) if each not in before]
    if len(new) == 1 and before != now:
        bring_into_view(new[0])
