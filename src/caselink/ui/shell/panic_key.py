"""Escape twice, or another key: the window is gone at once, and the process that held the key with it (decision 3)."""

from __future__ import annotations

import os
import signal
from typing import Final

import shiboken6
from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from caselink.ui.shell.secret_clipboard import SecretClipboard
from caselink.ui.shell.settings_file import read_hiding_key

_WITHIN_MS: Final = 700
"""Two presses of Escape count as one sign when the second comes within that time."""


class PanicKey(QObject):
    """`pressed` at the second Escape, whatever has the focus; or as this computer was told."""

    pressed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.key = read_hiding_key()
        """One of `HIDING_KEYS`."""
        self._since = QElapsedTimer()
        self._took: QWidget | None = None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only what a window as a whole receives: a press comes there once, then to widgets and their parents. Called
        for each event of the program: it stays short."""
        if isinstance(watched, QWindow) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._take(event)
        return False

    def _take(self, event: QKeyEvent) -> None:
        if self.key == "f12" and event.key() == Qt.Key.Key_F12 and not event.isAutoRepeat():
            self.pressed.emit()
        elif self.key != "escape" or event.key() != Qt.Key.Key_Escape or event.isAutoRepeat():
            self._since.invalidate()
        elif self._since.isValid() and self._since.elapsed() <= _WITHIN_MS and not self._was_taken():
            self._since.invalidate()
            self.pressed.emit()
        else:
            self._took = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            self._since.start()

    def _was_taken(self) -> bool:
        """Whether the first press closed a menu, a list or a dialog: it was no sign then."""
        took = self._took
        return took is not None and not (shiboken6.isValid(took) and took.isVisible())


def vanish() -> None:
    """Hide every window and end this process without another step; at most the last second of typing is lost."""
    for window in QApplication.topLevelWidgets():
        window.hide()
    SecretClipboard.current().clear()
    QApplication.sync()
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
