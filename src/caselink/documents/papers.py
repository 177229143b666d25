"""The papers, declared once: what each is called, which type of the gate it is made from, what writes it, which service
prepares it, whether it is sealed, who may make it.

The register, the words of the audit trail, the rules of the house (`tools/house.py` reads this page without running it)
and the leak test read this. A new paper is its declaration, its writer here and its service.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from caselink.disclosure.outputs import (
    Aggregate,
    CaseFree,
    Disclosure,
    ForAgency,
    Handed,
    OfficeFigures,
    OfficePage,
    OwnCopy,
)
from caselink.documents.access_letter import write_access_letter
from caselink.documents.blank_form import write_blank_form
from caselink.documents.booklet import write_booklet
from caselink.documents.calendar_file import write_calendar
from caselink.documents.certificate import write_certificate
from caselink.documents.chronology import write_chronology
from caselink.documents.complaint_letter import write_complaint_letter
from caselink.documents.complaint_sheet import write_complaint_sheet
from caselink.documents.consent_form import write_consent_form
from caselink.documents.danger_sheet import write_danger_sheet
from caselink.documents.emergency_sheet import write_emergency_sheet
from caselink.documents.handed import write_handed
from caselink.documents.justice_report import write_justice_report
from caselink.documents.liaison import write_liaison
from caselink.documents.meeting import (
    write_agenda,
    write_meeting_answer,
    write_meeting_pack,
    write_minutes,
    write_statement,
)
from caselink.documents.office_page import write_office_page, write_processing_record
from caselink.documents.own_copy import write_own_copy
from caselink.documents.recall_letter import write_recall_letter
from caselink.documents.recovery_sheet import write_recovery_sheet
from caselink.documents.reply_slip import write_reply_slip
from caselink.documents.spreadsheets import (
    write_funder_form,
    write_funder_form_values,
    write_office_figures_sheet,
    write_office_figures_values,
    write_statistics_sheet,
    write_statistics_values,
)
from caselink.documents.statistics import write_office_figures, write_statistics
from caselink.documents.survey_sheet import write_survey_sheet
from caselink.domain.roles import Role
from caselink.i18n import N_

GateType = Disclosure | CaseFree | Handed | OwnCopy | OfficePage | Aggregate | OfficeFigures | ForAgency
"""What the gate makes for a writer."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of paper. `kind` stands in the register for ever, and in JSON; it is never changed.

    `writer` gets what the gate made, and whatever else its service hands it (`Letterhead`); it gives the file as bytes.
    A `sealed` paper opens only by a passphrase that is shown once. `service` is the module of `caselink.services` that
    prepares it. `said` is what the audit trail says where making it is an entry of its own.
    """

    kind: str
    label: str
    takes: type[GateType]
    writer: Callable[..., bytes]
    service: str
    sealed: bool
    made_by: frozenset[Role]
    said: str = ""
    suffix: str = ".pdf"
    """How its file is called; what is no PDF is never sealed."""
    by_any_clock: bool = False
    """Whether it is made by a clock that nobody vouches for too: it holds no day and nothing of a case that a wrong day
    could bring out, and is wanted just when something is amiss (decision 67)."""
    may_be_plain: bool = False
    """Whether a sealed one may be handed over without its seal, where whoever takes it can't open one."""


_WORKERS: Final = frozenset({Role.WORKER, Role.COORDINATOR})
_COORDINATORS: Final = frozenset({Role.COORDINATOR})

PAPERS: Final[dict[str, Paper]] = {
    paper.kind: paper
    for paper in (
        Paper(
            "liaison_form", N_("Fiche de liaison"), takes=Disclosure, writer=write_liaison, service="sharing",
            sealed=True, made_by=_WORKERS, said=N_("Fiche de liaison préparée"),
        ),
        Paper(
            "danger_sheet", N_("Fiche de danger"), takes=Disclosure, writer=write_danger_sheet, service="danger.sheet",
            sealed=True, made_by=_WORKERS, said=N_("Fiche de danger préparée"),
        ),
        Paper(
            "chronology", N_("Chronologie"), takes=Disclosure, writer=write_chronology, service="chronology",
            sealed=True, made_by=_WORKERS, said=N_("Chronologie préparée"),
        ),
        Paper(
            "complaint_sheet", N_("Préparation de plainte"), takes=Disclosure, writer=write_complaint_sheet,
            service="complaint_papers", sealed=True, made_by=_WORKERS, said=N_("Préparation de plainte écrite"),
        ),
        Paper(
            "complaint_letter", N_("Lettre après un refus de plainte"), takes=Disclosure, writer=write_complaint_letter,
            service="complaint_papers", sealed=True, made_by=_WORKERS, said=N_("Lettre après un refus préparée"),
        ),
        Paper(
            "complaint_preparation", N_("Sa feuille avant la plainte"), takes=Handed, writer=write_handed,
            service="complaint_papers", sealed=False, made_by=_WORKERS,
            said=N_("Feuille avant la plainte écrite pour elle"),
        ),
        Paper(
            "statement", N_("Attestation, brouillon"), takes=Handed, writer=write_handed, service="statement",
            sealed=False, made_by=_WORKERS, said=N_("Brouillon d’attestation écrit"),
        ),
        Paper(
            "timeline_page", N_("Frise du dossier"), takes=OfficePage, writer=write_office_page,
            service="timeline_page", sealed=True, made_by=_WORKERS, said=N_("Frise écrite pour le service"),
            may_be_plain=True,
        ),
        Paper(
            "certificate", N_("Certificat d’effacement"), takes=CaseFree, writer=write_certificate, service="erasing",
            sealed=False, made_by=_COORDINATORS, by_any_clock=True,
        ),
        Paper(
            "deadlines_calendar", N_("Agenda des échéances"), takes=CaseFree, writer=write_calendar,
            service="calendar_file", sealed=False, made_by=_WORKERS, said=N_("Agenda des échéances écrit"),
            suffix=".ics",
        ),
        Paper(
            "safety_plan", N_("Plan de sécurité"), takes=Handed, writer=write_handed, service="danger.plan",
            sealed=False, made_by=_WORKERS, said=N_("Plan de sécurité écrit pour elle"),
        ),
        Paper(
            "his_orientation", N_("Orientation pour lui"), takes=Handed, writer=write_handed,
            service="danger.with_him", sealed=False, made_by=_WORKERS, said=N_("Orientation écrite pour lui"),
        ),
        Paper(
            "justice_report", N_("Signalement"), takes=Disclosure, writer=write_justice_report,
            service="justice_report", sealed=True, made_by=_WORKERS, said=N_("Signalement préparé"),
        ),
        Paper(
            "consent_form", N_("Formulaire d’accord"), takes=Handed, writer=write_consent_form, service="consent_form",
            sealed=False, made_by=_WORKERS, said=N_("Formulaire d’accord écrit"),
        ),
        Paper(
            "recall_letter", N_("Lettre de rappel"), takes=CaseFree, writer=write_recall_letter, service="recall",
            sealed=True, made_by=_WORKERS, said=N_("Lettre de rappel préparée"),
        ),
        Paper(
            "booklet", N_("Livret d’adresses"), takes=CaseFree, writer=write_booklet, service="booklet", sealed=False,
            made_by=_WORKERS,
        ),
        Paper(
            "blank_form", N_("Fiche partenariale vierge"), takes=CaseFree, writer=write_blank_form,
            service="blank_form", sealed=False, made_by=frozenset(Role), by_any_clock=True,
        ),
        Paper(
            "register", N_("Registre des transmissions"), takes=OfficePage, writer=write_office_page,
            service="accounting", sealed=True, made_by=_COORDINATORS, said=N_("Registre écrit"), may_be_plain=True,
        ),
        Paper(
            "incident_note", N_("Note d’incident"), takes=OfficePage, writer=write_office_page,
            service="accounting", sealed=True, made_by=_COORDINATORS, said=N_("Note d’incident écrite"),
        ),
        Paper(
            "processing_record", N_("Registre des activités de traitement"), takes=CaseFree,
            writer=write_processing_record, service="accounting", sealed=False, made_by=_COORDINATORS,
        ),
        Paper(
            "reply_slip", N_("Talon de réponse"), takes=CaseFree, writer=write_reply_slip, service="slips",
            sealed=False, made_by=_WORKERS, by_any_clock=True,
        ),
        Paper(
            "own_copy", N_("Sa copie"), takes=OwnCopy, writer=write_own_copy, service="own_copy", sealed=True,
            made_by=_WORKERS, said=N_("Copie écrite pour elle"), may_be_plain=True,
        ),
        Paper(
            "access_letter", N_("Réponse à une demande d’accès"), takes=CaseFree, writer=write_access_letter,
            service="access_letter", sealed=False, made_by=_WORKERS,
        ),
        Paper(
            "emergency_sheet", N_("Page d’urgence"), takes=CaseFree, writer=write_emergency_sheet,
            service="danger.emergency", sealed=False, made_by=frozenset(Role), by_any_clock=True,
        ),
        Paper(
            "meeting_pack", N_("Paquet de réunion"), takes=ForAgency, writer=write_meeting_pack,
            service="meetings.packs", sealed=True, made_by=_WORKERS, said=N_("Paquet de réunion préparé"),
        ),
        Paper(
            "minutes", N_("Relevé de décisions"), takes=ForAgency, writer=write_minutes, service="meetings.packs",
            sealed=True, made_by=_WORKERS, said=N_("Relevé de décisions préparé"),
        ),
        Paper(
            "meeting_answer", N_("Réponse à un paquet de réunion"), takes=CaseFree, writer=write_meeting_answer,
            service="meetings.returning", sealed=True, made_by=_WORKERS,
        ),
        Paper(
            "confidentiality_statement", N_("Engagement de confidentialité"), takes=CaseFree, writer=write_statement,
            service="meetings.handouts", sealed=False, made_by=_WORKERS,
        ),
        Paper(
            "meeting_agenda", N_("Ordre du jour"), takes=CaseFree, writer=write_agenda, service="meetings.handouts",
            sealed=False, made_by=_WORKERS,
        ),
        Paper(
            "meeting_calendar", N_("Agenda de la réunion"), takes=CaseFree, writer=write_calendar,
            service="meetings.handouts", sealed=False, made_by=_WORKERS, suffix=".ics",
        ),
        Paper(
            "recovery_sheet", N_("Feuille de secours"), takes=CaseFree, writer=write_recovery_sheet,
            service="recovery_sheet", sealed=False, made_by=_COORDINATORS, by_any_clock=True,
        ),
        Paper(
            "statistics", N_("Chiffres publiés"), takes=Aggregate, writer=write_statistics,
            service="figures.publishing", sealed=False, made_by=_COORDINATORS,
            said=N_("Chiffres publiés"),
        ),
        Paper(
            "statistics_sheet", N_("Chiffres publiés, en tableur"), takes=Aggregate, writer=write_statistics_sheet,
            service="figures.publishing", sealed=False, made_by=_COORDINATORS,
            said=N_("Chiffres publiés, en tableur"), suffix=".xlsx",
        ),
        Paper(
            "statistics_values", N_("Chiffres publiés, en CSV"), takes=Aggregate, writer=write_statistics_values,
            service="figures.publishing", sealed=False, made_by=_COORDINATORS,
            said=N_("Chiffres publiés, en CSV"), suffix=".csv",
        ),
        Paper(
            "office_figures", N_("Chiffres exacts"), takes=OfficeFigures, writer=write_office_figures,
            service="figures.publishing", sealed=False, made_by=_COORDINATORS,
            said=N_("Chiffres exacts écrits"),
        ),
        Paper(
            "office_figures_sheet", N_("Chiffres exacts, en tableur"), takes=OfficeFigures,
            writer=write_office_figures_sheet, service="figures.publishing", sealed=False, made_by=_COORDINATORS,
            said=N_("Chiffres exacts écrits, en tableur"), suffix=".xlsx",
        ),
        Paper(
            "office_figures_values", N_("Chiffres exacts, en CSV"), takes=OfficeFigures,
            writer=write_office_figures_values, service="figures.publishing", sealed=False, made_by=_COORDINATORS,
            said=N_("Chiffres exacts écrits, en CSV"), suffix=".csv",
        ),
        Paper(
            "funder_form", N_("Formulaire rempli, en tableur"), takes=Aggregate, writer=write_funder_form,
            service="figures.publishing", sealed=False, made_by=_COORDINATORS,
            said=N_("Formulaire d’un financeur rempli"), suffix=".xlsx",
        ),
        Paper(
            "funder_form_values", N_("Formulaire rempli, en CSV"), takes=Aggregate, writer=write_funder_form_values,
            service="figures.publishing", sealed=False, made_by=_COORDINATORS,
            said=N_("Formulaire d’un financeur rempli, en CSV"), suffix=".csv",
        ),
        Paper(
            "survey_sheet", N_("Feuille d’avis"), takes=CaseFree, writer=write_survey_sheet, service="figures.survey",
            sealed=False, made_by=frozenset(Role), by_any_clock=True,
        ),
    )
}
