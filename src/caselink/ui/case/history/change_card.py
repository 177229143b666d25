"""What one worker did at once."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _, ngettext
from caselink.services.history import HistoryChange, HistoryLine
from caselink.ui.case.history.closed_lines import ClosedLines
from caselink.ui.case.history.line_row import LineRow
from caselink.ui.look.dates import local_moment
from caselink.ui.look.palettes import space
from caselink.ui.look.spoken import speak_as
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading

_FIRST: Final = 6
"""Lines shown at once; an import may have written a hundred."""


class ChangeCard(QFrame):
    """When and who, then a line for each answer; the worker's own last change can be taken back here."""

    take_back_asked = Signal()
    erase_asked = Signal(str)
    """The path of the answer that is to be erased for good."""

    put_back_asked = Signal(object)
    """The `HistoryLine` whose former value is wanted again."""

    def __init__(self, change: HistoryChange, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        speak_as(self, "group")
        self.change = change
        self.closed: ClosedLines | None = None
        self.take_back: QPushButton | None = None
        self.more: QPushButton | None = None
        self.rows: list[LineRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(space(5), space(2), space(3), space(3))
        self._column.setSpacing(space(2))
        self._add_head()
        self._open_lines = [line for line in change.lines if not line.closed]
        self._add_rows(self._open_lines[:_FIRST])
        self._add_more()
        closed = [self._row(line) for line in change.lines if line.closed]
        if closed:
            self.closed = ClosedLines(closed)
            self._column.addWidget(self.closed)
        lines = self.findChildren(LineRow)
        if lines:
            self._stop_at(lines[0])

    def _stop_at(self, here: LineRow) -> None:
        """One tab stop for the card: the line where the worker was last."""
        for row in self.findChildren(LineRow):
            if row is not here:
                row.keys.rest()

    def _cross(self, row: LineRow, step: int) -> None:
        """From line to line."""
        rows = [each for each in self.findChildren(LineRow) if each.isVisibleTo(self)]
        rows.sort(key=lambda each: each.mapTo(self, QPoint(0, 0)).y())
        place = rows.index(row) + step
        if 0 <= place < len(rows):
            rows[place].setFocus(Qt.FocusReason.TabFocusReason)

    def close_again(self) -> None:
        """Close what was opened."""
        if self.closed is not None:
            self.closed.close_again()

    def _add_head(self) -> None:
        time = local_moment(self.change.at).strftime("%H:%M")
        said = _("{time} — {who}").format(time=time, who=self.change.who)
        self.setAccessibleName(said)
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addWidget(TextLabel(said, "quiet"))
        for words in _marks(self.change):
            head.addWidget(TextLabel(words, "chip_quiet"))
        head.addStretch(1)
        if self.change.can_take_back:
            self.take_back = QPushButton(_("Annuler cette modification"))
            self.take_back.setProperty("role", "quiet")
            self.take_back.setToolTip(_("Votre dernière modification de ce dossier (Ctrl+Z)"))
            self.take_back.clicked.connect(self.take_back_asked)
            head.addWidget(self.take_back, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(head)

    def _add_rows(self, lines: list[HistoryLine]) -> None:
        for line in lines:
            row = self._row(line)
            self.rows.append(row)
            self._column.addWidget(row)

    def _add_more(self) -> None:
        left = len(self._open_lines) - _FIRST
        if left <= 0:
            return
        words = ngettext("Afficher {count} autre ligne", "Afficher {count} autres lignes", left).format(count=left)
        self.more = QPushButton(words)
        self.more.setProperty("role", "quiet")
        self.more.clicked.connect(self._show_more)
        keep_for_reading(self.more)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_more(self) -> None:
        if self.more is None:
            return
        self.more.hide()
        place = self._column.indexOf(self.more)
        for number, line in enumerate(self._open_lines[_FIRST:]):
            row = self._row(line)
            self.rows.append(row)
            self._column.insertWidget(place + number, row)

    def _row(self, line: HistoryLine) -> LineRow:
        row = LineRow(line)
        row.keys.crossed.connect(lambda step: self._cross(row, step))
        row.keys.entered.connect(lambda: self._stop_at(row))
        row.put_back_asked.connect(self.put_back_asked)
        row.erase_asked.connect(self.erase_asked)
        return row


def _marks(change: HistoryChange) -> list[str]:
    """What sort of change it was, where it is no plain one."""
    marks = []
    if change.kind == "undo":
        marks.append(_("annulation"))
    if change.taken_back:
        marks.append(_("annulé depuis"))
    return marks
