"""What a need may ask in its own line: what was done, when to ask her again, who sees to it, until when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from caselink.domain.case import Case
from caselink.domain.needs import NeedState
from caselink.forms.asks import Answers, Ask, Choices, Look, Proposal
from caselink.forms.needs import STATE_LABELS
from caselink.forms.schema import Kind
from caselink.i18n import N_, _
from caselink.services.needs import NeedLine, set_need
from caselink.services.office import Office
from caselink.services.questionnaires.questionnaire import Questionnaire

_ANSWER: Final = "answer"


class NeedAsk(StrEnum):
    """What may be asked about a need."""

    OUTCOME = "outcome"
    """What was done, in one line, before such a need turns green."""
    AGAIN = "again"
    """When to ask her again what she does not wish now."""
    PARTNER = "partner"
    """Which partner it was handed to."""
    OWNER = "owner"
    """Who of the office sees to it."""
    DUE = "due"
    """Until when."""


@dataclass(frozen=True, slots=True)
class NeedFacts:
    """The need as the worker sees it, and the partners of the directory."""

    case_id: str
    line: NeedLine
    partners: Choices = ()
    helplines: tuple[str, ...] = ()
    """Numbers that she may be given all the same."""


def decide(office: Office, case_id: str, line: NeedLine) -> Case:
    """Set a need to what its line says."""
    return set_need(
        office, case_id, line.item, line.state, partner=line.partner, owner=line.owner, due=line.due,
        ask_again_on=line.ask_again_on, outcome=line.outcome,
    )


def _questionnaire(
    about: NeedAsk, label: str, kind: Kind, shown: Callable[[NeedLine], str | date | None],
    decided: Callable[[NeedLine, Answers], NeedLine], *, save: str = N_("Noter"), needed: str = "",
    note: Callable[[NeedFacts, Answers], str] | None = None,
) -> Questionnaire[NeedFacts, Case]:
    """One question; `label` names the need, `shown` is what is known already, `decided` the need with the answer."""

    def proposes(facts: NeedFacts) -> Proposal:
        known = shown(facts.line)
        return known.isoformat() if isinstance(known, date) else known

    def said(facts: NeedFacts) -> str:
        state = decided(facts.line, Answers({})).state
        return _("{need} : {state}").format(need=facts.line.label, state=_(STATE_LABELS[state]))

    return Questionnaire(
        f"need_{about}",
        (Ask(
            _ANSWER, label, kind, needed=needed, proposes=proposes, lies_ahead=True, note=note,
            label_from=lambda facts: _(label).format(need=facts.line.label),
            look=Look.SEARCHED if kind is Kind.CHOICE else Look.PLAIN,
            placeholder=N_("3/11, demain, mars 2027…") if kind is Kind.DATE else "",
            options_from=_partners if kind is Kind.CHOICE else None,
        ),),
        write=lambda office, facts, answers: decide(office, facts.case_id, decided(facts.line, answers)),
        save=save, said_from=said, undoable=True,
    )


def _partners(facts: NeedFacts, _answers: Answers) -> Choices:
    """Those of the directory; whoever it was handed to stays even where it left that."""
    held, known = facts.line.partner, dict(facts.partners)
    return facts.partners if held is None or held in known else [*facts.partners, (held, held)]


def _numbers(facts: NeedFacts) -> str:
    """What she may be given though she wishes nothing now."""
    if not facts.helplines:
        return ""
    return _("Dites-lui qu’elle peut appeler quand elle veut : {numbers}").format(numbers=" · ".join(facts.helplines))


NEED_QUESTIONNAIRES: Final = {
    NeedAsk.OUTCOME: _questionnaire(
        NeedAsk.OUTCOME, N_("{need} : ce qui a été fait"), Kind.TEXT, lambda line: line.outcome,
        lambda line, answers: replace(line, state=NeedState.DONE, outcome=answers.text(_ANSWER) or None),
        save=N_("C’est fait"), needed=N_("Une ligne suffit : elle dit ce qui a été fait."),
    ),
    NeedAsk.AGAIN: _questionnaire(
        NeedAsk.AGAIN, N_("{need} : elle ne le souhaite pas. Quand le lui redemander ?"), Kind.DATE,
        lambda line: line.ask_again_on,
        lambda line, answers: replace(line, state=NeedState.NOT_WISHED, ask_again_on=answers.day(_ANSWER)),
        note=lambda facts, _answers: _numbers(facts),
    ),
    NeedAsk.PARTNER: _questionnaire(
        NeedAsk.PARTNER, N_("{need} : confié à"), Kind.CHOICE, lambda line: line.partner,
        lambda line, answers: replace(line, partner=answers.text(_ANSWER) or None),
    ),
    NeedAsk.OWNER: _questionnaire(
        NeedAsk.OWNER, N_("{need} : qui s’en occupe ici"), Kind.TEXT, lambda line: line.owner,
        lambda line, answers: replace(line, owner=answers.text(_ANSWER) or None),
    ),
    NeedAsk.DUE: _questionnaire(
        NeedAsk.DUE, N_("{need} : pour quand"), Kind.DATE, lambda line: line.due,
        lambda line, answers: replace(line, due=answers.day(_ANSWER)),
    ),
}
