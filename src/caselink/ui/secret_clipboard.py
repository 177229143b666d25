"""Passphrases in the clipboard: kept out of its history where the system can, and gone after ten seconds."""

from __future__ import annotations

from typing import ClassVar, Final

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

KEPT_MS: Final = 10_000

_HINTS: Final = {
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"1",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
}
"""How Linux desktops, macOS and Windows are asked not to keep it."""


class SecretClipboard(QObject):
    """One for the application. What somebody else copied meanwhile is left alone."""

    _current: ClassVar[SecretClipboard | None] = None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ours = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)

    @classmethod
    def current(cls) -> SecretClipboard:
        """The one of the running application."""
        app = QGuiApplication.instance()
        if cls._current is None or cls._current.parent() is not app:
            cls._current = cls(app)
        return cls._current

    def copy(self, secret: str) -> None:
        """Put it in the clipboard for ten seconds."""
        mime = QMimeData()
        mime.setText(secret)
        for name, hint in _HINTS.items():
            mime.setData(name, hint)
        QGuiApplication.clipboard().setMimeData(mime)
        self._ours = secret
        self._timer.start(KEPT_MS)

    def clear(self) -> None:
        """Take it out now, if it is still there."""
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        if self._ours and clipboard.text() == self._ours:
            clipboard.clear()
        self._ours = ""
