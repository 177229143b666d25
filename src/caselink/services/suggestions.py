""""Whom do I contact": the partners that fit a need and why, those that do not and why, and who listens in any case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Final

from caselink.consent.grounds import Grounds
from caselink.disclosure.gate import grounds_of, is_blocked, near_matches
from caselink.domain.case import Case
from caselink.domain.partners import Partner, PartnerKind
from caselink.errors import UserError
from caselink.forms.contact_facts import NeedAsked, asking
from caselink.forms.contact_rules import CONTACT_RULES, answers, excluded_by, listens, weight
from caselink.forms.directory import starter_directory
from caselink.forms.needs import DOMAIN_LABELS, NEEDS
from caselink.i18n import _, country_name, language_name
from caselink.names.folding import sorting_key
from caselink.services.directory import checked_sentence, hours_sentence, partners
from caselink.services.office import Office
from caselink.services.opening import open_now as is_open
from caselink.services.recipients import recipient_of


@dataclass(frozen=True, slots=True)
class Why:
    """One point for or against a partner: the rule and its sentence."""

    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A partner that fits a need. `open_now` is None where the hours are not known or it is by appointment."""

    partner: Partner
    reasons: tuple[Why, ...]
    cautions: tuple[Why, ...]
    open_now: bool | None
    hours_text: str
    checked_text: str


@dataclass(frozen=True, slots=True)
class Unfit:
    """A partner that does not fit, and the first rule that says so."""

    partner: Partner
    why: Why


_ANY_HELP: Final = "specialised_service"
"""The need that helplines speak to, whatever else she wishes."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The answer to "whom do I contact", best first each.

    `helplines` are there in any case: she may want none of the others (Brussels sheet, 2.3). `more` says whether others
    fit beside those that were asked for.
    """

    fits: tuple[Suggestion, ...]
    unfit: tuple[Unfit, ...]
    helplines: tuple[Partner, ...]
    more: bool = False


def whom_to_contact(
    office: Office, case: Case, item: str, at: datetime | None = None, *, limit: int | None = None
) -> Suggestions:
    """Who fits a need of this case at that local moment of the office (left out: now).

    With a `limit` only so many of those that fit are looked at, the best, and as many of the others are worded: names
    are compared with care, which takes its time. Raises UserError for an unknown need, EventsAltered as the gate does.
    """
    if item not in NEEDS:
        raise UserError(_("Ce besoin n’existe pas dans la liste. Rien n’a été fait : vérifiez le nom."))
    asked, grounds = asking(case, NEEDS[item], office.country), grounds_of(case)
    known = partners(office)
    came = [partner for partner in known if answers(asked, partner)]
    fitting = [partner for partner in came if excluded_by(asked, partner) is None]
    fits, blocked, more = _best(asked, fitting, grounds, at or office.now(), limit)
    kept = {partner.short_name for partner in fitting} - {partner.short_name for partner in blocked}
    unfit = (partner for partner in came if partner.short_name not in kept)
    return Suggestions(
        tuple(fits), tuple(Unfit(partner, _why_not(asked, partner, grounds)) for partner in islice(unfit, limit)),
        _helplines(asked, known, grounds) or _helplines(asked, starter_directory(), grounds), more,
    )


def _best(
    asked: NeedAsked, fitting: Iterable[Partner], grounds: Grounds, at: datetime, limit: int | None
) -> tuple[list[Suggestion], list[Partner], bool]:
    """Those that fit, best first; those among them whom nobody may inform; whether others follow. Whoever only
    resembles somebody never to inform comes last.
    """
    opened = cache(lambda hours, country: is_open(Partner("", "", PartnerKind.OTHER, hours=hours, country=country), at))
    order = sorted(
        ((weight(asked, each), opened(each.hours, each.country) is not True, number, each)
         for number, each in enumerate(fitting)),
        key=lambda each: each[:3],
    )
    fits: list[Suggestion] = []
    resembling: list[Suggestion] = []
    blocked: list[Partner] = []
    for _weight, _shut, _number, partner in order:
        if limit is not None and len(fits) == limit:
            return fits, blocked, True
        if is_blocked(grounds, recipient_of(partner)):
            blocked.append(partner)
            continue
        near = near_matches(grounds, recipient_of(partner))
        found = _suggestion(asked, partner, [entry.name for entry in near], opened(partner.hours, partner.country))
        (resembling if near else fits).append(found)
    every = fits + resembling
    return every[:limit], blocked, limit is not None and len(every) > limit


def _why_not(asked: NeedAsked, partner: Partner, grounds: Grounds) -> Why:
    """The first rule that excludes this partner."""
    rule = None if is_blocked(grounds, recipient_of(partner)) else excluded_by(asked, partner)
    if rule is None:
        return Why("never_inform", _("à ne jamais informer"))
    return Why(rule.id, _said(rule.otherwise, asked, partner))


def _suggestion(asked: NeedAsked, partner: Partner, near: Iterable[str], open_now: bool | None) -> Suggestion:
    """What is said of it."""
    resembles = [
        Why("never_inform", _("Ressemble à « {name} », à ne jamais informer.").format(name=name)) for name in near
    ]
    reasons, cautions = [*_points(asked, partner, held=True)], [*resembles, *_points(asked, partner, held=False)]
    if open_now:
        reasons.append(Why("open_now", _("joignable en ce moment")))
    elif open_now is None and not partner.hours.by_appointment:
        cautions.append(Why("open_now", _("horaires à vérifier")))
    return Suggestion(
        partner, tuple(reasons), tuple(cautions), open_now, hours_sentence(partner.hours), checked_sentence(partner)
    )


def _points(asked: NeedAsked, partner: Partner, *, held: bool) -> Iterator[Why]:
    for rule in CONTACT_RULES:
        words = rule.reason if held else rule.otherwise
        if words and rule.holds(asked, partner) is held:
            yield Why(rule.id, _said(words, asked, partner))


def helplines_for(office: Office, case: Case) -> tuple[str, ...]:
    """Helplines that she may be offered whatever she wishes, each with its number; none that must not be informed."""
    asked, grounds = asking(case, NEEDS[_ANY_HELP], office.country), grounds_of(case)
    lines = [each for each in partners(office) if each.kind is PartnerKind.HELPLINE]
    found = _helplines(asked, lines, grounds) or _helplines(asked, starter_directory(), grounds)
    return tuple(f"{each.phones[0]} {each.name}" for each in found if each.phones)


def _said(words: str, asked: NeedAsked, partner: Partner) -> str:
    return _(words).format(
        domain=_(DOMAIN_LABELS[asked.need.domain]),
        country=country_name(partner.country) if partner.country else "",
        languages=_language_names(asked.languages & {*partner.languages}),
        files=_language_names(partner.file_languages),
    )


def _language_names(codes: Iterable[str]) -> str:
    return ", ".join(sorted(map(language_name, codes), key=sorting_key))


def _helplines(asked: NeedAsked, known: Iterable[Partner], grounds: Grounds) -> tuple[Partner, ...]:
    """The helplines that she may be offered, those of the need's domain and of her language first."""
    helplines = [
        partner for partner in known
        if listens(asked, partner) and not is_blocked(grounds, recipient_of(partner))
    ]
    return tuple(sorted(helplines, key=lambda partner: (weight(asked, partner), sorting_key(partner.name))))
