"""Putting a deadline off: until when, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from caselink.domain.case import Case
from caselink.errors import UserError
from caselink.forms.asks import Answers, Ask
from caselink.forms.schema import Kind
from caselink.i18n import N_, _
from caselink.services.cases import read_case
from caselink.services.deadlines import snooze
from caselink.services.office import Office
from caselink.services.questionnaires.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class SnoozeFacts:
    """Which deadline of which case."""

    case_id: str
    deadline_id: str


def _write(office: Office, facts: SnoozeFacts, answers: Answers) -> Case:
    until = answers.day("until")
    if until is None:
        raise UserError(_("Il manque une date."))
    snooze(office, facts.case_id, facts.deadline_id, until, answers.text("reason"))
    return read_case(office, facts.case_id)


SNOOZE: Final = Questionnaire[SnoozeFacts, Case](
    "snooze",
    (
        Ask("until", N_("Y revenir le"), Kind.DATE, lies_ahead=True, needed=N_("Il manque une date.")),
        Ask("reason", N_("Pourquoi"), Kind.TEXT, needed=N_("Dites en une ligne pourquoi.")),
    ),
    save=N_("Remettre"),
    write=_write,
    said=N_("Échéance remise."),
)
