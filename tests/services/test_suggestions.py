"""Whom do I contact, and may I call her now."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
import time_machine

from caselink.domain.case import Case
from caselink.domain.needs import Domain, NeedState
from caselink.domain.partners import Partner, PartnerKind
from caselink.errors import UserError
from caselink.forms.consent_terms import ExcludedKind
from caselink.services.answers import add_entry, record_answer
from caselink.services.cases import read_case
from caselink.services.consents import never_inform
from caselink.services.contact import header
from caselink.services.directory import partners, save_partner
from caselink.services.needs import set_need
from caselink.services.office import set_office_details
from caselink.services.suggestions import Suggestions, whom_to_contact
from tests.services.conftest import Desk

MONDAY_TEN = datetime(2026, 11, 23, 10, 0)


def speaking(desk: Desk, *languages: str, file_language: str | None = None) -> Case:
    case = record_answer(desk.office, desk.case.id, "language.spoken", list(languages))
    if file_language is not None:
        case = record_answer(desk.office, desk.case.id, "language.file_language", file_language)
    return case


def asked(desk: Desk, item: str) -> Suggestions:
    return whom_to_contact(desk.office, read_case(desk.office, desk.case.id), item)


def names(desk: Desk, item: str) -> list[str]:
    return [each.partner.short_name for each in asked(desk, item).fits]


def unfit(desk: Desk, item: str) -> dict[str, str]:
    return {each.partner.short_name: each.why.words for each in asked(desk, item).unfit}


@pytest.fixture
def brussels(desk: Desk) -> Desk:
    set_office_details(desk.office, "Bureau d’aide", "02 000 00 00", "", "BE")
    return desk


@pytest.mark.parametrize("item", ["lawyer", "complaint", "own_account", "trauma_care"])
def test_a_french_speaker_in_brussels_is_told_why_the_dutch_service_does_not_fit(brussels: Desk, item: str) -> None:
    speaking(brussels, "fr", file_language="fr")
    assert names(brussels, item)[0] == "CPVCF"
    dutch = {name: why for name, why in unfit(brussels, item).items() if name.startswith("CAW")}
    assert dutch
    assert all("néerlandais" in why for why in dutch.values())
    assert not dutch.keys() & set(names(brussels, item))


def test_arabic_without_a_file_shows_both_services_of_brussels(brussels: Desk) -> None:
    speaking(brussels, "ar")
    found = names(brussels, "specialised_service")
    assert found.index("CPVCF") < found.index("CAW Onthaal")


def test_an_office_in_france_stays_in_france(desk: Desk) -> None:
    set_office_details(desk.office, "Bureau d’aide", "01 00 00 00 00", "", "FR")
    speaking(desk, "fr")
    assert "CPVCF" not in names(desk, "specialised_service")
    assert unfit(desk, "specialised_service")["CPVCF"] == "dans un autre pays\N{NO-BREAK SPACE}: Belgique"


def test_where_nothing_fits_a_need_of_tomorrow_helplines_listen(desk: Desk) -> None:
    set_office_details(desk.office, "Bureau d’aide", "01 00 00 00 00", "", "FR")
    found = asked(desk, "trauma_care")
    assert found.fits == ()
    assert {"15", "18", "112"} <= unfit(desk, "trauma_care").keys()
    assert {"3919", "116 006"} <= {each.short_name for each in found.helplines}


def test_an_office_that_emptied_its_directory_still_has_helplines(desk: Desk) -> None:
    for partner in partners(desk.office):
        if partner.kind is PartnerKind.HELPLINE:
            save_partner(desk.office, replace(partner, serves=("perpetrators",)))
    assert asked(desk, "own_account").helplines


def test_each_suggestion_says_why_it_fits_and_when_it_was_checked(desk: Desk) -> None:
    for item in ("complaint", "shelter_tonight", "urgent_care"):
        found = whom_to_contact(desk.office, desk.case, item).fits
        assert found
        assert all(each.reasons and each.hours_text and each.checked_text for each in found)


def test_someone_never_to_inform_is_not_suggested(desk: Desk) -> None:
    save_partner(desk.office, Partner("foyer", "Foyer", PartnerKind.SHELTER, (Domain.HOUSING,)))
    assert "foyer" in names(desk, "accommodation")
    never_inform(desk.office, desk.case.id, ExcludedKind.PARTNER, "Foyer")
    assert "foyer" not in names(desk, "accommodation")
    assert unfit(desk, "accommodation")["foyer"] == "à ne jamais informer"


def test_whoever_resembles_somebody_never_to_inform_stands_last_and_says_so(desk: Desk) -> None:
    save_partner(desk.office, Partner("foyer", "Foyer Daumesnil", PartnerKind.SHELTER, (Domain.HOUSING,)))
    never_inform(desk.office, desk.case.id, ExcludedKind.PARTNER, "Daumesnil Foyer Est")
    last = asked(desk, "accommodation").fits[-1]
    assert last.partner.short_name == "foyer"
    assert any("Daumesnil" in caution.words for caution in last.cautions)


def test_helplines_never_to_inform_are_not_offered(desk: Desk) -> None:
    assert "3919" in [each.short_name for each in asked(desk, "group").helplines]
    never_inform(desk.office, desk.case.id, ExcludedKind.PARTNER, "Violences Femmes Info")
    assert "3919" not in [each.short_name for each in asked(desk, "group").helplines]


def test_an_embassy_is_never_suggested(desk: Desk) -> None:
    save_partner(desk.office, Partner("ambassade", "Ambassade", PartnerKind.EMBASSY, (Domain.RESIDENCE,)))
    assert "ambassade" not in names(desk, "papers")


def test_a_shelter_that_takes_no_children_does_not_fit_a_mother(desk: Desk) -> None:
    for short_name, takes in (("a-sans", False), ("b-avec", True)):
        save_partner(
            desk.office,
            Partner(short_name, short_name, PartnerKind.SHELTER, (Domain.HOUSING,), takes_children=takes),
        )
    add_entry(desk.office, desk.case.id, "children")
    assert "b-avec" in names(desk, "accommodation")
    assert unfit(desk, "accommodation")["a-sans"] == "n’accueille pas les enfants"


def test_an_unknown_need_is_said_in_a_sentence(desk: Desk) -> None:
    with pytest.raises(UserError):
        whom_to_contact(desk.office, desk.case, "made_up")


def test_opening_hours_are_those_of_now(brussels: Desk) -> None:
    def cpvcf() -> bool | None:
        found = whom_to_contact(brussels.office, brussels.case, "specialised_service").fits
        return next(each.open_now for each in found if each.partner.short_name == "CPVCF")

    today = brussels.office.today()
    monday = datetime.combine(today + timedelta(days=7 - today.weekday()), time(10))  # a vault's day never goes back
    with time_machine.travel(monday, tick=False):
        assert cpvcf() is True
    with time_machine.travel(monday.replace(hour=18), tick=False):
        assert cpvcf() is False


def test_nobody_asked_is_not_a_no_nor_a_yes(desk: Desk) -> None:
    assert header(desk.case, MONDAY_TEN).call_now is None


@pytest.mark.parametrize(("hour", "expected"), [(8, False), (9, True), (16, True), (17, False)])
def test_she_may_be_called_within_her_hours_only(desk: Desk, hour: int, expected: bool) -> None:
    record_answer(desk.office, desk.case.id, "contact.may_call", True)
    record_answer(desk.office, desk.case.id, "contact.call_from", "h0900")
    case = record_answer(desk.office, desk.case.id, "contact.call_until", "h1700")
    assert header(case, MONDAY_TEN.replace(hour=hour)).call_now is expected


def test_on_another_day_she_is_not_called(desk: Desk) -> None:
    record_answer(desk.office, desk.case.id, "contact.may_call", True)
    case = record_answer(desk.office, desk.case.id, "contact.days", ["tuesday"])
    assert header(case, MONDAY_TEN).call_now is False


def test_never_means_never(desk: Desk) -> None:
    case = record_answer(desk.office, desk.case.id, "contact.may_call", False)
    assert header(case, MONDAY_TEN).sentence == "ne jamais appeler"


def test_the_next_thing_due_stands_in_the_header(desk: Desk) -> None:
    set_need(desk.office, desk.case.id, "complaint", NeedState.TO_DO, due=datetime(2026, 11, 30).date())
    case = set_need(desk.office, desk.case.id, "lawyer", NeedState.TO_DO, due=datetime(2026, 11, 24).date())
    assert "24 novembre" in header(case, MONDAY_TEN).next_due
    assert "En retard" in header(case, datetime(2026, 11, 25, 9, 0)).next_due


def test_the_first_ones_are_those_that_stand_first_among_all(desk: Desk) -> None:
    for number in range(9):
        named = f"Jean Dupont {number}" if number == 1 else f"Foyer numéro {number}"
        save_partner(desk.office, Partner(f"f{number}", named, PartnerKind.SHELTER, (Domain.HOUSING,)))
    save_partner(desk.office, Partner("lui", "Jean Dupont", PartnerKind.SHELTER, (Domain.HOUSING,)))
    case = never_inform(desk.office, desk.case.id, ExcludedKind.FAMILY, "Jean Dupont")
    every = whom_to_contact(desk.office, case, "accommodation")
    for limit in (1, 4, len(every.fits)):
        some = whom_to_contact(desk.office, case, "accommodation", limit=limit)
        assert some.fits == every.fits[:limit]
        assert some.more is (limit < len(every.fits))
        assert set(some.unfit) <= set(every.unfit)
    assert "lui" in {each.partner.short_name for each in every.unfit}
