""""Whom do I contact": the partners that fit a need and why, those that do not and why, and who listens in any case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from caselink.consent.grounds import Grounds
from caselink.disclosure.gate import grounds_of, is_blocked, near_matches
from caselink.domain.case import Case
from caselink.domain.partners import Partner
from caselink.errors import UserError
from caselink.forms.contact_facts import Asking, asking
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


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The answer to "whom do I contact", best first each.

    `helplines` are there in any case: she may want none of the others (Brussels sheet, 2.3).
    """

    fits: tuple[Suggestion, ...]
    unfit: tuple[Unfit, ...]
    helplines: tuple[Partner, ...]


def whom_to_contact(office: Office, case: Case, item: str, at: datetime | None = None) -> Suggestions:
    """Who fits a need of this case at that local moment of the office (left out: now).

    Raises UserError for an unknown need, EventsAltered as the gate does.
    """
    if item not in NEEDS:
        raise UserError(_("Ce besoin n’existe pas dans la liste."))
    asked, grounds = asking(case, NEEDS[item], office.country), grounds_of(case)
    known = partners(office)
    fits: list[tuple[tuple[object, ...], Suggestion]] = []
    unfit: list[Unfit] = []
    for partner in known:
        if not answers(asked, partner):
            continue
        why = _why_not(asked, partner, grounds)
        if why is None:
            fits.append(_fit(asked, partner, grounds, at or office.now()))
        else:
            unfit.append(Unfit(partner, why))
    return Suggestions(
        tuple(suggestion for _order, suggestion in sorted(fits, key=lambda each: each[0])), tuple(unfit),
        _helplines(asked, known, grounds) or _helplines(asked, starter_directory(), grounds),
    )


def _why_not(asked: Asking, partner: Partner, grounds: Grounds) -> Why | None:
    """The first rule that excludes this partner; None for one that fits."""
    if is_blocked(grounds, recipient_of(partner)):
        return Why("never_inform", _("à ne jamais informer"))
    rule = excluded_by(asked, partner)
    return None if rule is None else Why(rule.id, _said(rule.otherwise, asked, partner))


def _fit(
    asked: Asking, partner: Partner, grounds: Grounds, at: datetime
) -> tuple[tuple[object, ...], Suggestion]:
    """How it is sorted, and what is said of it."""
    near = [
        Why("never_inform", _("Ressemble à « {name} », à ne jamais informer.").format(name=entry.name))
        for entry in near_matches(grounds, recipient_of(partner))
    ]
    open_now = is_open(partner, at)
    reasons, cautions = [*_points(asked, partner, held=True)], [*near, *_points(asked, partner, held=False)]
    if open_now:
        reasons.append(Why("open_now", _("joignable en ce moment")))
    elif open_now is None and not partner.hours.by_appointment:
        cautions.append(Why("open_now", _("horaires à vérifier")))
    suggestion = Suggestion(
        partner, tuple(reasons), tuple(cautions), open_now, hours_sentence(partner.hours), checked_sentence(partner)
    )
    order = (bool(near), weight(asked, partner), open_now is not True, sorting_key(partner.name), partner.short_name)
    return order, suggestion


def _points(asked: Asking, partner: Partner, *, held: bool) -> Iterator[Why]:
    for rule in CONTACT_RULES:
        words = rule.reason if held else rule.otherwise
        if words and rule.holds(asked, partner) is held:
            yield Why(rule.id, _said(words, asked, partner))


def _said(words: str, asked: Asking, partner: Partner) -> str:
    return _(words).format(
        domain=_(DOMAIN_LABELS[asked.need.domain]),
        country=country_name(partner.country) if partner.country else "",
        languages=_language_names(asked.languages & {*partner.languages}),
        files=_language_names(partner.file_languages),
    )


def _language_names(codes: Iterable[str]) -> str:
    return ", ".join(sorted(map(language_name, codes), key=sorting_key))


def _helplines(asked: Asking, known: Iterable[Partner], grounds: Grounds) -> tuple[Partner, ...]:
    """The helplines that she may be offered, those of the need's domain and of her language first."""
    helplines = [
        partner for partner in known
        if listens(asked, partner) and not is_blocked(grounds, recipient_of(partner))
    ]
    return tuple(sorted(helplines, key=lambda partner: (weight(asked, partner), sorting_key(partner.name))))
