"""Taking back a worker's last changes, as changes of their own."""

from __future__ import annotations

from caselink.domain.answers import Answer, NoAnswer
from caselink.domain.case import Case
from caselink.domain.needs import NeedMark, NeedState
from caselink.vault import Vault, check
from tests.conftest import Prepared
from tests.vault.colleagues import add_colleague, seen_by
from tests.vault.filling import add_case


def facts(case: Case) -> tuple[object, object, object]:
    return dict(case.answers), dict(case.entries), dict(case.needs)


def put(vault: Vault, case_id: str, path: str, value: str | NoAnswer) -> None:
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, path, Answer(value))


def test_changes_are_taken_back_one_by_one_down_to_the_opening(vault: Vault) -> None:
    case_id = add_case(vault)
    states = [facts(vault.case(case_id))]
    put(vault, case_id, "housing.status", "none")
    states.append(facts(vault.case(case_id)))
    put(vault, case_id, "housing.status", NoAnswer.DECLINED)
    states.append(facts(vault.case(case_id)))
    with vault.change("need", case_id) as change:
        change.put_need(case_id, "lawyer", NeedMark(NeedState.DONE))
        change.put_answer(case_id, "housing.status", None)
    states.append(facts(vault.case(case_id)))
    child = vault.case(case_id).entries["children"][0]
    with vault.change("entry_removed", case_id) as change:
        change.remove_entry(case_id, "children", child)
    for state in reversed(states):
        assert vault.undo(case_id)
        assert facts(vault.case(case_id)) == state
    assert not vault.undo(case_id)
    assert facts(vault.case(case_id)) == states[0]
    assert check(vault).sound


def test_what_is_done_after_an_undo_is_taken_back_first(vault: Vault) -> None:
    case_id = add_case(vault)
    for value in ("one", "two"):
        put(vault, case_id, "x-a.b", value)
    assert vault.undo(case_id)
    put(vault, case_id, "x-a.b", "three")
    seen = []
    while vault.undo(case_id):
        seen.append(vault.case(case_id).value("x-a.b"))
    assert seen == ["one", None]


def test_an_undo_stands_in_the_audit_chain_and_costs_no_history(vault: Vault) -> None:
    case_id = add_case(vault)
    put(vault, case_id, "x-a.b", "one")
    rows = len(list(vault.audit()))
    assert vault.undo(case_id)
    assert not vault.undo(case_id)
    assert [entry.action for entry in vault.audit()][rows:] == ["undo"]


def test_consents_are_never_undone(vault: Vault) -> None:
    case_id = add_case(vault)
    events = vault.case(case_id).events
    put(vault, case_id, "x-a.b", "one")
    assert vault.undo(case_id)
    assert vault.case(case_id).events == events


def test_undo_reaches_over_the_closing_of_the_vault_and_finds_only_ones_own(
    prepared_vault: Prepared, vault: Vault
) -> None:
    case_id = add_case(vault)
    put(vault, case_id, "x-a.b", "hers")
    folder = vault.folder
    opened = vault.opened
    vault.close()
    with prepared_vault.open(folder) as again:
        other = seen_by(again, "ida", add_colleague(again))
        put(other, case_id, "x-a.c", "ida’s")
        put(other, case_id, "x-a.b", "written over")
        assert not again.undo(case_id)
        assert other.undo(case_id)
        assert again.undo(case_id)
        case = again.case(case_id)
        assert (case.value("x-a.b"), case.value("x-a.c")) == (None, "ida’s")
    assert opened.folder == folder


def test_an_entry_that_somebody_has_filled_since_stays(vault: Vault) -> None:
    case_id = add_case(vault)
    with vault.change("entry_added", case_id) as change:
        entry = change.add_entry(case_id, "children")
        change.put_answer(case_id, f"children.{entry}.first_name", Answer("Ali"))
    other = seen_by(vault, "ida", add_colleague(vault))
    put(other, case_id, f"children.{entry}.last_name", "Ben")
    assert vault.undo(case_id)
    case = vault.case(case_id)
    assert entry in case.entries["children"]
    assert (case.value(f"children.{entry}.first_name"), case.value(f"children.{entry}.last_name")) == (None, "Ben")
    assert check(vault).sound


def test_an_answer_is_not_brought_back_into_an_entry_that_is_gone(vault: Vault) -> None:
    case_id = add_case(vault)
    child = vault.case(case_id).entries["children"][0]
    put(vault, case_id, f"children.{child}.first_name", "Zora")
    other = seen_by(vault, "ida", add_colleague(vault))
    with other.change("entry_removed", case_id) as change:
        change.remove_entry(case_id, "children", child)
    assert not vault.undo(case_id)
    assert vault.case(case_id).entries == {}
    assert check(vault).sound
