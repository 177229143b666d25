"""One domain of the picture: its counts, its needs, and those nobody assessed folded away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from caselink.domain.needs import NeedState
from caselink.i18n import ngettext
from caselink.services.needs import DomainPicture, NeedLine
from caselink.services.questionnaires.needs import NeedAsk
from caselink.ui.case.overview.need_row import NeedRow
from caselink.ui.case.tab_order import in_order
from caselink.ui.look.palettes import space
from caselink.ui.look.spoken import speak_as
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.flowing import Flowing
from caselink.ui.pieces.need_chip import NeedChip
from caselink.ui.pieces.text_label import TextLabel


class DomainCard(QFrame):
    """A calm card. What is assessed or proposed stands in it; the rest opens on request, and is made only then."""

    wanted = Signal(object)
    """A `NeedLine` as the worker wants it."""

    contact_asked = Signal(str)

    def __init__(
        self, picture: DomainPicture, today: date, form: Callable[[NeedAsk, NeedLine], AskForm],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        speak_as(self, "group")
        self.setAccessibleName(picture.label)
        self.domain = picture.domain
        self.lines = {line.item: line for line in picture.lines}
        """Each need of the domain as the vault has it, or as the worker sees it while it is being changed."""
        self.rows: dict[str, NeedRow] = {}
        """The rows that were made so far."""
        self._today = today
        self._form = form
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(3), space(2), space(3))
        column.setSpacing(space(1))
        column.addLayout(self._head(picture))
        self._assessed = QVBoxLayout()
        self._assessed.setSpacing(0)
        column.addLayout(self._assessed)
        column.addWidget(self._folded())
        self.refresh()

    def show_picture(self, picture: DomainPicture, today: date, keep: frozenset[str] = frozenset()) -> None:
        """Show the needs as they are now; those in `keep` are being changed and stay as the worker sees them."""
        self._today = today
        for line in picture.lines:
            if line.item not in keep:
                self.lines[line.item] = line
                if line.item in self.rows:
                    self.rows[line.item].show_line(line, today)
        self.refresh()

    def row(self, item: str) -> NeedRow:
        """The line of that need, made where nobody has seen it yet; raises KeyError for one of another domain."""
        if item not in self.rows:
            self._make_rows([item])
            self.refresh()
        return self.rows[item]

    def reveal(self, item: str) -> NeedRow:
        """The line of that need, unfolded where it was folded away; raises KeyError for one of another domain."""
        row = self.row(item)
        if not _stands_out(row.line):
            self.unfold.setChecked(True)
        return row

    def refresh(self) -> None:
        """Sort the rows into those that stand in the card and those folded away, and count them."""
        self.lines |= {item: row.line for item, row in self.rows.items()}
        focused = next((row for row in self.rows.values() if row.button.hasFocus()), None)
        lines = tuple(self.lines.values())
        folded = [line.item for line in lines if not _stands_out(line)]
        shown = [line.item for line in lines if _stands_out(line)]
        self._make_rows(list(self.lines) if self.unfold.isChecked() else shown)
        _fill(self._assessed, [self.rows[item] for item in shown])
        _fill(self._folded_column, [self.rows[item] for item in folded if item in self.rows])
        self._count(lines, len(folded))
        if focused is not None and not focused.button.hasFocus():
            focused.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_rows(self, items: Sequence[str]) -> None:
        """Those that nobody has seen yet; Tab goes through all in the order of the catalogue."""
        missing = [item for item in items if item not in self.rows]
        for item in missing:
            row = NeedRow(self.lines[item], self._today, self._form, self)
            row.wanted.connect(self.wanted)
            row.contact_asked.connect(self.contact_asked)
            row.keys.crossed.connect(lambda step, row=row: self._cross(row, step))
            self.rows[item] = row
        if missing:
            rows = [self.rows[item] for item in self.lines if item in self.rows]
            in_order([self.unfold, *(stop for row in rows for stop in row.stops())])

    def focus_first(self) -> None:
        """Put the keyboard on its first need, or where the others are unfolded."""
        row = next((row for row in self._in_sight() if row.isVisibleTo(self)), None)
        (self.unfold if row is None else row.button).setFocus(Qt.FocusReason.TabFocusReason)

    def _in_sight(self) -> list[NeedRow]:
        """Its rows from above."""
        lines = [self.rows[item] for item in self.lines if item in self.rows]
        shown = [row for row in lines if row.isVisibleTo(self)]
        return [row for row in shown if _stands_out(row.line)] + [row for row in shown if not _stands_out(row.line)]

    def _cross(self, row: NeedRow, step: int) -> None:
        rows = self._in_sight()
        place = rows.index(row) + step
        if 0 <= place < len(rows):
            rows[place].button.setFocus(Qt.FocusReason.TabFocusReason)

    def _head(self, picture: DomainPicture) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(space(1), 0, 0, space(1))
        head.setSpacing(space(2))
        head.addWidget(TextLabel(picture.label, "heading", self, wraps=True))
        counts = Flowing(self)
        self._to_do = NeedChip(NeedState.TO_DO, counts)
        self._done = NeedChip(NeedState.DONE, counts)
        self._not_assessed = NeedChip(NeedState.NOT_ASSESSED, counts)
        for chip in (self._to_do, self._done, self._not_assessed):
            counts.flow.addWidget(chip)
        head.addWidget(counts)
        return head

    def _folded(self) -> QWidget:
        held = QWidget(self)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.unfold = QPushButton(held)
        self.unfold.setProperty("role", "need")
        self.unfold.setCheckable(True)
        speak_as(self.unfold, "fold")
        self.unfold.toggled.connect(self._toggle)
        column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        self._folded_rows = QWidget(held)
        self._folded_column = QVBoxLayout(self._folded_rows)
        self._folded_column.setContentsMargins(0, 0, 0, 0)
        self._folded_column.setSpacing(0)
        self._folded_rows.hide()
        column.addWidget(self._folded_rows)
        return held

    def _toggle(self, opened: bool) -> None:
        self.refresh()
        self._folded_rows.setVisible(opened)

    def _name_fold(self, count: int) -> None:
        arrow = "▾" if self.unfold.isChecked() else "▸"
        words = ngettext("{count} non évalué", "{count} non évalués", count).format(count=count)
        self.unfold.setText(f"○ {words} {arrow}")
        self.unfold.setAccessibleName(words)
        self.unfold.setVisible(count > 0)

    def _count(self, lines: Sequence[NeedLine], folded: int) -> None:
        """Those not assessed are counted here where the fold beneath does not say the same."""
        for chip, state in (
            (self._to_do, NeedState.TO_DO), (self._done, NeedState.DONE), (self._not_assessed, NeedState.NOT_ASSESSED),
        ):
            count = sum(line.state is state for line in lines)
            chip.show_state(state, count=count)
            chip.setVisible(count > 0 and not (state is NeedState.NOT_ASSESSED and count == folded))
        self._name_fold(folded)


def _stands_out(line: NeedLine) -> bool:
    return line.proposed or line.state is not NeedState.NOT_ASSESSED


def _fill(column: QVBoxLayout, rows: Sequence[NeedRow]) -> None:
    held = [item.widget() for index in range(column.count()) if (item := column.itemAt(index)) is not None]
    if held == list(rows):
        return
    while column.count():
        column.takeAt(0)
    for row in rows:
        column.addWidget(row)
        row.show()
