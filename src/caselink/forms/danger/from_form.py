"""What the partner form already says of a factor: offered at the desk with its source and day, never taken by itself.

An option that is not ticked says nothing; only a question of yes or no can say no.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from caselink.domain.answers import Answer, Value
from caselink.domain.case import Case
from caselink.domain.danger import Finding
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.validation import is_asked


@dataclass(frozen=True, slots=True)
class Says:
    """The field that tells: one of these options is ticked, or its yes or no is `yes`. In a repeating section the path
    is `section.field`, and one entry is enough."""

    path: str
    options: tuple[str, ...] = ()
    yes: bool = True


@dataclass(frozen=True, slots=True)
class ToldByForm:
    """What the form says of a factor, and the answer that says it."""

    finding: Finding
    path: str
    answer: Answer


def _alert(option: str) -> Says:
    return Says("violence.alerts", (option,))


def _type(option: str) -> Says:
    return Says("violence.types", (option,))


def _exposed(*options: str) -> Says:
    return Says("violence.vulnerabilities", options)


def _pressure(*options: str) -> Says:
    return Says("family.pressures", options)


FROM_FORM: Final[dict[str, tuple[Says, ...]]] = {
    "strangulation": (_alert("strangling"),),
    "threat_kill_her": (_alert("threats_to_kill"),),
    "threat_kill_children": (_alert("threats_to_children"),),
    "weapon_used": (_alert("weapon"),),
    "firearm_access": (Says("perpetrator.weapon_kinds", ("firearm",)),),
    "found_her": (_alert("followed"),),
    "breach_measure": (_alert("ignores_measures"), Says("protection_justice.measures_respected", yes=False)),
    "suicide_threat_him": (_alert("his_suicide_threats"),),
    "escalation": (Says("violence.getting_worse"), _alert("worse_since_leaving")),
    "physical": (_type("physical"),),
    "sexual_violence": (_type("sexual"), Says("violence.recent_sexual_violence")),
    "psych_verbal": (Says("violence.types", ("psychological", "verbal")),),
    "coercive_control": (_type("coercive_control"),),
    "watch_physical": (_alert("watched"),),
    "watch_digital": (Says("contact.phone_watched"), _type("cyber")),
    "isolates_her": (_pressure("no_language", "no_work", "no_going_out"), _exposed("isolation")),
    "objects_broken": (_type("on_objects"),),
    "harm_animals": (_type("on_animals"), _alert("threats_to_animals")),
    "threat_family": (_pressure("family_abroad"),),
    "economic_control": (_type("economic"), Says("work_money.he_controls_money")),
    "papers_held": (Says("residence.papers_held_by", ("him",)),),
    "permit_threat": (Says("residence.threat_to_denounce"), _exposed("threat_to_denounce", "asylum_sabotaged")),
    "spiritual_pressure": (_type("spiritual"), _pressure("religious")),
    "outing_threat": (_exposed("outing_threat"),),
    "sexual_exploitation": (_exposed("trafficking"),),
    "meds_forced": (_exposed("forced_medication"),),
    "aid_removed": (_exposed("aids_removed"),),
    "discredits_her": (_exposed("discredited_as_ill"),),
    "controls_substances": (_exposed("substances_as_control"),),
    "interprets_for_her": (Says("language.he_has_interpreted"),),
    "psychiatric": (Says("perpetrator.difficulties", ("psychiatric",)),),
    "alcohol_drugs": (Says("perpetrator.difficulties", ("alcohol", "drugs")),),
    "job_loss": (Says("perpetrator.difficulties", ("job_loss",)),),
    "police_or_official": (Says("perpetrator.works_in", ("police", "justice", "local_authority")),),
    "injured_now": (Says("health.injuries", ("untreated",)),),
    "pregnant_or_birth": (Says("family.pregnant"), _alert("during_pregnancy")),
    "suicidal_her": (Says("health.suicidal_thoughts"),),
    "self_harm": (Says("health.self_harm"),),
    "addiction_her": (_exposed("dependent_on_substances"),),
    "care_dependent": (_exposed("he_is_carer"),),
    "no_network": (Says("family.support", ("none",)),),
    "permit_dependent": (Says("residence.tied_to_partner"),),
    "money_dependent": (Says("work_money.bank_account", ("none",)), _exposed("money")),
    "precarious_home": (Says("housing.status", ("no_home", "in_exchange")), _exposed("no_home", "precarious")),
    "language_barrier": (Says("language.interpreter_needed"), _exposed("language")),
    "child_violence": (Says("children.suffered"),),
    "child_witness": (Says("children.witnessed"),),
    "child_leverage": (Says("children.abduction_risk"),),
    "unsafe_handover": (Says("parental_authority.handover_safe", yes=False),),
    "separation": (Says("family.separation", ("planned", "announced", "separated")),),
    "lives_together": (Says("family.lives_with_him"),),
    "earlier_reports": (Says("protection_justice.complaint", ("filed", "logged", "withdrawn")),),
    "honour_family": (_pressure("opposition", "honour"),),
    "forced_marriage": (_type("forced_marriage"), _pressure("forced_marriage")),
    "restrictive_beliefs": (_pressure("restrictive_beliefs"),),
}


def told(case: Case, factor: str) -> ToldByForm | None:
    """What the form says of that factor; a yes before a no, None where it says nothing."""
    said = [each for says in FROM_FORM.get(factor, ()) for each in _told(case, says)]
    return min(said, key=lambda each: list(Finding).index(each.finding), default=None)


def _told(case: Case, says: Says) -> Iterable[ToldByForm]:
    for path in _paths(case, says.path):
        answer = case.answers.get(path)
        if answer is not None and answer.is_value and is_asked(path, case.answers):
            finding = _finding(case.value(path), says)
            if finding is not None:
                yield ToldByForm(finding, path, answer)


def _paths(case: Case, path: str) -> Iterable[str]:
    section, _dot, field = path.partition(".")
    declared = PARTNER_FORM.section(section)
    if declared is None or not declared.repeating:
        return (path,)
    return tuple(f"{section}.{entry}.{field}" for entry in case.entries.get(section, ()))


def _finding(value: Value | None, says: Says) -> Finding | None:
    if isinstance(value, bool):
        return Finding.YES if value is says.yes else Finding.NO
    chosen = value if isinstance(value, tuple) else (value,)
    return Finding.YES if any(option in chosen for option in says.options) else None
