""""Whom do I contact": the partners that fit a need, and why they fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from caselink.disclosure.gate import grounds_of, is_blocked, near_matches
from caselink.domain.case import Case
from caselink.domain.needs import Domain
from caselink.domain.partners import Partner, PartnerKind
from caselink.errors import UserError
from caselink.forms.grounds import Grounds
from caselink.forms.needs import DOMAIN_LABELS, NEEDS, NeedItem
from caselink.i18n import _, language_name
from caselink.names.folding import sorting_key
from caselink.services.directory import checked_sentence, hours_sentence, partners
from caselink.services.office import Office
from caselink.services.opening import open_now as is_open
from caselink.services.recipients import recipient_of

_NEVER_SUGGESTED: Final = frozenset({PartnerKind.PERPETRATOR_SERVICE, PartnerKind.EMBASSY, PartnerKind.DIRECTORY})
"""Not for a need of hers. Embassies are never proposed at all: she may be an asylum seeker who has not said so."""
_FOR_HER: Final = frozenset({"women", "victims", "children", "migrants"})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A partner for a need. `open_now` is None where the hours are not known; `rank` is higher for a better fit."""

    partner: Partner
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    open_now: bool | None
    hours_text: str
    checked_text: str
    rank: int


@dataclass(frozen=True, slots=True)
class _Fit:
    """One point on which a partner fits, or does not: what it weighs and how it is said."""

    weight: int
    reason: str = ""
    caution: str = ""


def whom_to_contact(office: Office, case: Case, item: str) -> tuple[Suggestion, ...]:
    """The partners that fit a need of this case now, best first. Those never to inform are left out.

    Raises UserError for an unknown need.
    """
    if item not in NEEDS:
        raise UserError(_("Ce besoin n’existe pas dans la liste."))
    grounds, now = grounds_of(case), office.now()
    found = [
        _suggestion(office, case, NEEDS[item], partner, grounds, now)
        for partner in partners(office)
        if NEEDS[item].domain in partner.domains
        and partner.kind not in _NEVER_SUGGESTED
        and (not partner.serves or _FOR_HER & set(partner.serves))
        and not is_blocked(grounds, recipient_of(partner))
    ]
    return tuple(sorted(found, key=lambda each: (-each.rank, sorting_key(each.partner.name))))


def _suggestion(
    office: Office, case: Case, item: NeedItem, partner: Partner, grounds: Grounds, now: datetime
) -> Suggestion:
    open_now = is_open(partner, now)
    fits = [*_fits(office, case, item, partner), *_opening(partner, open_now)]
    near = [
        _("Ressemble à « {name} », à ne jamais informer.").format(name=entry.name)
        for entry in near_matches(grounds, recipient_of(partner))
    ]
    return Suggestion(
        partner,
        tuple(fit.reason for fit in fits if fit.reason),
        (*near, *(fit.caution for fit in fits if fit.caution)),
        open_now,
        hours_sentence(partner.hours),
        checked_sentence(partner),
        sum(fit.weight for fit in fits) - (20 if near else 0),
    )


def _fits(office: Office, case: Case, item: NeedItem, partner: Partner) -> Iterator[_Fit]:
    yield _Fit(0, _("répond au domaine : {domain}").format(domain=_(DOMAIN_LABELS[item.domain])))
    yield from _kind(item, partner)
    if office.country and partner.country:
        same = partner.country == office.country
        yield _Fit(30 if same else -60, "", "" if same else _("dans un autre pays"))
    yield from _file_language(case, partner)
    yield from _spoken(case, partner)
    yield from _children(case, item, partner)
    if partner.free:
        yield _Fit(1, _("gratuit"))
    if partner.anonymous:
        yield _Fit(1, _("anonyme"))


def _kind(item: NeedItem, partner: Partner) -> Iterator[_Fit]:
    """A service that takes a file comes before a telephone line; an emergency number is for emergencies."""
    if item.domain is Domain.RESIDENCE and partner.kind is PartnerKind.IMMIGRATION_LAW:
        yield _Fit(20, _("spécialisé en droit des étrangers"))
    if partner.kind is PartnerKind.HELPLINE:
        yield _Fit(-10)
    if partner.kind is PartnerKind.EMERGENCY:
        yield _Fit(-15, "", _("en cas d’urgence seulement"))


def _file_language(case: Case, partner: Partner) -> Iterator[_Fit]:
    """The Brussels rule (seed 001): French, hers or the file's, leads here, Dutch there; both or neither to both."""
    served = set(partner.file_languages)
    if not served:
        return
    file_language = case.value("language.file_language")
    wanted = {"fr", "nl"} if file_language == "both" else {"fr", "nl"} & {*_languages(case), file_language}
    if file_language in served:
        yield _Fit(15, _("prend les dossiers en {language}").format(language=language_name(str(file_language))))
    elif served & wanted:
        yield _Fit(12, _("accueille en {language}").format(language=language_name(min(served & wanted))))
    elif wanted:
        yield _Fit(-30, "", _("travaille dans une autre langue que la sienne et celle de son dossier"))


def _spoken(case: Case, partner: Partner) -> Iterator[_Fit]:
    spoken = _languages(case)
    shared = sorted(set(partner.languages) & spoken)
    if shared:
        names = ", ".join(language_name(code) for code in shared)
        yield _Fit(10, _("parle {languages}").format(languages=names))
    elif spoken and partner.with_interpreter:
        yield _Fit(4, _("avec interprète"))
    elif spoken and partner.languages:
        yield _Fit(-5, "", _("prévoir un interprète"))


def _children(case: Case, item: NeedItem, partner: Partner) -> Iterator[_Fit]:
    if item.domain is Domain.HOUSING and case.entries.get("children"):
        if partner.takes_children:
            yield _Fit(8, _("accueille les enfants"))
        elif partner.takes_children is False:
            yield _Fit(-20, "", _("n’accueille pas les enfants"))
    if item.domain is Domain.CHILDREN and "children" in partner.serves:
        yield _Fit(10, _("pour les enfants"))


def _opening(partner: Partner, open_now: bool | None) -> Iterator[_Fit]:
    if open_now:
        yield _Fit(5, _("joignable en ce moment"))
    elif open_now is None and not partner.hours.by_appointment:
        yield _Fit(-2, "", _("horaires à vérifier"))


def _languages(case: Case) -> set[str]:
    spoken = case.value("language.spoken")
    return set(spoken) if isinstance(spoken, tuple) else set()
