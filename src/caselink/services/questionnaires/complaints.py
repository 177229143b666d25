"""Noting a step of the complaint: what happened, when, where, by whom; when to ask for news."""

from __future__ import annotations

from typing import Final

from caselink.domain.case import Case
from caselink.forms.asks import Answers
from caselink.forms.complaint import COMPLAINT
from caselink.i18n import N_, _
from caselink.services.cases import read_case
from caselink.services.complaints import record_complaint
from caselink.services.office import Office
from caselink.services.questionnaires.questionnaire import Questionnaire
from caselink.services.questionnaires.records import RecordFacts, asks_of, raw_of

_ORDER: Final = ("step", "on", "place", "who", "number", "reported_to", "what", "due")


def _reminder(_facts: RecordFacts, answers: Answers) -> str:
    """What the field says of that step (service-public.fr; victimes.cfwb.be; TACTICS report)."""
    return {
        "in_preparation": _("Adresse sûre, faits par date et lieu, témoins, blessures, papiers, mesures, interprète."),
        "told": _("Dites-le avant : durée, confrontation possible, ce que lui ou son avocat peut lire."),
        "refused": _("Notez jour, lieu et nom : un refus se signale à la hiérarchie, puis au procureur par lettre."),
    }.get(answers.text("step"), "")


def _write(office: Office, facts: RecordFacts, answers: Answers) -> Case:
    record_complaint(office, facts.case_id, raw_of(COMPLAINT, answers), facts.record_id)
    return read_case(office, facts.case_id)


NOTE_COMPLAINT: Final = Questionnaire[RecordFacts, Case](
    "complaint",
    asks_of(
        COMPLAINT, _ORDER, proposes={"on": lambda facts: facts.today.isoformat()}, notes={"step": _reminder},
    ),
    title=N_("Étape de la plainte"),
    intro=N_("C’est elle qui décide. La fiche reprend d’elle-même ce qui est noté ici."),
    save=N_("Noter l’étape"),
    write=_write,
    said=N_("Étape notée."),
)
