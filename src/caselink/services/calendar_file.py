"""Deadlines as a calendar file that tells nothing but when something is due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Final

from caselink.disclosure.gate import case_free
from caselink.domain.deadlines import Deadline
from caselink.errors import UserError
from caselink.i18n import _
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import expect_maker, prepare
from caselink.vault.outside import new_file

TITLE: Final = "CaseLink: à voir"
"""What every event is called, in every language: who looks over a shoulder learns nothing from it."""


def write_deadlines(office: Office, found: Iterable[Deadline], out: Path) -> None:
    """Write a calendar file of these deadlines, one event a moment however many fall on it; the audit trail says so.

    Raises ClockUnsure by a clock that nobody vouches for, UserError where the name is not free or nothing can be
    written there; nothing is left then.
    """
    office.vault.clock.expect_sure()
    expect_free_place(out)
    moments = sorted({_moment(each, office.time.zone) for each in found})
    paper = case_free("", TITLE, (), tuple((moment, "") for moment in moments))
    expect_maker(office, "deadlines_calendar")
    sheet = prepare("deadlines_calendar", paper, office.vault.clock.now().replace(microsecond=0))
    try:
        with new_file(out, sheet.content) as give_name, office.vault.change("deadlines_calendar"):
            give_name()
    except OSError as fault:
        raise UserError(_(
            "L’agenda n’a pas pu être écrit ici : le disque est plein, absent ou n’accepte pas d’écriture. "
            "Choisissez un autre endroit."
        )) from fault


def _moment(deadline: Deadline, zone: tzinfo) -> str:
    """The day, or the moment in UTC where it has an hour: an hour that summer time skips counts as the one after."""
    if deadline.at is None:
        return deadline.shows_on.isoformat()
    return datetime.combine(deadline.shows_on, deadline.at, zone).astimezone(UTC).isoformat()
