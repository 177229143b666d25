"""Two copies of a vault that work apart can be brought together: the same state both ways, and no withdrawal is lost.

The exchange itself is not there yet: documents and events are merged here by hand, in memory.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caselink.domain.answers import Answer
from caselink.domain.case import Case
from caselink.domain.events import Event, EventKind
from caselink.domain.needs import NeedMark, NeedState
from caselink.vault import Vault, check
from caselink.vault.case_rows import from_maps
from caselink.vault.document import Maps
from caselink.vault.document_store import load_document, stored_document
from caselink.vault.events import events_of_case
from caselink.vault.trail import audit
from tests.conftest import Prepared
from tests.vault.filling import add_case

Placed = dict[tuple[int, str], Event]


def events(vault: Vault, case_id: str) -> Placed:
    """The events of a case by number and seat."""
    rows = vault.opened.database.all("SELECT seq, seat FROM events WHERE case_id = ? ORDER BY seq, seat", case_id)
    found = events_of_case(vault.opened.database, case_id, None)
    return {(int(seq), str(seat)): event for (seq, seat), event in zip(rows, found, strict=True)}


def merged_maps(one: Vault, other: Vault, case_id: str) -> Maps:
    """The document of one copy, with what the other copy wrote taken in."""
    document = load_document(one.opened.database, case_id, 1, None)
    for _number, piece, _digest in stored_document(other.opened.database, case_id).pieces:
        document.merge(piece)
    return document.maps()


def merged(one: Vault, other: Vault, case_id: str) -> Case:
    """The case as one copy would have it after taking in the other."""
    together = {**events(one, case_id), **events(other, case_id)}
    answers, entries, needs, _assessments = from_maps(merged_maps(one, other, case_id))
    in_order = tuple(together[place] for place in sorted(together))
    return replace(
        one.case(case_id), answers=answers, entries=entries, needs=needs, events=in_order,
        sealed=tuple(event.digest() for event in in_order), changed_at="",
    )


def act(vault: Vault, case_id: str, deeds: Iterable[str]) -> None:
    """Do these things in one copy."""
    for number, deed in enumerate(deeds):
        with vault.change(deed, case_id) as change:
            if deed == "answer":
                change.put_answer(case_id, "housing.status", Answer(f"{vault.seat_id} {number}"))
            elif deed == "need":
                change.put_need(case_id, "lawyer", NeedMark(NeedState.DONE, outcome=vault.seat_id))
            elif deed == "withdrawal":
                given = vault.case(case_id).events[0].id
                change.add_event(case_id, EventKind.CONSENT_WITHDRAWN, {"consent": given})
            else:
                change.add_event(case_id, EventKind.CONSENT_GIVEN, {"recipient": "abri", "note": vault.seat_id})


DEEDS = st.lists(st.sampled_from(["answer", "need", "withdrawal", "consent"]), max_size=4)


@given(DEEDS, DEEDS)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_two_copies_that_worked_apart_come_to_the_same_state_both_ways(
    prepared_vault: Prepared, tmp_path: Path, here: list[str], there: list[str]
) -> None:
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    first = prepared_vault.copy_to(tmp_path / "one.caselink")
    with prepared_vault.open(first) as vault:
        case_id = add_case(vault)
    second = Path(shutil.copytree(first, tmp_path / "two.caselink"))
    with prepared_vault.open(first) as one, prepared_vault.open(second) as other:
        act(one, case_id, here)
        act(other, case_id, there)
        assert merged(one, other, case_id) == merged(other, one, case_id)
        withdrawn = [event for event in merged(one, other, case_id).events if event.kind is EventKind.CONSENT_WITHDRAWN]
        assert len(withdrawn) == [*here, *there].count("withdrawal")
        assert check(one).sound
        assert check(other).sound


def test_a_copy_writes_into_a_chain_of_its_own_that_begins_where_it_was_copied(
    prepared_vault: Prepared, vault_folder: Path
) -> None:
    with prepared_vault.open(vault_folder) as vault:
        case_id = add_case(vault)
        head, seat = vault.audit_head(), vault.seat_id
    copied = Path(shutil.copytree(vault_folder, vault_folder.with_name("copy.caselink")))
    with prepared_vault.open(copied) as copy, prepared_vault.open(vault_folder) as vault:
        act(copy, case_id, ["consent"])
        act(vault, case_id, ["consent", "answer"])
        (own,) = [entry for entry in copy.audit() if entry.seat == copy.seat_id]
        assert own.previous == head
        assert {entry.seat for entry in vault.audit()} == {seat}
        assert own.seq == next(entry.seq for entry in vault.audit() if entry.previous == head)
        rows = [*copy.audit(), *(entry for entry in vault.audit() if entry.seq >= own.seq)]
        database, seats = copy.opened.database, vault.opened.database.all("SELECT * FROM seats")
        for entry in rows[-2:]:
            database.run(
                f"INSERT INTO audit ({audit.AUDIT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                entry.seat, entry.seq, entry.moment, entry.user, entry.action, entry.case_id, entry.digest,
                entry.previous, entry.hash,
            )
        database.run("DELETE FROM seats WHERE id = ?", seat)
        database.run("INSERT INTO seats VALUES (?, ?, ?, ?)", *seats[0])
        assert audit.walk(database)[1] is None
        places = [(entry.seq, entry.seat) for entry in copy.audit()]
        assert places == sorted(places)
        assert len(copy.newest_audit(2)) == 2 + (places[-2][0] == places[-3][0])
