"""Under a legal hold nothing is taken away for good, whoever asks: the vault itself refuses, below all services."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from caselink.domain.answers import Answer
from caselink.domain.events import EventKind
from caselink.errors import EventsAltered, UnderHold
from caselink.vault import Vault, check
from caselink.vault.change import Change
from tests.conftest import USER, Prepared
from tests.vault.filling import add_case, files

Erasing = Callable[[Change, str], object]


def one_attachment(change: Change, case_id: str) -> str:
    row = change._database.one("SELECT id FROM files WHERE case_id = ?", case_id)
    assert row is not None
    return str(row[0])


EVERYTHING_THAT_ERASES: dict[str, Erasing] = {
    "a case": lambda change, case_id: change.erase_case(case_id),
    "an answer": lambda change, case_id: change.erase_answers(case_id, ["request.wishes"]),
    "a draft": lambda change, case_id: change.erase_answers(case_id, ["person.first_names"]),
    "an attachment": lambda change, case_id: change.remove_attachment(one_attachment(change, case_id)),
}


@pytest.fixture(params=["open to all", "reserved"])
def held(request: pytest.FixtureRequest, vault: Vault) -> str:
    """A case under a hold, with an answer, a draft and an attachment; gives its id."""
    case_id = add_case(vault)
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "request.wishes", Answer("partir"))
        change.add_attachment(case_id, "constat.pdf", b"%PDF")
    vault.keep_draft(case_id, "person.first_names", "Mina")
    with vault.change("case_held", case_id) as change:
        change.add_event(case_id, EventKind.HOLD_SET, {"reason": "réquisition"})
        if request.param == "reserved":
            change.reserve(case_id, [USER])
    return case_id


@pytest.mark.parametrize("erase", EVERYTHING_THAT_ERASES.values(), ids=EVERYTHING_THAT_ERASES)
def test_under_a_hold_it_is_refused_and_nothing_changed(vault: Vault, held: str, erase: Erasing) -> None:
    before, history, told = vault.case(held), vault.history(held), files(vault.folder)
    with pytest.raises(UnderHold, match="rien n’a été effacé"), vault.change("answer", held) as change:
        change.put_answer(held, "housing.status", Answer("none"))
        erase(change, held)
    assert (vault.case(held), vault.history(held)) == (before, history)
    assert vault.drafts(held)["person.first_names"] == "Mina"
    assert files(vault.folder).keys() == told.keys()
    assert check(vault).problems == ()


@pytest.mark.parametrize("erase", EVERYTHING_THAT_ERASES.values(), ids=EVERYTHING_THAT_ERASES)
def test_a_fault_that_somebody_swallows_erases_nothing_either(vault: Vault, held: str, erase: Erasing) -> None:
    before = vault.case(held)
    with vault.change("answer", held) as change:
        change.put_answer(held, "housing.status", Answer("none"))
        with pytest.raises(UnderHold):
            erase(change, held)
    after = vault.case(held)
    assert after.answers == {**before.answers, "housing.status": after.answers["housing.status"]}
    assert [attachment.name for attachment in vault.attachments(held)] == ["constat.pdf"]
    assert vault.attachment(vault.attachments(held)[0].id) == b"%PDF"


def lift(vault: Vault, case_id: str) -> None:
    hold = vault.events_of_kind(EventKind.HOLD_SET, case_id)[-1]
    with vault.change("hold_lifted", case_id) as change:
        change.add_event(case_id, EventKind.HOLD_LIFTED, {"hold": hold.id})


def set_hold(vault: Vault, case_id: str) -> None:
    with vault.change("case_held", case_id) as change:
        change.add_event(case_id, EventKind.HOLD_SET, {"reason": "réquisition"})


IN_A_COPY = {name: erase for name, erase in EVERYTHING_THAT_ERASES.items() if name != "a draft"}


@pytest.mark.parametrize("erase", IN_A_COPY.values(), ids=IN_A_COPY)
def test_what_somebody_erased_from_a_copy_that_knew_of_no_hold_stays_here_until_it_is_lifted(
    prepared_vault: Prepared, vault: Vault, erase: Erasing
) -> None:
    """Or a copy made in the file manager before the hold, and erased in, would erase here at the next opening."""
    case_id = add_case(vault)
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "request.wishes", Answer("partir"))
        change.add_attachment(case_id, "constat.pdf", b"%PDF")
    vault.close()
    copy = shutil.copytree(vault.folder, vault.folder.with_name("copy.caselink"))
    with prepared_vault.open(vault.folder) as held:
        set_hold(held, case_id)
        before, history = held.case(case_id), held.history(case_id)
    with prepared_vault.open(copy) as other, other.change("answer", case_id) as change:
        erase(change, case_id)
    with prepared_vault.open(vault.folder) as held:
        assert (held.case(case_id), held.history(case_id)) == (before, history)
        assert held.attachment(held.attachments(case_id)[0].id) == b"%PDF"
        lift(held, case_id)
    with prepared_vault.open(vault.folder) as lifted:
        here = lifted.case_id_of("2026-0001")
        assert here is None or "request.wishes" not in lifted.case(case_id).answers or not lifted.attachments(case_id)
        assert check(lifted).problems == ()


@pytest.mark.parametrize("erase", IN_A_COPY.values(), ids=IN_A_COPY)
def test_an_older_copy_in_which_a_hold_stands_that_was_lifted_before_the_erasure_follows(
    prepared_vault: Prepared, vault: Vault, held: str, erase: Erasing
) -> None:
    vault.close()
    older = shutil.copytree(vault.folder, vault.folder.with_name("older.caselink"))
    with prepared_vault.open(vault.folder) as now:
        lift(now, held)
        with now.change("answer", held) as change:
            erase(change, held)
    with prepared_vault.open(older) as restored:
        gone = restored.case_id_of("2026-0001") is None
        assert gone or "request.wishes" not in restored.case(held).answers or not restored.attachments(held)
        assert check(restored).problems == ()


@pytest.mark.parametrize("erase", EVERYTHING_THAT_ERASES.values(), ids=EVERYTHING_THAT_ERASES)
def test_once_lifted_it_is_done(vault: Vault, held: str, erase: Erasing) -> None:
    lift(vault, held)
    with vault.change("answer", held) as change:
        erase(change, held)
    assert check(vault).problems == ()


@pytest.mark.parametrize("erase", EVERYTHING_THAT_ERASES.values(), ids=EVERYTHING_THAT_ERASES)
def test_a_hold_that_somebody_took_out_of_the_database_still_counts(vault: Vault, held: str, erase: Erasing) -> None:
    database = vault.opened.database
    database.run("UPDATE meta SET working_on = ?", held)
    database.run("DELETE FROM events WHERE case_id = ? AND kind = 'hold_set'", held)
    database.run("UPDATE meta SET working_on = NULL")
    with pytest.raises(EventsAltered), vault.change("answer", held) as change:
        erase(change, held)
