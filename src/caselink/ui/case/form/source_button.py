"""Where an answer comes from: optional, small, chosen from a menu."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from caselink.domain.answers import Source
from caselink.forms.texts import SOURCE_LABELS
from caselink.i18n import _


class SourceButton(QPushButton):
    """Says the source of the answer, or offers to note it."""

    chosen = Signal(object)
    """The new `Source`, or None for none."""

    def __init__(self, question: str, parent: QWidget) -> None:
        """`question` is the field's label, for screen readers."""
        super().__init__(parent)
        self.setProperty("role", "quiet_chip")
        self._question = question
        menu = QMenu(self)
        for source in (*Source, None):
            words = _("sans source") if source is None else _(SOURCE_LABELS[source])
            menu.addAction(words).triggered.connect(lambda _checked=False, source=source: self.chosen.emit(source))
        self.setMenu(menu)
        self.show_source(None)

    def show_source(self, source: Source | None) -> None:
        """Show that source."""
        words = _("source") if source is None else _(SOURCE_LABELS[source])
        self.setText(words)
        said = _("pas notée") if source is None else words
        self.setAccessibleName(_("Source de « {question} » : {source}").format(question=self._question, source=said))
