"""He is a client too: a name in opposite roles in two cases is told to the coordination at once, and to nobody else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from caselink.domain.roles import Role
from caselink.services.answers import record_answer, undo
from caselink.services.cases import new_case
from caselink.services.erasing import erase_case
from caselink.services.imports import import_document
from caselink.services.notices import note_seen, notices, opposite_roles
from caselink.services.office import Office
from caselink.services.reserving import open_case_to_all, reserve_case
from caselink.vault import check
from tests.conftest import USER, Prepared
from tests.vault.colleagues import add_colleague, seen_by

Told = set[tuple[str, str, tuple[str, ...]]]


@pytest.fixture
def office(prepared_vault: Prepared, tmp_path: Path) -> Iterator[Office]:
    with prepared_vault.open(prepared_vault.copy_to(tmp_path / "office.caselink")) as vault:
        yield Office(vault)


def told(office: Office) -> Told:
    """Reference where accused, what the bearer of the name is elsewhere, and where."""
    return {
        (each.accused_in.reference, each.standing.value, tuple(case.reference for case in each.others))
        for each in opposite_roles(office)
    }


def add(office: Office, reference: str, **answers: str) -> str:
    """A case with these answers, `section__field`, by the import."""
    paths = {path.replace("__", "."): value for path, value in answers.items()}
    document = {"cases": [{"reference": reference, "answers": paths}]}
    import_document(office, json.dumps(document).encode(), update=False)
    return str(office.vault.case_id_of(reference))


def hers(office: Office, reference: str = "A", first: str = "Karim", last: str = "Benali") -> str:
    return add(office, reference, person__first_names=first, person__last_name=last)


def his(office: Office, reference: str = "B", first: str = "Karim", last: str = "Benali") -> str:
    return add(office, reference, perpetrator__first_names=first, perpetrator__last_name=last)


def test_a_case_that_is_imported_before_or_after_tells_it(office: Office) -> None:
    hers(office, "2026-0001")
    assert told(office) == set()
    his(office, "2026-0002")
    assert told(office) == {("2026-0002", "person", ("2026-0001",))}
    hers(office, "2026-0003")
    assert told(office) == {("2026-0002", "person", ("2026-0001", "2026-0003"))}
    assert check(office.vault).sound


def test_a_name_typed_later_tells_it_and_taken_back_it_is_told_no_more(office: Office) -> None:
    hers(office, "2026-0001")
    case = new_case(office, "2026-0002")
    record_answer(office, case.id, "perpetrator.first_names", "Karim")
    assert told(office) == set(), "a first name is nobody's alone"
    record_answer(office, case.id, "perpetrator.last_name", "Benali")
    assert told(office) == {("2026-0002", "person", ("2026-0001",))}
    undo(office, case.id)
    assert told(office) == set()


def test_one_case_about_him_is_found_behind_hundreds_where_he_is_a_worker(office: Office) -> None:
    cases = [{"reference": f"W{number}", "answers": {"professional.name": "Benali Karim"}} for number in range(250)]
    import_document(office, json.dumps({"cases": cases}).encode(), update=False)
    hers(office, "2026-0001")
    his(office, "2026-0002")
    assert ("2026-0002", "person", ("2026-0001",)) in told(office)


def test_cross_complaints_tell_it_both_ways(office: Office) -> None:
    add(office, "2026-0001", person__goes_by="Nadia Haddad", perpetrator__first_names="Karim",
        perpetrator__last_name="Benali")
    add(office, "2026-0002", person__first_names="Karim", person__last_name="Benali",
        perpetrator__latin_name="Nadia Haddad")
    assert told(office) == {("2026-0001", "person", ("2026-0002",)), ("2026-0002", "person", ("2026-0001",))}


@pytest.mark.parametrize(("field", "standing"), [("professional", "worker"), ("resource_persons", "contact")])
def test_who_works_for_her_or_is_trusted_by_her_is_met_too(office: Office, field: str, standing: str) -> None:
    his(office, "2026-0002")
    value = {"name": "Benali Karim"}
    answers = {f"{field}.name": value["name"]} if field == "professional" else {field: [value]}
    document = {"cases": [{"reference": "2026-0003", "answers": answers}]}
    import_document(office, json.dumps(document).encode(), update=False)
    assert told(office) == {("2026-0002", standing, ("2026-0003",))}


@pytest.mark.parametrize(("written", "elsewhere"), [
    (("Yanis", "Tahiri"), ("Янис", "Тахири")), (("Mohamed", "Alaoui"), ("محمد", "العلوي")),
    (("Mohammed", "El Alaoui"), ("Mohamed", "Alaoui")), (("Karim Mohamed", "Benali"), ("Karim", "BENALI")),
    (("Kurt", "Van den Berg"), ("Curt", "Vandenberg")),
])
def test_a_name_is_met_in_another_spelling_or_script(
    office: Office, written: tuple[str, str], elsewhere: tuple[str, str]
) -> None:
    hers(office, "2026-0001", *written)
    his(office, "2026-0002", *elsewhere)
    assert told(office) == {("2026-0002", "person", ("2026-0001",))}


@pytest.mark.parametrize("other", [("Karim", "Haddad"), ("Nadia", "Benali"), ("Karima", "Ben Ali Sadek")])
def test_a_first_name_or_a_family_name_alone_is_told_to_nobody(office: Office, other: tuple[str, str]) -> None:
    hers(office, "2026-0001", *other)
    his(office, "2026-0002")
    assert told(office) == set()


def test_the_same_role_twice_is_nothing(office: Office) -> None:
    his(office, "2026-0001")
    his(office, "2026-0002")
    hers(office, "2026-0003", "Nadia", "Haddad")
    hers(office, "2026-0004", "Nadia", "Haddad")
    assert told(office) == set()


@pytest.mark.parametrize("role", [Role.WORKER, Role.READ_ONLY])
def test_nobody_but_the_coordination_is_told(office: Office, role: Role) -> None:
    slot = add_colleague(office.vault, role=role)
    hers(office)
    his(office)
    hers_too = Office(seen_by(office.vault, "ida", slot))
    assert told(office)
    assert told(hers_too) == set()
    assert not [each for each in notices(hers_too) if each.cases]


@pytest.mark.parametrize("reserved", ["A", "B", "both"])
def test_of_a_reserved_case_only_who_is_named_is_told(office: Office, reserved: str) -> None:
    slot = add_colleague(office.vault, role=Role.COORDINATOR)
    ids = [hers(office), his(office)]
    for case_id, name in zip(ids, "AB", strict=True):
        if reserved in (name, "both"):
            reserve_case(office, case_id, [USER])
    assert len(told(office)) == 1
    assert told(Office(seen_by(office.vault, "ida", slot))) == set()
    assert office.vault.opened.database.all("SELECT * FROM opposites") == [], "nothing of it stands anywhere"
    assert check(office.vault).sound
    for case_id in ids:
        open_case_to_all(office, case_id) if office.vault.reserved_to(case_id) else None
    assert len(told(Office(seen_by(office.vault, "ida", slot)))) == 1


def test_a_reserved_case_that_learns_the_name_later_tells_it_to_who_is_named(office: Office) -> None:
    hers(office)
    case = new_case(office, "C")
    reserve_case(office, case.id, [USER])
    record_answer(office, case.id, "perpetrator.latin_name", "Karim Benali")
    assert [each.accused_in.id for each in opposite_roles(office)] == [case.id]


def test_a_case_that_is_erased_is_told_of_no_more(office: Office) -> None:
    hers(office)
    erase_case(office, his(office), "B")
    assert told(office) == set()
    assert office.vault.opened.database.all("SELECT * FROM opposites") == []


def test_what_was_seen_is_not_told_again_but_what_is_new_is(office: Office) -> None:
    hers(office)
    his(office)
    (notice,) = notices(office)
    assert [case.reference for case in notice.cases] == ["B", "A"]
    assert "Benali" not in notice.words
    assert note_seen(office, notice) == ()
    hers(office, "D")
    (again,) = notices(office)
    assert "D" in again.words


def test_no_search_finds_a_case_by_what_names_are_compared_by(office: Office) -> None:
    add(office, "2026-0001", professional__name="Wanda Verhaegen")
    (words,) = office.vault.opened.database.one("SELECT words FROM search") or ()
    assert len(words.split()) == 2, "it is indexed"
    for search in ["Verhaegen", "wverhaegen", "Wanda", *words.split(), *(word[1:] for word in words.split())]:
        assert office.vault.count_cases(search) == 0, search


def test_a_colleague_s_reservation_is_told_to_the_coordination_once(office: Office) -> None:
    slot = add_colleague(office.vault)
    case_id = hers(office)
    reserve_case(Office(seen_by(office.vault, "ida", slot)), case_id, ["ida"])
    (notice,) = notices(office)
    assert "ida" in notice.words
    assert "Benali" not in notice.words
    assert note_seen(office, notice) == ()
