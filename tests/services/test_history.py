"""The history of a case in words: what the worker reads, takes back and puts back."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caselink.domain.answers import Answer, Source
from caselink.domain.case import CaseStatus
from caselink.domain.events import Event, EventKind
from caselink.domain.needs import NeedState
from caselink.domain.partners import Partner, PartnerKind
from caselink.errors import UserError
from caselink.forms.categories import Category
from caselink.forms.consent_terms import ExcludedKind
from caselink.forms.purposes import Purpose
from caselink.services.answers import add_entry, record_answer, remove_entry
from caselink.services.cases import new_case, set_status
from caselink.services.consents import give_consent, never_inform, withdraw
from caselink.services.directory import save_partner
from caselink.services.event_words import EventTeller
from caselink.services.history import HistoryLine, history, history_by_change, put_back, take_back
from caselink.services.history_lines import HistoryDescriber
from caselink.services.needs import set_need
from caselink.services.office import Office
from caselink.services.reserving import reserve_case
from caselink.services.retention import hold_case, keep_case, lift_hold
from caselink.vault import Vault
from caselink.vault.document import CaseDocument, Nature, Stamp
from caselink.vault.history import read_history
from caselink.vault.parts import Part
from tests.services.switching import switched_off


@pytest.fixture
def desk(vault: Vault) -> tuple[Office, str]:
    office = Office(vault)
    return office, new_case(office, "2026-0042", "Amina").id


Desk = tuple[Office, str]


def told(line: HistoryLine) -> tuple[str, str, str]:
    return line.what, line.before, line.after


def test_an_answer_is_told_as_the_form_words_it(desk: Desk) -> None:
    office, case_id = desk
    record_answer(office, case_id, "housing.status", "own_home")
    record_answer(office, case_id, "housing.status", {"state": "declined"})
    newest, former = history(office, case_id)[:2]
    assert told(newest) == ("Hébergement-logement · Situation de logement", former.after, "ne souhaite pas le dire")
    assert (former.before, former.raw_after, newest.raw_after) == ("", "own_home", {"state": "declined"})
    assert former.after not in ("", "own_home")
    assert (newest.by, newest.kind, newest.place) == (office.user, "change", "housing.status")


def test_the_opening_is_told_once_with_its_reference(desk: Desk) -> None:
    office, case_id = desk
    lines = history(office, case_id)
    assert [told(line) for line in lines if line.place in ("reference", "status")] == [
        ("Ouverture du dossier", "", "2026-0042")
    ]
    assert {line.kind for line in lines} == {"opened"}


def test_entries_are_called_as_the_form_calls_them_and_by_their_last_name_when_gone(desk: Desk) -> None:
    office, case_id = desk
    first = add_entry(office, case_id, "children")[1]
    second = add_entry(office, case_id, "children")[1]
    record_answer(office, case_id, f"children.{second}.first_name", "Zélie")
    assert history(office, case_id)[0].what == "Enfants 2 · Zélie · Prénom"
    assert [line.what for line in history(office, case_id)[1:3]] == ["Enfants 2 · Zélie", "Enfants 1"]
    remove_entry(office, case_id, "children", second)
    gone = [line for line in history(office, case_id) if second in line.place]
    assert {line.what for line in gone} == {"Enfants · Zélie (retiré)", "Enfants · Zélie (retiré) · Prénom"}
    assert not any(line.can_put_back for line in gone)
    assert first in office.vault.case(case_id).entries["children"]


def test_a_need_is_told_with_sign_word_and_what_goes_with_it(desk: Desk) -> None:
    office, case_id = desk
    set_need(office, case_id, "lawyer", NeedState.TO_DO, owner="ida", due=date(2026, 12, 1))
    set_need(office, case_id, "lawyer", NeedState.DONE, outcome="vue le 2")
    line = history(office, case_id)[0]
    assert line.what == "Justice · Avocat, aide juridictionnelle"
    assert line.before == "✕ à faire, ida, échéance 1er décembre 2026"
    assert line.after == "✓ fait, «\u00a0vue le 2\u00a0»"
    assert isinstance(line.raw_before, dict)
    assert (line.place, line.raw_before["due"]) == ("needs.lawyer", "2026-12-01")


def test_only_the_source_changed_is_told_by_the_source(desk: Desk) -> None:
    office, case_id = desk
    record_answer(office, case_id, "request.seen_alone", True)
    record_answer(office, case_id, "request.seen_alone", True, Source.SEEN_BY_WORKER)
    assert told(history(office, case_id)[0])[1:] == ("oui", "oui (vu par le professionnel)")


def test_closing_the_case_is_told(desk: Desk) -> None:
    office, case_id = desk
    set_status(office, case_id, CaseStatus.CLOSED)
    assert told(history(office, case_id)[0]) == ("État du dossier", "ouvert", "clos")


def test_consents_and_withdrawals_stand_among_the_answers(desk: Desk) -> None:
    office, case_id = desk
    save_partner(office, Partner("abri", "Maison d’accueil", PartnerKind.SHELTER))
    case = give_consent(
        office, case_id, recipient="abri", categories={Category.HEALTH}, purposes={Purpose.HOUSING},
        expires_on=office.today(),
    )
    withdraw(office, case_id, case.events[0].id)
    gone, given = history(office, case_id)[:2]
    assert (gone.what, gone.after) == ("Accord retiré", "Maison d’accueil · tout l’accord")
    assert given.what == "Accord donné"
    assert given.after.startswith("Maison d’accueil · Santé")
    assert (given.kind, given.place, given.before) == ("consent_given", "", "")


def test_events_of_one_minute_stand_together_and_answers_between_them_part_them(desk: Desk) -> None:
    office, case_id = desk
    never_inform(office, case_id, ExcludedKind.EMPLOYER, "Un")
    never_inform(office, case_id, ExcludedKind.EMPLOYER, "Deux")
    record_answer(office, case_id, "housing.status", "no_home")
    never_inform(office, case_id, ExcludedKind.EMPLOYER, "Trois")
    changes = history_by_change(office, case_id)
    assert [[line.after for line in change.lines] for change in changes[:3]] in (
        [["Trois"], ["sans logement"], ["Deux", "Un"]],
        [["Trois"], ["sans logement"], ["Deux"]],  # where a minute ended between them
    )


def test_decisions_about_keeping_the_case_stand_there_with_their_reason(desk: Desk) -> None:
    office, case_id = desk
    hold_case(office, case_id, "procédure en cours")
    lift_hold(office, case_id)
    keep_case(office, case_id, "elle revient en mars")
    assert [told(line)[::2] for line in history(office, case_id)[:3]] == [
        ("Conservation décidée", "elle revient en mars"),
        ("Suspension de l’effacement levée", "procédure en cours"),
        ("Effacement suspendu", "procédure en cours"),
    ]


def test_the_history_of_a_reserved_case_is_read_with_its_key(desk: Desk) -> None:
    office, case_id = desk
    record_answer(office, case_id, "housing.status", "no_home")
    before = history(office, case_id)
    reserve_case(office, case_id, [office.user])
    renamed, *others = history(office, case_id)
    assert (renamed.place, renamed.what, renamed.before) == ("reference", "Référence du dossier", "2026-0042")
    assert tuple(others) == before
    assert take_back(office, case_id) is not None
    assert history(office, case_id)[0].kind == "undo"


def test_an_event_that_nobody_knows_is_told_without_a_fault(desk: Desk) -> None:
    office, case_id = desk
    strange: Any = "weather_changed"
    teller = EventTeller(office, office.vault.case(case_id))
    bodies: tuple[Any, ...] = ({}, {"recipient": 3, "categories": "x", "purposes": [None, "x"], "expires_on": []})
    for kind in (*EventKind, strange):
        for body in bodies:
            assert teller.words(Event("1", case_id, kind, "2026-01-01T00:00:00+00:00", "amal", body)).what
    assert "weather_changed" in teller.words(Event("1", case_id, strange, "", "", {})).what


def test_what_the_form_does_not_know_is_told_as_it_was_written(desk: Desk) -> None:
    office, case_id = desk
    with office.vault.change("answer", case_id) as change:
        change.put_answer(case_id, "x-net.field", Answer(("a", "b")))
        change.put_answer(case_id, "person.birth", Answer("no date"))
    assert {told(line) for line in history(office, case_id)[:2]} == {
        ("x-net.field", "", '["a", "b"]'), ("La personne · Naissance ou âge", "", "no date"),
    }


def test_taking_back_says_what_and_marks_both_changes(desk: Desk) -> None:
    office, case_id = desk
    record_answer(office, case_id, "housing.status", "no_home")
    assert history_by_change(office, case_id)[0].can_take_back
    taken = take_back(office, case_id)
    assert taken is not None
    assert taken.what == ("Hébergement-logement · Situation de logement",)
    assert "housing.status" not in taken.case.answers
    undo, change = history_by_change(office, case_id)[:2]
    assert (undo.kind, undo.can_take_back, change.taken_back, change.can_take_back) == ("undo", False, True, False)
    assert take_back(office, case_id) is None


def test_only_ones_own_last_change_can_be_taken_back_and_a_reader_takes_none_back(desk: Desk) -> None:
    office, case_id = desk
    record_answer(office, case_id, "housing.status", "no_home")
    record_answer(office, case_id, "request.seen_alone", False)
    record_answer(office, case_id, "request.seen_alone", True)
    assert any(line.can_put_back for line in history(office, case_id))
    assert [change.can_take_back for change in history_by_change(office, case_id)] == [True, False, False, False]
    office.vault.opened.database.run("UPDATE workers SET role = 'read_only'")
    reader = Office(Vault(replace(office.vault.opened)))
    changes = history_by_change(reader, case_id)
    assert not any(change.can_take_back for change in changes)
    assert not any(line.can_put_back for change in changes for line in change.lines)


def test_a_former_value_is_put_back_with_its_source_as_a_new_change(desk: Desk) -> None:
    office, case_id = desk
    record_answer(office, case_id, "housing.status", "no_home", Source.DOCUMENT)
    record_answer(office, case_id, "housing.status", "shelter")
    record_answer(office, case_id, "housing.status", "own_home")
    last, older, first = history(office, case_id)[:3]
    assert [line.can_put_back for line in (last, older, first)] == [True, True, False]
    case = put_back(office, case_id, older)
    assert (case.answers["housing.status"].value, case.answers["housing.status"].source) == ("no_home", Source.DOCUMENT)
    newest = history(office, case_id)[0]
    assert (newest.kind, newest.raw_before, newest.raw_after) == ("change", "own_home", "no_home")
    assert [line.can_put_back for line in history(office, case_id)[:4]] == [True, True, False, False]
    with pytest.raises(UserError):
        put_back(office, case_id, first)


def test_an_erasure_says_so_and_hides_what_was_there(desk: Desk) -> None:
    office, case_id = desk
    record_answer(office, case_id, "residence.recording", "record")
    record_answer(office, case_id, "residence.note", "canari")
    switched_off(office, case_id)
    lines = history(office, case_id)
    assert "effacées pour de bon" in lines[0].what
    assert (lines[0].kind, lines[0].place) == ("erased", "")
    assert not any(line.place == "residence.note" or "canari" in str(line) for line in lines)
    record_answer(office, case_id, "housing.status", "no_home")
    newest, erasure, choice, erased = history(office, case_id)[:4]
    assert [line.kind for line in (newest, erasure, choice, erased)] == ["change", "erased", "change", "change"]
    assert (choice.place, choice.after) == ("residence.recording", lines[1].after)
    assert ("effacé" in erased.what, erased.place, erased.before, erased.after) == (True, "", "", "")


def test_closed_questions_stay_closed(desk: Desk) -> None:
    office, case_id = desk
    record_answer(office, case_id, "violence.facts", "canari")
    record_answer(office, case_id, "housing.status", "no_home")
    assert [line.closed for line in history(office, case_id)[:2]] == [False, True]


def test_a_thousand_changes_are_told_well_under_a_second(desk: Desk) -> None:
    office, case_id = desk
    document = CaseDocument.new(1)
    for number in range(1_000):
        value = f"2026-0{number % 9 + 1}-11"
        document.put(Part.ANSWERS, "housing.left_home_since", {"v": value, "source": None, "form": 1})
        document.commit(Stamp("amal", f"c{number}", Nature.CHANGE), number)
    begin = time.process_time()
    changes = read_history(CaseDocument.load(document.export()), "amal").changes
    teller = HistoryDescriber(office.vault.case(case_id), changes, may_write=True)
    assert sum(len(teller.lines(change)) for change in changes) == 1_000
    assert time.process_time() - begin < 0.8
