"""Enter presses the button that has the focus, as Space does; Qt does so in dialogs only.

A key that nobody used up goes on to the widgets around. What it did on the way (a list opened its row) may have moved
the focus to a button: that one was not meant.
"""

from __future__ import annotations

import weakref
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import isValid

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterAim(QObject):
    """Notes what had the focus when Enter was pressed. One for the whole program, from `watch` on."""

    _watching: ClassVar[EnterAim | None] = None

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._first: weakref.ref[QWidget] | None = None
        """Who was given the key that is pressed now, before anybody around."""
        self._aimed_at: weakref.ref[QWidget] | None = None
        app.installEventFilter(self)

    @classmethod
    def watch(cls) -> EnterAim:
        """The one of this program, made at the first call. Raises RuntimeError where there is no application."""
        app = QCoreApplication.instance()
        if app is None:
            raise RuntimeError("Enter is watched in a running program")
        if cls._watching is None or cls._watching.parent() is not app:
            cls._watching = cls(app)
        return cls._watching

    def is_meant(self, button: QAbstractButton) -> bool:
        """Whether that button had the focus when the key was pressed."""
        return self._aimed_at is not None and self._aimed_at() is button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lets everything pass."""
        if isinstance(event, QKeyEvent) and isinstance(watched, QWidget) and event.key() in _ENTER:
            if event.type() == QEvent.Type.KeyRelease:
                self._first = None
            elif event.type() == QEvent.Type.KeyPress and not self._goes_on_to(watched):
                self._first = weakref.ref(watched)
                self._aimed_at = weakref.ref(watched.window().focusWidget() or watched)
        return False

    def _goes_on_to(self, watched: QWidget) -> bool:
        first = None if self._first is None else self._first()
        return first is not None and isValid(first) and watched.isAncestorOf(first)


def presses_button(event: QKeyEvent, inside: QWidget) -> bool:
    """Press the focused button in that widget if the key is Enter and was meant for it; whether one was pressed."""
    if event.key() not in _ENTER:
        return False
    focused = inside.window().focusWidget()
    if not isinstance(focused, QAbstractButton) or not inside.isAncestorOf(focused):
        return False
    if not EnterAim.watch().is_meant(focused):
        return False
    focused.click()
    return True
