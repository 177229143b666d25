"""What public texts and the field say of the grid, written down apart from the code, so that they can disagree."""

from __future__ import annotations

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
