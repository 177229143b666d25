"""The sentences to read aloud to her, beside what the worker ticks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel


class ReadingCard(QFrame):
    """Large letters, one sentence under the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(_("À lui dire à voix haute"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(space(5), space(4), space(5), space(5))
        self._column.setSpacing(space(3))
        self._column.addWidget(TextLabel(_("À lui dire à voix haute"), "quiet"))
        self._labels: list[TextLabel] = []

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show these."""
        while len(self._labels) < len(sentences):
            label = TextLabel("", "heading", wraps=True)
            self._labels.append(label)
            self._column.addWidget(label)
        for position, label in enumerate(self._labels):
            label.setVisible(position < len(sentences))
            label.setText(sentences[position] if position < len(sentences) else "")

    def sentences(self) -> tuple[str, ...]:
        """What is shown."""
        return tuple(label.text() for label in self._labels if label.text())
