"""All dated things of a case stand in one line, in the order in which they happened."""

from __future__ import annotations

import json
from datetime import date, timedelta

from caselink.domain.needs import NeedState
from caselink.forms.categories import Category
from caselink.forms.consent_terms import Mode
from caselink.forms.purposes import Purpose
from caselink.services.answers import add_entry, record_answer
from caselink.services.attachments import attach, check_file
from caselink.services.cases import read_case
from caselink.services.consents import give_consent
from caselink.services.danger.assessing import assess_file
from caselink.services.encounters import record_encounter
from caselink.services.needs import set_need
from caselink.services.referrals import record_referral
from caselink.services.timeline import KIND_NAMES, TimelineKind, day_of, found_in, timeline
from tests.services.conftest import Desk


def test_a_case_is_told_from_its_first_day_to_what_is_due(desk: Desk) -> None:
    office, case_id, today = desk.office, desk.case.id, desk.office.today()
    record_encounter(office, case_id, {"on": "2026-03-02", "at": "09:30", "by": "bea", "channel": "phone"})
    _case, step = add_entry(office, case_id, "steps")
    for name, value in {"kind": "lawyer", "what": "Rendez-vous", "state": "done", "on": "2026-02"}.items():
        record_answer(office, case_id, f"steps.{step}.{name}", value)
    record_answer(office, case_id, "protection_justice.complaint", "filed")
    record_answer(office, case_id, "protection_justice.complaint_on", "~2026-01-05")
    record_referral(office, case_id, {"need": "lawyer", "to": "abri", "state": "sent", "on": "2026-03-03"})
    record_referral(office, case_id, {"need": "lawyer", "to": "abri", "state": "refused", "on": "2026-03-04"})
    assess_file(office, case_id, json.dumps(
        {"grid": "short", "version": 1, "on": "2026-03-05", "by": "bea", "answers": {"strangulation": "yes"}}
    ).encode())
    give_consent(
        office, case_id, recipient="abri", categories=[Category.HEALTH], everything_else=False,
        purposes=[Purpose.HOUSING], mode=Mode.SPOKEN,
    )
    attach(office, case_id, check_file(b"texte", "note.txt"), "other", "health")
    set_need(office, case_id, "lawyer", NeedState.TO_DO, due=today + timedelta(2))
    set_need(office, case_id, "lawyer", NeedState.TO_DO, due=today + timedelta(1))
    lines = timeline(office, read_case(office, case_id))
    assert [(line.on, line.kind.value) for line in lines[:6]] == [
        ("2026-01-05", "complaint"), ("2026-02", "step"), ("2026-03-02", "encounter"), ("2026-03-03", "referral"),
        ("2026-03-04", "referral"), ("2026-03-05", "assessment"),
    ]
    of_today = {line.kind for line in lines if line.on == today.isoformat()}
    assert of_today == {TimelineKind.CONSENT, TimelineKind.ATTACHMENT, TimelineKind.NEED}
    assert sum(line.kind is TimelineKind.NEED for line in lines) == 1
    assert {line.kind for line in lines if day_of(line) > today} == {TimelineKind.DEADLINE}
    assert lines[2].at == "09:30" and "au téléphone" in lines[2].what
    assert "Avocat" in lines[3].what and "refusée" in lines[4].what


def test_it_is_filtered_by_kind_and_searched_by_words(desk: Desk) -> None:
    for on, done in (("2026-03-02", "Appelé l’abri"), ("2026-03-03", "Vu le juge")):
        record_encounter(desk.office, desk.case.id, {"on": on, "done": done})
    set_need(desk.office, desk.case.id, "lawyer", NeedState.TO_DO, due=date(2027, 1, 1))
    lines = timeline(desk.office, read_case(desk.office, desk.case.id))
    assert [line.on for line in found_in(lines, [TimelineKind.ENCOUNTER], "JUGE vu")] == ["2026-03-03"]
    assert found_in(lines, [], "") == lines
    assert found_in(lines, [TimelineKind.CONSENT], "") == ()
    assert set(KIND_NAMES) == set(TimelineKind)
