"""Whom to contact for a need of a case."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import datetime

from caselink.commands.outcome import Outcome
from caselink.commands.unlocking import opened
from caselink.domain.answers import Json
from caselink.errors import UserError
from caselink.i18n import _
from caselink.services.cases import find_case
from caselink.services.suggestions import Suggestions, Why, whom_to_contact


def suggest(options: Namespace) -> Outcome:
    """The partners that fit, best first, those that do not, and the helplines, each with its reasons."""
    at = None if options.on is None else _moment(options.on)
    with opened(options) as office:
        found = whom_to_contact(office, find_case(office, options.case), options.need, at)
    fits: list[Json] = [
        {
            "partner": each.partner.short_name, "reasons": _points(each.reasons), "cautions": _points(each.cautions),
            "open_now": each.open_now,
        }
        for each in found.fits
    ]
    unfit: list[Json] = [{"partner": each.partner.short_name, "why": each.why.words} for each in found.unfit]
    document = {
        "need": options.need, "fits": fits, "unfit": unfit,
        "helplines": [partner.short_name for partner in found.helplines],
    }
    return Outcome(document, tuple(_readable(found)))


def _points(points: Iterable[Why]) -> list[Json]:
    return [{"rule": point.rule, "words": point.words} for point in points]


def _readable(found: Suggestions) -> Iterator[str]:
    for each in found.fits:
        yield f"{each.partner.short_name}  {each.partner.name}  {', '.join(each.partner.phones)}".rstrip()
        yield from (f"  + {point.words}" for point in each.reasons)
        yield from (f"  ! {point.words}" for point in each.cautions)
    if not found.fits:
        yield _("Aucune structure de l’annuaire ne convient à ce besoin.")
    if found.unfit:
        yield _("Ne conviennent pas, et pourquoi :")
        said = [(each.partner.short_name, each.why.words) for each in found.unfit]
        yield from ("  " + _("{name} : {why}").format(name=name, why=why) for name, why in said)
    if found.helplines:
        yield _("Lignes d’écoute :")
        yield from (f"  {each.short_name}  {each.name}" for each in found.helplines)


def _moment(word: str) -> datetime:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?", word):
            return datetime.fromisoformat(word)
    except ValueError:
        pass
    raise UserError(_("« --on » n’est pas un moment : écrivez-le comme 2026-11-03T14:30, à l’heure du service. Rien "
                      "n’a été fait."))
