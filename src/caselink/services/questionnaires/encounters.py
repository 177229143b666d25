"""Noting an encounter: who, when, how, where at first; the rest if there is time."""

from __future__ import annotations

from typing import Final

from caselink.domain.case import Case
from caselink.forms.asks import Answers
from caselink.forms.encounters import ENCOUNTER
from caselink.i18n import N_, _
from caselink.services.cases import read_case
from caselink.services.contact import header
from caselink.services.encounters import Encounter, record_encounter
from caselink.services.office import Office
from caselink.services.questionnaires.questionnaire import Questionnaire
from caselink.services.questionnaires.records import RecordFacts, asks_of, raw_of
from caselink.services.workers import workers

_ORDER: Final = (
    "on", "at", "by", "channel", "place", "done", "next", "next_on", "with", "alone", "interpreter", "why",
)


def encounter_facts(office: Office, case: Case, encounter: Encounter | None = None) -> RecordFacts:
    """On what an encounter of this case is asked; with one, it is worded anew."""
    return RecordFacts(
        case.id, office.user, tuple(worker.name for worker in workers(office)), office.today(),
        {} if encounter is None else encounter.values, None if encounter is None else encounter.id,
        _reminder(office, case),
    )


def _reminder(office: Office, case: Case) -> str:
    """Before a call: whether she may be called now, the code word, what never; never the word itself."""
    head = header(case, office.now())
    said = [head.sentence[:1].upper() + head.sentence[1:] + "."] if head.sentence else []
    if head.code_word:
        said.append(_("Demandez le mot convenu avant de parler."))
    if head.phone_watched:
        said.append(_(
            "Son téléphone est surveillé : ne dites ni qui appelle ni pourquoi avant d’être sûr que c’est elle."
        ))
    never = [channel.label for channel in head.channels if channel.allowed is False and channel.id != "call"]
    if never:
        said.append(_("Jamais : {channels}.").format(channels=", ".join(never)))
    return " ".join(said)


def _call_reminder(facts: RecordFacts, answers: Answers) -> str:
    return facts.reminder if answers.text("channel") == "phone" else ""


def _write(office: Office, facts: RecordFacts, answers: Answers) -> Case:
    record_encounter(office, facts.case_id, raw_of(ENCOUNTER, answers), facts.record_id)
    return read_case(office, facts.case_id)


NOTE_ENCOUNTER: Final = Questionnaire[RecordFacts, Case](
    "encounter",
    asks_of(
        ENCOUNTER, _ORDER,
        proposes={"on": lambda facts: facts.today.isoformat(), "by": lambda facts: facts.user},
        notes={"channel": _call_reminder},
    ),
    title=N_("Entretien"),
    intro=N_("Qui, quand, comment, où ; le reste si vous en avez le temps. Ce texte ne quitte jamais le service."),
    save=N_("Noter l’entretien"),
    write=_write,
    said=N_("Entretien noté."),
)
