"""What was copied out of our windows: kept out of histories where the system can, and gone after ten seconds."""

from __future__ import annotations

from typing import ClassVar, Final

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_MS: Final = 10_000

_HINTS: Final = {
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"1",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
}
"""How Linux desktops, macOS and Windows are asked not to keep it."""


class SecretClipboard(QObject):
    """One for the application; everything that our windows copy or cut, secret or not. What another program copied is
    left alone. Cut words come back by undoing in their field.
    """

    _current: ClassVar[SecretClipboard | None] = None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ours: QMimeData | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        QGuiApplication.clipboard().dataChanged.connect(self._changed)
        QGuiApplication.clipboard().selectionChanged.connect(self._selected)

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
        self._ours = mime
        QGuiApplication.clipboard().setMimeData(mime)
        self._timer.start(KEPT_MS)

    def clear(self) -> None:
        """Take it out now, if it is still ours; also the words that are selected with the mouse, on X11.

        To be called before the process ends: Qt would hand what it holds to a clipboard manager then.
        """
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        if self._ours is not None and _is_ours(clipboard):
            clipboard.clear()
        if clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)
        self._ours = None

    def _selected(self) -> None:
        """What is selected with the mouse is offered to nobody on X11: no hint goes with it, and managers keep it."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)

    def _changed(self) -> None:
        """A window of ours, or another program, put something in: ours is put in again with the hints."""
        clipboard = QGuiApplication.clipboard()
        if not _is_ours(clipboard):
            self._ours = None
            self._timer.stop()
            return
        held = clipboard.mimeData()
        if held is not None and held is not self._ours and held.hasText():
            self.copy(held.text())


def _is_ours(clipboard: QClipboard) -> bool:
    """Whether this process put it there. Without a screen no other could, and Qt does not say."""
    return clipboard.ownsClipboard() or QGuiApplication.platformName() == "offscreen"
