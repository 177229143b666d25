"""A reserved case is open to who is named for it, and to nobody else there is anything of it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from caselink.clock import computer_now
from caselink.domain.answers import Answer, Json
from caselink.domain.case import Case, CaseStatus
from caselink.domain.events import EventKind
from caselink.domain.needs import NeedMark, NeedState
from caselink.errors import UserError, VaultDamaged, VaultError
from caselink.vault import Vault, check, open_with_recovery
from caselink.vault.keys import workers
from caselink.vault.keys.keys import Slot, make_slot
from caselink.vault.keys.recovery_code import new_code
from caselink.vault.opening import open_unlocked
from caselink.vault.parts import RECORDS
from caselink.vault.reserved.reservations import AGAIN, TO_NOBODY_HERE
from caselink.vault.trail.auditing import examine
from tests.conftest import USER, Prepared
from tests.vault.colleagues import add_colleague, seen_by
from tests.vault.filling import add_case, fill_parts, part_record
from tests.vault.forging import FORGERIES, Forge
from tests.vault.plain_pages import plain_pages

SECRET = "Qzxwvkjhpl"
OPEN, RESERVED = "2026-0001", "2026-0002"


@pytest.fixture
def ida(vault: Vault) -> Slot:
    return add_colleague(vault)


@pytest.fixture
def case_id(vault: Vault) -> str:
    """A case with the word in answers of today and before, an entry, a need, an event, a draft and an attachment."""
    add_case(vault, OPEN, "Élodie")
    case_id = add_case(vault, RESERVED, f"{SECRET} Maëlle")
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "request.wishes", Answer(f"{SECRET} " * 500))
        change.put_need(case_id, "complaint", NeedMark(NeedState.DONE, outcome=f"{SECRET} portée"))
        change.add_event(case_id, EventKind.NEVER_INFORM, {"kind": "perpetrator", "name": f"{SECRET} Dupont"})
        change.add_attachment(case_id, f"{SECRET}.pdf", b"%PDF")
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "request.wishes", Answer(f"{SECRET} partir"))
    vault.keep_draft(case_id, "person.first_names", f"{SECRET} typed")
    return case_id


def reserve(vault: Vault, case_id: str, *names: str) -> None:
    with vault.change("case_reserved", case_id) as change:
        change.reserve(case_id, names or (USER,))


def closed(before: Case, vault: Vault) -> Case:
    """The same case once it is reserved: under a reference by chance."""
    reference = vault.case(before.id).reference
    assert reference != before.reference
    return replace(before, reserved=True, reference=reference)


def traces(prepared: Prepared, vault: Vault) -> int:
    pages = plain_pages(vault.folder / "cases-1.db", prepared.data_key.key)
    assert b"CREATE TABLE" in pages
    return pages.lower().count(SECRET.lower().encode())


def heads(vault: Vault, search: str = "", limit: int = 100, after: str | None = None) -> list[str]:
    """The references, of a reserved case the one that it bore before."""
    found = [head.former or head.reference for head in vault.case_page(search, limit, after)]
    if after is None and limit == 100:
        assert vault.count_cases(search) == len(found)
    return found


def test_reserving_leaves_no_readable_byte_in_any_page(prepared_vault: Prepared, vault: Vault, case_id: str) -> None:
    assert traces(prepared_vault, vault) > 10
    reserve(vault, case_id)
    assert traces(prepared_vault, vault) == 0
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "person.last_name", Answer(f"{SECRET} Martin"))
        change.add_event(case_id, EventKind.NEVER_INFORM, {"kind": "family", "name": f"{SECRET} mère"})
        change.keep_draft(case_id, "person.last_name", f"{SECRET} Ma")
        change.add_attachment(case_id, f"{SECRET} photo.jpg", b"JFIF")
    assert traces(prepared_vault, vault) == 0
    pages = plain_pages(vault.folder / "cases-1.db", prepared_vault.data_key.key)
    assert pages.count(b"person.last_name") == 0, "what was typed in which field is told neither"
    for event in vault.case(case_id).events:
        assert event.id.encode() not in pages, "the digest in the audit chain confirms no guess"
    assert check(vault).problems == ()


def test_who_is_named_reads_all_of_it_as_before(vault: Vault, case_id: str) -> None:
    before, drafts, files = vault.case(case_id), vault.drafts(case_id), vault.attachments(case_id)
    reserve(vault, case_id)
    assert vault.case(case_id) == closed(before, vault) == vault.sealed_case(case_id)
    assert vault.drafts(case_id) == drafts
    assert vault.attachments(case_id) == files
    assert vault.attachment(files[0].id) == b"%PDF"
    assert vault.case_id_of(RESERVED) == case_id
    assert vault.reserved_to(case_id) == (USER,)


def test_it_can_be_worked_on_and_undone(vault: Vault, case_id: str) -> None:
    reserve(vault, case_id)
    with vault.change("answer", case_id) as change:
        child = change.add_entry(case_id, "children")
        change.put_answer(case_id, f"children.{child}.first_name", Answer("Noé"))
        change.put_answer(case_id, "person.goes_by", Answer("Nour"))
        change.set_status(case_id, CaseStatus.CLOSED)
    case = vault.case(case_id)
    assert case.value(f"children.{child}.first_name") == "Noé"
    assert (case.status, case.entries["children"][-1]) == (CaseStatus.CLOSED, child)
    assert [head.name for head in vault.case_page("nour", 10, None)] == ["Nour"]
    assert vault.undo(case_id)
    assert vault.case(case_id).value("person.goes_by") == f"{SECRET} Maëlle"
    assert len(vault.history(case_id).changes) >= 4
    vault.drop_draft(case_id, "person.first_names")
    assert "person.first_names" not in vault.drafts(case_id)
    assert check(vault).problems == ()


def test_a_colleague_who_is_not_named_sees_none_of_it(vault: Vault, ida: Slot, case_id: str) -> None:
    files = vault.attachments(case_id)
    hers = seen_by(vault, "ida", ida)
    assert heads(hers, "maelle") == [RESERVED]
    reserve(vault, case_id)
    hers = seen_by(vault, "ida", ida)
    assert heads(hers) == [OPEN]
    assert heads(hers, "maelle") == heads(hers, "0002") == heads(hers, vault.case(case_id).reference) == []
    assert [event.case_id for event in hers.events_of_kind(EventKind.CONSENT_GIVEN)] == [hers.case_id_of(OPEN)]
    assert list(hers.references().values()) == [OPEN]
    assert RESERVED not in hers.references(hidden=True).values()
    assert [case.reference for case in hers.resting_cases("9999")] == [OPEN]
    for refused in (
        lambda: hers.case(case_id), lambda: hers.sealed_case(case_id), lambda: hers.drafts(case_id),
        lambda: hers.attachments(case_id), lambda: hers.attachment(files[0].id), lambda: hers.history(case_id),
        lambda: hers.undo(case_id), lambda: hers.keep_draft(case_id, "a.b", "x"),
        lambda: hers.drop_draft(case_id, "a.b"),
        lambda: hers.events_of_kind(EventKind.CONSENT_GIVEN, case_id), lambda: reserve(hers, case_id, "ida"),
    ):
        with pytest.raises(UserError, match="réservé"):
            refused()


def test_a_colleague_can_not_write_to_it(vault: Vault, ida: Slot, case_id: str) -> None:
    reserve(vault, case_id)
    before = vault.case(case_id)
    hers = seen_by(vault, "ida", ida)
    with pytest.raises(UserError, match="réservé"), hers.change("answer", case_id) as change:
        change.put_answer(case_id, "a.b", Answer("x"))
    with pytest.raises(UserError, match="réservé"), hers.change("consent", case_id) as change:
        change.add_event(case_id, EventKind.CONSENT_GIVEN, {})
    with pytest.raises(UserError, match="réservé"), hers.change("case_opened_to_all", case_id) as change:
        change.open_to_all(case_id)
    assert vault.case(case_id) == before
    assert check(hers).problems == check(vault).problems == ()


def test_who_is_named_later_reads_it_and_who_is_taken_off_has_a_key_that_opens_nothing(
    vault: Vault, ida: Slot, case_id: str
) -> None:
    reserve(vault, case_id)
    recipient = vault.opened.database.one("SELECT recipient FROM cases WHERE id = ?", case_id)
    reserve(vault, case_id, USER, "ida")
    assert vault.opened.database.one("SELECT recipient FROM cases WHERE id = ?", case_id) == recipient
    hers = seen_by(vault, "ida", ida)
    assert hers.case(case_id) == vault.case(case_id)
    assert heads(hers, "maelle") == [RESERVED]
    known = vault.opened.database.one("SELECT identity FROM case_keys WHERE worker = 'ida'")
    reserve(vault, case_id, USER)
    assert vault.opened.database.one("SELECT recipient FROM cases WHERE id = ?", case_id) != recipient
    assert known is not None
    with vault.change("case_reserved", case_id):
        vault.opened.database.run("INSERT INTO case_keys VALUES (?, 'ida', ?)", case_id, known[0])
    with pytest.raises(VaultError):
        seen_by(vault, "ida", ida).case(case_id)


def test_where_one_was_in_it_is_told_to_nobody_else(vault: Vault, ida: Slot, case_id: str) -> None:
    """The section and the field on the screen tell what is in a case."""
    hers = seen_by(vault, "ida", ida)
    here: dict[str, Json] = {
        "page": "case", "case": case_id, "tab": "1", "section": "violence", "field": "violence.strangulation",
        "recipient": "opava", "window": "geometry",
    }
    for each in (vault, hers):
        each.keep_place(here)
    rows = "SELECT group_concat(place) FROM workers"
    reserve(vault, case_id)
    assert vault.place() == hers.place() == {}
    vault.keep_place(here)
    hers.keep_place(here)
    readable = vault.opened.database.one(rows)
    assert readable is not None
    for word in ("violence", "opava", "section"):
        assert word not in readable[0]
    assert vault.place() == here
    assert hers.place() == {"window": "geometry"}
    reserve(vault, case_id, USER, "ida")
    assert vault.place() == here, "the key is the same"
    hers.keep_place(here)
    reserve(vault, case_id)
    assert (vault.place(), hers.place()) == ({}, {})
    vault.keep_place(here)
    with vault.change("case_opened_to_all", case_id) as change:
        change.open_to_all(case_id)
    assert vault.place() == {}
    hers.keep_place(here)
    assert hers.place() == here


def test_the_recovery_code_opens_it_always(prepared_vault: Prepared, vault: Vault, case_id: str) -> None:
    reserve(vault, case_id)
    case = vault.case(case_id)
    vault.close()
    with open_with_recovery(vault.folder, prepared_vault.code) as opened:
        assert opened.case(case_id) == case
        assert heads(opened, "maelle") == [RESERVED]
        reserve(opened, case_id, USER)
        assert opened.reserved_to(case_id) == (USER,)
        assert opened.case(case_id) == case


def test_open_again_it_is_as_if_it_had_never_been_reserved(vault: Vault, ida: Slot, case_id: str) -> None:
    before, drafts, files = vault.case(case_id), vault.drafts(case_id), vault.attachments(case_id)
    reserve(vault, case_id)
    reference = vault.case(case_id).reference
    with vault.change("case_opened_to_all", case_id) as change:
        change.open_to_all(case_id)
    assert vault.reserved_to(case_id) is None
    hers = seen_by(vault, "ida", ida)
    assert hers.case(case_id) == replace(before, reference=reference) == hers.sealed_case(case_id)
    assert (hers.drafts(case_id), hers.attachments(case_id)) == (drafts, files)
    assert heads(hers, "maelle") == heads(hers, reference) == [reference]
    assert vault.opened.database.one("SELECT count(*) FROM case_keys") == (0,)
    assert check(vault).problems == ()


def test_a_reserved_case_is_found_by_the_same_words_and_stands_in_its_place(vault: Vault) -> None:
    for number in range(9):
        case_id = add_case(vault, f"2026-000{number}", f"Fatimá Ben-Ali{number}")
        if number % 3 == 0:
            reserve(vault, case_id)
    every = {f"2026-000{number}" for number in range(9)}
    assert heads(vault) == heads(vault, "fati") == heads(vault, "ben zelie")
    assert set(heads(vault)) == every
    bears = vault.case_page("ali3", 1, None)[0].reference
    for search in ("fatima ali3", "BEN-ALI3", f"{bears} fat", f"FATIMÁ {bears.lower()}"):
        assert heads(vault, search) == ["2026-0003"], search
    for search in ("atima", "?", '"', "ali AND NOT", "reference:2026", "lease"):
        assert heads(vault, search) == [], search
    seen: list[str] = []
    while page := [head.reference for head in vault.case_page("", 2, seen[-1] if seen else None)]:
        seen += page
    assert seen == sorted(vault.references().values(), reverse=True)
    head = vault.case_page("ali3", 1, None)[0]
    assert (head.name, head.needs) == ("Fatimá Ben-Ali3", {"lawyer": NeedState.TO_DO})


def test_what_a_failed_change_wrote_is_not_seen_in_the_list(vault: Vault, case_id: str) -> None:
    reserve(vault, case_id)
    with pytest.raises(RuntimeError), vault.change("answer", case_id) as change:
        change.put_answer(case_id, "person.goes_by", Answer("Nour"))
        assert heads(vault, "nour") == [RESERVED]
        raise RuntimeError
    assert heads(vault, "nour") == []
    assert heads(vault, "maelle") == [RESERVED]


def test_only_who_is_there_can_be_named_and_never_others_than_oneself_alone(vault: Vault, case_id: str) -> None:
    add_colleague(vault)
    for names, said in ((("ida",), "d’autres que vous"), ((USER, "nobody"), "clé"), ((USER, "recovery"), "clé")):
        with pytest.raises(UserError, match=said):
            reserve(vault, case_id, *names)
    assert vault.reserved_to(case_id) is None
    assert heads(vault, "maelle") == [RESERVED]


def test_an_event_of_a_reserved_case_that_was_exchanged_is_noticed(vault: Vault, case_id: str) -> None:
    reserve(vault, case_id)
    database = vault.opened.database
    rows = database.all("SELECT seq, body FROM events WHERE case_id = ? ORDER BY seq", case_id)
    (seq, body), (other, _body) = rows[:2]
    assert seq < other
    with vault.change("answer", case_id):
        database.run("UPDATE meta SET working_on = ?", case_id)
        database.run("UPDATE events SET body = ? WHERE seq = ?", body, other)
        database.run("UPDATE meta SET working_on = NULL")
    with pytest.raises(VaultDamaged):
        vault.sealed_case(case_id)
    assert not check(vault).sound


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE cases SET name = 'x' WHERE recipient IS NOT NULL",
        "DELETE FROM case_keys",
        "INSERT INTO records SELECT id, 'answers', 'a.b', '{}' FROM cases WHERE recipient IS NOT NULL",
        "UPDATE documents SET body = zeroblob(100) WHERE owner IN (SELECT case_id FROM case_keys)",
        "INSERT INTO search (rowid, reference, name, words) SELECT number, '', 'x', '' FROM cases "
        "WHERE recipient IS NOT NULL",
        "INSERT INTO case_keys SELECT id, 'ida', x'00' FROM cases WHERE recipient IS NULL",
    ],
)
def test_a_reserved_case_that_is_not_bare_is_reported_to_everybody(
    vault: Vault, ida: Slot, case_id: str, damage: str
) -> None:
    reserve(vault, case_id)
    hers = seen_by(vault, "ida", ida)
    assert check(vault).sound
    assert check(hers).sound
    vault.opened.database.run(damage)
    assert not check(hers).sound


def test_an_older_copy_is_closed_to_the_same_people_when_it_is_opened(
    prepared_vault: Prepared, vault: Vault, ida: Slot, case_id: str
) -> None:
    """Yesterday's backup, looked at by a colleague, or a vault restored from it."""
    vault.close()
    older = vault.folder.with_name("restored.caselink")
    shutil.copytree(vault.folder, older)
    with prepared_vault.open(vault.folder) as now:
        before = now.case(case_id)
        reserve(now, case_id)
    with open_unlocked(older, "ida", prepared_vault.data_key, ida.identity) as hers:
        assert heads(hers, "maelle") == []
        with pytest.raises(UserError, match="réservé"):
            hers.case(case_id)
        assert traces(prepared_vault, hers) == 0
        assert [row.action for row in hers.audit()][-1] == "case_reserved_again"
        rows = len(list(hers.audit()))
        assert check(hers).problems == ()
    with prepared_vault.open(older) as mine:
        assert mine.case(case_id) == closed(before, mine)
        assert len(mine.attachments(case_id)) == 1
        assert len(list(mine.audit())) == rows, "it is done once"
        assert check(mine).problems == ()


def test_an_older_copy_of_a_case_opened_again_stays_open(
    prepared_vault: Prepared, vault: Vault, ida: Slot, case_id: str
) -> None:
    vault.close()
    older = vault.folder.with_name("restored.caselink")
    shutil.copytree(vault.folder, older)
    with prepared_vault.open(vault.folder) as now:
        reserve(now, case_id)
        with now.change("case_opened_to_all", case_id) as change:
            change.open_to_all(case_id)
    with open_unlocked(older, "ida", prepared_vault.data_key, ida.identity) as hers:
        assert heads(hers, "maelle") == [RESERVED]


def test_an_older_copy_is_open_to_the_named_with_the_keys_that_they_had_then(
    prepared_vault: Prepared, vault: Vault, ida: Slot, case_id: str
) -> None:
    """All keys were changed between the backup and the reservation: what opens the backup opens the case in it."""
    add_colleague(vault, "ines")
    vault.close()
    older = vault.folder.with_name("restored.caselink")
    shutil.copytree(vault.folder, older)
    with prepared_vault.open(vault.folder) as now:
        before, drafts = now.case(case_id), now.drafts(case_id)
        workers.reset(now, "ida", make_slot("une toute autre phrase de passe"))
        workers.renew_recovery(now, make_slot(new_code()))
        reserve(now, case_id, USER, "ida")
    with open_unlocked(older, "ida", prepared_vault.data_key, ida.identity) as hers:
        assert hers.case(case_id) == closed(before, hers)
        assert hers.drafts(case_id) == drafts, "nothing that was typed is lost"
        assert hers.reserved_to(case_id) == (USER, "ida")
        assert check(hers).problems == ()
    with open_with_recovery(older, prepared_vault.code) as recovered:
        assert recovered.case(case_id) == closed(before, recovered)
    with prepared_vault.open(older) as mine:
        assert mine.case(case_id) == closed(before, mine)


def test_an_older_copy_in_which_nobody_named_has_a_key_is_closed_and_says_so(
    prepared_vault: Prepared, vault: Vault, ida: Slot, case_id: str
) -> None:
    workers.revoke_recovery(vault)
    vault.close()
    older = vault.folder.with_name("restored.caselink")
    shutil.copytree(vault.folder, older)
    with open_unlocked(vault.folder, USER, vault.opened.data_key, prepared_vault.identity) as now:
        ines = add_colleague(now, "ines")
        reserve(seen_by(now, "ines", ines), case_id, "ines")
        assert check(now).problems == ()
    with open_unlocked(older, "ida", vault.opened.data_key, ida.identity) as hers:
        assert heads(hers) == [OPEN]
        assert [row.action for row in hers.audit()][-1] == TO_NOBODY_HERE
        assert check(hers).problems == ()


def test_who_was_taken_off_does_not_see_it_in_an_older_copy_either(
    prepared_vault: Prepared, vault: Vault, ida: Slot, case_id: str
) -> None:
    reserve(vault, case_id, USER, "ida")
    vault.close()
    copies = [vault.folder.with_name(f"{name}.caselink") for name in ("first", "second")]
    for older in copies:
        shutil.copytree(vault.folder, older)
    with prepared_vault.open(vault.folder) as now:
        reserve(now, case_id, USER)
    for older in copies:
        with open_unlocked(older, "ida", prepared_vault.data_key, ida.identity) as hers:
            assert heads(hers) == [OPEN]
            with pytest.raises(UserError, match="réservé"):
                hers.case(case_id)
            assert [row.action for row in hers.audit()][-1] == AGAIN
            rows = len(list(hers.audit()))
        with prepared_vault.open(older) as mine:
            assert mine.reserved_to(case_id) == (USER,)
            assert heads(mine, "maelle") == [RESERVED]
            assert len(list(mine.audit())) == rows, "it is done once"
            assert check(mine).problems == ()


def test_the_last_who_can_open_it_in_an_older_copy_is_not_taken_off(
    prepared_vault: Prepared, vault: Vault, ida: Slot, case_id: str
) -> None:
    """Or it would be lost there; and what such a copy then says does not name her again to others."""
    workers.revoke_recovery(vault)
    hers = seen_by(vault, "ida", ida)
    reserve(hers, case_id, "ida")
    key = vault.opened.data_key
    vault.close()
    copies = [vault.folder.with_name(f"{name}.caselink") for name in ("first", "second")]
    for older in copies:
        shutil.copytree(vault.folder, older)
    with open_unlocked(vault.folder, "ida", key, ida.identity) as now:
        mine = Vault(replace(now.opened, user=USER, identity=prepared_vault.identity, before=()))
        ines = add_colleague(mine, "ines")
        reserve(now, case_id, "ida", "ines")
        reserve(seen_by(now, "ines", ines), case_id, "ines")
    for older in copies:
        with open_unlocked(older, "ida", key, ida.identity) as hers:
            assert hers.reserved_to(case_id) == ("ida",)
            assert [row.action for row in hers.audit()][-1] == TO_NOBODY_HERE
    with open_unlocked(vault.folder, "ines", key, ines.identity) as now:
        assert now.reserved_to(case_id) == ("ines",)


def test_opened_to_all_where_the_clock_is_behind_it_stays_open(
    prepared_vault: Prepared, vault: Vault, ida: Slot, case_id: str
) -> None:
    reserve(vault, case_id)
    with time_machine.travel("2020-01-01"), vault.change("case_opened_to_all", case_id) as change:
        change.open_to_all(case_id)
    vault.close()
    with open_unlocked(vault.folder, "ida", prepared_vault.data_key, ida.identity) as hers:
        assert heads(hers, "maelle") == [hers.case(case_id).reference]


def test_what_another_computer_told_last_counts_where_the_clock_is_behind(
    prepared_vault: Prepared, vault: Vault, ida: Slot, case_id: str
) -> None:
    """A copy that was restored before, with a list in its folder from a clock that runs ahead."""
    reserve(vault, case_id)
    vault.close()
    older = vault.folder.with_name("restored.caselink")
    shutil.copytree(vault.folder, older)
    with time_machine.travel(computer_now() + timedelta(days=20)), prepared_vault.open(vault.folder) as now:
        reserve(now, case_id, USER, "ida")
    with prepared_vault.open(older) as mine:
        with mine.change("case_opened_to_all", case_id) as change:
            change.open_to_all(case_id)
        assert mine.reserved_to(case_id) is None
    with open_unlocked(older, "ida", prepared_vault.data_key, ida.identity) as hers:
        assert heads(hers, "maelle") == [hers.case(case_id).reference]
        assert hers.reserved_to(case_id) is None


def test_who_is_not_named_learns_nothing_of_it_by_its_reference_or_a_gap(vault: Vault, ida: Slot, case_id: str) -> None:
    third = add_case(vault, "2026-0003", "Inès")
    reserve(vault, case_id)
    hers = seen_by(vault, "ida", ida)
    assert hers.case_id_of(RESERVED) is None
    assert hers.former_references() == {}
    assert hers.next_reference(2026) == RESERVED, "the number that it gave back is the next to be given: no gap stays"
    with hers.change("case_opened") as change:
        other = change.new_case(RESERVED)
    assert hers.next_reference(2026) == "2026-0004"
    assert heads(hers) == [hers.case(third).reference, RESERVED, OPEN]
    assert vault.case_id_of(RESERVED) == other, "it is the reference of another case now"
    assert vault.case_id_of(vault.case(case_id).reference) == case_id
    assert check(vault).problems == ()


def test_who_is_named_finds_it_by_its_former_reference_and_reads_both(vault: Vault, case_id: str) -> None:
    reserve(vault, case_id)
    reference = vault.case(case_id).reference
    assert reference.startswith("D-")
    assert vault.case_id_of(RESERVED) == vault.case_id_of(reference) == case_id
    assert vault.former_references() == {RESERVED: case_id}
    told = [
        (record.before, record.after) for change in vault.history(case_id).changes for record in change.records
        if record.key == "reference"
    ]
    assert told == [({"v": RESERVED}, {"v": reference, "former": RESERVED}), (None, {"v": RESERVED})]
    assert vault.undo(case_id)
    assert vault.case(case_id).reference == reference, "that is nothing to be taken back"
    reserve(vault, case_id, USER)
    assert vault.case(case_id).reference == reference


def test_no_reference_by_chance_is_given_twice(vault: Vault) -> None:
    cases = [add_case(vault, f"2026-{number:04d}") for number in range(1, 6)]
    for each in cases:
        reserve(vault, each)
    assert len({vault.case(each).reference for each in cases}) == 5
    assert vault.next_reference(2026) == "2026-0001"


def test_an_office_that_counts_from_elsewhere_goes_on_there(vault: Vault) -> None:
    for number in (100, 101, 103):
        add_case(vault, f"2026-{number:04d}")
    assert vault.next_reference(2026) == "2026-0102"
    assert vault.next_reference(2027) == "2027-0001"


def test_a_draft_in_a_reserved_case_tells_neither_who_typed_nor_at_which_hour(vault: Vault) -> None:
    case_id = add_case(vault)
    with vault.change("case_reserved", case_id) as change:
        change.reserve(case_id, [USER])
    with vault.change("answer", case_id) as change:
        change.keep_draft(case_id, "request.own_words", "elle voudrait")
    rows = vault.opened.database.all('SELECT "by", length(at) FROM drafts')
    assert rows == [("", len("2026-01-05"))] * len(rows)
    assert vault.drafts(case_id)["request.own_words"] == "elle voudrait"


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES.keys())
def test_what_a_colleague_who_is_not_named_forges_in_it_with_a_program_of_his_own_is_noticed(
    vault: Vault, ida: Slot, forge: Forge
) -> None:
    case_id = add_case(vault)
    with vault.change("case_reserved", case_id) as change:
        fill_parts(change, case_id, SECRET)
        change.reserve(case_id, [USER])
    assert check(vault).sound
    forge(seen_by(vault, "ida", ida), case_id)
    assert not check(vault).sound
    with pytest.raises(VaultDamaged):
        (vault.case(case_id), vault.drafts(case_id))


def test_every_part_of_a_case_is_closed_with_it(prepared_vault: Prepared, vault: Vault, ida: Slot) -> None:
    """What came since the first cases were reserved: encounters, assessments, referrals, deadlines, files."""
    case_id = add_case(vault)
    with vault.change("answer", case_id) as change:
        fill_parts(change, case_id, SECRET)
    before, listed = vault.case(case_id), vault.attachments(case_id)
    reserve(vault, case_id)
    assert traces(prepared_vault, vault) == 0
    hers = seen_by(vault, "ida", ida)
    for part in RECORDS:
        with pytest.raises(UserError, match="réservé"):
            hers.records_of(case_id, part)
        with pytest.raises(UserError, match="réservé"), hers.change("answer", case_id) as change:
            change.put_record(case_id, part, f"{part.value}-1", part_record(part, "x"))
        assert [*hers.records(part)] == []
        assert [owner for owner, _key, _record in vault.records(part)] == [case_id]
    for refused in (lambda: hers.attachments(case_id), lambda: hers.attachment(listed[0].id)):
        with pytest.raises(UserError, match="réservé"):
            refused()
    with pytest.raises(UserError, match="réservé"), hers.change("attachment_removed") as change:
        change.remove_attachment(listed[0].id)
    assert vault.case(case_id) == closed(before, vault)
    assert vault.attachments(case_id) == listed
    assert check(vault).problems == check(hers).problems == ()


def test_the_rows_of_a_reserved_case_tell_the_day_and_neither_the_hour_nor_what_was_done(
    vault: Vault, ida: Slot
) -> None:
    case_id = add_case(vault)
    reserve(vault, case_id)
    before, known = len(list(vault.audit())), list(vault.audit())[-1].moment
    tomorrow = (computer_now() + timedelta(days=1)).replace(hour=13, minute=37, second=11, microsecond=0)
    with time_machine.travel(tomorrow, tick=False):
        with vault.change("assessment", case_id) as change:
            fill_parts(change, case_id, SECRET)
        with vault.change("disclosure_looked_at", case_id):
            pass
        with vault.change("consent", case_id) as change:
            given = change.add_event(case_id, EventKind.CONSENT_GIVEN, {"recipient": "abri"})
        rows = list(seen_by(vault, "ida", ida).audit())[before:]
        assert {row.action for row in rows} == {"sealed_change", "sealed_event"}
        day = vault.clock.day_of(tomorrow).isoformat(timespec="milliseconds")
        assert {row.moment for row in rows} == {day}
        assert known < day
        database = vault.opened.database
        for table in ("cases", "events", "drafts", "audit"):
            assert ":37:11" not in str(database.all(f"SELECT * FROM {table}")), table
        assert vault.case(case_id).events[-1] == given
        assert given.at.endswith(":37:11.000+00:00"), "who is named reads the moment"
        with vault.change("office_details") as change:
            change.set_setting("office_name", "Association")
        exact = list(vault.audit())[-1].moment
        with vault.change("answer", case_id) as change:
            change.put_answer(case_id, "request.wishes", Answer("partir"))
        assert list(vault.audit())[-1].moment == exact, "the trail never goes back"
        assert examine(database).backwards == ()
        assert check(vault).problems == check(seen_by(vault, "ida", ida)).problems == ()
        with vault.change("case_opened_to_all", case_id) as change:
            change.open_to_all(case_id)
        assert seen_by(vault, "ida", ida).sealed_case(case_id).events[-1] == given
        assert check(vault).problems == ()
        reserve(vault, case_id)
        assert ":37:11" not in str(database.all("SELECT * FROM events"))
        assert check(vault).problems == check(seen_by(vault, "ida", ida)).problems == ()
