"""The small line beneath a need: proposed by the form, who sees to it, until when, what was done."""

from __future__ import annotations

from datetime import date

from caselink.domain.case import Case
from caselink.domain.needs import NeedState
from caselink.forms.encounters import ENCOUNTER
from caselink.forms.records import said_in
from caselink.i18n import _
from caselink.services.encounters import last_encounter
from caselink.services.needs import NeedLine
from caselink.ui.look.dates import day_this_year, day_words, short_day


def caption(line: NeedLine, today: date) -> str:
    """What is known about the need, in one short line; empty where nothing is."""
    match line.state:
        case NeedState.NOT_ASSESSED:
            parts: list[str | None] = [_("proposé par la fiche")] if line.proposed else []
        case NeedState.TO_DO:
            parts = [line.partner, _taken_back(line), line.owner, _due(line, today)]
        case NeedState.DONE:
            parts = [line.outcome, line.partner, _taken_back(line)]
        case NeedState.NOT_APPLICABLE:
            parts = [_("sans objet")]
        case NeedState.NOT_WISHED:
            parts = [_("ne souhaite pas"), _again(line)]
    return " · ".join(part for part in parts if part)


def last_contact_words(case: Case) -> str:
    """When she was last seen or heard, how, by whom; that nobody has yet."""
    last = last_encounter(case)
    if last is None:
        return _("Personne du service ne l’a encore vue.")
    said = [day_words(last.on), said_in(ENCOUNTER, last.values, "channel"), last.by]
    return _("Dernier contact : {what}").format(what=", ".join(part for part in said if part))


def is_late(line: NeedLine, today: date) -> bool:
    """Whether it should have been done before today."""
    return line.state is NeedState.TO_DO and line.due is not None and line.due < today


def _taken_back(line: NeedLine) -> str:
    return _("elle a retiré son accord") if line.taken_back else ""


def _due(line: NeedLine, today: date) -> str:
    if line.due is None:
        return ""
    day = _short(line.due, today)
    return _("en retard : {day}").format(day=day) if is_late(line, today) else _("pour le {day}").format(day=day)


def _again(line: NeedLine) -> str:
    return "" if line.ask_again_on is None else _("redemander le {day}").format(day=_short(line.ask_again_on, None))


def _short(day: date, today: date | None) -> str:
    return short_day(day) if today is None else day_this_year(day, today)
