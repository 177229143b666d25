"""Ids are in the order in which they were made, which is what the history of a case is read by."""

from __future__ import annotations

from datetime import UTC, datetime

import time_machine

from caselink.vault.ids import is_id, new_id

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_ids_of_one_millisecond_are_in_the_order_in_which_they_were_made() -> None:
    with time_machine.travel(NOON, tick=False):
        made = [new_id() for _each in range(5000)]
    assert made == sorted(set(made))
    assert all(map(is_id, made))


def test_a_clock_that_runs_back_a_little_changes_nothing_and_one_set_back_is_followed() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        first = new_id()
        clock.shift(-0.5)
        assert new_id() > first
        clock.shift(-86_400)
        assert new_id() < first
