"""A vault that was damaged, rescued: its meetings and what was said of each case there are in the new one."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from caselink.services.meetings.holding import record_meeting
from caselink.services.meetings.room import PreparedMeeting, prepared
from caselink.services.office import Office, open_office
from caselink.vault.rescue.rescuing import rescue
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.services.meetings.network import HELD, network

_PAGE: Final = 4096


def test_a_rescued_vault_has_its_meetings_agendas_decisions_and_actions(
    prepared_vault: Prepared, tmp_path: Path
) -> None:
    folder = prepared_vault.copy_to(tmp_path / "office.caselink")
    with prepared_vault.open(folder) as vault:
        made = network(office := Office(vault))
        record_meeting(office, made.meeting, HELD)
        before = said(office, made.meeting)
    database = folder / prepared_vault.data_key.database
    whole = database.read_bytes()
    for number, place in enumerate(range(len(whole) - 3000, 0, -_PAGE)):  # until a page is hit that holds none of it
        database.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        if not rescue(folder, USER, PASSPHRASE, tmp_path / f"{number}.caselink").incomplete:
            break
    with contextlib.closing(open_office(tmp_path / f"{number}.caselink", USER, PASSPHRASE)) as rescued:
        assert said(rescued, made.meeting) == before


def said(office: Office, meeting_id: str) -> tuple[PreparedMeeting, list[object]]:
    """The page of the meeting, and all that its cases keep of it."""
    found = prepared(office, meeting_id)
    assert found.meeting.was_held and len(found.cases) == 2 and found.actions
    parts = ("agenda", "decisions", "actions")
    cases = [office.vault.case(each.case_id) for each in found.cases]
    assert any(case.records_of("decisions") for case in cases)
    return found, [case.records_of(part) for case in cases for part in parts]
