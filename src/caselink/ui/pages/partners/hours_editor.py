"""Opening hours: not known, always, by appointment, or day by day as they are typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from typing import Final

from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.domain.partners import DayHours, Hours, Opening, hours_from_json, hours_to_json
from caselink.i18n import _
from caselink.ui.case.typed_days import read_coming_day
from caselink.ui.look.palettes import space
from caselink.ui.look.theme import set_role
from caselink.ui.pages.partners.words import WEEKDAYS
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.editors.editor import Editor, Raw, Shown
from caselink.ui.pieces.text_label import TextLabel

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


class HoursEditor(Editor):
    """One line a day, open only when hours are stated, and one for the days that are not like others. `value` is what
    `hours_from_json` reads, or the text where a line can't be understood.
    """

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
            field = self._line(_(day), _("fermé") if row else _("9–12 h 30, 13–17 h"))
            field.setMaximumWidth(space(70))
            grid.addWidget(TextLabel(_(day), "quiet"), row, 0)
            grid.addWidget(field, row, 1)
            self.fields.append(field)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        self.exceptions = self._line(_("Jours particuliers"), _("24/12 : fermé ; 31/12 : 9–12 h"))
        column.addWidget(self.chips)
        column.addWidget(self._days)
        column.addWidget(TextLabel(_("Jours particuliers"), "quiet"))
        column.addWidget(self.exceptions)
        self.setFocusProxy(self.chips)
        self.chips.changed.connect(self._chosen)
        self._show_days()

    def value(self) -> Raw:
        """The hours, or the text where one of the lines can't be understood."""
        chosen = self.chips.pressed()
        texts = [field.text() if "stated" in chosen else "" for field in self.fields]
        spans, exceptions = [read_spans(text) for text in texts], read_exceptions(self.exceptions.text())
        if exceptions is None or None in spans:
            return "; ".join((*texts, self.exceptions.text()))
        openings = [Opening(day, *span) for day, found in enumerate(spans) for span in found or ()]
        return hours_to_json(Hours("always" in chosen, "appointment" in chosen, tuple(openings), exceptions))

    def set_value(self, value: Shown) -> None:
        """Show these."""
        hours = hours_from_json(value) if isinstance(value, Mapping) else Hours()
        pressed = {"always": hours.always, "stated": bool(hours.openings), "appointment": hours.by_appointment}
        self.chips.press([choice for choice, on in pressed.items() if on])
        for day, field in enumerate(self.fields):
            spans = [f"{each.start:%H:%M}–{each.until:%H:%M}" for each in hours.openings if each.weekday == day]
            field.setText(", ".join(spans))
        self.exceptions.setText(" ; ".join(map(_serialised, hours.exceptions)))
        self._show_days()
        self._mark_faults()

    def draft(self) -> Json:
        """What is filled in here, as it is typed."""
        return [self.chips.draft(), *(field.text() for field in (*self.fields, self.exceptions))]

    def put_draft(self, draft: Json, before: Json) -> None:  # noqa: ARG002
        """What was typed, day by day."""
        fields = (*self.fields, self.exceptions)
        if not isinstance(draft, list) or len(draft) != len(fields) + 1:
            return
        self.chips.put_draft(draft[0], None)
        for field, text in zip(fields, draft[1:], strict=True):
            if isinstance(text, str):
                field.setText(text)
        self._show_days()
        self._mark_faults()

    def _line(self, name: str, example: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(example)
        field.editingFinished.connect(self._mark_faults)
        field.textEdited.connect(self.typed)
        return field

    def _chosen(self, _chips: object) -> None:
        self._show_days()
        self.changed.emit(self.value())

    def _show_days(self) -> None:
        self._days.setVisible("stated" in self.chips.pressed())

    def _mark_faults(self) -> None:
        for field in self.fields:
            _mark(field, read_spans(field.text()) is None, _("Par exemple : 9–12 h 30, 13–17 h"))
        _mark(
            self.exceptions, read_exceptions(self.exceptions.text()) is None,
            _("Par exemple : 24/12 : fermé ; 31/12 : 9–12 h"),
        )


def _mark(field: QLineEdit, fault: bool, example: str) -> None:
    set_role(field, "fault" if fault else "")
    field.setToolTip(example if fault else "")
    field.setAccessibleDescription(_("Pas compris. {example}").format(example=example) if fault else "")


def _serialised(day: DayHours) -> str:
    spans = ", ".join(f"{start:%H:%M}–{until:%H:%M}" for start, until in day.spans)
    return f"{day.on:%d/%m/%Y} : {spans or _('fermé')}"
