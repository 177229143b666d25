"""Whom to contact, by the rules alone: the directory that a new vault starts with, and partners made for one rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caselink.domain.answers import Answer, Value
from caselink.domain.case import Case
from caselink.domain.needs import Domain
from caselink.domain.partners import Partner, PartnerKind
from caselink.forms.contact_facts import NeedAsked, asking
from caselink.forms.contact_rules import CONTACT_RULES, answers, excluded_by, listens, weight
from caselink.forms.directory import starter_directory
from caselink.forms.needs import NEEDS

STARTER = starter_directory()
DUTCH = {"CAW Onthaal", "CAW Slachtofferhulp"}
EMERGENCY = {"112", "101", "17", "114", "15", "18"}

French_in_Brussels: dict[str, Value] = {"language.spoken": ("fr",), "language.file_language": "fr"}
Arabic: dict[str, Value] = {"language.spoken": ("ar",)}


def asks(item: str, country: str = "", said: dict[str, Value] | None = None, **more: object) -> NeedAsked:
    case = Case("c", "r", answers={path: Answer(value) for path, value in (said or {}).items()})
    return replace(asking(case, NEEDS[item], country), **more)  # type: ignore[arg-type]


def order(asked: NeedAsked, *directory: Partner) -> list[str]:
    """Who fits, best first."""
    known = directory or STARTER
    fits = [each for each in known if answers(asked, each) and excluded_by(asked, each) is None]
    return [each.short_name for each in sorted(fits, key=lambda each: (weight(asked, each), each.name))]


def why_not(asked: NeedAsked, *directory: Partner) -> dict[str, str]:
    """Those that come into question but do not fit, and the rule that says so."""
    known = directory or STARTER
    ruled = {each.short_name: excluded_by(asked, each) for each in known if answers(asked, each)}
    return {name: rule.id for name, rule in ruled.items() if rule is not None}


def helplines(asked: NeedAsked) -> list[str]:
    fit = [each for each in STARTER if listens(asked, each)]
    return [each.short_name for each in sorted(fit, key=lambda each: weight(asked, each))]


def service(name: str, *domains: Domain, kind: PartnerKind = PartnerKind.OTHER, **more: object) -> Partner:
    return Partner(name, name, kind, domains, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("item", ["lawyer", "complaint", "own_account", "trauma_care"])
def test_a_french_speaker_with_a_french_file_is_not_sent_to_the_dutch_service(item: str) -> None:
    asked = asks(item, "BE", French_in_Brussels)
    assert order(asked)[0] == "CPVCF"
    assert not DUTCH & set(order(asked))
    there = {name for name in DUTCH if answers(asked, next(each for each in STARTER if each.short_name == name))}
    assert there
    assert {why_not(asked)[name] for name in there} == {"file_language"}


@pytest.mark.parametrize("item", ["lawyer", "complaint", "own_account", "trauma_care", "specialised_service"])
def test_arabic_without_a_file_shows_both_and_does_not_prefer_the_dutch_service(item: str) -> None:
    found = order(asks(item, "BE", Arabic))
    assert found[0] == "CPVCF"
    assert DUTCH & set(found)


@pytest.mark.parametrize("item", ["lawyer", "own_account", "trauma_care", "specialised_service"])
def test_an_office_in_france_is_not_sent_to_brussels(item: str) -> None:
    asked = asks(item, "FR", French_in_Brussels)
    by_name = {each.short_name: each for each in STARTER}
    assert {by_name[name].country for name in order(asked)} <= {"FR"}
    assert why_not(asked)["CPVCF"] == "country"
    assert all(by_name[name].country in ("FR", "") for name in helplines(asked))


def test_trauma_care_in_france_is_not_for_the_fire_brigade() -> None:
    asked = asks("trauma_care", "FR")
    assert order(asked) == []
    assert why_not(asked)["18"] == "emergency"
    assert helplines(asked) == ["3919", "116 006", "3018"]


@pytest.mark.parametrize("item", NEEDS)
def test_emergency_numbers_answer_only_what_cannot_wait(item: str) -> None:
    for country in ("FR", "BE", ""):
        found = EMERGENCY & set(order(asks(item, country)))
        assert bool(found) is (item in ("shelter_tonight", "urgent_care", "complaint")), (country, found)


@pytest.mark.parametrize("item", NEEDS)
@pytest.mark.parametrize("country", ["FR", "BE", ""])
def test_where_nothing_fits_helplines_do(item: str, country: str) -> None:
    assert helplines(asks(item, country))


def test_emergency_numbers_stand_behind_all_others() -> None:
    found = order(asks("shelter_tonight", "FR"))
    assert found[0] == "115"
    assert set(found[-3:]) <= EMERGENCY


def test_a_dutch_speaker_and_a_dutch_file_lead_to_the_dutch_service() -> None:
    for said in ({"language.spoken": ("nl",)}, {"language.spoken": ("ar",), "language.file_language": "nl"}):
        asked = asks("specialised_service", "BE", said)  # type: ignore[arg-type]
        assert order(asked)[0] in DUTCH
        assert why_not(asked)["CPVCF"] == "file_language"


@pytest.mark.parametrize(
    "said",
    [
        {"language.spoken": ("fr", "nl")},
        {"language.spoken": ("ar",), "language.file_language": "both"},
        {"language.spoken": ("fr",), "language.file_language": "nl"},
        {"language.spoken": ("ar",), "language.file_language": "neither"},
        {},
    ],
)
def test_both_languages_or_neither_show_both_services(said: dict[str, Value]) -> None:
    found = set(order(asks("specialised_service", "BE", said)))
    assert {"CPVCF", *DUTCH} <= found


def test_a_language_she_hardly_speaks_leads_nowhere() -> None:
    said: dict[str, Value] = {"language.spoken": ("fr", "nl"), "language.dutch": "little", "language.french": "fluent"}
    assert not DUTCH & set(order(asks("lawyer", "BE", said)))


def test_a_language_she_is_said_to_speak_well_counts_as_spoken() -> None:
    assert "CPVCF" not in order(asks("lawyer", "BE", {"language.dutch": "everyday"}))


def test_her_preferred_language_counts_as_spoken() -> None:
    assert not DUTCH & set(order(asks("lawyer", "BE", {"language.preferred": "fr"})))


def test_language_decides_before_domain() -> None:
    hers = service("hers", kind=PartnerKind.VICTIM_SUPPORT, languages=("ar",))
    other = service("other", Domain.JUSTICE, languages=("fr",))
    assert order(asks("lawyer", "", Arabic), other, hers) == ["hers", "other"]


def test_of_one_language_who_has_the_domain_comes_first() -> None:
    general = service("a-general", Domain.SUPPORT, kind=PartnerKind.VICTIM_SUPPORT, languages=("fr",))
    lawyer = service("b-lawyer", Domain.JUSTICE, kind=PartnerKind.LAWYER, languages=("fr",))
    assert order(asks("lawyer", "", French_in_Brussels), general, lawyer) == ["b-lawyer", "a-general"]


def test_an_interpreter_counts_before_nobody_who_speaks_it() -> None:
    alone = service("alone", Domain.HEALTH, languages=("fr",))
    helped = service("helped", Domain.HEALTH, languages=("fr",), with_interpreter=True)
    assert order(asks("doctor", "", Arabic), alone, helped) == ["helped", "alone"]


@pytest.mark.parametrize(
    ("countries", "expected"), [((), ["here"]), (("be",), ["here", "there"]), (("es",), ["here"])]
)
def test_another_country_counts_only_where_she_lives_there_or_asks(
    countries: tuple[str, ...], expected: list[str]
) -> None:
    here, there = (service(name, Domain.HEALTH, country=code) for name, code in (("here", "FR"), ("there", "BE")))
    asked = asks("doctor", "FR", {"housing.countries": countries} if countries else {})
    assert order(asked, here, there) == expected
    assert set(why_not(asked, here, there)) == {"here", "there"} - set(expected)


def test_without_a_country_both_directories_stand() -> None:
    found = set(order(asks("child_protection"))) | set(order(asks("shelter_tonight")))
    assert {"CPVCF", "119", "115"} <= found


def test_a_shelter_that_takes_no_children_does_not_fit_a_mother() -> None:
    shelters = [service(str(takes), Domain.HOUSING, takes_children=takes) for takes in (False, None, True)]
    mother = asks("accommodation", children_with_her=True)
    assert order(mother, *shelters) == ["True", "None"]
    assert why_not(mother, *shelters) == {"False": "children"}
    assert set(order(asks("accommodation"), *shelters)) == {"True", "None", "False"}


@pytest.mark.parametrize(("lives_with", "counts"), [("her", True), (None, True), ("him", False), ("placed", False)])
def test_a_child_that_lives_elsewhere_asks_for_no_bed(lives_with: str | None, counts: bool) -> None:
    said = {} if lives_with is None else {"children.one.lives_with": Answer(lives_with)}
    case = Case("c", "r", answers=said, entries={"children": ("one",)})
    assert asking(case, NEEDS["accommodation"], "").children_with_her is counts


def test_who_works_for_children_comes_first_for_their_needs() -> None:
    any_, theirs = service("a", Domain.CHILDREN), service("b", Domain.CHILDREN, serves=("children",))
    assert order(asks("child_support"), any_, theirs) == ["b", "a"]
    assert order(asks("doctor"), *(replace(each, domains=(Domain.HEALTH,)) for each in (any_, theirs))) == ["a", "b"]


def test_for_her_residence_the_specialised_lawyer_comes_first_and_the_authority_last() -> None:
    authority = service("a", Domain.RESIDENCE, kind=PartnerKind.IMMIGRATION_AUTHORITY, languages=("ar",))
    aid = service("b", Domain.RESIDENCE, languages=("ar",))
    lawyer = service("c", Domain.RESIDENCE, kind=PartnerKind.IMMIGRATION_LAW, languages=("fr",))
    assert order(asks("papers", "", Arabic), authority, aid, lawyer) == ["c", "b", "a"]
    assert order(asks("immigration_informed", "", Arabic), authority, aid) == ["a", "b"]


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        (PartnerKind.EMBASSY, "not_an_embassy"), (PartnerKind.PERPETRATOR_SERVICE, "receives_her"),
        (PartnerKind.DIRECTORY, "receives_people"),
    ],
)
def test_some_sorts_of_agency_are_never_the_answer(kind: PartnerKind, rule: str) -> None:
    assert why_not(asks("papers"), service("it", Domain.RESIDENCE, kind=kind)) == {"it": rule}


def test_whom_a_service_is_for_decides_whether_she_is_received() -> None:
    directory = [service(group, Domain.SUPPORT, serves=(group,)) for group in ("women", "men", "perpetrators")]
    assert order(asks("group"), *directory) == ["women"]
    assert order(asks("group", "", {"person.gender": "man"}), *directory) == ["men"]


def test_a_service_of_her_town_comes_before_another() -> None:
    far, near = service("a", Domain.HEALTH, area="Lyon"), service("b", Domain.HEALTH, area="Saint-Étienne et Loire")
    assert order(asks("doctor", "", {"housing.town": "saint etienne"}), far, near) == ["b", "a"]


def test_without_a_permit_the_risk_with_the_police_is_said_and_excludes_nobody() -> None:
    police = service("police", Domain.JUSTICE, kind=PartnerKind.POLICE)
    said: dict[str, Value] = {"residence.permit": "none", "residence.recording": "record"}
    (arrest,) = (rule for rule in CONTACT_RULES if rule.id == "arrest")
    assert arrest.holds(asks("complaint", "", said), police) is False
    assert arrest.holds(asks("complaint", "", {"residence.permit": "none"}), police) is None
    assert order(asks("complaint", "", said), police) == ["police"]


def test_every_rule_has_a_name_of_its_own_and_says_why_it_excludes() -> None:
    assert len({rule.id for rule in CONTACT_RULES}) == len(CONTACT_RULES)
    assert all(rule.otherwise for rule in CONTACT_RULES if rule.excludes)
    assert all(rule.excludes or rule.sorts or rule.reason or rule.otherwise for rule in CONTACT_RULES)


def holding(name: str, asked: NeedAsked, partner: Partner) -> bool | None:
    (rule,) = (rule for rule in CONTACT_RULES if rule.id == name)
    return rule.holds(asked, partner)


def test_an_interpreter_is_named_or_to_be_thought_of_only_where_they_share_no_language() -> None:
    alone = service("alone", Domain.HEALTH, languages=("fr",))
    helped = replace(alone, with_interpreter=True)
    arabic, french = asks("doctor", "", Arabic), asks("doctor", "", French_in_Brussels)
    assert (holding("interpreter", arabic, alone), holding("interpreter", arabic, helped)) == (False, True)
    assert holding("interpreter", french, helped) is None
    assert holding("interpreter", asks("doctor"), helped) is None


def test_a_specialised_service_is_named_as_such_where_the_need_is_not_of_its_domains() -> None:
    general = service("it", Domain.SUPPORT, kind=PartnerKind.VICTIM_SUPPORT)
    assert holding("specialised", asks("lawyer"), general) is True
    assert holding("specialised", asks("group"), general) is None
    assert holding("free", asks("lawyer"), replace(general, free=True)) is True
    assert holding("anonymous", asks("lawyer"), general) is None
