"""Whom to contact for a need: the rules by which a partner fits, as data, each with its source.

A rule that excludes puts a partner among those that do not fit, whatever else speaks for it. The others sort, the
heaviest first: language before domain. A partner for which a rule holds stands before one of which it says nothing, and
that before one for which it does not hold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from caselink.domain.needs import Domain
from caselink.domain.partners import Partner
from caselink.domain.partners import PartnerKind as P
from caselink.forms.contact_facts import NeedAsked
from caselink.i18n import N_
from caselink.names.folding import plain

BRUSSELS: Final = "Fiche pour les professionnels, violences entre (ex-)partenaires, Bruxelles"
FIRST_LINE: Final = "Repères pour les professionnels de première ligne, femmes migrantes"
NETWORK: Final = "Rapport sur les besoins des victimes, de la police et des associations, France"
OURS: Final = ""

_HOLDING_FIRST: Final = {True: 0, None: 1, False: 2}

FOR_NOW: Final = frozenset({"shelter_tonight", "urgent_care", "complaint"})
"""Needs that can't wait for tomorrow: an emergency number is no answer to any other."""


@dataclass(frozen=True, slots=True)
class ContactRule:
    """One rule. `holds` gives None where it says nothing about that partner.

    `reason` is said where it holds, `otherwise` where it does not; both may name `{domain}`, `{country}`, `{languages}`
    (those that she and the partner share) and `{files}` (the languages in which the partner takes files).
    """

    id: str
    source: str
    """The fact sheet or report that states it; empty where the rule is ours."""
    holds: Callable[[NeedAsked, Partner], bool | None]
    reason: str = ""
    otherwise: str = ""
    excludes: bool = False
    sorts: bool = True


def answers(asked: NeedAsked, partner: Partner) -> bool:
    """Whether the partner comes into question at all: by its domain, as a specialised service, which takes up whatever
    it is (BRUSSELS, 2), or as the police that are called at once."""
    at_once = partner.kind is P.EMERGENCY and asked.need.id in FOR_NOW and Domain.SAFETY in partner.domains
    return asked.need.domain in partner.domains or partner.kind is P.VICTIM_SUPPORT or at_once


def excluded_by(asked: NeedAsked, partner: Partner) -> ContactRule | None:
    """The first rule that excludes this partner; None for one that fits."""
    return next((rule for rule in CONTACT_RULES if rule.excludes and rule.holds(asked, partner) is False), None)


def weight(asked: NeedAsked, partner: Partner) -> list[int]:
    """How partners that fit are sorted, the smallest first."""
    return [_HOLDING_FIRST[rule.holds(asked, partner)] for rule in CONTACT_RULES if rule.sorts]


def listens(asked: NeedAsked, partner: Partner) -> bool:
    """Whether it is a helpline that she may be offered for this need; they listen whatever it is (BRUSSELS, 2.3)."""
    domains = {Domain.SUPPORT, Domain.SAFETY, asked.need.domain}
    return partner.kind is P.HELPLINE and bool(domains & {*partner.domains}) and excluded_by(asked, partner) is None


def in_her_country(asked: NeedAsked, partner: Partner) -> bool | None:
    """None for one that is of no country, and where no country is known."""
    return partner.country in asked.countries if partner.country and asked.countries else None


def file_is_taken(asked: NeedAsked, partner: Partner) -> bool | None:
    """The rule of Brussels: French, hers or the file's, leads to one service, Dutch to the other; both or neither, to
    both."""
    if not partner.file_languages or not asked.file_languages:
        return None
    return bool(asked.file_languages & {*partner.file_languages})


def speaks_with_her(asked: NeedAsked, partner: Partner) -> bool | None:
    """None where she or the partner speaks nobody knows what, or where somebody else speaks for her there."""
    if not asked.languages or not partner.languages:
        return None
    if asked.languages & {*partner.languages}:
        return True
    return None if partner.with_interpreter or partner.file_languages else False


def _interpreter(asked: NeedAsked, partner: Partner) -> bool | None:
    if not asked.languages or not partner.languages or asked.languages & {*partner.languages}:
        return None
    return partner.with_interpreter


def _has_domain(asked: NeedAsked, partner: Partner) -> bool | None:
    return asked.need.domain in partner.domains or None


def _is_specialised(asked: NeedAsked, partner: Partner) -> bool | None:
    return (partner.kind is P.VICTIM_SUPPORT and asked.need.domain not in partner.domains) or None


def _for_such_as_her(asked: NeedAsked, partner: Partner) -> bool | None:
    return bool(asked.groups & {*partner.serves}) if partner.serves else None


def _children(asked: NeedAsked, partner: Partner) -> bool | None:
    is_asked = asked.need.domain is Domain.HOUSING and asked.children_with_her
    return partner.takes_children if is_asked else None


def _immigration_law(asked: NeedAsked, partner: Partner) -> bool | None:
    return True if asked.need.domain is Domain.RESIDENCE and partner.kind is P.IMMIGRATION_LAW else None


def _lawyer_first(asked: NeedAsked, partner: Partner) -> bool | None:
    too_early = partner.kind is P.IMMIGRATION_AUTHORITY and asked.need.id != "immigration_informed"
    return False if too_early else None


def _no_risk_of_arrest(asked: NeedAsked, partner: Partner) -> bool | None:
    return False if asked.without_permit and partner.kind in (P.POLICE, P.EMERGENCY) else None


def _near_her(asked: NeedAsked, partner: Partner) -> bool | None:
    town, areas = plain(asked.town), (plain(partner.area), plain(partner.address))
    return True if town and any(f" {town} " in f" {area} " for area in areas) else None


CONTACT_RULES: Final[tuple[ContactRule, ...]] = (
    ContactRule(
        "not_an_embassy", BRUSSELS, lambda _asked, partner: False if partner.kind is P.EMBASSY else None,
        otherwise=N_("jamais proposé : elle peut avoir demandé l’asile sans le dire"), excludes=True,
    ),
    ContactRule(
        "receives_her", OURS, lambda _asked, partner: False if partner.kind is P.PERPETRATOR_SERVICE else None,
        otherwise=N_("pour les auteurs de violences"), excludes=True,
    ),
    ContactRule(
        "receives_people", OURS, lambda _asked, partner: False if partner.kind is P.DIRECTORY else None,
        otherwise=N_("un annuaire, qui ne reçoit personne"), excludes=True,
    ),
    ContactRule(
        "for_such_as_her", BRUSSELS, _for_such_as_her,
        otherwise=N_("pour d’autres publics"), excludes=True, sorts=False,
    ),
    ContactRule(
        "country", OURS, in_her_country, otherwise=N_("dans un autre pays : {country}"), excludes=True, sorts=False
    ),
    ContactRule(
        "emergency", BRUSSELS,
        lambda asked, partner: None if partner.kind is not P.EMERGENCY or asked.need.id in FOR_NOW else False,
        otherwise=N_("numéro d’urgence, pour un danger immédiat"), excludes=True,
    ),
    ContactRule(
        "file_language", BRUSSELS, file_is_taken, N_("accueille en {files}"),
        N_("n’accueille qu’en {files} : ni sa langue, ni celle de son dossier"), excludes=True, sorts=False,
    ),
    ContactRule("immigration_law", FIRST_LINE, _immigration_law, N_("spécialisé en droit des étrangers")),
    ContactRule("lawyer_first", BRUSSELS, _lawyer_first, otherwise=N_("pas avant l’avis d’un juriste spécialisé")),
    ContactRule(
        "takes_a_file", OURS, lambda _asked, partner: partner.kind not in (P.HELPLINE, P.EMERGENCY) or None
    ),
    ContactRule(
        "not_only_in_danger", BRUSSELS, lambda _asked, partner: False if partner.kind is P.EMERGENCY else None,
        otherwise=N_("en cas d’urgence seulement"),
    ),
    ContactRule("language", NETWORK, speaks_with_her, N_("parle {languages}")),
    ContactRule("domain", NETWORK, _has_domain, N_("répond au domaine : {domain}")),
    ContactRule(
        "specialised", BRUSSELS, _is_specialised,
        N_("service spécialisé : accompagne, ou oriente vers qui peut le faire"), sorts=False,
    ),
    ContactRule("children", BRUSSELS, _children, N_("accueille les enfants"), N_("n’accueille pas les enfants"), True),
    ContactRule(
        "for_children", NETWORK,
        lambda asked, partner: (asked.need.domain is Domain.CHILDREN and "children" in partner.serves) or None,
        N_("pour les enfants"),
    ),
    ContactRule("near", OURS, _near_her, N_("dans sa commune")),
    ContactRule(
        "interpreter", BRUSSELS, _interpreter, N_("avec interprète"), N_("prévoir un interprète"), sorts=False
    ),
    ContactRule(
        "arrest", BRUSSELS, _no_risk_of_arrest,
        otherwise=N_("lui dire d’abord ce qu’un passage à la police peut entraîner pour elle"), sorts=False,
    ),
    ContactRule("free", BRUSSELS, lambda _asked, partner: partner.free or None, N_("gratuit"), sorts=False),
    ContactRule("anonymous", BRUSSELS, lambda _asked, partner: partner.anonymous or None, N_("anonyme"), sorts=False),
)
"""In the order of their weight."""
