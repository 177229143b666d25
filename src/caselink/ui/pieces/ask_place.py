"""Where a form opens beneath what asks for it, and closes again with the keyboard back there.

    self.ending = AskPlace(self.end_button, column, make=lambda: AskForm(END.about(decision), store, tone="notice"))

One place for what was written again in each panel: opening, scrolling into view, the first focus, closing, and opening
again after a lock where something was typed (`key`).
"""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton

from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.drafts import Drafts
from caselink.ui.pieces.in_view import bring_into_view


class AskPlace(QObject):
    """`opener` opens the form, once; `make` makes a new one each time."""

    opened = Signal()
    closed = Signal()

    def __init__(
        self, opener: QPushButton, column: QBoxLayout, make: Callable[[], AskForm], *, key: str = "",
        hides_opener: bool = False,
    ) -> None:
        """What waits under `key` opens the form again as soon as `look` is called."""
        super().__init__(opener)
        self._opener = opener
        self._column = column
        self._make = make
        self._key = key
        self._hides_opener = hides_opener
        self.form: AskForm | None = None
        """While it stands there."""
        opener.clicked.connect(self.ask)

    def ask(self) -> None:
        """Open the form, with the keyboard in it."""
        self.open().focus_first()

    def open(self) -> AskForm:
        """Open the form, or give the one that is open."""
        if self.form is None:
            self.form = self._make()
            self.form.given_up.connect(self.close)
            self.form.saved.connect(lambda _result: self.close())
            self._column.addWidget(self.form)
            self.form.show()
            if self._hides_opener:
                self._opener.hide()
            bring_into_view(self.form)
            self.opened.emit()
        return self.form

    def look(self) -> bool:
        """Open it where something was typed before a lock, or before it was put aside; whether it was opened."""
        words = Drafts.current().take(self._key) if self._key else None
        if words is not None:
            self.open().put_back(words)
        return words is not None

    def put_aside(self) -> None:
        """What it stands in goes and will be made anew: what is typed waits for `look`."""
        if self._key:
            Drafts.current().put_aside(self._key)

    def close(self) -> None:
        """Close the form; the keyboard goes back to what opened it."""
        if self.form is not None and shiboken6.isValid(self.form):
            self.form.hide()
            self.form.deleteLater()
        self.form = None
        if self._hides_opener:
            self._opener.show()
        if self._opener.isVisible():
            self._opener.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
