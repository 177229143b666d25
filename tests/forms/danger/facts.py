"""What public texts and the field say of the grid, written down apart from the code, so that they can disagree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

ALERTS: Final = {
    "threat_kill_her", "threat_kill_children", "strangulation", "weapon_used", "firearm_access", "lost_all_resents",
    "found_her", "breach_measure", "suicide_threat_him", "escalation",
}
STATES: Final = {"firearm_access", "lost_all_resents", "escalation"}
SAFETY: Final = {"takes_responsibility", "eviction_prepared", "employed", "social_support_him"}

OF_THE_GUIDELINES: Final = {
    "threats against her life or the children's": {"threat_kill_her", "threat_kill_children"},
    "dependency: permit, money, addictions": {"permit_dependent", "money_dependent", "addiction_her"},
    "isolation: no network, forbidden language or work, self-harm": {"no_network", "isolates_her", "self_harm"},
    "suicidal, pregnant, precarious, language": {
        "suicidal_her", "pregnant_or_birth", "precarious_home", "language_barrier",
    },
    "forced marriage, family opposed, beliefs": {"forced_marriage", "honour_family", "restrictive_beliefs"},
    "worse after leaving": {"separation", "escalation"},
    "manipulative, unstable, defies measures, suicide threats": {
        "manipulates", "unstable", "breach_measure", "suicide_threat_him",
    },
    "jealousy, digital or physical watching": {"jealousy", "watch_digital", "watch_physical"},
    "strangled, weapons, threats to children, family, pets": {
        "strangulation", "weapon_used", "threat_kill_children", "threat_family", "harm_animals",
    },
    "police or court step": {"police_court_step"},
}
OF_THE_BRUSSELS_SHEET: Final = {
    "objects, animals": {"objects_broken", "harm_animals"},
    "outing, exploitation": {"outing_threat", "sexual_exploitation"},
    "papers, permit": {"papers_held", "permit_threat", "permit_dependent"},
    "health used against her": {"meds_forced", "discredits_her", "controls_substances", "aid_removed"},
    "he is her carer, he interprets": {"care_dependent", "interprets_for_her"},
    "children used against her": {"child_leverage"},
}
OF_THE_FRENCH_REPORT: Final = {
    "police guide: rising, found her, phone, watched, threatened, firearm, psychiatric or addiction": {
        "escalation", "found_her", "watch_digital", "watch_physical", "threat_kill_her", "firearm_access",
        "psychiatric", "alcohol_drugs",
    },
    "his side: separation, pregnancy, job loss, animals, firearms, lost everything": {
        "separation", "pregnant_or_birth", "job_loss", "harm_animals", "firearm_access", "lost_all_resents",
    },
    "nobody follows him, in the police, persecution on real facts": {
        "no_followup_him", "police_or_official", "persecution_ideas",
    },
    "safety": SAFETY,
}
NEVER_AT_A_COUNTER: Final = "intimate"


@dataclass(frozen=True)
class Fact:
    """One sentence about the level, whose it is, and a case of it: what was found on 30 November 2026. Every factor
    that is not named is answered by `otherwise`."""

    source: str
    sentence: str
    found: Mapping[str, str | Mapping[str, str]]
    level: str
    rule: str
    otherwise: str = "no"
    grid: str = "full"
    silent: frozenset[str] = field(default_factory=frozenset)
    """Rules that do not speak of it."""


def yes(*factors: str, last: str = "") -> dict[str, str | Mapping[str, str]]:
    """So many factors are so, and were last on that day."""
    return dict.fromkeys(factors, {"answer": "yes", "last": last} if last else "yes")


_FIVE: Final = ("jealousy", "isolates_her", "economic_control", "alcohol_drugs", "money_dependent")
_DASH: Final = "dash"
_OURS: Final = "ours"
_REPORT: Final = "tactics"
_NEVER_AGAIN: Final = frozenset({"more_safety", "few_risks", "many_unknown"})

LEVELS: Final = (
    Fact(_OURS, "An alert of the last seven days is immediate.", yes("strangulation", last="2026-11-23"), "immediate",
         "alert_of_seven_days", silent=_NEVER_AGAIN),
    Fact(_OURS, "An alert without a day counts as recent.", yes("threat_kill_her"), "immediate", "alert_of_seven_days"),
    Fact(_OURS, "A month alone counts by its last day that has been.", yes("weapon_used", last="2026-11"), "immediate",
         "alert_of_seven_days"),
    Fact(_OURS, "An alert of eight days ago is not one of the last seven.", yes("strangulation", last="2026-11-22"),
         "high", "any_alert", silent=frozenset({"alert_of_seven_days", "two_alerts_of_a_year"})),
    Fact(_OURS, "Any alert, however old, is at least high.", yes("found_her", last="2009"), "high", "any_alert",
         silent=_NEVER_AGAIN),
    Fact(_OURS, "An alert is high however many are unknown.", yes("breach_measure", last="2024"), "high", "any_alert",
         otherwise="unknown", silent=_NEVER_AGAIN),
    Fact(_OURS, "Two alerts of the last twelve months are immediate.",
         yes("strangulation", "found_her", last="2025-12-01"), "immediate", "two_alerts_of_a_year"),
    Fact(_OURS, "Of two alerts one older than twelve months leaves it high.",
         yes("strangulation", last="2025-12-01") | yes("found_her", last="2025-11-29"), "high", "any_alert",
         silent=frozenset({"two_alerts_of_a_year"})),
    *(
        Fact(_OURS, f"A state is high by itself: {state}.", yes(state), "high", "any_alert",
             silent=frozenset({"alert_of_seven_days", "two_alerts_of_a_year"}))
        for state in sorted(STATES)
    ),
    *(
        Fact(_OURS, f"A state is immediate with another alert of the last twelve months: {state}.",
             yes(state, last="2010") | yes("strangulation", last="2026-01"), "immediate", "two_alerts_of_a_year")
        for state in sorted(STATES)
    ),
    *(
        Fact(_DASH, f"Separation, coercive control and violence are high by themselves: {violence}.",
             yes("separation", "coercive_control", violence), "high", "separation_control_violence")
        for violence in ("physical", "sexual_violence")
    ),
    Fact(_OURS, "Separation alone stays a risk.", yes("separation"), "medium", "few_risks",
         silent=frozenset({"separation_control_violence", "any_alert"})),
    Fact(_OURS, "Six risk factors are high.", yes(*_FIVE, "no_network"), "high", "six_risks",
         silent=frozenset({"few_risks"})),
    Fact(_OURS, "Six risk factors are high however many are unknown.", yes(*_FIVE, "no_network"), "high", "six_risks",
         otherwise="unknown"),
    Fact(_OURS, "Five risk factors without an alert are medium.", yes(*_FIVE), "medium", "few_risks",
         silent=frozenset({"six_risks"})),
    Fact(_REPORT, "More safety than risk factors, without an alert: medium.",
         yes("jealousy", "employed", "takes_responsibility"), "medium", "more_safety"),
    Fact(_OURS, "As many safety as risk factors are not more.", yes("jealousy", "employed"), "medium", "few_risks",
         silent=frozenset({"more_safety"})),
    Fact(_OURS, "Safety factors never take an alert away.", yes(*SAFETY) | yes("strangulation", last="2010"), "high",
         "any_alert", silent=frozenset({"more_safety"})),
    Fact(_OURS, "More than a third unknown without an alert is incomplete.", {}, "incomplete", "many_unknown",
         otherwise="unknown"),
    Fact(_OURS, "What protects does not make up for what is not known.", yes(*SAFETY), "incomplete", "many_unknown",
         otherwise="unknown"),
    Fact(_OURS, "The short grid counts what it asks alone.", {}, "medium", "few_risks", grid="short",
         silent=frozenset({"many_unknown"})),
    Fact(_OURS, "A breach read in papers counts in the short grid.", yes("breach_measure", last="2026-11-29"),
         "immediate", "alert_of_seven_days", grid="short"),
)
"""Whose each rule is: DASH checklist, the French regional report, or ours."""

DAYS_TO_THE_NEXT: Final = {"immediate": 7, "high": 30, "medium": 90, "incomplete": 7}
"""Ours: no source has days."""
