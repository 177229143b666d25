"""Opening hours: not known, always, by appointment, or day by day as they are typed."""

from __future__ import annotations

import re
from datetime import time
from typing import Final

from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from caselink.domain.partners import Hours, Opening
from caselink.i18n import _
from caselink.ui.palettes import space
from caselink.ui.partners.words import WEEKDAYS
from caselink.ui.theme import set_role
from caselink.ui.unfinished import Editor
from caselink.ui.widgets.chips import ChoiceChips
from caselink.ui.widgets.text_label import TextLabel

_SPAN: Final = re.compile(r"(\d{1,2})(?:\s*[h:.]\s*(\d{2})?)?\s*[-–—àa]+\s*(\d{1,2})(?:\s*[h:.]\s*(\d{2})?)?\s*h?")


def read_spans(text: str) -> tuple[tuple[time, time], ...] | None:
    """"9-12h30, 13:00–17:00" as spans, an empty text as none; None where it can't be understood."""
    spans = []
    for part in re.split(r"[,;]| et ", text.strip().casefold()):
        if not part.strip():
            continue
        found = _SPAN.fullmatch(part.strip())
        if found is None:
            return None
        hours = [int(piece or 0) for piece in found.groups()]
        if hours[0] > 23 or hours[2] > 23 or hours[1] > 59 or hours[3] > 59:
            return None
        start, until = time(hours[0], hours[1]), time(hours[2], hours[3])
        if until <= start:
            return None
        spans.append((start, until))
    return tuple(spans)


class HoursEditor(QWidget):
    """One line a day, open only when hours are stated."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Horaires"))
        choices = [("always", _("24 h sur 24")), ("stated", _("À heures fixes")), ("appointment", _("Sur rendez-vous"))]
        self.chips = ChoiceChips(choices, _("Horaires"), multiple=True)
        self._days = QWidget()
        grid = QGridLayout(self._days)
        grid.setContentsMargins(0, space(1), 0, 0)
        grid.setHorizontalSpacing(space(3))
        grid.setVerticalSpacing(space(1))
        self.fields: list[QLineEdit] = []
        for row, day in enumerate(WEEKDAYS):
            field = QLineEdit()
            field.setAccessibleName(_(day))
            field.setPlaceholderText(_("fermé") if row else _("9–12 h 30, 13–17 h"))
            field.setMaximumWidth(space(70))
            field.editingFinished.connect(self._mark_faults)
            grid.addWidget(TextLabel(_(day), "quiet"), row, 0)
            grid.addWidget(field, row, 1)
            self.fields.append(field)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self.chips)
        column.addWidget(self._days)
        self.chips.changed.connect(self._show_days)
        self._show_days()

    def value(self) -> Hours:
        """The hours; a line that can't be understood counts for nothing and is marked."""
        chosen = self.chips.pressed()
        openings = []
        if "stated" in chosen:
            for day, field in enumerate(self.fields):
                openings += [Opening(day, start, until) for start, until in read_spans(field.text()) or ()]
        return Hours("always" in chosen, "appointment" in chosen, tuple(openings))

    def set_value(self, hours: Hours) -> None:
        """Show these."""
        pressed = {"always": hours.always, "stated": bool(hours.openings), "appointment": hours.by_appointment}
        self.chips.press([choice for choice, on in pressed.items() if on])
        for day, field in enumerate(self.fields):
            spans = [f"{each.start:%H:%M}–{each.until:%H:%M}" for each in hours.openings if each.weekday == day]
            field.setText(", ".join(spans))
        self.show_chosen()

    def editors(self) -> dict[str, Editor]:
        """What is filled in here, as it is typed."""
        days: dict[str, Editor] = {f"hours_{day}": field for day, field in enumerate(self.fields)}
        return days | {"hours": self.chips}

    def show_chosen(self) -> None:
        """Show the days where hours are stated, and what can't be understood there."""
        self._show_days()
        self._mark_faults()

    def faults(self) -> bool:
        """Whether a line can't be understood."""
        return "stated" in self.chips.pressed() and any(read_spans(field.text()) is None for field in self.fields)

    def _show_days(self) -> None:
        self._days.setVisible("stated" in self.chips.pressed())

    def _mark_faults(self) -> None:
        for field in self.fields:
            fault = read_spans(field.text()) is None
            set_role(field, "fault" if fault else "")
            field.setToolTip(_("Par exemple : 9–12 h 30, 13–17 h") if fault else "")
