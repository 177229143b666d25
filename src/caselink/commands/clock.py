"""What day counts in a vault, and taking back days that a wrong clock noted there."""

from __future__ import annotations

from argparse import Namespace

from caselink.commands.outcome import Outcome
from caselink.commands.unlocking import opened
from caselink.i18n import _
from caselink.services.clock import clock_state, take_back_day
from caselink.services.zones import office_zone, set_office_zone


def clock(options: Namespace) -> Outcome:
    """How the computer's clock stands to the vault; with `--take-back` once the wrong days were taken back."""
    with opened(options) as office:
        if options.take_back:
            take_back_day(office)
        if options.zone is not None:
            set_office_zone(office, options.zone)
        state = clock_state(office)
        options.notices[0] = state.notice
        zone = office_zone(office)
    return Outcome(
        {
            "day": state.counts.date().isoformat(), "computer": state.computer.isoformat(timespec="seconds"),
            "latest": state.latest.isoformat(timespec="seconds"), "standing": state.standing.name.lower(),
            "zone": zone,
        },
        (_("Le jour qui compte dans ce coffre : {day}").format(day=state.counts.date().isoformat()),),
    )
