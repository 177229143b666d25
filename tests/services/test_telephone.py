"""What is said by telephone is judged as what is printed, and stands in the register."""

from __future__ import annotations

import pytest

from caselink.errors import Refused
from caselink.forms.categories import Category
from caselink.forms.consent_terms import ExcludedKind, Mode
from caselink.forms.purposes import Purpose
from caselink.services.answers import record_answer
from caselink.services.consent_lines import consents
from caselink.services.consents import give_consent, never_inform, withdraw
from caselink.services.office import Office
from caselink.services.register import entries
from caselink.services.sharing import PreviewOutdated, preview
from caselink.services.telephone import note_said_aloud, to_say_aloud
from tests.services.conftest import Desk


@pytest.fixture
def agreed(desk: Desk) -> Desk:
    office, case_id = desk.office, desk.case.id
    for path, value in (
        ("contact.safe_number", "06 12 34 56 78"), ("contact.may_voicemail", False),
        ("health.injuries_note", "Canari"), ("housing.status", "home_with_him"),
    ):
        record_answer(office, case_id, path, value)
    give_consent(
        office, case_id, recipient="abri", categories=[Category.MATERIAL, Category.CONTACT], everything_else=False,
        purposes=[Purpose.HOUSING], mode=Mode.SPOKEN,
    )
    return desk


def _said(office: Office, case_id: str) -> str:
    return "\n".join(to_say_aloud(office, case_id, "abri", Purpose.HOUSING).lines)


def test_what_must_never_be_done_is_said_before_her_number_and_nothing_withheld_is_said(agreed: Desk) -> None:
    said = _said(agreed.office, agreed.case.id)
    assert said.index("NE PAS laisser de message vocal") < said.index("06 12 34 56 78")
    assert "Canari" not in said
    shown = preview(agreed.office, agreed.case.id, "abri", Purpose.HOUSING)
    for line in shown.shared:
        if isinstance(line.value, str) and line.place.section != "La joindre sans danger":
            assert line.value_text in said


def test_looking_writes_no_entry_and_saying_writes_one_that_is_like_any_other(agreed: Desk) -> None:
    office, case_id = agreed.office, agreed.case.id
    page = to_say_aloud(office, case_id, "abri", Purpose.HOUSING)
    assert entries(office) == ()
    made = note_said_aloud(office, case_id, "abri", Purpose.HOUSING, who="l’accueil", seen=page.shown)
    (entry,) = entries(office)
    assert entry == made
    assert (entry.paper, entry.paper_label, entry.recipient) == ("said_aloud", "Dit au téléphone", "abri")
    assert entry.categories
    (given,) = consents(office, office.vault.case(case_id))
    assert [each.entry.id for each in withdraw(office, case_id, given.id).sent] == [entry.id], "called back as others"


def test_what_may_not_leave_may_not_be_said(agreed: Desk) -> None:
    office, case_id = agreed.office, agreed.case.id
    with pytest.raises(Refused):
        to_say_aloud(office, case_id, "abri", Purpose.CARE)
    with pytest.raises(Refused, match="Description des blessures"):
        note_said_aloud(office, case_id, "abri", Purpose.HOUSING, who="Canari")
    page = to_say_aloud(office, case_id, "abri", Purpose.HOUSING)
    record_answer(office, case_id, "housing.status", "shelter")
    with pytest.raises(PreviewOutdated):
        note_said_aloud(office, case_id, "abri", Purpose.HOUSING, seen=page.shown)
    never_inform(office, case_id, ExcludedKind.PARTNER, "Maison d’accueil")
    for ask in (lambda: _said(office, case_id), lambda: note_said_aloud(office, case_id, "abri", Purpose.HOUSING)):
        with pytest.raises(Refused):
            ask()
    assert entries(office) == ()
