"""What each role may do."""

from __future__ import annotations

import pytest

from caselink.domain.roles import COORDINATORS_ACTIONS, READERS_ACTIONS, Role, may


@pytest.mark.parametrize("action", ["answer", "consent", "liaison_form", *sorted(COORDINATORS_ACTIONS)])
def test_a_coordinator_may_do_everything(action: str) -> None:
    assert may(Role.COORDINATOR, action)


@pytest.mark.parametrize("action", ["answer", "consent", "liaison_form", "case_reserved", *sorted(READERS_ACTIONS)])
def test_a_worker_works_on_cases(action: str) -> None:
    assert may(Role.WORKER, action)


@pytest.mark.parametrize("action", sorted(COORDINATORS_ACTIONS))
def test_keys_erasure_and_the_office_are_for_coordinators_alone(action: str) -> None:
    assert not may(Role.WORKER, action)
    assert not may(Role.READ_ONLY, action)


@pytest.mark.parametrize("action", ["answer", "draft", "need", "consent", "withdrawal", "liaison_form", "import"])
def test_who_only_reads_changes_nothing_of_a_case(action: str) -> None:
    assert not may(Role.READ_ONLY, action)


@pytest.mark.parametrize("action", sorted(READERS_ACTIONS))
def test_who_only_reads_may_still_look_at_what_would_leave_and_keep_the_vault_safe(action: str) -> None:
    assert may(Role.READ_ONLY, action)
