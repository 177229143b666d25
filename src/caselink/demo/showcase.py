"""The one rich case of the demo: children, steps, needs in every state, consents that count, ended and were taken back.

All invented; see `demo_people` for names and numbers.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from caselink.domain.answers import Json

SHOWCASE_NUMBER: Final = 42
SHOWCASE_RECIPIENT: Final = "Deux Rives"
"""To whom the demo's liaison form goes, for housing."""


def showcase(today: date) -> dict[str, Json]:
    """The case as the import document writes it, its dates counted back from `today`."""
    return {
        "reference": f"{today.year}-{SHOWCASE_NUMBER:04d}",
        "answers": {
            **_her(today), **_reach(), **_home(today), **_rights(today), **_means(), **_health(), **_violence(today),
            **_him(), **_justice(today),
            "children": _children(today),
            "resource_persons": _resource_persons(),
            "steps": _steps(today),
            "guidance": _guidance(today),
        },
        "consents": _consents(today),
        "legal_bases": [{
            "basis": "be_penal_458bis", "recipient": "Parquet", "categories": ["identity", "child_harm"],
            "decided_by": "Solène Montfleury (fictive)", "reason": "Menace d’enlèvement des enfants à date fixée.",
            "on": _day(today, 6), "told": True,
        }],
        "needs": _needs(today),
        "must_not_receive": [
            {"kind": "perpetrator", "name": "Yanis Terradou"},
            {"kind": "family", "name": "Mourad Terradou"},
            {"kind": "interpreter", "name": "Selma Terradou"},
        ],
    }


def _her(today: date) -> dict[str, Json]:
    return {
        "request.own_words": {
            "value": "« Je veux partir avec les enfants, mais qu’il ne sache pas où. Et garder mon travail. »",
            "source": "said_by_her",
        },
        "request.asks_for": ["leaving", "shelter", "children_safety", "residence", "complaint"],
        "request.seen_alone": True,
        "request.accompanied_by": ["children"],
        "request.support_person_wanted": True,
        "request.told_complaint_effects": True,
        "request.told_complaint_effects_on": _day(today, 15),
        "professional.name": "Solène Montfleury (fictive)",
        "professional.agency": "Bureau de démonstration",
        "professional.role": "assistante sociale",
        "professional.seen_on": _day(today, 20),
        "professional.report_considered": True,
        "person.goes_by": "Amina B.",
        "person.first_names": "Amina",
        "person.last_name": "Belkaroui",
        "person.birth": {"age": 34, "said_on": _day(today, 20)},
        "person.gender": "woman",
        "person.country_of_origin": "ma",
        "person.nationality": ["ma"],
        "language.spoken": ["fr", "ary"],
        "language.preferred": "ary",
        "language.french": "everyday",
        "language.reads_in": ["fr", "ar"],
        "language.file_language": "fr",
        "language.interpreter_needed": True,
        "language.interpreter_gender": "woman",
        "language.people_to_avoid": "Toute interprète de la famille de son mari.",
        "language.he_has_interpreted": True,
    }


def _reach() -> dict[str, Json]:
    return {
        "contact.means": ["call", "text_message", "in_person"],
        "contact.safe_number": "06 39 98 42 42",
        "contact.may_call": True,
        "contact.may_text": True,
        "contact.may_voicemail": False,
        "contact.may_email": False,
        "contact.may_post": False,
        "contact.hours": "pendant l’école, jusqu’à 17 h",
        "contact.call_from": "h0900",
        "contact.call_until": "h1700",
        "contact.code_word": "parapluie bleu",
        "contact.caller_says": "le cabinet dentaire",
        "contact.who_must_not_know": "Son mari et toute sa famille à lui.",
        "contact.phone_watched": True,
        "contact.accounts_shared": True,
        "contact.post_opened": True,
        "access.mobility": ["public_transport"],
        "access.computer_access": "phone_only",
        "access.child_care": "none",
        "access.times": ["school_hours"],
        "barriers.kinds": ["he_holds_insurance", "child_care", "fear_of_her_deportation", "he_watches"],
        "barriers.refused_help_earlier": True,
    }


def _home(today: date) -> dict[str, Json]:
    return {
        "housing.status": "with_relatives",
        "housing.safe_tonight": True,
        "housing.with_whom": ["children", "friends"],
        "housing.lease_in_name_of": "joint",
        "housing.town": "Schaerbeek",
        "housing.address": "chez une amie, rue des Exemples 12, 1030 Schaerbeek",
        "housing.address_confidential": True,
        "housing.domiciliation": "asked",
        "housing.shelter_asked": True,
        "housing.shelter_asked_since": _day(today, 12),
        "housing.shelter_answer": "waiting",
        "housing.application": "in_preparation",
        "housing.left_home": True,
        "housing.left_home_since": _day(today, 18),
        "housing.belongings_left": True,
        "family.situation": "married",
        "family.relationship": "spouse",
        "family.together_since": f"{today.year - 9}",
        "family.lives_with_him": False,
        "family.separation": "announced",
        "family.separated_since": _day(today, 18),
        "family.children_count": 2,
        "family.pregnant": {"state": "not_asked"},
        "family.pressures": ["to_stay", "to_withdraw"],
        "parental_authority.exercised_by": "both",
        "parental_authority.contested": True,
        "parental_authority.handover_place": "devant l’école des Tilleuls",
        "parental_authority.handover_safe": False,
    }


def _rights(today: date) -> dict[str, Json]:
    return {
        "residence.recording": "record",
        "residence.permit": "be_card_f",
        "residence.tied_to_partner": True,
        "residence.joined_since": f"{today.year - 3}-09",
        "residence.expires_on": (today + timedelta(days=75)).isoformat(),
        "residence.papers_held_by": "him",
        "residence.left_home_on": _day(today, 18),
        "residence.legal_service_contacted": False,
        "residence.threat_to_denounce": True,
    }


def _means() -> dict[str, Json]:
    return {
        "work_money.situation": "employed",
        "work_money.occupation": "aide-soignante, mi-temps",
        "work_money.employer": "Résidence Les Églantines (fictive)",
        "work_money.he_knows_workplace": True,
        "work_money.employer_knows": False,
        "work_money.training_wanted": True,
        "work_money.resources": ["wage"],
        "work_money.monthly_income": 1150,
        "work_money.bank_account": "joint",
        "work_money.he_controls_money": True,
        "work_money.caf": "received",
        "work_money.caf_received_by": "him",
        "work_money.maintenance": "not_asked_for",
        "work_money.debts": ["joint", "energy"],
    }


def _health() -> dict[str, Json]:
    return {
        "health.coverage": "through_him",
        "health.injuries": "treated",
        "health.injuries_note": "Hématomes au bras gauche, constatés aux urgences.",
        "health.certificates": ["descriptive", "photos"],
        "health.psychological_state": "« Je sursaute au moindre bruit. »",
        "health.psychological_signs": ["anxiety", "sleep", "watchfulness"],
        "health.trauma_signs": True,
        "health.has_doctor": True,
        "health.doctor": "Maison médicale du Canal (fictive)",
        "health.suicidal_thoughts": {"state": "declined"},
    }


def _violence(today: date) -> dict[str, Json]:
    return {
        "violence.own_words": "« Il m’a serré la gorge devant les petits. »",
        "violence.types": ["coercive_control", "physical", "psychological", "sexual", "economic"],
        "violence.facts": "Coups depuis la seconde grossesse ; étranglement le mois dernier ; papiers et carte cachés.",
        "violence.since": f"~{today.year - 6}",
        "violence.frequency": "weekly",
        "violence.last_time": _day(today, 19),
        "violence.getting_worse": True,
        "violence.alerts": ["threats_to_kill", "strangling", "threats_to_children", "watched"],
        "violence.vulnerabilities": ["permit", "money"],
        "violence.evidence": ["messages", "photos", "certificates", "witnesses"],
        "violence.evidence_saved": "partly",
    }


def _him() -> dict[str, Json]:
    return {
        "perpetrator.first_names": "Yanis",
        "perpetrator.last_name": "Terradou",
        "perpetrator.birth": {"age": 39, "said_on": "2025-01-01"},
        "perpetrator.works_in": ["security"],
        "perpetrator.weapon": True,
        "perpetrator.weapon_kinds": ["blade"],
        "perpetrator.where": "common_home",
        "perpetrator.knows_where_she_is": False,
        "perpetrator.difficulties": ["alcohol", "job_loss"],
        "perpetrator.help_offered": "offered",
    }


def _justice(today: date) -> dict[str, Json]:
    return {
        "protection_justice.wants_complaint": "yes",
        "protection_justice.complaint": "in_preparation",
        "protection_justice.measures": ["asked"],
        "protection_justice.next_hearing_on": (today + timedelta(days=9)).isoformat(),
        "protection_justice.hearing": "Tribunal de la famille, mesures urgentes",
        "protection_justice.has_lawyer": False,
        "protection_justice.legal_aid": "asked",
        "protection_justice.medical_certificate": "done",
        "protection_justice.certificate_on": _day(today, 17),
    }


def _children(today: date) -> Json:
    return [
        {
            "first_name": "Lina", "birth": {"age": 8, "said_on": _day(today, 20)}, "is_his": True, "lives_with": "her",
            "school": "école des Tilleuls", "witnessed": True, "suffered": False, "measure": "none",
            "contact_arrangements": "none", "abduction_risk": True, "papers_held_by": "him",
        },
        {
            "first_name": "Adam", "birth": {"age": 5, "said_on": _day(today, 20)}, "is_his": True, "lives_with": "her",
            "school": "école des Tilleuls", "witnessed": True, "suffered": {"state": "unknown"},
            "harm_note": "Ne parle plus à l’école depuis un mois.", "abduction_risk": True,
        },
    ]


def _resource_persons() -> Json:
    return [
        {
            "name": "Samira Belkaroui", "link": "sibling", "phone": "06 39 98 42 43", "may_be_called": True,
            "knows": True, "is_support_person": True, "agrees": True,
        },
        {"name": "Hélène Brassine", "link": "colleague", "phone": "06 39 98 42 44", "knows": False, "agrees": False},
    ]


def _steps(today: date) -> Json:
    return [
        {"kind": "helpline", "what": "Appel au 0800 30 030", "state": "done", "on": _day(today, 22)},
        {"kind": "certificate", "what": "Constat aux urgences", "state": "done", "on": _day(today, 17)},
        {"kind": "complaint", "what": "Rendez-vous pris", "state": "planned", "on": _ahead(today, 4)},
        {"kind": "immigration_lawyer", "what": "Demander un avis", "state": "planned", "on": _ahead(today, 6)},
        {"kind": "bank", "what": "Compte refusé sans justificatif", "state": "failed", "on": _day(today, 8)},
    ]


def _guidance(today: date) -> Json:
    return [
        {"kind": "specialised_service", "what": "CPVCF, un rendez-vous", "on": _day(today, 14), "answer": "agrees"},
        {"kind": "safety_plan", "what": "Sac prêt, lieu sûr, mot de code", "on": _day(today, 14), "answer": "done"},
        {
            "kind": "support_group", "what": "Groupe de parole", "on": _day(today, 14), "answer": "declines",
            "ask_again_on": _ahead(today, 60),
        },
    ]


def _consents(today: date) -> Json:
    return [
        {
            "recipient": "Deux Rives", "categories": ["all", "whereabouts", "health", "child_harm"],
            "purposes": ["housing", "safety"], "given_on": _day(today, 15), "mode": "written",
        },
        {
            "recipient": "Police locale", "categories": ["all", "contact", "perpetrator", "child_harm"],
            "purposes": ["complaint", "safety"], "given_on": _day(today, 15), "mode": "spoken",
        },
        {
            "recipient": "Permanence étrangers", "categories": ["all", "residence"], "purposes": ["residence"],
            "given_on": _day(today, 10), "mode": "spoken",
        },
        {
            "recipient": "Passerelle", "categories": ["all"], "purposes": ["resources_integration"],
            "given_on": _day(today, 30), "withdrawn_on": _day(today, 3), "mode": "spoken",
        },
        {
            "recipient": "Maison du Canal", "categories": ["all", "health"], "purposes": ["care"],
            "given_on": _day(today, 150), "mode": "written",
        },
        {
            "recipient": {"individual": "Samira Belkaroui"}, "categories": ["contact", "whereabouts"],
            "purposes": ["safety"], "given_on": _day(today, 15), "mode": "spoken",
        },
    ]


def _needs(today: date) -> Json:
    to_do: dict[str, dict[str, Json]] = {
        "complaint": {"partner": "Police locale", "due": _ahead(today, 4)},
        "lawyer": {"due": _ahead(today, 3)},
        "protection_order": {"partner": "Parquet", "due": _ahead(today, 9)},
        "accommodation": {"partner": "Deux Rives", "due": _ahead(today, 2)},
        "postal_address": {},
        "belongings": {"partner": "Police locale"},
        "school_informed": {"due": _ahead(today, 1)},
        "immigration_lawyer": {"partner": "Permanence étrangers", "due": _ahead(today, 6)},
        "own_account": {"partner": "Passerelle"},
        "benefits_in_her_name": {},
        "health_coverage": {},
        "trauma_care": {"partner": "Maison du Canal"},
        "interpreter": {"partner": "Interprètes"},
        "papers": {},
        "employer_informed": {"owner": "demo", "due": _ahead(today, 7)},
        "contact_arrangements": {},
        "child_care": {},
    }
    needs: list[Json] = [{"item": item, "state": "to_do", **more} for item, more in to_do.items()]
    needs += [
        {"item": item, "state": "done"}
        for item in (
            "safety_plan", "safe_phone", "rights_explained", "medical_certificate", "urgent_care", "doctor",
            "emergency_aid", "specialised_service", "digital_access",
        )
    ]
    needs += [
        {"item": "shelter_tonight", "state": "done", "outcome": "Hébergée chez une amie, adresse tenue secrète."},
        {"item": "child_support", "state": "done", "outcome": "Psychologue scolaire vue avec Adam."},
    ]
    needs.append({"item": "group", "state": "not_wished", "ask_again_on": _ahead(today, 60)})
    needs.append({"item": "training", "state": "not_wished", "ask_again_on": _ahead(today, 30)})
    needs += [
        {"item": item, "state": "not_applicable"}
        for item in ("pregnancy_care", "addiction_care", "separate_asylum", "maintenance")
    ]
    return needs


def _day(today: date, days_ago: int) -> str:
    return (today - timedelta(days=days_ago)).isoformat()


def _ahead(today: date, days: int) -> str:
    return (today + timedelta(days=days)).isoformat()
