"""Noting an interview with him: the funnel first, then the service, then what he agrees to have written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from caselink.domain.case import Case
from caselink.forms.asks import Answers, Ask
from caselink.forms.danger.with_him import INTERVIEW, WITH_HIM
from caselink.forms.schema import Kind
from caselink.i18n import N_, _
from caselink.services.cases import read_case
from caselink.services.danger.with_him import Interview, record_interview, services_for_him
from caselink.services.office import Office
from caselink.services.questionnaires.questionnaire import Questionnaire
from caselink.services.questionnaires.records import RecordFacts, asks_of, raw_of
from caselink.services.workers import workers

_ORDER: Final = (
    "on", "by", "facts", "responsibility", "children", "named", "number_given", "service", "answer", "answered_on",
    "agreed", "name", "words",
)
_OF_SERVICE: Final = frozenset({"answer", "answered_on"})
_OF_PAPER: Final = frozenset({"name", "words"})


@dataclass(frozen=True)
class HimFacts(RecordFacts):
    """With the services that he can be sent to: short names and names."""

    services: tuple[tuple[str, str], ...] = ()


def him_facts(office: Office, case: Case, interview: Interview | None = None) -> HimFacts:
    """On what an interview with him is asked; with one, it is worded anew."""
    return HimFacts(
        case.id, office.user, tuple(worker.name for worker in workers(office)), office.today(),
        {} if interview is None else interview.values, None if interview is None else interview.id,
        services=tuple((each.short_name, each.name) for each in services_for_him(office)),
    )


def _questions(step_id: str) -> Callable[[RecordFacts, Answers], str]:
    """The questions of that step, beneath the field that takes what he says."""
    step = next(step for step in INTERVIEW if step.id == step_id)
    return lambda _facts, _answers: " ".join(_("« {question} »").format(question=_(each)) for each in step.questions)


def _asked(ask: Ask[HimFacts]) -> Ask[HimFacts]:
    if ask.name == "service":
        return replace(ask, kind=Kind.CHOICE, options_from=lambda facts, _answers: facts.services)
    if ask.name in _OF_SERVICE:
        return replace(ask, shown_if=lambda _facts, answers: bool(answers.text("service")))
    if ask.name in _OF_PAPER:
        return replace(ask, shown_if=lambda _facts, answers: answers.yes("agreed"))
    return ask


def _write(office: Office, facts: HimFacts, answers: Answers) -> Case:
    record_interview(office, facts.case_id, raw_of(WITH_HIM, answers), facts.record_id)
    return read_case(office, facts.case_id)


NOTE_WITH_HIM: Final = Questionnaire[HimFacts, Case](
    "with_him",
    tuple(_asked(ask) for ask in asks_of(  # type: ignore[arg-type]
        WITH_HIM, _ORDER, proposes={"on": lambda facts: facts.today.isoformat(), "by": lambda facts: facts.user},
        notes={step.id: _questions(step.id) for step in INTERVIEW},
    )),
    title=N_("Entretien avec lui"),
    intro=N_("Ce qu’il dit reste au service. Son papier ne porte que ce qu’il accepte d’écrire."),
    save=N_("Noter l’entretien avec lui"),
    write=_write,
    said=N_("Entretien avec lui noté. Le danger est à réévaluer : ce qu’il a entendu peut retomber sur elle."),
)
