"""One quiet line of a form that tells what the question means at which the worker is: it moves nothing."""

from __future__ import annotations

from collections.abc import Iterable

import shiboken6
from PySide6.QtWidgets import QApplication, QWidget

from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel


class HelpLine(TextLabel):
    """Follows the keyboard, and the pointer. Always one line high at least, so that nothing jumps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "small", parent, wraps=True)
        self._stands = ""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def serve(self, rows: Iterable[QuestionRow]) -> None:
        """Tell the help of these."""
        for row in rows:
            row.entered.connect(lambda row=row: self.tell(row.help))

    def tell(self, words: str) -> None:
        """Say that; nothing shows again what the question means that has the keyboard."""
        self.setText(words or self._stands or " ")

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if not self.isVisible():
            return
        row = row_of(now)
        around = self.parentWidget()
        if row is not None and around is not None and around.isAncestorOf(row):
            self._stands = row.help
            self.tell(row.help)


def row_of(widget: QWidget | None) -> QuestionRow | None:
    """The row that a widget stands in; None outside of any."""
    while widget is not None and shiboken6.isValid(widget):
        if isinstance(widget, QuestionRow):
            return widget
        widget = widget.parentWidget()
    return None
