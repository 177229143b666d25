"""One tab stop for several things to press that belong together; arrows go from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_ALONG: Final = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_ACROSS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_PLAIN: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class RowStops(QObject):
    """Tab comes to the first of them, or to the one where the worker was last; what is hidden is passed over.

    A line in which one types keeps its arrows for itself, but Left at its beginning goes to what stands before it.
    """

    crossed = Signal(int)
    """Up (-1) or down (1) was pressed: the row above or below is wanted."""
    entered = Signal()
    """One of them has the keyboard."""

    def __init__(self, owner: QObject, stops: Sequence[QWidget] = ()) -> None:
        super().__init__(owner)
        self._stops: list[QWidget] = []
        self.hold(stops)

    def hold(self, stops: Sequence[QWidget]) -> None:
        """Go through these from now on, in this order."""
        for stop in stops:
            if stop not in self._stops:
                stop.installEventFilter(self)
        self._stops = list(stops)
        here = next((stop for stop in self._stops if stop.hasFocus()), None) or self._first()
        if here is not None:
            self._make_stop(here)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move; what gets the keyboard is the tab stop; what is hidden hands that on."""
        if watched not in self._stops or not isinstance(watched, QWidget):
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.modifiers() in _PLAIN:
            return self._take(watched, Qt.Key(event.key()))
        if event.type() is QEvent.Type.FocusIn:
            self._make_stop(watched)
            self.entered.emit()
        elif event.type() is QEvent.Type.Hide and watched.isHidden():
            self._hand_on(watched)
        return False

    def rest(self) -> None:
        """Let Tab pass all of them by, until one is pressed or reached by arrows."""
        for stop in self._stops:
            stop.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def wake(self) -> None:
        """Let Tab come here again."""
        first = self._first()
        if first is not None:
            self._make_stop(first)

    def _hand_on(self, hidden: QWidget) -> None:
        if hidden.focusPolicy() & Qt.FocusPolicy.TabFocus:
            self.wake()

    def _take(self, here: QWidget, key: Qt.Key) -> bool:
        if isinstance(here, QLineEdit):
            at_start = here.cursorPosition() == 0 and not here.hasSelectedText()
            return key == Qt.Key.Key_Left and at_start and self._go(here, -1)
        if key in _ALONG:
            self._go(here, _ALONG[key])
            return True
        if key in _ACROSS and self.receivers("2crossed(int)"):
            self.crossed.emit(_ACROSS[key])
            return True
        return False

    def _go(self, here: QWidget, step: int) -> bool:
        shown = [stop for stop in self._stops if not stop.isHidden() and stop.isEnabled()]
        place = shown.index(here) + step if here in shown else -1
        if not 0 <= place < len(shown):
            return False
        shown[place].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _first(self) -> QWidget | None:
        fields = [stop for stop in self._stops if isinstance(stop, QLineEdit)]
        return next((stop for stop in (*fields, *self._stops) if not stop.isHidden()), None)

    def _make_stop(self, here: QWidget) -> None:
        for stop in self._stops:
            stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop is here else Qt.FocusPolicy.ClickFocus)
