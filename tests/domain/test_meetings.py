"""A meeting says who is in the room: those that came, once that is noted."""

from __future__ import annotations

from datetime import date

from caselink.domain.meetings import Attendee, Invited, Meeting


def test_those_that_came_are_in_the_room_once_that_is_noted() -> None:
    planned = Meeting("m", date(2026, 12, 3), invited=(Invited("abri", "Léa"), Invited("abri"), Invited("police")))
    assert (planned.was_held, planned.agencies) == (False, ("abri", "police"))
    held = Meeting("m", planned.on, invited=planned.invited, attended=(Attendee("abri", "Marc"),))
    assert (held.was_held, held.agencies) == (True, ("abri",))


def test_everybody_whom_an_agency_sends_is_known_by_both_lists() -> None:
    meeting = Meeting(
        "m", date(2026, 12, 3), invited=(Invited("abri", "Léa"), Invited("police", "Jean")),
        attended=(Attendee("abri", "Marc"), Attendee("abri", "Léa"), Attendee("abri", "")),
    )
    assert meeting.people_of("abri") == ("Léa", "Marc")
