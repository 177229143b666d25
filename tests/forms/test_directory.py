"""Partners as JSON and the starter directory (docs/rules/directory.md)."""

from __future__ import annotations

import json
from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselink.domain.needs import Domain
from caselink.domain.partners import Hours, Opening, Partner, PartnerContact, PartnerKind
from caselink.forms.directory import (
    PARTNER_KIND_LABELS,
    SERVES_LABELS,
    partner_from_json,
    partner_to_json,
    starter_directory,
)
from caselink.forms.partner_schema import partner_schema
from caselink.forms.validation import Invalid
from tests.forms.stranger import Stranger

STARTER = {partner.short_name: partner for partner in starter_directory()}
STRANGER = Stranger(partner_schema())
PLAIN: dict[str, object] = {"short_name": "Abri", "name": "Maison Abri", "kind": "shelter"}

words = st.text("abcé ’-", min_size=1, max_size=20).filter(lambda text: bool(text.strip()))
maybe = st.one_of(st.just(""), words)
partners = st.builds(
    Partner,
    short_name=words,
    name=words,
    kind=st.sampled_from(PartnerKind),
    domains=st.lists(st.sampled_from(Domain)).map(tuple),
    country=st.sampled_from(["", "BE", "FR"]),
    area=maybe,
    languages=st.lists(st.sampled_from(["fr", "nl", "ary"])).map(tuple),
    file_languages=st.lists(st.sampled_from(["fr", "nl"])).map(tuple),
    with_interpreter=st.booleans(),
    hours=st.sampled_from([Hours(), Hours(always=True), Hours(openings=(Opening(0, time(9), time(17)),))]),
    phones=st.lists(words).map(tuple),
    email=maybe,
    web=maybe,
    address=maybe,
    serves=st.lists(st.sampled_from([*SERVES_LABELS])).map(tuple),
    free=st.sampled_from([None, True, False]),
    anonymous=st.sampled_from([None, True, False]),
    takes_children=st.sampled_from([None, True, False]),
    note=maybe,
    source=maybe,
    last_checked=st.one_of(st.none(), st.dates().map(lambda day: day.isoformat())),
    contacts=st.lists(st.builds(PartnerContact, words, maybe, maybe, maybe), max_size=2).map(tuple),
)


@pytest.mark.no_cover
@given(partners)
def test_a_partner_comes_back_from_json_and_fits_the_schema(partner: Partner) -> None:
    spelled = json.loads(json.dumps(partner_to_json(partner)))
    assert partner_from_json(spelled) == partner
    assert STRANGER.takes(spelled)


def test_only_names_and_kind_are_needed() -> None:
    assert partner_from_json(PLAIN) == Partner("Abri", "Maison Abri", PartnerKind.SHELTER)
    assert partner_to_json(partner_from_json(PLAIN)) == PLAIN


def test_who_is_known_there_and_when_it_was_last_checked_come_back() -> None:
    contact = PartnerContact("Inès M.", "accueil", "02 000 00 00", "accueil@example.org")
    partner = Partner("Abri", "Maison Abri", PartnerKind.SHELTER, contacts=(contact,), last_checked="2026-11-03")
    assert partner_from_json(partner_to_json(partner)) == partner


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("short_name", ""),
        ("short_name", None),
        ("short_name", "x" * 81),
        ("name", 3),
        ("name", "a\u202eb"),
        ("name", "a\nb"),
        ("kind", "friends"),
        ("kind", ["shelter"]),
        ("domains", "housing"),
        ("domains", ["cooking"]),
        ("country", "Belgique"),
        ("languages", ["Français"]),
        ("languages", [1]),
        ("with_interpreter", "yes"),
        ("hours", {"open": True}),
        ("hours", "9-17"),
        ("phones", [12]),
        ("serves", ["cats"]),
        ("serves", [["women"]]),
        ("free", 1),
        ("last_checked", "1999"),
        ("last_checked", 1999),
        ("contacts", ["Lea"]),
        ("contacts", [{"role": "x"}]),
        ("contacts", [{"name": "Lea", "age": 3}]),
        ("colour", "red"),
    ],
)
def test_a_fault_names_its_place_and_does_not_repeat_the_value(key: str, value: object) -> None:
    with pytest.raises(Invalid) as refusal:
        partner_from_json({**PLAIN, key: value})
    assert refusal.value.place == key
    assert refusal.value.sentence[0].isupper()
    assert str(value) not in refusal.value.sentence or value in ("", 1, 3)


@pytest.mark.parametrize("raw", [None, [], "Abri", {}])
def test_what_is_no_partner_is_refused(raw: object) -> None:
    with pytest.raises(Invalid):
        partner_from_json(raw)


def test_notes_and_addresses_may_have_many_lines_and_hours_may_be_left_out() -> None:
    partner = partner_from_json({**PLAIN, "note": "a\nb", "address": "a\nb", "hours": None, "last_checked": None})
    assert (partner.note, partner.hours, partner.last_checked) == ("a\nb", Hours(), None)


def test_every_kind_and_public_has_words() -> None:
    assert set(PARTNER_KIND_LABELS) == set(PartnerKind)
    assert all(SERVES_LABELS.values())


def test_the_starter_directory_holds_every_service_of_the_fact_sheets() -> None:
    brussels = {"CPVCF", "CAW Onthaal", "CAW Slachtofferhulp", "0800 30 030", "1712", "we-access.eu",
                "stop-violence.brussels", "CIRÉ"}
    urgent = {"112", "101"}
    france = {"17", "114", "15", "18", "3919", "116 006", "119", "115", "3018", "08 019 019 11"}
    assert set(STARTER) == brussels | urgent | france
    assert len(starter_directory()) == len(STARTER)


@pytest.mark.parametrize("name", STARTER)
def test_a_starter_partner_says_where_it_is_from_and_that_nobody_checked_it(name: str) -> None:
    partner = STARTER[name]
    assert partner.source
    assert partner.last_checked is None
    assert partner.domains
    assert partner.phones or partner.web
    assert STRANGER.takes(partner_to_json(partner))


def test_brussels_services_stand_with_their_hours_numbers_and_languages() -> None:
    cpvcf, caw = STARTER["CPVCF"], STARTER["CAW Onthaal"]
    assert (cpvcf.phones, cpvcf.email, cpvcf.takes_children) == (("02 539 27 44",), "info@cpvcf.org", True)
    assert cpvcf.address.startswith("Rue des Colonies 11")
    assert cpvcf.serves == ("women", "men", "victims", "perpetrators", "professionals")
    assert (cpvcf.languages, caw.languages) == (("fr",), ("nl",))
    assert caw.with_interpreter
    assert caw.phones == ("0800 13 500", "02 486 45 00")
    monday_one_minute_to_one = datetime(2026, 11, 23, 12, 45)
    assert cpvcf.hours.open_at(monday_one_minute_to_one) is True
    assert caw.hours.open_at(monday_one_minute_to_one) is False
    assert STARTER["CAW Slachtofferhulp"].hours.by_appointment


def test_helplines_are_no_emergency_numbers_and_unknown_hours_stay_unknown() -> None:
    emergency = {partner.short_name for partner in STARTER.values() if partner.kind is PartnerKind.EMERGENCY}
    assert emergency == {"112", "101", "17", "114", "15", "18"}
    moment = datetime(2026, 11, 23, 3, 0)
    assert STARTER["1712"].hours.open_at(moment) is None
    assert STARTER["3919"].hours.open_at(moment) is None
    assert STARTER["0800 30 030"].hours.open_at(moment) is True
    assert (STARTER["0800 30 030"].free, STARTER["0800 30 030"].anonymous) == (True, True)


def test_no_embassy_is_proposed() -> None:
    assert all(partner.kind is not PartnerKind.EMBASSY for partner in STARTER.values())
