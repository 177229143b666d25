"""Who has seen her: encounters come in, are found again, and nothing of their text ever leaves."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from caselink.domain.case import CaseStatus
from caselink.errors import UserError
from caselink.forms.encounters import ENCOUNTER
from caselink.forms.records import RECORD_FORMS
from caselink.forms.registry import PARTNER_FORM
from caselink.services.answers import record_answer, undo
from caselink.services.cases import new_case, read_case, set_status
from caselink.services.encounters import encounters, record_encounter, remove_encounter, seen, who_has_seen
from caselink.services.erasing_answers import Confirmed, ErasureAsked, erase_answer
from caselink.services.history import history
from caselink.services.imports import import_document
from caselink.services.office import Office
from caselink.services.reserving import reserve_case
from tests.conftest import USER
from tests.services.conftest import Desk

RAW: dict[str, Any] = {
    "on": "2026-01-12", "at": "14:30", "by": "bea", "place": "Bureau 3", "channel": "in_person", "with": "son fils",
    "alone": False, "interpreter": "ISM", "why": "Elle a peur", "done": "Plan relu", "next": "Rappeler",
    "next_on": "2026-01-19",
}
CANARY = "zizanie"


def take(office: Office, *given: dict[str, Any], update: bool = False) -> list[str]:
    document = {"cases": [{"reference": "2026-0042", "encounters": [*given]}]}
    result = import_document(office, json.dumps(document).encode(), update=update)
    return [fault.place for fault in result.problems]


def test_an_import_brings_encounters_which_are_listed_as_they_came(desk: Desk) -> None:
    assert take(desk.office, RAW, {"id": "e-2", "on": "2026-01-13", "channel": "phone"}, update=True) == []
    newest, oldest = encounters(read_case(desk.office, desk.case.id))
    assert dict(oldest.values) == RAW
    assert (newest.id, newest.by, newest.values["place"]) == ("e-2", USER, None)


def test_the_same_document_again_doubles_nothing_and_a_known_id_is_replaced(desk: Desk) -> None:
    take(desk.office, RAW, {"id": "e-2", "on": "2026-01-13"}, update=True)
    assert take(desk.office, RAW, {"id": "e-2", "on": "2026-01-14"}, update=True) == []
    held = encounters(read_case(desk.office, desk.case.id))
    assert [each.on.isoformat() for each in held] == ["2026-01-14", "2026-01-12"]


@pytest.mark.parametrize(("wrong", "place"), [
    ({"on": "2999-01-01"}, "on"), ({"on": None}, "on"), ({"on": "hier"}, "on"), ({"at": "25:00"}, "at"),
    ({"channel": "fax"}, "channel"), ({"alone": "oui"}, "alone"), ({"mood": "x"}, "mood"),
    ({"next_on": "2026-01-11"}, "next_on"), ({"id": "a b"}, "id"), ({"done": "\u202e"}, "done"),
])
def test_what_is_no_encounter_is_refused_at_its_place_and_nothing_is_kept(
    desk: Desk, wrong: dict[str, Any], place: str
) -> None:
    assert take(desk.office, {**RAW, **wrong}, update=True) == [f"cases[0].encounters[0].{place}"]
    if place != "id":
        with pytest.raises(UserError):
            record_encounter(desk.office, desk.case.id, {**RAW, **wrong})
    assert encounters(read_case(desk.office, desk.case.id)) == ()


def test_an_encounter_is_worded_anew_taken_away_and_taken_back(desk: Desk) -> None:
    office, case_id = desk.office, desk.case.id
    made = record_encounter(office, case_id, RAW)
    assert record_encounter(office, case_id, {**RAW, "done": "Appelé l’abri"}, made) == made
    assert encounters(read_case(office, case_id))[0].values["done"] == "Appelé l’abri"
    remove_encounter(office, case_id, made)
    with pytest.raises(UserError):
        remove_encounter(office, case_id, made)
    with pytest.raises(UserError):
        record_encounter(office, case_id, RAW, made)
    restored = undo(office, case_id)
    assert restored is not None
    assert [each.id for each in encounters(restored)] == [made]


def test_a_closed_case_takes_no_encounter(desk: Desk) -> None:
    set_status(desk.office, desk.case.id, CaseStatus.CLOSED)
    with pytest.raises(UserError, match="clos"):
        record_encounter(desk.office, desk.case.id, RAW)


def test_the_history_tells_an_encounter_by_its_day_and_keeps_its_text_closed(desk: Desk) -> None:
    made = record_encounter(desk.office, desk.case.id, RAW)
    line = history(desk.office, desk.case.id)[0]
    assert (line.place, line.closed, line.raw_after) == (f"encounters.{made}", True, RAW)
    assert "12 janvier 2026" in line.what
    assert all(word in line.after for word in ("14 h 30", "au service", "Elle a peur", "tête-à-tête : non"))


def test_the_office_sees_when_each_open_case_was_last_in_contact_reserved_ones_too(desk: Desk) -> None:
    office, today = desk.office, desk.office.today()
    quiet, closed, reserved = (new_case(office).id for _ in range(3))
    days = {desk.case.id: (40, 3), closed: (5,), reserved: (31,)}
    for case_id, ago in days.items():
        for each in ago:
            record_encounter(office, case_id, {"on": (today - timedelta(each)).isoformat(), "by": "bea"})
    set_status(office, closed, CaseStatus.CLOSED)
    reserve_case(office, reserved, [USER])
    assert [(each.case_id, each.by, each.days) for each in seen(office)] == [
        (quiet, None, None), (reserved, "bea", 31), (desk.case.id, "bea", 3)
    ]
    assert [each.case_id for each in seen(office, today - timedelta(31))] == [reserved, desk.case.id]
    assert [each.case_id for each in seen(office, today - timedelta(30))] == [desk.case.id]


def test_who_has_seen_her_names_each_worker_with_the_days(desk: Desk) -> None:
    for on, by in (("2026-01-01", "ali"), ("2026-01-09", "bea"), ("2026-01-05", "ali")):
        record_encounter(desk.office, desk.case.id, {"on": on, "by": by})
    found = who_has_seen(read_case(desk.office, desk.case.id))
    assert {by: [day.day for day in days] for by, days in found.items()} == {"bea": [9], "ali": [5, 1]}
    assert next(iter(found)) == "bea"


def test_an_encounter_is_erased_for_good_by_its_path_and_residence_offers_those_that_name_it(desk: Desk) -> None:
    office, case_id = desk.office, desk.case.id
    record_answer(office, case_id, "residence.recording", "record")
    record_answer(office, case_id, "residence.permit", "be_card_f")
    made = record_encounter(office, case_id, {"on": "2026-01-12", "done": f"titre de séjour {CANARY}"})
    record_encounter(office, case_id, {"on": "2026-01-13", "done": "appel"})
    with pytest.raises(ErasureAsked) as asked:
        record_answer(office, case_id, "residence.recording", "do_not_record")
    assert f"encounters.{made}" in {trace.id for trace in asked.value.erasure.to_look_at}
    assert not any(trace.id.startswith("encounters.") and made not in trace.id
                   for trace in asked.value.erasure.to_look_at)
    erase_answer(office, case_id, f"encounters.{made}", Confirmed("EFFACER"))
    assert [each.values["done"] for each in encounters(read_case(office, case_id))] == ["appel"]
    assert CANARY not in str(history(office, case_id))


def test_no_section_of_the_form_is_called_like_a_sort_of_records() -> None:
    assert not {section.id for section in PARTNER_FORM.sections} & RECORD_FORMS.keys()
    assert ENCOUNTER.part in RECORD_FORMS
