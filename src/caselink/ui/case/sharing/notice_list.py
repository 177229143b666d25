"""Sentences on a soft ground, one above the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from caselink.ui.look.palettes import space
from caselink.ui.look.spoken import speak_as
from caselink.ui.pieces.announcing import announce
from caselink.ui.pieces.text_label import TextLabel


class NoticeList(QWidget):
    """Shows as many notices as there are, and takes no room for none. Others than before are said aloud."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(2))
        self.sentences: tuple[str, ...] = ()

    def show_notices(self, notices: Sequence[tuple[str, str]]) -> None:
        """Show these (sentence, role of the ground) and no others."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        before = self.sentences
        self.sentences = tuple(sentence for sentence, _role in notices)
        for sentence, role in notices:
            frame = QFrame()
            frame.setProperty("role", role)
            inner = QVBoxLayout(frame)
            inner.setContentsMargins(space(4), space(2), space(4), space(2))
            label = TextLabel(sentence, wraps=True)
            speak_as(label, "said")
            inner.addWidget(label)
            self._column.addWidget(frame)
        self.setVisible(bool(notices))
        if self.sentences != before:
            announce(self, " ".join(self.sentences), at_once=any(role == "notice_fault" for _said, role in notices))
