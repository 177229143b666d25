"""A block answered by the keyboard: one tab stop, arrows from line to line, one key an answer."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from caselink.domain.danger import FactorKind, Finding
from caselink.i18n import _, language
from caselink.ui.case.danger.answer_sheet import AnswerSheet
from caselink.ui.case.danger.factor_model import FINDINGS, LABEL, NOTE, FactorModel, chosen_words
from caselink.ui.case.danger.grid_rows import GridBlock, GridRow
from caselink.ui.look.dates import spelled_day
from caselink.ui.look.palettes import TARGET, space

KEYS: Final = {
    "fr": {"o": Finding.YES, "n": Finding.NO, "i": Finding.UNKNOWN, "?": Finding.UNKNOWN},
    "nl": {"j": Finding.YES, "n": Finding.NO, "o": Finding.UNKNOWN, "?": Finding.UNKNOWN},
    "en": {"y": Finding.YES, "n": Finding.NO, "u": Finding.UNKNOWN, "?": Finding.UNKNOWN},
}
"""One key for each answer: the first letter of its word."""
_LONGEST_NOTE: Final = "~2026-11-30"
"""A day: what the last column has to have room for, in the letters of whoever reads it."""


class FactorList(QTableView):
    """As high as its lines: the page around it scrolls."""

    row_shown = Signal(object)
    """The `GridRow` that has the keyboard."""
    which_asked = Signal()
    """A question about several factors was answered with yes: which of them?"""
    date_asked = Signal()
    """An act of alert was answered with yes, or D was pressed: when was the last time?"""
    left = Signal(int)
    """The arrow keys went over its end (1) or its beginning (-1)."""

    def __init__(self, block: GridBlock, sheet: AnswerSheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self.rows = block.rows
        self.setModel(FactorModel(block.rows, sheet, self))
        self.setAccessibleName(block.title)
        self.setAccessibleDescription(_("Flèches : ligne. O, N, I : oui, non, inconnu. D : dernière fois."))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._measure()
        self.clicked.connect(self._clicked)
        self.selectionModel().currentRowChanged.connect(self._moved)

    def go(self, row: int) -> None:
        """Put the keyboard on that line; -1 is the last."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(self.model().index(row % len(self.rows), LABEL))

    def current(self) -> GridRow | None:
        """The line that has the keyboard."""
        index = self.currentIndex()
        return self.rows[index.row()] if index.isValid() else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by Tab stands on the line of last time, or the first."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, LABEL))
        elif (row := self.current()) is not None:
            self.selectRow(self.currentIndex().row())
            self.row_shown.emit(row)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No line looks chosen in a block that has not the keyboard."""
        super().focusOutEvent(event)
        self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """O, N, I answer and go on; D asks for the day; arrows go over the ends."""
        row = self.currentIndex().row()
        finding = KEYS[language()].get(event.text().lower()) if not event.modifiers() & _HELD else None
        if finding is not None and row >= 0:
            self.answer(finding)
        elif event.key() == Qt.Key.Key_D and row >= 0:
            self.date_asked.emit()
        elif event.key() == Qt.Key.Key_Down and row == len(self.rows) - 1:
            self.left.emit(1)
        elif event.key() == Qt.Key.Key_Up and row == 0:
            self.left.emit(-1)
        else:
            super().keyPressEvent(event)

    def answer(self, finding: Finding) -> None:
        """Answer the current line and go on; a yes to several factors asks which, one to an act of alert asks when."""
        row = self.current()
        if row is None:
            return
        if self._put(row, finding):
            self.go_on()

    def go_on(self) -> None:
        """The next line; after the last one the next block."""
        following = self.currentIndex().row() + 1
        if following >= len(self.rows):
            self.left.emit(1)
        else:
            self.go(following)

    def _put(self, row: GridRow, finding: Finding) -> bool:
        """Write the answer down; whether that is all there is to ask."""
        if row.factor is None and finding is Finding.YES:
            self.row_shown.emit(row)
            self.which_asked.emit()
            return False
        self._sheet.put((factor.id for factor in row.factors), finding)
        self.row_shown.emit(row)
        if row.factor is None or finding is not Finding.YES or row.factor.state:
            return True
        if row.factor.kind is FactorKind.ALERT:
            self.date_asked.emit()
        return row.factor.kind is not FactorKind.ALERT

    def _clicked(self, index: QModelIndex) -> None:
        if LABEL < index.column() < NOTE:
            self._put(self.rows[index.row()], FINDINGS[index.column() - 1])

    def _moved(self, index: QModelIndex) -> None:
        if index.isValid() and self.hasFocus():
            self.row_shown.emit(self.rows[index.row()])

    def _measure(self) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.hide()
        down.hide()
        across.setMinimumSectionSize(1)
        across.setSectionResizeMode(LABEL, QHeaderView.ResizeMode.Stretch)
        bold = QFont(self.font())
        bold.setBold(True)
        words = (chosen_words(finding) for finding in FINDINGS)
        answers = max(map(QFontMetrics(bold).horizontalAdvance, words)) + space(4)
        for column in range(1, NOTE):
            self.setColumnWidth(column, answers)
        self.setColumnWidth(NOTE, self.fontMetrics().horizontalAdvance(spelled_day(_LONGEST_NOTE)) + space(4))
        down.setMinimumSectionSize(TARGET)
        down.setDefaultSectionSize(TARGET)
        self.setFixedHeight(TARGET * len(self.rows) + space(1))


_HELD: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
