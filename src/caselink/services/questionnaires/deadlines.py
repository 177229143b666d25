"""Noting a deadline, with how long such things last by country; putting one off: until when, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from caselink.domain.case import Case
from caselink.errors import UserError
from caselink.forms.asks import Answers, Ask, Look
from caselink.forms.deadline_lengths import Length, lengths_for
from caselink.forms.deadlines import DEADLINE
from caselink.forms.records import read_record
from caselink.forms.schema import Field, Kind
from caselink.forms.texts import day_text
from caselink.i18n import N_, _, ngettext
from caselink.services.cases import read_case
from caselink.services.deadlines import record_deadline, snooze
from caselink.services.office import Office
from caselink.services.questionnaires.questionnaire import Questionnaire
from caselink.services.questionnaires.records import raw_of
from caselink.services.workers import workers


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


@dataclass(frozen=True, slots=True)
class DeadlineFacts:
    """On what a deadline is asked: the case, the day, the country of the office, who of it may see to it."""

    case_id: str
    today: date
    country: str
    colleagues: tuple[str, ...]


def deadline_facts(office: Office, case: Case) -> DeadlineFacts:
    """The same of this case."""
    names = tuple(worker.name for worker in workers(office))
    return DeadlineFacts(case.id, office.today(), office.country, names)


def _how_long(facts: DeadlineFacts, answers: Answers) -> str:
    """How long such things last where the office is, counted from today; what nobody confirmed says so."""
    lines = []
    for each in lengths_for(answers.text("kind"), facts.country, facts.today):
        said = _("{what} : {how_long}, d’ici au {day} s’il commence aujourd’hui.").format(
            what=_(each.label), how_long=length_words(each), day=day_text(each.ends(facts.today))
        )
        source = _("{source}, à confirmer").format(source=each.source) if not each.confirmed else each.source
        lines.append(f"{said[:1].upper()}{said[1:]} ({source})" if each.source else f"{said[:1].upper()}{said[1:]}")
    return "\n".join(lines)


def length_words(length: Length) -> str:
    """A length in words: days, months, years."""
    if length.days:
        return ngettext("{count} jour", "{count} jours", length.days).format(count=length.days)
    if length.months % 12 == 0:
        return ngettext("{count} an", "{count} ans", length.months // 12).format(count=length.months // 12)
    return _("un mois") if length.months == 1 else _("{count} mois").format(count=length.months)


def _note(office: Office, facts: DeadlineFacts, answers: Answers) -> Case:
    record_deadline(office, facts.case_id, raw_of(DEADLINE, answers))
    return read_case(office, facts.case_id)


def _wrong(answers: Answers, name: str) -> str:
    _values, wrong = read_record(DEADLINE, raw_of(DEADLINE, answers))
    return next((each.sentence for each in wrong if each.name == name and name in answers), "")


def _field(name: str) -> Field:
    column = DEADLINE.column(name)
    if column is None:
        raise KeyError(name)
    return column.field


NOTE_DEADLINE: Final = Questionnaire[DeadlineFacts, Case](
    "deadline",
    (
        Ask(
            "kind", _field("kind").label, Kind.CHOICE, look=Look.SEARCHED, options=_field("kind").options,
            needed=N_("Choisissez la nature."), note=_how_long,
        ),
        Ask(
            "on", _field("on").label, Kind.DATE, help=_field("on").help, lies_ahead=True,
            needed=N_("Il manque une date."), check=lambda _facts, answers: _wrong(answers, "on"),
        ),
        Ask(
            "at", _field("at").label, Kind.TEXT, help=_field("at").help,
            check=lambda _facts, answers: _wrong(answers, "at"),
        ),
        Ask("what", _field("what").label, Kind.TEXT, help=_field("what").help),
        Ask(
            "owner", _field("owner").label, Kind.CHOICE, help=_field("owner").help,
            options_from=lambda facts, _answers: [(name, name) for name in facts.colleagues],
        ),
    ),
    title=N_("Échéance"),
    save=N_("Noter l’échéance"),
    write=_note,
    said=N_("Échéance notée."),
)
