"""What is written is what is read, all of it or nothing, with a row in the audit chain."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselink.domain.answers import Age, Answer, NoAnswer, Source, Value
from caselink.domain.case import CaseStatus
from caselink.domain.events import EventKind
from caselink.domain.needs import Domain, NeedMark, NeedState
from caselink.domain.partners import Hours, Opening, Partner, PartnerContact, PartnerKind
from caselink.domain.roles import Role
from caselink.errors import UserError
from caselink.vault import Vault, check
from caselink.vault.ids import new_id
from caselink.vault.records import answer_record, read_answer, spell
from tests.conftest import USER
from tests.vault.colleagues import add_colleague, seen_by
from tests.vault.filling import add_case


@pytest.mark.parametrize(
    "value",
    [
        "lease", "", "deux\nlignes \u0000 \u200fمرحبا", True, False, 0, 1_000_000, ("a", "b"), (),
        Age(31, date(2026, 1, 5)), *NoAnswer,
    ],
)
def test_an_answer_is_read_as_it_was_written(vault: Vault, value: Value | NoAnswer) -> None:
    case_id = add_case(vault)
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "x-net.field", Answer(value, Source.DOCUMENT))
    answer = vault.case(case_id).answers["x-net.field"]
    assert (answer.value, type(answer.value), answer.source) == (value, type(value), Source.DOCUMENT)
    assert answer.recorded_by == USER
    assert datetime.fromisoformat(answer.recorded_at or "").tzinfo == UTC


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.booleans() | st.integers(-(2**53), 2**53))
def test_any_text_and_number_survives_the_rows(value: str | bool | int) -> None:
    record = answer_record(Answer(value), "amal", "2026-01-01T00:00:00+00:00", 1)
    path, answer = read_answer("a.b", json.loads(spell(record)))
    assert (path, answer.value, type(answer.value)) == ("a.b", value, type(value))


@pytest.mark.parametrize("value", ["half a \ud800 pair", ("a", "\udfff"), 2**60])
def test_what_could_not_be_kept_exactly_is_refused(vault: Vault, value: Value) -> None:
    case_id = add_case(vault)
    with pytest.raises(ValueError, match=r"surrogates|large"), vault.change("answer", case_id) as change:
        change.put_answer(case_id, "request.wishes", Answer(value))
    assert "request.wishes" not in vault.case(case_id).answers


@pytest.mark.parametrize("path", ["", "housing", "a.b.c.d", "Housing.status", "housing.", "../x.y", "a.b c"])
def test_a_path_that_can_be_none_is_refused(vault: Vault, path: str) -> None:
    case_id = add_case(vault)
    with pytest.raises(ValueError, match="path"), vault.change("answer", case_id) as change:
        change.put_answer(case_id, path, Answer("x"))


def test_who_and_when_are_kept_where_the_answer_says_them(vault: Vault) -> None:
    case_id = add_case(vault)
    answer = Answer("x", None, "ida", "2020-01-01T00:00:00+00:00")
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "housing.status", answer)
    assert vault.case(case_id).answers["housing.status"] == answer


def test_entries_keep_their_order_and_go_with_their_answers(vault: Vault) -> None:
    case_id = add_case(vault)
    with vault.change("entry_added", case_id) as change:
        second, third = change.add_entry(case_id, "children"), change.add_entry(case_id, "children", "b-3")
        change.put_answer(case_id, f"children.{second}.first_name", Answer("Ali"))
    first = vault.case(case_id).entries["children"][0]
    assert vault.case(case_id).entries == {"children": (first, second, third)}
    with vault.change("entry_removed", case_id) as change:
        change.remove_entry(case_id, "children", second)
    case = vault.case(case_id)
    assert case.entries == {"children": (first, "b-3")}
    assert [path for path in case.answers if second in path] == []


def test_an_answer_needs_its_entry(vault: Vault) -> None:
    case_id = add_case(vault)
    for attempt in ("children.nobody.first_name", "steps.x.what"):
        with pytest.raises(UserError), vault.change("answer", case_id) as change:
            change.put_answer(case_id, attempt, Answer("x"))
    with pytest.raises(UserError), vault.change("entry_removed", case_id) as change:
        change.remove_entry(case_id, "children", "nobody")


def test_a_need_is_read_as_it_was_written(vault: Vault) -> None:
    case_id = add_case(vault)
    days = date(2026, 2, 1), date(2026, 3, 1)
    mark = NeedMark(NeedState.NOT_WISHED, "abri", "ida", *days, "rien", "ida", "2026-01-01")
    with vault.change("need", case_id) as change:
        change.put_need(case_id, "complaint", mark)
    assert vault.case(case_id).needs["complaint"] == mark


def test_events_are_sealed_in_their_order(vault: Vault) -> None:
    one, other = add_case(vault), add_case(vault, "2026-0002")
    with vault.change("consent", one) as change:
        given_event = change.add_event(one, EventKind.CONSENT_GIVEN, {"purposes": ["safety"], "n": 1, "text": "é"})
        change.add_event(other, EventKind.LEFT, {"document": "x"})
        change.add_event(one, EventKind.CONSENT_WITHDRAWN, {"consent": given_event.id})
    case = vault.case(one)
    assert case.events[-2] == given_event
    assert [event.kind for event in case.events][-2:] == [EventKind.CONSENT_GIVEN, EventKind.CONSENT_WITHDRAWN]
    assert case.events_match_the_chain()
    assert vault.case(other).events_match_the_chain()
    assert [event.case_id for event in vault.events_of_kind(EventKind.CONSENT_GIVEN, None)] == [one, other, one]
    assert [event.case_id for event in vault.events_of_kind(EventKind.CONSENT_GIVEN, other)] == [other]


PARTNER = Partner(
    "cpvcf", "Centre", PartnerKind.VICTIM_SUPPORT, (Domain.SAFETY, Domain.HOUSING), "BE", "Bruxelles", ("fr",),
    ("fr", "nl"), True, Hours(openings=(Opening(0, time(9), time(17)), Opening(1, time(9), time(12)))),
    ("02 539 27 44",), "a@b.be", "https://example.org", "Rue 1", ("women",), True, None, False, "une note", "Feuille",
    "2026-01-01",
    (PartnerContact("Nadia", "accueil", "02", "n@b.be"),),
)


@pytest.mark.parametrize(
    "partner", [PARTNER, Partner("x", "X", PartnerKind.OTHER), replace(PARTNER, hours=Hours(always=True))]
)
def test_a_partner_is_read_as_it_was_written(vault: Vault, partner: Partner) -> None:
    with vault.change("partner_saved") as change:
        change.put_partner(replace(partner, name="before"))
        change.put_partner(partner)
    assert vault.partner(partner.short_name) == partner
    assert vault.partners() == (partner,)


def test_settings_place_and_drafts_are_kept(vault: Vault) -> None:
    case_id = add_case(vault)
    rows = len(list(vault.audit()))
    vault.keep_place({"page": "case", "id": case_id})
    vault.keep_draft(case_id, "request.wishes", "elle voudrait partir")
    vault.keep_draft(case_id, "housing.note", "à droper")
    vault.drop_draft(case_id, "housing.note")
    assert len(list(vault.audit())) == rows
    with vault.change("setting") as change:
        change.set_setting("office", {"name": "Maison", "n": 1})
    assert vault.setting("office") == {"name": "Maison", "n": 1}
    assert vault.setting("nothing") is None
    assert vault.place() == {"page": "case", "id": case_id}
    assert vault.drafts(case_id) == {"request.wishes": "elle voudrait partir"}


def test_who_only_reads_takes_no_draft_away(vault: Vault) -> None:
    case_id = add_case(vault)
    vault.keep_draft(case_id, "request.wishes", "elle voudrait partir")
    hers = seen_by(vault, "ida", add_colleague(vault, role=Role.READ_ONLY))
    with pytest.raises(UserError, match="coordination"):
        hers.drop_draft(case_id, "request.wishes")
    with pytest.raises(UserError, match="coordination"):
        hers.keep_draft(case_id, "request.wishes", "")
    assert vault.drafts(case_id) == {"request.wishes": "elle voudrait partir"}


def test_a_change_that_fails_changes_nothing(vault: Vault) -> None:
    case_id = add_case(vault)
    before, rows = vault.case(case_id), list(vault.audit())
    with pytest.raises(KeyError), vault.change("answer", case_id) as change:
        change.put_answer(case_id, "housing.status", Answer("none"))
        change.add_event(case_id, EventKind.LEFT, {})
        change.new_case("2026-0099")
        change.set_setting("a", 1)
        change.settle()
        raise KeyError
    assert vault.case(case_id) == before
    assert list(vault.audit()) == rows
    assert vault.case_id_of("2026-0099") is None
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "housing.status", Answer("none"))
    assert check(vault).sound


def test_what_a_change_has_written_is_seen_by_reads_inside_it(vault: Vault) -> None:
    with vault.change("case_opened") as change:
        case_id = change.new_case("2026-0007")
        change.put_answer(case_id, "person.goes_by", Answer("Maëlle"))
        assert vault.case(case_id).value("person.goes_by") == "Maëlle"
        assert [head.name for head in vault.case_page("maelle", 10, None)] == ["Maëlle"]
        change.put_answer(case_id, "person.goes_by", Answer("Nour"))
    assert [head.name for head in vault.case_page("", 10, None)] == ["Nour"]
    assert check(vault).sound


def test_a_reference_is_taken_once(vault: Vault) -> None:
    add_case(vault)
    for reference in ("2026-0001", ""):
        with pytest.raises(UserError), vault.change("case_opened") as change:
            change.new_case(reference)


def test_an_unknown_case_is_a_sentence(vault: Vault) -> None:
    with pytest.raises(UserError):
        vault.case("01a20182-b691-7fb2-8800-a7623ddb9d7a")
    with pytest.raises(UserError), vault.change("answer") as change:
        change.put_answer("01a20182-b691-7fb2-8800-a7623ddb9d7a", "a.b", Answer("x"))
    with pytest.raises(UserError):
        vault.keep_draft("01a20182-b691-7fb2-8800-a7623ddb9d7a", "a.b", "x")


def test_a_status_is_kept(vault: Vault) -> None:
    case_id = add_case(vault)
    with vault.change("case_status", case_id) as change:
        change.set_status(case_id, CaseStatus.CLOSED)
    assert vault.case(case_id).status is CaseStatus.CLOSED
    assert vault.case_page("", 1, None)[0].status is CaseStatus.CLOSED
    assert check(vault).sound


def test_the_audit_chain_says_who_did_what_and_holds_no_name(vault: Vault) -> None:
    case_id = add_case(vault, "2026-0001", "Élodie")
    with vault.change("disclosure_looked_at", case_id):
        pass
    entries = list(vault.audit())
    assert [(entry.action, entry.user, entry.case_id, entry.digest is None) for entry in entries] == [
        ("consent_given", USER, case_id, False), ("case_opened", USER, case_id, True),
        ("disclosure_looked_at", USER, case_id, True),
    ]
    assert "2026-0001" not in str(entries)
    for action, case in (("Élodie", None), ("a" * 41, None), ("", None), ("answer", "2026-0001")):
        with pytest.raises(ValueError, match="audit"), vault.change(action, case):
            pass


def test_a_change_is_not_begun_inside_another(vault: Vault) -> None:
    with pytest.raises(RuntimeError), vault.change("one"), vault.change("two"):
        pass
    with vault.change("three"):
        pass
    assert [entry.action for entry in vault.audit()] == ["three"]


def test_an_answer_rewrites_few_pages_of_the_database(vault: Vault) -> None:
    """The first page, the case, its records, its updates, the audit trail and where that ends: each in the database
    and, as it was before, in the journal. An index more on what each answer adds to would be a page more."""
    case_id = add_case(vault)
    answer_again(vault, case_id)
    written = [bytes_written(lambda: answer_again(vault, case_id)) for _time in range(5)]
    assert sorted(written)[2] < 2 * 6 * 4096 * 1.05


def answer_again(vault: Vault, case_id: str) -> None:
    """One answer, in its own transaction."""
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "request.own_words", Answer(new_id()))


def bytes_written(work: Callable[[], None]) -> int:
    """What this process hands to the system meanwhile, as Linux counts it."""
    counted = [_all_written()]
    work()
    return _all_written() - counted[0]


def _all_written() -> int:
    lines = Path("/proc/self/io").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("wchar"))
