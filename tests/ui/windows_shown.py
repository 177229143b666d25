"""Which windows come onto the screen, though it be for an instant."""

from __future__ import annotations

from types import TracebackType

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget


class WindowsShown(QObject):
    """Notes the kind of every top-level widget that is shown while it watches."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[str] = []

    def __enter__(self) -> WindowsShown:
        self._app().installEventFilter(self)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._app().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Holds nothing back."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.kinds.append(type(watched).__name__)
        return False

    @staticmethod
    def _app() -> QApplication:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return app
