"""A passphrase, and a new one, as answers of a form: taken just as typed, never kept, hidden until shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.ui.entry.new_passphrase import NewPassphrase
from caselink.ui.entry.passphrase_field import PassphraseField
from caselink.ui.pieces.editors.editor import Editor, Raw, Shown


class PassphraseEditor(Editor):
    """One's own, to confirm."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = PassphraseField(name)
        _fill(self, self.field)
        self.field.edited.connect(self.typed)

    def value(self) -> Raw:
        """What is typed; None for nothing."""
        return self.field.text() or None

    def set_value(self, value: Shown) -> None:
        """Fill it in, or empty it."""
        self.field.clear()
        if isinstance(value, str):
            self.field.set_text(value)

    def draft(self) -> Json:
        """Nothing of it is kept."""
        return None

    def put_draft(self, draft: Json, before: Json) -> None:
        """Nothing was kept."""

    def mark(self, fault: str, help_line: str) -> None:
        """What is wrong is typed anew."""
        super().mark(fault, help_line)
        if fault:
            self.field.field.selectAll()


class NewPassphraseEditor(Editor):
    """One that is chosen: `text`, `again` as typed; `words` where those offered were taken to be handed over."""

    def __init__(self, *, hand_over: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.secret = NewPassphrase(hand_over=hand_over)
        self._hands_over = hand_over
        self._goes_on = False
        _fill(self, self.secret)
        self.secret.passphrase.edited.connect(self.typed)
        self.secret.again.edited.connect(self.typed)
        self.secret.passphrase.entered.connect(self._entered_first)
        if hand_over:
            self.setFocusProxy(self.secret.take_button)

    def value(self) -> Raw:
        """The parts of it."""
        parts: dict[str, object] = {"text": self.secret.text(), "again": self.secret.again.text()}
        return {**parts, "words": self.secret.words_to_hand_over()}

    def set_value(self, value: Shown) -> None:  # noqa: ARG002 - nothing is proposed but what it offers itself
        """Forget what was typed and offered."""
        self.secret.clear()

    def draft(self) -> Json:
        """Nothing of it is kept."""
        return None

    def put_draft(self, draft: Json, before: Json) -> None:
        """Nothing was kept."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return in the first line goes on to the second, and is done."""
        if self._goes_on and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._goes_on = False
            event.accept()
        else:
            super().keyPressEvent(event)

    def _entered_first(self) -> None:
        self._goes_on = not self.secret.words_to_hand_over()


def _fill(editor: Editor, widget: QWidget) -> None:
    column = QVBoxLayout(editor)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    editor.setFocusProxy(widget)
