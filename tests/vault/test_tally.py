"""Of a reserved case nothing can be taken away, added or put elsewhere by who has no key of it, and nothing tell."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from caselink.domain.answers import Answer
from caselink.domain.events import EventKind
from caselink.errors import EventsAltered, VaultDamaged
from caselink.forms.purposes import Purpose
from caselink.services.contact import header
from caselink.services.office import Office
from caselink.services.sharing import preview
from caselink.vault import Vault, check, open_vault
from caselink.vault.document_store import FOLD_AFTER
from caselink.vault.events import events_of_case
from caselink.vault.keys import seals
from caselink.vault.keys.keys import Slot
from caselink.vault.rescue.rescuing import rescue
from caselink.vault.reserved import tally
from caselink.vault.reserved.keyring import CaseKey
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.torture.rescuing import NOT_WHOLE
from tests.vault.colleagues import add_colleague, seen_by
from tests.vault.filling import add_case, fill_parts, lengthened
from tests.vault.forging import TAKEN, Forge, forge_event, take_last_event, take_last_piece

DELETED = "DELETE FROM documents WHERE owner LIKE 'tally %'"


@pytest.fixture
def ida(vault: Vault) -> Slot:
    return add_colleague(vault)


@pytest.fixture
def case_id(vault: Vault) -> str:
    """A case reserved to the coordinator in which something was recorded and changed since; and another one."""
    other = add_case(vault, "2026-0001", "Autre")
    case_id = add_case(vault, "2026-0002", "Maëlle")
    for each in (other, case_id):
        with vault.change("case_reserved", each) as change:
            fill_parts(change, each, "mot")
            change.reserve(each, [USER])
    work(vault, case_id)
    return case_id


def work(vault: Vault, case_id: str) -> None:
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "request.wishes", Answer("partir"))
    with vault.change("consent", case_id) as change:
        given = change.add_event(case_id, EventKind.CONSENT_GIVEN, {"recipient": "abri", "categories": ["identity"]})
    with vault.change("consent", case_id) as change:
        change.add_event(case_id, EventKind.CONSENT_WITHDRAWN, {"consent": given.id})
    with vault.change("never", case_id) as change:
        change.add_event(case_id, EventKind.NEVER_INFORM, {"kind": "perpetrator", "name": "Dupont"})


def key_of(vault: Vault, case_id: str) -> CaseKey:
    key = vault._keys.key_of(case_id)
    assert key is not None
    return key


def is_whole(vault: Vault, case_id: str) -> bool:
    return vault.case(case_id).events_match_the_chain()


def expect_told(vault: Vault, case_id: str) -> None:
    """Check, the page of the case, the gate, erasing and opening to all say it in a sentence or refuse."""
    (problem,) = check(vault).problems
    assert NOT_WHOLE in problem
    assert not is_whole(vault, case_id)
    assert NOT_WHOLE in header(vault.case(case_id), vault.clock.now()).altered
    with pytest.raises(EventsAltered):
        vault.sealed_case(case_id)
    with pytest.raises(EventsAltered):
        preview(Office(vault), case_id, "abri", Purpose.HOUSING)
    with pytest.raises(EventsAltered):
        vault.expect_erasable(case_id)
    with pytest.raises(EventsAltered), vault.change("case_opened_to_all", case_id) as change:
        change.open_to_all(case_id)


@pytest.mark.parametrize("forge", TAKEN.values(), ids=TAKEN.keys())
def test_whatever_who_is_not_named_takes_away_adds_or_moves_with_a_program_of_her_own_is_told(
    vault: Vault, ida: Slot, case_id: str, forge: Forge
) -> None:
    assert check(vault).problems == ()
    assert is_whole(vault, case_id)
    assert header(vault.case(case_id), vault.clock.now()).altered == ""
    forge(seen_by(vault, "ida", ida), case_id)
    vault.walk_audit()
    expect_told(again(vault), case_id)


def again(vault: Vault) -> Vault:
    """The same vault as somebody opens it who knows nothing of before."""
    return Vault(vault.opened)


@pytest.mark.parametrize("forge", [take_last_event, take_last_piece])
def test_it_stays_told_whatever_is_done_in_the_case_afterwards(
    vault: Vault, ida: Slot, case_id: str, forge: Forge
) -> None:
    forge(seen_by(vault, "ida", ida), case_id)
    opened = again(vault)
    for number in range(FOLD_AFTER + 2):
        with opened.change("answer", case_id) as change:
            change.put_answer(case_id, "request.wishes", Answer(str(number)))
    work(opened, case_id)
    expect_told(opened, case_id)
    with opened.change("case_key_renewed", case_id) as change:
        change.renew_key(case_id)
    expect_told(opened, case_id)
    with opened.change("case_reserved", case_id) as change:
        change.reserve(case_id, [USER, "ida"])
    with opened.change("case_reserved", case_id) as change:
        change.reserve(case_id, [USER])
    expect_told(opened, case_id)


@pytest.mark.parametrize("what", [
    lambda change, case_id: change.renew_key(case_id),
    lambda change, case_id: change.reserve(case_id, [USER, "ida"]),
    lambda change, case_id: change.erase_answers(case_id, ["request.wishes"]),
    lambda change, case_id: change.open_to_all(case_id),
    lambda change, case_id: change.erase_case(case_id),
    lambda change, _case_id: change.set_setting("office_name", "Association"),
], ids=["another key", "one more named", "something erased", "open to all", "erased", "elsewhere"])
def test_what_those_who_are_named_do_leaves_it_whole(
    vault: Vault, ida: Slot, case_id: str, what: Callable[..., object]
) -> None:
    assert ida
    with vault.change("work", case_id) as change:
        what(change, case_id)
    opened = again(vault)
    assert check(opened).problems == ()
    here = case_id in opened.references()
    assert not here or is_whole(opened, case_id)
    counted = opened.opened.database.one("SELECT count(*) FROM documents WHERE owner = ?", tally.owner_of(case_id))
    assert counted == (int(here and opened.case(case_id).reserved),)


def test_many_changes_and_events_leave_it_whole(vault: Vault, case_id: str) -> None:
    for number in range(FOLD_AFTER + 2):
        with vault.change("answer", case_id) as change:
            change.put_answer(case_id, "request.wishes", Answer(str(number)))
            change.add_event(case_id, EventKind.NEVER_INFORM, {"kind": "family", "name": str(number)})
    assert is_whole(again(vault), case_id)
    assert check(again(vault)).problems == ()


def test_a_change_that_failed_counts_nothing(vault: Vault, case_id: str) -> None:
    with pytest.raises(RuntimeError), vault.change("consent", case_id) as change:
        change.put_answer(case_id, "request.wishes", Answer("autre"))
        change.add_event(case_id, EventKind.NEVER_INFORM, {"kind": "family", "name": "x"})
        raise RuntimeError
    assert is_whole(vault, case_id)


def test_who_is_not_named_sees_by_the_numbers_alone_that_something_is_missing(
    vault: Vault, ida: Slot, case_id: str
) -> None:
    hers = seen_by(vault, "ida", ida)
    assert check(hers).problems == ()
    take_last_event(hers, case_id)
    (problem,) = check(hers).problems
    assert NOT_WHOLE in problem


def test_a_row_that_counts_a_case_that_is_not_reserved_is_reported(vault: Vault, case_id: str) -> None:
    kept = tally.stored(vault.opened.database, case_id)
    assert kept is not None
    open_case = add_case(vault, "2026-0009")
    with vault.opened.database.transaction():
        tally.write_stored(vault.opened.database, open_case, kept)
    assert len(check(vault).problems) == 1


def test_a_case_that_was_reserved_before_is_counted_from_the_next_opening_by_one_of_the_named(
    vault: Vault, ida: Slot, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its key says nothing of counting, and is another one afterwards: no row of before can take its place."""
    made = CaseKey.make()
    with monkeypatch.context() as of_before:
        of_before.setattr(CaseKey, "make", lambda: CaseKey(made.recipient, made.identity, counted=False))
        with vault.change("case_key_renewed", case_id) as change:
            change.renew_key(case_id)
    assert "# guarded" in made.spelled
    database = vault.opened.database
    held = database.all("SELECT identity FROM case_keys WHERE case_id = ? AND worker = ?", case_id, USER)
    assert tally.stored(database, case_id) is None
    assert not key_of(vault, case_id).counted
    assert is_whole(vault, case_id)
    assert check(vault).problems == check(seen_by(vault, "ida", ida)).problems == ()
    seen_by(vault, "ida", ida).renew_case_keys()
    assert tally.stored(database, case_id) is None, "only one of the named can"
    vault.renew_case_keys()
    assert key_of(vault, case_id).counted
    assert is_whole(vault, case_id)
    assert list(vault.audit())[-1].action == "case_key_renewed"
    take_last_event(seen_by(vault, "ida", ida), case_id)
    with database.transaction():
        database.run("UPDATE case_keys SET identity = ? WHERE case_id = ? AND worker = ?", held[0][0], case_id, USER)
    with pytest.raises(VaultDamaged):
        again(vault).case(case_id)


def test_a_rescue_by_one_of_the_named_counts_anew_and_gives_no_consent_its_life_back(
    vault: Vault, ida: Slot, case_id: str
) -> None:
    """What was taken away may have been a withdrawal."""
    with vault.change("consent", case_id) as change:
        change.add_event(case_id, EventKind.CONSENT_GIVEN, {"recipient": "centre", "categories": ["identity"]})
    take_last_event(seen_by(vault, "ida", ida), case_id)
    folder, target = vault.folder, vault.folder.with_name("new.caselink")
    vault.close()
    report = rescue(folder, USER, PASSPHRASE, target)
    assert (report.cases, report.incomplete, report.lost) == (1, 1, 0)
    with open_vault(target, USER, PASSPHRASE) as saved:
        kinds = {event.kind for event in saved.case(case_id).events}
        assert EventKind.CONSENT_GIVEN not in kinds
        assert {EventKind.CONSENT_WITHDRAWN, EventKind.NEVER_INFORM} <= kinds
        assert check(saved).problems == ()
        assert is_whole(saved, case_id)


def test_a_rescue_by_somebody_else_keeps_what_was_counted(vault: Vault, ida: Slot, case_id: str) -> None:
    assert ida
    folder, target = vault.folder, vault.folder.with_name("new.caselink")
    with vault.change("case_reserved", case_id) as change:
        change.reserve(case_id, [USER])
    vault.close()
    report = rescue(lengthened(folder), "ida", "phrase de passe de ida, sept mots", target)
    assert (report.cases, report.incomplete, report.lost, report.problems) == (2, 0, 0, ())
    with open_vault(target, USER, PASSPHRASE) as saved:
        assert is_whole(saved, case_id)
        assert check(saved).problems == ()


def test_two_seats_count_apart_and_their_events_together_are_what_both_counted(
    prepared_vault: Prepared, vault_folder: Path
) -> None:
    """The exchange is not there yet: the one who is named brings both together by hand."""
    with prepared_vault.open(vault_folder) as vault:
        case_id = add_case(vault)
        with vault.change("case_reserved", case_id) as change:
            change.reserve(case_id, [USER])
        work(vault, case_id)
    second = Path(shutil.copytree(vault_folder, vault_folder.with_name("two.caselink")))
    with prepared_vault.open(vault_folder) as one, prepared_vault.open(second) as other:
        for copy in (one, other):
            work(copy, case_id)
            assert is_whole(copy, case_id)
        key = key_of(one, case_id)
        counted = [tally.read(key, case_id, tally.stored(copy.opened.database, case_id)) for copy in (one, other)]
        together = {}
        for copy in (one, other):
            database = copy.opened.database
            rows = database.all("SELECT seq, seat FROM events WHERE case_id = ? ORDER BY seq, seat", case_id)
            for (seq, seat), event in zip(rows, events_of_case(database, case_id, key), strict=True):
                together[seq, seat] = (seat, seq, event.digest())
        runs = tally.count_up((), [together[place] for place in sorted(together)]).events
        assert len(runs) == 2
        longer = {seat: max(each.events.get(seat, (0, "")) for each in counted) for seat in runs}
        assert longer == runs, "each seat's own count is the longer one of the two"
        assert runs[one.seat_id][0] > counted[1].events[one.seat_id][0]


def test_the_row_is_spelled_as_the_page_on_the_format_says(vault: Vault, case_id: str) -> None:
    kept = tally.stored(vault.opened.database, case_id)
    assert kept is not None
    told = json.loads(seals.unguarded(kept))
    assert told.keys() == {"document", "events", "whole"}
    assert told["events"][vault.seat_id][0] == len(vault.case(case_id).events)
    assert told["whole"] is True
    assert tally.count_up([(0, "aa"), (1, "bb")], [("s", 7, "cc")]).spelled() == (
        b'{"document":[2,"4b55f133f664803117a1b0e611940959a15d38d5b63bd11e63a89b9bfa831793"],'
        b'"events":{"s":[1,"b1a2b8be778ecf6fabf836eeaa6eab6e4147cdb4fadf63e20552ded844849b6f"]},"whole":true}'
    )


def test_an_event_that_somebody_forged_is_damage_as_before(vault: Vault, ida: Slot, case_id: str) -> None:
    forge_event(seen_by(vault, "ida", ida), case_id)
    with pytest.raises(VaultDamaged):
        again(vault).case(case_id)
