"""Who changed what, when, and what was there before, read from the steps of a case's document."""

from __future__ import annotations

import time
from dataclasses import replace

from caselink.domain.answers import Answer
from caselink.domain.needs import NeedMark, NeedState
from caselink.vault import PastChange, Vault
from caselink.vault.document import CaseDocument, Maps, Nature, Record, Stamp
from caselink.vault.document_store import load_document
from caselink.vault.history import read_history
from caselink.vault.parts import Part
from tests.vault.filling import add_case


def put(vault: Vault, case_id: str, path: str, value: str | None) -> None:
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, path, None if value is None else Answer(value))


def colleague(vault: Vault) -> Vault:
    """The same vault in the hands of somebody else."""
    vault.opened.database.run(
        "INSERT INTO workers (name, role, recipient, slot_digest, added_at) "
        "SELECT 'ida', role, recipient, slot_digest, added_at FROM workers WHERE name = ?", vault.user,
    )
    return Vault(replace(vault.opened, user="ida"))


def value(record: Record | None) -> object:
    return None if record is None else record["v"]


def steps(change: PastChange) -> list[tuple[str, object, object]]:
    return [(record.key, value(record.before), value(record.after)) for record in change.records]


def played_back(changes: tuple[PastChange, ...]) -> Maps:
    """The state that the changes lead to, each checked against what it says was there before."""
    state: Maps = {part.value: {} for part in Part}
    for change in reversed(changes):
        for record in change.records:
            held = state[record.part.value]
            assert held.get(record.key) == record.before
            if record.after is None:
                del held[record.key]
            else:
                held[record.key] = record.after
    return state


def test_each_change_says_who_when_and_what_was_there_before(vault: Vault) -> None:
    case_id = add_case(vault)
    put(vault, case_id, "housing.status", "none")
    put(colleague(vault), case_id, "housing.status", "shelter")
    put(vault, case_id, "housing.status", None)
    newest = vault.history(case_id).changes
    assert [(change.by, change.nature) for change in newest] == [
        ("amal", Nature.CHANGE), ("ida", Nature.CHANGE), ("amal", Nature.CHANGE), ("amal", Nature.OPENED),
    ]
    assert [steps(change) for change in newest[:3]] == [
        [("housing.status", "shelter", None)],
        [("housing.status", "none", "shelter")],
        [("housing.status", "lease_joint", "none")],
    ]
    assert all(change.at.endswith("+00:00") and change.at[:19] <= time.strftime("%FT%T", time.gmtime())
               for change in newest)


def test_played_back_it_gives_the_case_as_it_is(vault: Vault) -> None:
    case_id = add_case(vault)
    child = vault.case(case_id).entries["children"][0]
    put(vault, case_id, f"children.{child}.first_name", "Zora")
    with vault.change("need", case_id) as change:
        change.put_need(case_id, "lawyer", NeedMark(NeedState.DONE, outcome="rendez-vous pris"))
        change.put_answer(case_id, "housing.status", None)
    with vault.change("entry_removed", case_id) as change:
        change.remove_entry(case_id, "children", child)
    assert vault.undo(case_id)
    history = vault.history(case_id)
    assert played_back(history.changes) == load_document(vault.opened.database, case_id, 0, None).maps()


def test_what_is_written_in_several_commits_of_one_change_is_one_change(vault: Vault) -> None:
    case_id = add_case(vault)
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "x-a.b", Answer("one"))
        change.put_answer(case_id, "x-a.gone", Answer("one"))
        change.settle()
        change.put_answer(case_id, "x-a.b", Answer("two"))
        change.put_answer(case_id, "x-a.gone", None)
    assert steps(vault.history(case_id).changes[0]) == [("x-a.b", None, "two")]


def test_an_undo_names_what_it_took_back_and_what_can_be_taken_back_next(vault: Vault) -> None:
    case_id = add_case(vault)
    put(vault, case_id, "x-a.b", "one")
    put(vault, case_id, "x-a.b", "two")
    one, two = (change.id for change in reversed(vault.history(case_id).changes[:2]))
    assert vault.history(case_id).next_undo == two
    assert vault.undo(case_id)
    history = vault.history(case_id)
    assert (history.changes[0].nature, history.changes[0].undoes) == (Nature.UNDO, two)
    assert steps(history.changes[0]) == [("x-a.b", "two", "one")]
    assert history.next_undo == one
    assert colleague(vault).history(case_id).next_undo is None


def test_an_erasure_leaves_itself_and_all_that_was_written_elsewhere(vault: Vault) -> None:
    case_id = add_case(vault)
    put(vault, case_id, "residence.permit_type", "canary")
    put(vault, case_id, "housing.status", "none")
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "residence.recording", Answer("do_not_record"))
        change.erase_answers(case_id, ["residence.permit_type"])
    put(vault, case_id, "housing.status", "shelter")
    newest, erasure, choice, earlier, erased, opened = vault.history(case_id).changes
    assert steps(newest) == [("housing.status", "none", "shelter")]
    assert (erasure.nature, choice.nature) == (Nature.ERASED, Nature.CHANGE)
    assert steps(choice) == [("residence.recording", None, "do_not_record")]
    assert steps(earlier) == [("housing.status", "lease_joint", "none")]
    assert (steps(erased), erased.by, erased.erased) == ([], "amal", True)
    assert opened.nature is Nature.OPENED
    assert "canary" not in str(vault.history(case_id))
    assert "residence.permit_type" not in str(vault.history(case_id))


def test_two_copies_that_wrote_at_once_are_read_in_the_order_in_which_the_merge_took_them() -> None:
    one = CaseDocument.new(1)
    one.put(Part.ANSWERS, "a.b", {"v": "begin"})
    one.commit(Stamp("amal", "c0", Nature.OPENED), 1)
    other = CaseDocument.load(one.export(), 2)
    for document, by, times in ((one, "amal", 3), (other, "ida", 2)):
        for number in range(times):
            document.put(Part.ANSWERS, "a.b", {"v": f"{by} {number}"})
            document.put(Part.ANSWERS, f"a.{by}", {"v": number})
            document.commit(Stamp(by, f"{by} {number}", Nature.CHANGE), 10)
    merged = CaseDocument.load(one.export(), 3)
    merged._doc.import_(other.export())
    assert played_back(read_history(merged, "amal").changes) == merged.maps()


def test_of_two_copies_the_later_record_holds_also_where_it_ends_a_long_change() -> None:
    one = CaseDocument.new(1)
    one.put(Part.ANSWERS, "a.b", {"v": "begin"})
    one.commit(Stamp("amal", "c0", Nature.OPENED), 1)
    other = CaseDocument.load(one.export(), 2)
    for key in ("a.c", "a.d", "a.e", "a.b"):
        one.put(Part.ANSWERS, key, {"v": "amal"})
    one.commit(Stamp("amal", "c1", Nature.CHANGE), 2)
    for change, key in (("c2", "a.f"), ("c3", "a.b")):
        other.put(Part.ANSWERS, key, {"v": "ida"})
        other.commit(Stamp("ida", change, Nature.CHANGE), 2)
    merged = CaseDocument.load(one.export(), 3)
    merged._doc.import_(other.export())
    assert merged.get(Part.ANSWERS, "a.b") == {"v": "amal"}
    begin, writes = merged.writes()
    assert begin == {}
    assert [write.record for write in writes if write.key == "a.b"] == [{"v": "begin"}, {"v": "ida"}, {"v": "amal"}]


def test_a_thousand_changes_are_read_well_under_a_second() -> None:
    document = CaseDocument.new(1)
    for number in range(1_000):
        document.put(Part.ANSWERS, f"a.b{number % 60}", {"v": f"value {number}", "by": "amal", "at": "2026", "form": 1})
        document.commit(Stamp("amal", f"c{number}", Nature.CHANGE), number)
    document = CaseDocument.load(document.export())
    begin = time.process_time()
    assert len(read_history(document, "amal").changes) == 1_000
    assert time.process_time() - begin < 0.5
