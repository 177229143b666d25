"""All dated things of a case in one line, filtered by kind and searched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from caselink.domain.partial_date import PartialDate
from caselink.i18n import _
from caselink.services.timeline import KIND_NAMES, TimelineKind, TimelineLine, day_of, found_in
from caselink.ui.look.dates import short_date
from caselink.ui.look.palettes import space
from caselink.ui.pieces.clear_button import ClearButton
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading

_MOST: Final = 200
"""Lines shown at once; a search finds the others."""


class TimelinePart(QWidget):
    """The newest first on screen. What is due has a list of its own, and stands here only where it is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[TimelineLine, ...] = ()
        self._today = date.min
        self.shown: tuple[TimelineLine, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Chercher dans la frise"))
        self.search.setAccessibleName(_("Chercher dans la frise"))
        ClearButton(self.search)
        self.search.setFixedWidth(space(60))
        head = QHBoxLayout()
        head.addWidget(TextLabel(_("Frise"), "heading"), 1)
        head.addWidget(self.search)
        column.addLayout(head)
        self.kinds = ChoiceChips(
            [(kind.value, _(label)) for kind, label in KIND_NAMES.items()], _("Ne montrer que"), multiple=True
        )
        keep_for_reading(self.search, self.kinds)
        column.addWidget(self.kinds)
        self.nothing = TextLabel(_("Rien n’est daté ici."), "quiet")
        column.addWidget(self.nothing)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self._labels: list[QWidget] = []
        self.search.textChanged.connect(self._filter)
        self.kinds.changed.connect(self._filter)

    def show_lines(self, lines: Sequence[TimelineLine], today: date) -> None:
        """Show these, as far as they are not filtered away."""
        self._lines, self._today = tuple(lines), today
        self._filter()

    def _filter(self) -> None:
        wanted = [TimelineKind(kind) for kind in self.kinds.pressed()]
        wanted = wanted or [kind for kind in TimelineKind if kind is not TimelineKind.DEADLINE]
        self.shown = tuple(reversed(found_in(self._lines, wanted, self.search.text())))[:_MOST]
        for label in self._labels:
            label.hide()
            label.deleteLater()
        self._labels = [_row(line, self._today) for line in self.shown]
        for label in self._labels:
            self._rows.addWidget(label)
        self.nothing.setVisible(not self.shown)


def _row(line: TimelineLine, today: date) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, space(1), 0, space(1))
    across.setSpacing(space(3))
    day = short_date(PartialDate.parse(line.on))
    when = TextLabel(f"{day} {line.at}".strip(), "label" if day_of(line) > today else "quiet")
    when.setFixedWidth(space(34))
    across.addWidget(when)
    across.addWidget(TextLabel(line.what.replace("\n", " "), wraps=True), 1)
    return row
