"""Facts about the declaration of the partner form (docs/rules/form.md)."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from caselink.forms.categories import CATEGORIES, Category, is_explicit
from caselink.forms.needs import NEEDS
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Field, Kind, Option, Section, Sensitivity

ID = re.compile(r"[a-z][a-z0-9_]*")
FIELDS = [(section, field) for section, field in PARTNER_FORM.fields()]
NAMES = [f"{section.id}.{field.name}" for section, field in FIELDS]
every_field = pytest.mark.parametrize(("section", "field"), FIELDS, ids=NAMES)

TACTICS_REPORT = """
professional.report_considered professional.report_made professional.name person.first_names housing.status
family.situation children.first_name parental_authority.exercised_by contact.means contact.hours resource_persons.phone
access.computer_access access.mobility language.interpreter_needed work_money.situation work_money.resources
work_money.bank_account health.coverage work_money.caf work_money.caf_received_by work_money.social_aid
protection_justice.measures steps.what steps.state guidance.what
"""


def field_at(name: str) -> Field:
    section_id, field_name = name.split(".")
    section = PARTNER_FORM.section(section_id)
    field = section.field(field_name) if section else None
    assert field is not None
    return field


def option_at(name: str, option_id: str) -> Option:
    option = field_at(name).option(option_id)
    assert option is not None
    return option


def category_of(name: str, option_id: str) -> Category:
    return option_at(name, option_id).category or field_at(name).category


def test_she_is_asked_what_she_wants_and_how_to_reach_her_before_anything_of_the_violence_or_of_him() -> None:
    """Her intentions first (WHO brief); safety of contact before all that could be overheard (Brussels sheet)."""
    order = [section.id for section in PARTNER_FORM.sections]
    assert order[0] == "request"
    assert order.index("contact") < order.index("violence") < order.index("perpetrator")
    assert order.index("children") + 1 == order.index("parental_authority")


def test_her_request_comes_first_in_her_own_words() -> None:
    first = PARTNER_FORM.sections[0].fields[0]
    assert (first.name, first.kind, first.category) == ("own_words", Kind.LONG_TEXT, Category.INTIMATE)


@pytest.mark.parametrize("name", TACTICS_REPORT.split())
def test_what_the_tactics_report_names_is_there(name: str) -> None:
    assert field_at(name)


def test_children_steps_guidance_and_resource_persons_repeat() -> None:
    repeating = {section.id for section in PARTNER_FORM.sections if section.repeating}
    assert repeating == {"children", "steps", "guidance", "resource_persons"}
    assert all(bool(section.entry_label) == section.repeating for section in PARTNER_FORM.sections)


@every_field
def test_a_field_has_a_label_one_line_of_help_and_a_category(section: Section, field: Field) -> None:
    assert section.label
    assert field.label.strip()
    assert field.help.strip()
    assert "\n" not in field.help
    assert len(field.help) <= 90
    assert field.category in CATEGORIES


@every_field
def test_ids_are_plain_and_none_is_in_the_space_kept_for_networks(section: Section, field: Field) -> None:
    for each in (section.id, field.name, *(option.id for option in field.options)):
        assert ID.fullmatch(each)
        assert not each.startswith(("x_", "x-"))
    assert field.name != "id"


@every_field
def test_names_and_options_are_told_apart(section: Section, field: Field) -> None:
    assert Counter(other.name for other in section.fields)[field.name] == 1
    assert max(Counter(option.id for option in field.options).values(), default=1) == 1


@every_field
def test_options_go_with_choices_and_have_a_label_or_a_name_from_a_list(section: Section, field: Field) -> None:
    assert bool(field.options) == (field.kind in (Kind.CHOICE, Kind.CHOICES))
    assert all(option.label or field.option_names for option in field.options)
    assert len(field.options) != 1
    assert not field.lies_ahead or field.kind is Kind.DATE
    del section


@every_field
def test_what_is_intimate_or_about_the_violence_is_closed_on_a_shared_screen(section: Section, field: Field) -> None:
    if section.category_from:
        assert field.sensitivity is Sensitivity.CLOSED or field.kind not in (Kind.TEXT, Kind.LONG_TEXT)
    elif field.category in (Category.INTIMATE, Category.PERPETRATOR) or section.id in ("violence", "perpetrator"):
        assert field.sensitivity is Sensitivity.CLOSED


def test_sections_and_fields_of_a_form_are_found_by_their_path() -> None:
    place = PARTNER_FORM.place("children.a1.first_name")
    assert place is not None
    assert (place.section.id, place.field.name, place.entry, place.path) == (
        "children", "first_name", "a1", "children.a1.first_name",
    )
    single = PARTNER_FORM.place("housing.status")
    assert single is not None
    assert single.path == "housing.status"
    wrong = ("housing", "housing.x.status", "children.first_name", "housing.nothing", "nothing.status", "", "a.b.c.d")
    assert all(PARTNER_FORM.place(path) is None for path in wrong)
    assert PARTNER_FORM.section("nothing") is None


def test_every_category_is_used_and_every_explicit_one_needs_its_tick() -> None:
    used = {field.category for _section, field in FIELDS}
    used |= {option.category for _section, field in FIELDS for option in field.options if option.category}
    assert used == set(Category) == set(CATEGORIES)
    explicit = {category for category in Category if is_explicit(category, None)}
    assert explicit == {
        Category.WHEREABOUTS, Category.CHILD_HARM, Category.ENTOURAGE, Category.HEALTH, Category.RESIDENCE,
        Category.INTIMATE, Category.PERPETRATOR,
    }


@pytest.mark.parametrize("section_id", ["professional", "perpetrator", "resource_persons", "residence", "violence"])
def test_whole_sections_are_held_under_their_category(section_id: str) -> None:
    held = {
        "professional": {Category.IDENTITY, Category.JUSTICE, Category.WHEREABOUTS, Category.CHILD_HARM},
        "perpetrator": {Category.PERPETRATOR},
        "resource_persons": {Category.ENTOURAGE},
        "residence": {Category.RESIDENCE},
        "violence": {Category.VIOLENCE, Category.INTIMATE, Category.PERPETRATOR, Category.RESIDENCE},
    }
    section = PARTNER_FORM.section(section_id)
    assert section is not None
    assert {field.category for field in section.fields} == held[section_id]


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("person.nationality", Category.RESIDENCE),
        ("person.country_of_origin", Category.RESIDENCE),
        ("language.communities_to_avoid", Category.RESIDENCE),
        ("request.own_words", Category.INTIMATE),
        ("health.psychological_state", Category.INTIMATE),
        ("violence.own_words", Category.INTIMATE),
        ("housing.address", Category.WHEREABOUTS),
        ("housing.town", Category.WHEREABOUTS),
        ("children.school", Category.WHEREABOUTS),
        ("work_money.employer", Category.WHEREABOUTS),
        ("parental_authority.handover_place", Category.WHEREABOUTS),
        ("health.doctor", Category.WHEREABOUTS),
        ("contact.safe_post_address", Category.WHEREABOUTS),
        ("children.witnessed", Category.CHILD_HARM),
        ("children.suffered", Category.CHILD_HARM),
        ("children.harm_note", Category.CHILD_HARM),
        ("contact.who_must_not_know", Category.PERPETRATOR),
        ("language.people_to_avoid", Category.PERPETRATOR),
        ("protection_justice.measures_respected", Category.PERPETRATOR),
        ("person.form_of_address", Category.INTIMATE),
        ("language.sign_language", Category.HEALTH),
        ("professional.report_note", Category.CHILD_HARM),
        ("violence.institution", Category.RESIDENCE),
        ("work_money.safe_payment", Category.WHEREABOUTS),
        ("family.pregnant", Category.HEALTH),
        ("contact.safe_number", Category.CONTACT),
        ("protection_justice.medical_certificate", Category.HEALTH),
    ],
)
def test_fields_are_held_under_what_they_reveal(name: str, category: Category) -> None:
    assert field_at(name).category is category


@pytest.mark.parametrize(
    ("name", "option_id", "category"),
    [
        ("housing.status", "emergency_shelter", Category.WHEREABOUTS),
        ("housing.status", "reception_centre", Category.RESIDENCE),
        ("housing.status", "own_home", Category.MATERIAL),
        ("health.coverage", "state_medical_aid", Category.RESIDENCE),
        ("health.coverage", "urgent_medical_aid", Category.RESIDENCE),
        ("health.coverage", "own", Category.HEALTH),
        ("work_money.resources", "asylum_allowance", Category.RESIDENCE),
        ("work_money.social_aid", "cpas_equivalent", Category.RESIDENCE),
        ("work_money.situation", "sex_work", Category.INTIMATE),
        ("request.asks_for", "residence", Category.RESIDENCE),
        ("violence.types", "sexual", Category.INTIMATE),
        ("violence.types", "forced_marriage", Category.INTIMATE),
        ("violence.types", "honour_based", Category.INTIMATE),
        ("violence.types", "physical", Category.VIOLENCE),
        ("violence.alerts", "weapon", Category.PERPETRATOR),
        ("violence.alerts", "threats_to_children", Category.CHILD_HARM),
        ("violence.vulnerabilities", "outing_threat", Category.INTIMATE),
        ("violence.vulnerabilities", "sex_work", Category.INTIMATE),
        ("violence.vulnerabilities", "trafficking", Category.INTIMATE),
        ("violence.vulnerabilities", "asylum_sabotaged", Category.RESIDENCE),
        ("violence.vulnerabilities", "threat_to_denounce", Category.RESIDENCE),
        ("barriers.kinds", "fear_of_her_deportation", Category.RESIDENCE),
        ("barriers.kinds", "fear_of_his_deportation", Category.RESIDENCE),
        ("barriers.kinds", "papers", Category.RESIDENCE),
        ("professional.report_to", "child_protection", Category.CHILD_HARM),
        ("professional.report_ground", "fr_child_report", Category.CHILD_HARM),
        ("steps.kind", "complaint", Category.JUSTICE),
        ("steps.kind", "shelter", Category.WHEREABOUTS),
        ("steps.kind", "certificate", Category.HEALTH),
        ("steps.kind", "immigration_office", Category.RESIDENCE),
        ("steps.kind", "immigration_lawyer", Category.RESIDENCE),
        ("steps.kind", "bank", Category.MATERIAL),
        ("steps.kind", "lease", Category.WHEREABOUTS),
        ("steps.kind", "work", Category.WHEREABOUTS),
        ("steps.kind", "child_care", Category.WHEREABOUTS),
        ("steps.kind", "health_coverage", Category.HEALTH),
        ("steps.kind", "state_medical_aid", Category.RESIDENCE),
        ("housing.tenure", "lodged", Category.WHEREABOUTS),
        ("children.lives_with", "relatives", Category.WHEREABOUTS),
        ("children.lives_with", "placed", Category.CHILD_HARM),
        ("children.lives_with", "abroad", Category.RESIDENCE),
        ("work_money.situation", "parental_leave", Category.HEALTH),
        ("access.mobility", "driven_by_relatives", Category.ENTOURAGE),
        ("violence.types", "spiritual", Category.INTIMATE),
        ("steps.kind", "school", Category.WHEREABOUTS),
        ("guidance.kind", "other", Category.INTIMATE),
    ],
)
def test_a_value_is_held_under_what_it_reveals(name: str, option_id: str, category: Category) -> None:
    assert category_of(name, option_id) is category


@pytest.mark.parametrize("section_id", ["steps", "guidance"])
def test_a_step_is_held_like_what_is_most_intimate_until_it_has_a_kind(section_id: str) -> None:
    section = PARTNER_FORM.section(section_id)
    assert section is not None
    assert {field.category for field in section.fields} == {Category.INTIMATE}
    kinds = section.field(section.category_from)
    assert kinds is not None
    assert kinds.kind is Kind.CHOICE
    assert all(option.category for option in kinds.options)
    assert {option.category for option in kinds.options} | {Category.IDENTITY} == set(Category)


def test_nothing_about_her_right_to_stay_is_asked_before_the_choice_what_to_record() -> None:
    residence = PARTNER_FORM.section("residence")
    assert residence is not None
    first, *others = residence.fields
    assert [option.id for option in first.options] == ["do_not_record", "advice_needed", "record"]
    assert first.asked_if is None
    assert {field.asked_if for field in others} == {("residence.recording", ("record",))}


@every_field
def test_a_condition_for_asking_names_a_choice_of_the_same_form(section: Section, field: Field) -> None:
    if field.asked_if is not None:
        place = PARTNER_FORM.place(field.asked_if[0])
        assert place is not None
        assert not place.section.repeating
        assert place.field.kind is Kind.CHOICE
        assert all(place.field.option(option) for option in field.asked_if[1])
    del section


def test_a_resource_person_can_refuse_to_be_named() -> None:
    section = PARTNER_FORM.section("resource_persons")
    assert section is not None
    agreement = section.field(section.agreement)
    assert agreement is not None
    assert agreement.kind is Kind.YES_NO


def test_the_office_finds_a_case_by_names_number_and_complaint() -> None:
    searched = {name for name, (_section, field) in zip(NAMES, FIELDS, strict=True) if field.searched}
    assert searched == {
        "person.goes_by", "person.first_names", "person.last_name", "person.birth_name", "contact.safe_number",
        "children.first_name", "children.last_name", "perpetrator.first_names", "perpetrator.last_name",
        "protection_justice.complaint_number", "person.latin_name", "children.latin_name", "perpetrator.latin_name",
    }


def test_every_type_of_violence_of_the_sources_can_be_ticked() -> None:
    types = {option.id for option in field_at("violence.types").options}
    assert types == {
        "coercive_control", "physical", "psychological", "sexual", "economic", "honour_based", "cyber", "verbal",
        "institutional", "administrative", "spiritual", "forced_marriage", "on_objects", "on_animals",
    }


def test_both_sides_of_the_cycle_are_told_apart() -> None:
    his, hers = field_at("violence.his_phase"), field_at("violence.her_phase")
    assert [option.id for option in his.options] == ["tension", "aggression", "justification", "reconciliation"]
    assert [option.id for option in hers.options] == ["anxiety", "anger_and_shame", "responsibility", "hope"]
    assert his.category is Category.PERPETRATOR
    assert hers.category is Category.VIOLENCE


def test_anything_may_stand_in_free_text_which_is_read_again_before_it_leaves() -> None:
    assert {kind for kind in Kind if kind.is_free_text} == {Kind.TEXT, Kind.LONG_TEXT}


def test_paths_of_needs_and_of_sections_never_meet() -> None:
    assert PARTNER_FORM.section("needs") is None
    assert all(ID.fullmatch(item) for item in NEEDS)
