"""Buttons that rest while what they asked for is awaited: a second press, or Return, asks for nothing twice."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton


class OnePress:
    """The buttons of one form; they rest from `begin` to `end`."""

    def __init__(self, *buttons: QPushButton) -> None:
        self._buttons = buttons
        self._pressed: QPushButton | None = None
        self.resting = False
        """Whether an answer is awaited."""

    def begin(self) -> bool:
        """Rest until `end`; False where an answer is awaited already, and then nothing is to be asked.

        A button that has the keyboard lets go of it: Qt would hand it to the next one, and a second Return press that.
        """
        if self.resting:
            return False
        self.resting = True
        for button in self._buttons:
            if button.hasFocus():
                self._pressed = button
                button.clearFocus()
            button.setEnabled(False)
        return True

    def end(self) -> None:
        """Answered or refused: they can be pressed again, and the keyboard is where it was unless it went elsewhere."""
        pressed, self._pressed = self._pressed, None
        self.resting = False
        for button in self._buttons:
            button.setEnabled(True)
        if pressed is not None and pressed.window().focusWidget() is None:
            pressed.setFocus()
