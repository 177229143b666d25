"""A whole number."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.editor import Raw
from caselink.ui.pieces.editors.line_editor import LineEditor

_WIDTH = space(36)


class CountEditor(LineEditor):
    """Digits are a number; anything else goes on as typed, so that it can be said what is wrong with it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is the question, for screen readers."""
        super().__init__(name, width=_WIDTH, parent=parent)

    def raw(self, text: str) -> Raw:
        """A number for digits, with or without spaces between the thousands."""
        digits = "".join(text.split())
        return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else text
