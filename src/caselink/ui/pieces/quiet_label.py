"""Help, dates, sources: what is read second."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from caselink.ui.pieces.text_label import TextLabel


class QuietLabel(TextLabel):
    """Words in the quiet colour that wrap."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "quiet", parent, wraps=True)
