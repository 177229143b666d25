"""The needs of safety, justice, housing, health and children (docs/rules/needs.md has the arrow of each)."""

from __future__ import annotations

from typing import Final

from caselink.domain.needs import Domain as D
from caselink.forms.categories import Category as C
from caselink.forms.conditions import All, Always, AnyEntry, AnyOf, Chosen, Condition, Is, Unless
from caselink.forms.need_item import NeedItem
from caselink.forms.purposes import Purpose as P
from caselink.i18n import N_

_ALERT: Final = Chosen("violence.alerts")
_LIVES_WITH_HIM: Final = AnyOf((Is("family.lives_with_him", True), Chosen("housing.status", ("home_with_him",))))
_SEPARATED: Final = AnyOf((Is("family.lives_with_him", False), Chosen("family.separation", ("separated",))))
_WEAPON: Final[Condition] = AnyOf(
    (
        Is("perpetrator.weapon", True),
        Chosen("perpetrator.weapon_kinds"),
        Chosen("perpetrator.works_in", ("weapon_by_trade",)),
        Chosen("violence.alerts", ("weapon",)),
    )
)
_TEMPORARY: Final = ("with_relatives", "emergency_shelter", "hotel", "hospital", "in_exchange", "no_home")

SAFETY: Final = (
    NeedItem("safety_plan", D.SAFETY, N_("Plan de sécurité"), C.VIOLENCE, P.SAFETY, AnyOf((_LIVES_WITH_HIM, _ALERT))),
    NeedItem("safe_phone", D.SAFETY, N_("Téléphone sûr"), C.CONTACT, P.SAFETY, Is("contact.phone_watched", True)),
    NeedItem(
        "safe_post", D.SAFETY, N_("Courrier sûr"), C.CONTACT, P.SAFETY,
        AnyOf((Is("contact.may_post", False), Is("contact.post_opened", True))),
    ),
    NeedItem("belongings", D.SAFETY, N_("Récupérer ses affaires"), C.FAMILY, P.SAFETY, Is("housing.left_home", True)),
    NeedItem(
        "emergency_phone", D.SAFETY, N_("Téléphone grave danger, alarme mobile"), C.JUSTICE, P.SAFETY,
        All((_ALERT, _SEPARATED)),
    ),
    NeedItem(
        "weapons_reported", D.SAFETY, N_("Armes signalées"), C.PERPETRATOR, P.SAFETY, _WEAPON, asks_outcome=True
    ),
)

JUSTICE: Final = (
    NeedItem("rights_explained", D.JUSTICE, N_("Droits expliqués"), C.JUSTICE, P.COMPLAINT, Always()),
    NeedItem(
        "complaint", D.JUSTICE, N_("Plainte"), C.JUSTICE, P.COMPLAINT,
        AnyOf(
            (
                All(
                    (
                        Chosen("protection_justice.wants_complaint", ("yes",)),
                        Unless(Chosen("protection_justice.complaint", ("filed",))),
                    )
                ),
                All(
                    (
                        Chosen("protection_justice.complaint", ("refused",)),
                        Unless(Chosen("protection_justice.wants_complaint", ("no",))),
                    )
                ),
            )
        ),
    ),
    NeedItem(
        "medical_certificate", D.JUSTICE, N_("Certificat médical"), C.HEALTH, P.CARE,
        All(
            (
                Chosen("health.injuries"),
                Chosen("protection_justice.medical_certificate", ("none",)),
            )
        ),
    ),
    NeedItem(
        "lawyer", D.JUSTICE, N_("Avocat, aide juridictionnelle"), C.JUSTICE, P.COMPLAINT,
        Is("protection_justice.has_lawyer", False),
    ),
    NeedItem(
        "protection_order", D.JUSTICE, N_("Ordonnance de protection"), C.JUSTICE, P.COMPLAINT,
        All((_ALERT, Chosen("protection_justice.measures", ("none",)))),
    ),
    NeedItem(
        "evidence", D.JUSTICE, N_("Preuves mises à l’abri"), C.VIOLENCE, P.COMPLAINT,
        Chosen("violence.evidence_saved", ("no", "partly")),
    ),
    NeedItem(
        "outcome", D.JUSTICE, N_("Suites de la plainte"), C.JUSTICE, P.COMPLAINT,
        All((Chosen("protection_justice.complaint", ("filed",)), Is("protection_justice.has_news", False))),
    ),
)

HOUSING: Final = (
    NeedItem(
        "shelter_tonight", D.HOUSING, N_("Mise à l’abri ce soir"), C.MATERIAL, P.HOUSING,
        Is("housing.safe_tonight", False),
        done_category=C.WHEREABOUTS, asks_outcome=True,
    ),
    NeedItem(
        "accommodation", D.HOUSING, N_("Hébergement"), C.MATERIAL, P.HOUSING, Chosen("housing.status", _TEMPORARY),
        done_category=C.WHEREABOUTS, asks_outcome=True,
    ),
    NeedItem(
        "lease", D.HOUSING, N_("Bail"), C.MATERIAL, P.HOUSING, Chosen("housing.lease_in_name_of", ("joint", "his")),
    ),
    NeedItem(
        "housing_application", D.HOUSING, N_("Demande de logement"), C.MATERIAL, P.HOUSING,
        Chosen("housing.application", ("none",))
    ),
    NeedItem(
        "postal_address", D.HOUSING, N_("Domiciliation"), C.CONTACT, P.HOUSING,
        Is("housing.address_confidential", True)
    ),
)

HEALTH: Final = (
    NeedItem("urgent_care", D.HEALTH, N_("Soins urgents"), C.HEALTH, P.CARE, Chosen("health.injuries", ("untreated",))),
    NeedItem("doctor", D.HEALTH, N_("Médecin"), C.HEALTH, P.CARE, Is("health.has_doctor", False)),
    NeedItem(
        "trauma_care", D.HEALTH, N_("Psychotraumatisme"), C.HEALTH, P.CARE,
        AnyOf((Is("health.trauma_signs", True), Chosen("health.psychological_signs"))),
    ),
    NeedItem(
        "health_coverage", D.HEALTH, N_("Couverture santé"), C.HEALTH, P.CARE,
        Chosen("health.coverage", ("none", "through_him")),
    ),
    NeedItem(
        "pregnancy_care", D.HEALTH, N_("Suivi de grossesse"), C.HEALTH, P.CARE,
        All((Is("family.pregnant", True), Is("health.pregnancy_followed", False))),
    ),
    NeedItem("addiction_care", D.HEALTH, N_("Addictions"), C.HEALTH, P.CARE, Is("health.addiction_help_wanted", True)),
    NeedItem(
        "sexual_violence_care", D.HEALTH, N_("Soins après violences sexuelles"), C.INTIMATE, P.CARE,
        Is("violence.recent_sexual_violence", True),
    ),
)

CHILDREN: Final = (
    NeedItem(
        "child_protection", D.CHILDREN, N_("Protection de l’enfant"), C.CHILD_HARM, P.CHILD_PROTECTION,
        AnyEntry("children", "suffered"), asks_outcome=True,
    ),
    NeedItem(
        "child_support", D.CHILDREN, N_("Suivi de l’enfant"), C.CHILD_HARM, P.CHILD_PROTECTION,
        AnyEntry("children", "witnessed"), asks_outcome=True,
    ),
    NeedItem(
        "school_informed", D.CHILDREN, N_("École informée"), C.CHILD_HARM, P.CHILD_PROTECTION,
        AnyEntry("children", "abduction_risk"), asks_outcome=True,
    ),
    NeedItem(
        "contact_arrangements", D.CHILDREN, N_("Droit de visite"), C.FAMILY, P.COMPLAINT,
        Is("parental_authority.handover_safe", False), asks_outcome=True,
    ),
    NeedItem(
        "parental_authority", D.CHILDREN, N_("Autorité parentale"), C.FAMILY, P.COMPLAINT,
        Is("parental_authority.contested", True), asks_outcome=True,
    ),
    NeedItem(
        "child_care", D.CHILDREN, N_("Garde d’enfants"), C.ACCESS, P.RESOURCES_INTEGRATION,
        Chosen("access.child_care", ("none",)), asks_outcome=True,
    ),
)

ITEMS: Final = (*SAFETY, *JUSTICE, *HOUSING, *HEALTH, *CHILDREN)
