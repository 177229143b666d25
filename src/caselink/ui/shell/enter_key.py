"""Enter presses the button that has the focus, as Space does; Qt does so in dialogs only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget


def presses_button(event: QKeyEvent, inside: QWidget) -> bool:
    """Press the focused button in that widget if the key is Enter; whether one was pressed."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    focused = inside.window().focusWidget()
    if not isinstance(focused, QAbstractButton) or not inside.isAncestorOf(focused):
        return False
    focused.click()
    return True
