"""The needs of residence, money, integration and support (docs/rules/needs.md has the arrow of each)."""

from __future__ import annotations

from typing import Final

from caselink.domain.needs import Domain as D
from caselink.forms.categories import Category as C
from caselink.forms.conditions import All, Answered, AnyOf, Chosen, Condition, EndsWithin, Is, Unless
from caselink.forms.need_item import NeedItem
from caselink.forms.purposes import Purpose as P
from caselink.i18n import N_

_TIED: Final = Is("residence.tied_to_partner", True)
_LEFT_HOME: Final = AnyOf((Is("housing.left_home", True), Answered("residence.left_home_on")))
_WEAK: Final = ("none", "little")
_WELL: Final = ("everyday", "fluent")
_WEAK_OR_FORBIDDEN: Final[Condition] = AnyOf(
    (
        All((Chosen("language.french", _WEAK), Unless(Chosen("language.dutch", _WELL)))),
        All((Chosen("language.dutch", _WEAK), Unless(Chosen("language.french", _WELL)))),
        Chosen("family.pressures", ("no_language",)),
    )
)
TELL_RECIPIENTS: Final = "tell_recipients"
"""Set where she takes a consent back under which something went out. No answer proposes it, and it
is told to nobody."""
_ANY_FACTOR: Final[Condition] = AnyOf(
    (
        Chosen("violence.alerts"),
        Chosen("violence.vulnerabilities"),
        Chosen("family.pressures"),
        Chosen("violence.types", ("coercive_control", "forced_marriage", "honour_based", "spiritual", "on_animals")),
        Is("violence.getting_worse", True),
        Is("health.suicidal_thoughts", True),
        Is("health.self_harm", True),
        Chosen("health.addiction"),
        Is("family.pregnant", True),
        Chosen("family.support", ("none",)),
        Chosen("family.separation", ("announced",)),
        Chosen("housing.status", ("no_home", "in_exchange")),
        Chosen("barriers.kinds", ("isolation", "language", "he_watches")),
        Is("language.interpreter_needed", True),
        Is("contact.phone_watched", True),
        Is("perpetrator.weapon", True),
        Chosen("perpetrator.weapon_kinds"),
        Is("protection_justice.measures_respected", False),
        _TIED,
    )
)
"""Any single risk factor of the frontline guide, on her side or his, calls for a specialised service."""

RESIDENCE: Final = (
    NeedItem(
        "immigration_lawyer", D.RESIDENCE, N_("Juriste spécialisé en droit des étrangers"), C.RESIDENCE, P.RESIDENCE,
        AnyOf((Chosen("residence.recording", ("advice_needed",)), _TIED, Is("residence.plans_to_leave", True))),
    ),
    NeedItem(
        "immigration_informed", D.RESIDENCE, N_("Administration informée"), C.RESIDENCE, P.RESIDENCE,
        All((_LEFT_HOME, Is("residence.lawyer_agrees", True))),
    ),
    NeedItem("residence_proof", D.RESIDENCE, N_("Preuves pour le séjour"), C.RESIDENCE, P.RESIDENCE, _TIED),
    NeedItem(
        "papers", D.RESIDENCE, N_("Papiers"), C.RESIDENCE, P.RESIDENCE,
        Chosen("residence.papers_held_by", ("him", "his_family")),
    ),
    NeedItem(
        "permit_renewal", D.RESIDENCE, N_("Renouvellement du titre"), C.RESIDENCE, P.RESIDENCE,
        EndsWithin("residence.expires_on", 3),
    ),
    NeedItem(
        "separate_asylum", D.RESIDENCE, N_("Dossier d’asile séparé"), C.RESIDENCE, P.RESIDENCE,
        Is("residence.joint_asylum_file", True),
    ),
)

MONEY: Final = (
    NeedItem(
        "own_account", D.MONEY, N_("Compte personnel"), C.MATERIAL, P.RESOURCES_INTEGRATION,
        Chosen("work_money.bank_account", ("joint", "his", "third_party", "none")),
    ),
    NeedItem(
        "emergency_aid", D.MONEY, N_("Aide d’urgence"), C.MATERIAL, P.RESOURCES_INTEGRATION,
        Chosen("work_money.resources", ("none",)),
    ),
    NeedItem(
        "benefits_in_her_name", D.MONEY, N_("CAF, allocations à son nom"), C.MATERIAL, P.RESOURCES_INTEGRATION,
        Chosen("work_money.caf_received_by", ("him",)),
    ),
    NeedItem(
        "social_aid", D.MONEY, N_("RSA, CPAS"), C.MATERIAL, P.RESOURCES_INTEGRATION,
        Chosen("work_money.resources", ("none",)),
    ),
    NeedItem(
        "wages_due", D.MONEY, N_("Salaires dus"), C.MATERIAL, P.RESOURCES_INTEGRATION, Is("work_money.wages_owed", True)
    ),
    NeedItem("debts", D.MONEY, N_("Dettes"), C.MATERIAL, P.RESOURCES_INTEGRATION, Chosen("work_money.debts")),
    NeedItem(
        "maintenance", D.MONEY, N_("Pension alimentaire"), C.MATERIAL, P.RESOURCES_INTEGRATION,
        Chosen("work_money.maintenance", ("unpaid", "partly_paid")),
    ),
)

INTEGRATION: Final = (
    NeedItem(
        "work", D.INTEGRATION, N_("Emploi"), C.MATERIAL, P.RESOURCES_INTEGRATION,
        AnyOf((Is("work_money.seeking_work", True), Chosen("work_money.situation", ("seeking",)))),
    ),
    NeedItem(
        "employer_informed", D.INTEGRATION, N_("Employeur prévenu, sécurité au travail"), C.VIOLENCE,
        P.SAFETY, Is("work_money.he_knows_workplace", True),
    ),
    NeedItem(
        "language_course", D.INTEGRATION, N_("Cours de langue"), C.ACCESS, P.RESOURCES_INTEGRATION, _WEAK_OR_FORBIDDEN
    ),
    NeedItem(
        "training", D.INTEGRATION, N_("Formation"), C.MATERIAL, P.RESOURCES_INTEGRATION,
        Is("work_money.training_wanted", True),
    ),
    NeedItem(
        "mobility", D.INTEGRATION, N_("Mobilité"), C.ACCESS, P.RESOURCES_INTEGRATION,
        Chosen("access.mobility", ("none",))
    ),
    NeedItem(
        "digital_access", D.INTEGRATION, N_("Accès numérique"), C.ACCESS, P.RESOURCES_INTEGRATION,
        Chosen("access.computer_access", ("none",)),
    ),
)

SUPPORT: Final = (
    NeedItem("specialised_service", D.SUPPORT, N_("Service spécialisé"), C.VIOLENCE, P.SAFETY, _ANY_FACTOR),
    NeedItem(
        "interpreter", D.SUPPORT, N_("Interprète"), C.ACCESS, P.RESOURCES_INTEGRATION,
        Is("language.interpreter_needed", True)
    ),
    NeedItem(
        "support_person", D.SUPPORT, N_("Personne de soutien"), C.ENTOURAGE, P.NETWORK,
        Is("request.support_person_wanted", True),
    ),
    NeedItem(
        "group", D.SUPPORT, N_("Groupe de parole"), C.VIOLENCE, P.NETWORK,
        AnyOf(
            (
                Chosen("violence.vulnerabilities", ("isolation",)),
                Chosen("barriers.kinds", ("isolation",)),
                Chosen("family.support", ("none",)),
            )
        ),
    ),
    NeedItem(
        "adjustments", D.SUPPORT, N_("Adaptations"), C.HEALTH, P.CARE,
        AnyOf((Chosen("access.disability"), Chosen("access.adjustments"))),
    ),
    NeedItem("call_back", D.SUPPORT, N_("À rappeler"), C.CONTACT, P.NETWORK, Is("barriers.refused_help_earlier", True)),
    NeedItem(
        TELL_RECIPIENTS, D.SUPPORT, N_("Prévenir qui avait reçu"), C.CONTACT, P.NETWORK, AnyOf(()), office_only=True
    ),
)

ITEMS: Final = (*RESIDENCE, *MONEY, *INTEGRATION, *SUPPORT)
