"""Dates as people type them, and as they find them again in the field."""

from __future__ import annotations

from caselink.domain.partial_date import PartialDate
from caselink.forms.dates_typed import read_typed_date
from caselink.i18n import language
from caselink.ui.shell.office_clock import OfficeClock


def read_past_day(typed: str) -> PartialDate | None:
    """What a typed date means where a day without its year lies behind us; None for what is no date."""
    return _read(typed, ahead=False)


def read_coming_day(typed: str) -> PartialDate | None:
    """What a typed date means where a day without its year lies ahead; None for what is no date."""
    return _read(typed, ahead=True)


def _read(typed: str, *, ahead: bool) -> PartialDate | None:
    try:
        return read_typed_date(typed, OfficeClock.current().today(), language(), ahead=ahead)
    except ValueError:
        return None
