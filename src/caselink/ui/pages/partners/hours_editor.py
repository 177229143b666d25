"""Opening hours: not known, always, by appointment, or day by day as they are typed."""

from __future__ import annotations

import re
from datetime import time
from typing import Final

from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from caselink.domain.partners import DayHours, Hours, Opening
from caselink.i18n import _
from caselink.ui.case.typed_days import read_coming_day
from caselink.ui.look.palettes import space
from caselink.ui.look.theme import set_role
from caselink.ui.pages.partners.words import WEEKDAYS
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.unfinished import Editor

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


def read_exceptions(text: str) -> tuple[DayHours, ...] | None:
    """"24/12 : fermé ; 02/01/2027 : 9–12" as days with hours of their own; None where it can't be understood."""
    days = []
    for part in filter(str.strip, text.split(";")):
        day, _colon, hours = part.partition(":")
        on = read_coming_day(day.strip())
        closed = hours.strip().casefold() in ("", _("fermé"))
        spans = () if closed else read_spans(hours)
        if on is None or on.day is None or spans is None:
            return None
        days.append(DayHours(on.first_day(), spans))
    return tuple(days)


class HoursEditor(QWidget):
    """One line a day, open only when hours are stated, and one for the days that are not like others."""

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
        self.exceptions = QLineEdit()
        self.exceptions.setAccessibleName(_("Jours particuliers"))
        self.exceptions.setPlaceholderText(_("24/12 : fermé ; 31/12 : 9–12 h"))
        self.exceptions.editingFinished.connect(self._mark_faults)
        column.addWidget(self.chips)
        column.addWidget(self._days)
        column.addWidget(TextLabel(_("Jours particuliers"), "quiet"))
        column.addWidget(self.exceptions)
        self.chips.changed.connect(self._show_days)
        self._show_days()

    def value(self) -> Hours:
        """The hours; a line that can't be understood counts for nothing and is marked."""
        chosen = self.chips.pressed()
        openings = []
        if "stated" in chosen:
            for day, field in enumerate(self.fields):
                openings += [Opening(day, start, until) for start, until in read_spans(field.text()) or ()]
        exceptions = read_exceptions(self.exceptions.text()) or ()
        return Hours("always" in chosen, "appointment" in chosen, tuple(openings), exceptions)

    def set_value(self, hours: Hours) -> None:
        """Show these."""
        pressed = {"always": hours.always, "stated": bool(hours.openings), "appointment": hours.by_appointment}
        self.chips.press([choice for choice, on in pressed.items() if on])
        for day, field in enumerate(self.fields):
            spans = [f"{each.start:%H:%M}–{each.until:%H:%M}" for each in hours.openings if each.weekday == day]
            field.setText(", ".join(spans))
        self.exceptions.setText(" ; ".join(map(_spelled, hours.exceptions)))
        self.show_chosen()

    def editors(self) -> dict[str, Editor]:
        """What is filled in here, as it is typed."""
        days: dict[str, Editor] = {f"hours_{day}": field for day, field in enumerate(self.fields)}
        return days | {"hours": self.chips, "exceptions": self.exceptions}

    def show_chosen(self) -> None:
        """Show the days where hours are stated, and what can't be understood there."""
        self._show_days()
        self._mark_faults()

    def faults(self) -> bool:
        """Whether a line can't be understood."""
        stated = "stated" in self.chips.pressed() and any(read_spans(field.text()) is None for field in self.fields)
        return stated or read_exceptions(self.exceptions.text()) is None

    def _show_days(self) -> None:
        self._days.setVisible("stated" in self.chips.pressed())

    def _mark_faults(self) -> None:
        for field in self.fields:
            fault = read_spans(field.text()) is None
            set_role(field, "fault" if fault else "")
            field.setToolTip(_("Par exemple : 9–12 h 30, 13–17 h") if fault else "")
        fault = read_exceptions(self.exceptions.text()) is None
        set_role(self.exceptions, "fault" if fault else "")
        self.exceptions.setToolTip(_("Par exemple : 24/12 : fermé ; 31/12 : 9–12 h") if fault else "")


def _spelled(day: DayHours) -> str:
    spans = ", ".join(f"{start:%H:%M}–{until:%H:%M}" for start, until in day.spans)
    return f"{day.on:%d/%m/%Y} : {spans or _('fermé')}"
