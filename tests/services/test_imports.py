"""An import is checked first and written whole, or not at all."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from caselink.consent.events import read_grounds
from caselink.consent.grounds import Grounds
from caselink.disclosure.gate import decide
from caselink.domain.case import Case
from caselink.domain.needs import NeedState
from caselink.forms.purposes import Purpose
from caselink.intake.faults import MOST_FAULTS
from caselink.services.backup_copies import check
from caselink.services.cases import new_case
from caselink.services.consents import end_legal_decision
from caselink.services.erasing import erase_case
from caselink.services.imports import ImportResult, import_document
from caselink.services.office import Office
from caselink.services.recipients import resolve
from caselink.services.retention import hold_case
from caselink.vault import Vault
from caselink.vault.trail.audit import AuditEntry

Raw = dict[str, Any]

PARTNERS: list[Raw] = [
    {"short_name": "abri", "name": "Maison d’accueil", "kind": "shelter"},
    {"short_name": "parquet", "name": "Parquet", "kind": "public_prosecutor"},
]
CONSENT: Raw = {
    "recipient": "abri", "categories": ["all", "whereabouts"], "purposes": ["housing"], "given_on": "2026-01-10",
}
LEGAL: Raw = {
    "basis": "be_penal_458bis", "recipient": "parquet", "categories": ["child_harm"], "decided_by": "Solène",
    "reason": "Danger", "on": "2026-01-10", "told": True,
}


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office(vault)


def a_case(**changes: object) -> Raw:
    return {
        "reference": "2026-0001",
        "answers": {
            "person.goes_by": "Amina",
            "housing.status": "shelter",
            "children": [{"id": "noe", "first_name": "Noé", "suffered": False}, {"first_name": "Inès"}],
        },
        "consents": [CONSENT],
        "needs": [{"item": "lawyer", "state": "to_do", "partner": "abri"}],
        "must_not_receive": [{"kind": "perpetrator", "name": "Yanis T."}],
        **changes,
    }


def take(
    office: Office, *cases: Raw, partners: list[Raw] | None = None, update: bool = False, erase: bool = False
) -> ImportResult:
    document = {"partners": PARTNERS if partners is None else partners, "cases": [*cases]}
    return import_document(office, json.dumps(document).encode(), update=update, erase=erase)


def problems(result: ImportResult) -> list[str]:
    assert (result.cases, result.partners) == (0, 0)
    return [fault.place for fault in result.problems]


def the_case(office: Office, reference: str = "2026-0001") -> Case:
    case_id = office.vault.case_id_of(reference)
    assert case_id is not None
    return office.vault.case(case_id)


def grounds(office: Office) -> Grounds:
    return read_grounds(the_case(office).events)


def trail(office: Office) -> list[AuditEntry]:
    return [*office.vault.audit()]


def test_a_document_is_taken_in_whole(office: Office) -> None:
    assert take(office, a_case()) == ImportResult(1, 2)
    case = the_case(office)
    assert case.value("person.goes_by") == "Amina"
    assert [*case.entry_values("children", "first_name")] == ["Noé", "Inès"]
    assert case.value("children.noe.suffered") is False
    assert case.need_state("lawyer") is NeedState.TO_DO
    assert case.needs["lawyer"].partner == "abri"
    assert [entry.name for entry in grounds(office).never_inform] == ["Yanis T."]
    assert case.answers["person.goes_by"].recorded_by == office.user
    assert check(office).sound


def test_what_was_imported_passes_the_gate_as_if_it_had_been_typed(office: Office) -> None:
    take(office, a_case())
    recipient, _name = resolve(office, "abri")
    disclosure = decide(the_case(office), (recipient,), Purpose.HOUSING, date(2026, 2, 1)).disclosure
    assert {shared.piece.path for shared in disclosure.shared} == {
        "person.goes_by", "housing.status", "children.noe.first_name",
        *(path for path in the_case(office).answers if path.endswith(".first_name")),
    }


@pytest.mark.parametrize(
    ("case", "place"),
    [
        (a_case(reference="#!"), "cases[0].reference"),
        (a_case(consents=[{**CONSENT, "recipient": "nobody"}]), "cases[0].consents[0].recipient"),
        (a_case(legal_bases=[{**LEGAL, "recipient": "nobody"}]), "cases[0].legal_bases[0].recipient"),
        (a_case(legal_bases=[{**LEGAL, "recipient": "abri"}]), "cases[0].legal_bases[0].recipient"),
        (a_case(legal_bases=[{**LEGAL, "on": f"{date.today() + timedelta(1)}"}]), "cases[0].legal_bases[0].on"),
        (a_case(needs=[{"item": "lawyer", "state": "to_do", "partner": "nobody"}]), "cases[0].needs[0].partner"),
        (a_case(answers={"residence.permit": "visa"}), "cases[0].answers.residence.permit"),
        (
            a_case(answers={"residence.recording": "do_not_record", "residence.permit": "visa"}),
            "cases[0].answers.residence.permit",
        ),
    ],
)
def test_what_the_vault_cannot_take_is_named_with_its_place(office: Office, case: Raw, place: str) -> None:
    assert problems(take(office, case)) == [place]


def test_residence_is_taken_in_once_she_let_it_be_written_down(office: Office) -> None:
    answers = {"residence.recording": "record", "residence.permit": "visa", "residence.note": {"state": "declined"}}
    assert take(office, a_case(answers=answers)).cases == 1
    assert the_case(office).value("residence.permit") == "visa"


def test_one_fault_in_the_last_case_keeps_everything_out(office: Office) -> None:
    before = (office.vault.partners(), trail(office))
    cases = [a_case(reference=f"r{number}") for number in range(50)]
    cases[-1]["consents"] = [{**CONSENT, "recipient": "nobody"}]
    assert problems(take(office, *cases)) == ["cases[49].consents[0].recipient"]
    assert office.vault.references() == {}
    assert (office.vault.partners(), trail(office)) == before


def test_faults_of_the_document_and_of_the_vault_are_told_together(office: Office) -> None:
    bad = a_case(answers={"contact.may_call": "oui"}, consents=[{**CONSENT, "recipient": "nobody"}])
    assert problems(take(office, bad)) == ["cases[0].answers.contact.may_call", "cases[0].consents[0].recipient"]


def test_the_vault_is_asked_no_more_where_the_list_of_faults_is_full(office: Office) -> None:
    unknown = [a_case(reference=f"r{number}", consents=[], legal_bases=[LEGAL]) for number in range(MOST_FAULTS + 20)]
    asked = 0

    class Counting(Vault):
        """Counts how often it is asked about a reference."""

        def was_erased(self, reference: str) -> bool:
            nonlocal asked
            asked += 1
            return super().was_erased(reference)

    office.vault.__class__ = Counting
    result = take(office, *unknown, partners=PARTNERS[:1])
    assert (len(result.problems), result.more_problems) == (MOST_FAULTS, True)
    assert asked == MOST_FAULTS + 1
    few = take(office, *unknown[:3], partners=PARTNERS[:1])
    assert (len(few.problems), few.more_problems) == (3, False)


def test_a_reference_that_exists_needs_update(office: Office) -> None:
    take(office, a_case())
    assert problems(take(office, a_case())) == ["cases[0].reference"]
    assert take(office, a_case(), update=True).cases == 1


def test_the_reference_of_an_erased_case_is_named_with_its_place(office: Office) -> None:
    erase_case(office, new_case(office, "2026-0007").id, "2026-0007")
    result = take(office, a_case(reference="2026-0008"), a_case(reference="2026-0007"), update=True)
    assert problems(result) == ["cases[1].reference"]
    assert not office.vault.references()


def test_a_partner_that_exists_and_differs_needs_update(office: Office) -> None:
    take(office)
    changed = [{**PARTNERS[0], "name": "Autre maison"}]
    assert take(office).partners == 2
    assert problems(take(office, partners=changed)) == ["partners[0].short_name"]
    assert take(office, partners=changed, update=True).partners == 1
    partner = office.vault.partner("abri")
    assert partner is not None
    assert partner.name == "Autre maison"


def test_an_update_replaces_what_is_given_and_leaves_the_rest(office: Office) -> None:
    take(office, a_case())
    take(office, {"reference": "2026-0001", "answers": {"housing.status": "hotel"}}, update=True)
    case = the_case(office)
    assert case.value("housing.status") == "hotel"
    assert case.value("person.goes_by") == "Amina"
    assert [*case.entry_values("children", "first_name")] == ["Noé", "Inès"]
    assert len(case.events) == 2
    assert check(office).sound


def test_an_update_keeps_entries_whose_id_is_given_and_takes_the_others_away(office: Office) -> None:
    take(office, a_case())
    answers = {"children": [{"id": "noe", "suffered": True}, {"id": "ali", "first_name": "Ali"}]}
    take(office, {"reference": "2026-0001", "answers": answers}, update=True)
    case = the_case(office)
    assert case.entries["children"] == ("noe", "ali")
    assert [*case.entry_values("children", "first_name")] == ["Noé", "Ali"]
    assert case.value("children.noe.suffered") is True


def test_an_empty_section_in_an_update_takes_its_entries_away(office: Office) -> None:
    take(office, a_case())
    take(office, {"reference": "2026-0001", "answers": {"children": []}}, update=True)
    assert [*the_case(office).entry_values("children", "first_name")] == []


def test_the_same_update_twice_doubles_no_event(office: Office) -> None:
    document = a_case(legal_bases=[LEGAL])
    take(office, document)
    events = the_case(office).events
    take(office, document, update=True)
    take(office, document, update=True)
    assert the_case(office).events == events
    assert the_case(office).events_match_the_chain()


def test_an_import_does_not_revive_a_legal_decision_that_was_ended(office: Office) -> None:
    document = a_case(legal_bases=[LEGAL])
    take(office, document)
    end_legal_decision(office, the_case(office).id, grounds(office).legal[0].id)
    take(office, document, update=True)
    (decision,) = grounds(office).legal
    assert decision.ended_on == office.today()


def test_a_legal_decision_that_was_ended_is_not_revived_by_another_reason_or_by_telling_her(office: Office) -> None:
    take(office, a_case(legal_bases=[LEGAL]))
    end_legal_decision(office, the_case(office).id, grounds(office).legal[0].id)
    take(office, a_case(legal_bases=[{**LEGAL, "told": False}, {**LEGAL, "reason": "Un danger"}]), update=True)
    assert [decision.ended_on for decision in grounds(office).legal] == [office.today()]


@pytest.mark.parametrize("told", [(True, False), (False, True), (False, False)])
def test_she_was_told_of_a_decision_only_where_the_document_never_says_that_she_was_not(
    office: Office, told: tuple[bool, ...]
) -> None:
    take(office, a_case(legal_bases=[{**LEGAL, "told": each} for each in told]))
    assert [decision.told for decision in grounds(office).legal] == [False]


def test_a_name_never_to_inform_is_one_however_it_is_spaced_or_accented(office: Office) -> None:
    names = ["Rene\u0301  T.", "René T.", "René T."]
    take(office, a_case(must_not_receive=[{"kind": "perpetrator", "name": name} for name in names]))
    assert [entry.name for entry in grounds(office).never_inform] == ["René T."]


def test_the_same_consent_twice_in_one_document_is_one(office: Office) -> None:
    take(office, a_case(consents=[CONSENT, CONSENT]))
    assert len(grounds(office).consents) == 1


def test_a_known_consent_that_comes_back_withdrawn_is_withdrawn_once(office: Office) -> None:
    take(office, a_case())
    withdrawn = a_case(consents=[{**CONSENT, "withdrawn_on": "2026-01-20"}])
    take(office, withdrawn, update=True)
    take(office, withdrawn, update=True)
    (consent,) = grounds(office).consents
    assert [part.on for part in consent.withdrawals] == [date(2026, 1, 20)]


def test_a_withdrawal_is_never_undone_by_an_import(office: Office) -> None:
    take(office, a_case(consents=[{**CONSENT, "withdrawn_on": "2026-01-20"}]))
    take(office, a_case(consents=[CONSENT]), update=True)
    (consent,) = grounds(office).consents
    assert [part.on for part in consent.withdrawals] == [date(2026, 1, 20)]


def test_an_earlier_withdrawal_counts_beside_a_later_one(office: Office) -> None:
    take(office, a_case(consents=[{**CONSENT, "withdrawn_on": "2026-01-20"}]))
    take(office, a_case(consents=[{**CONSENT, "withdrawn_on": "2026-01-15"}]), update=True)
    (consent,) = grounds(office).consents
    assert min(part.on for part in consent.withdrawals) == date(2026, 1, 15)


def test_a_consent_with_other_dates_is_another_consent(office: Office) -> None:
    take(office, a_case())
    take(office, a_case(consents=[{**CONSENT, "expires_on": "2026-06-01"}]), update=True)
    assert len(grounds(office).consents) == 2


def test_a_consent_taken_back_is_not_revived_by_noting_it_a_little_differently(office: Office) -> None:
    take(office, a_case(consents=[{**CONSENT, "withdrawn_on": "2026-01-20"}]))
    for change in ({"mode": "written"}, {"expires_on": "2026-06-01"}):
        take(office, a_case(consents=[{**CONSENT, **change}]), update=True)
    recipient, _name = resolve(office, "abri")
    assert decide(the_case(office), (recipient,), Purpose.HOUSING, date(2026, 2, 1)).disclosure.shared == ()


def test_a_withdrawal_reaches_every_consent_of_the_same_words(office: Office) -> None:
    pair = [{**CONSENT}, {**CONSENT, "mode": "written"}]
    take(office, a_case(consents=pair))
    take(office, a_case(consents=[{**CONSENT, "withdrawn_on": "2026-01-20"}]), update=True)
    recipient, _name = resolve(office, "abri")
    assert decide(the_case(office), (recipient,), Purpose.HOUSING, date(2026, 2, 1)).disclosure.shared == ()


def test_a_partner_never_becomes_another_sort_of_agency(office: Office) -> None:
    take(office, a_case())
    changed = [{**PARTNERS[0], "kind": "police"}]
    assert problems(take(office, a_case(), partners=changed, update=True)) == ["partners[0].short_name"]


def test_contacts_that_an_update_does_not_give_stay(office: Office) -> None:
    take(office, partners=[{**PARTNERS[0], "contacts": [{"name": "Karim Haddad"}]}])
    take(office, partners=[{**PARTNERS[0]}], update=True)
    partner = office.vault.partner("abri")
    assert partner is not None
    assert [contact.name for contact in partner.contacts] == ["Karim Haddad"]


NO_RESIDENCE: Raw = {"reference": "2026-0001", "answers": {"residence.recording": "do_not_record"}}


def test_an_update_that_says_not_to_record_erases_what_stood_there_once_that_is_confirmed(office: Office) -> None:
    take(office, a_case(answers={"residence.recording": "record", "residence.permit": "visa"}))
    before = the_case(office)
    asked = take(office, NO_RESIDENCE, update=True)
    assert problems(asked) == ["cases[0].answers.residence.recording"]
    assert "Titre de séjour" in asked.problems[0].sentence
    assert "visa" not in asked.problems[0].sentence
    assert the_case(office) == before
    done = take(office, NO_RESIDENCE, update=True, erase=True)
    assert done.erased == ("2026-0001 · Séjour et droits · Titre de séjour",)
    case = the_case(office)
    assert "residence.permit" not in case.answers
    assert case.value("residence.recording") == "do_not_record"
    assert [entry.action for entry in trail(office)[-2:]] == ["answers_erased", "import"]
    assert check(office).sound
    assert take(office, NO_RESIDENCE, update=True).problems == (), "nothing is left that would go"


def test_under_a_hold_an_update_erases_nothing_and_says_where(office: Office) -> None:
    take(office, a_case(answers={"residence.recording": "record", "residence.permit": "visa"}))
    hold_case(office, the_case(office).id, "réquisition")
    before = the_case(office)
    held = take(office, NO_RESIDENCE, a_case(reference="2026-0009"), update=True, erase=True)
    assert problems(held) == ["cases[0].answers.residence.recording"]
    assert "suspendu" in held.problems[0].sentence
    assert the_case(office) == before
    assert "2026-0009" not in office.vault.references().values()


def test_an_import_is_one_row_in_the_audit_trail_beside_its_events(office: Office) -> None:
    before = len(trail(office))
    take(office, *(a_case(reference=f"r{number}", consents=[]) for number in range(3)))
    actions = [entry.action for entry in trail(office)[before:]]
    assert actions == ["never_inform"] * 3 + ["import"]


def test_the_audit_trail_of_an_import_has_no_names(office: Office) -> None:
    take(office, a_case())
    spelled = repr(trail(office))
    assert not any(word in spelled for word in ("Amina", "Noé", "Yanis", "abri", "2026-0001"))
