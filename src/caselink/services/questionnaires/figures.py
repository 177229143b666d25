"""What is asked about figures: who sees to the annual report, what people thought, what a funder's form wants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from caselink.domain.partial_date import PartialDate
from caselink.domain.roles import may
from caselink.forms.asks import Answers, Ask
from caselink.forms.schema import Kind
from caselink.forms.survey import ANSWERS, QUESTIONS, asked
from caselink.forms.texts import partial_date_text
from caselink.i18n import N_, _
from caselink.services.figures.annual import AnnualReport, annual_report, reports, set_annual_report
from caselink.services.figures.funder import FunderForm, funder_forms, keep_form, places
from caselink.services.figures.publishing import Publication, publications
from caselink.services.figures.survey import SurveyQuarter, count_sheets, surveys
from caselink.services.office import Office
from caselink.services.questionnaires.questionnaire import Questionnaire
from caselink.services.workers import workers


@dataclass(frozen=True, slots=True)
class FiguresKept:
    """What the office keeps of figures, and what this worker may do."""

    report: AnnualReport
    colleagues: tuple[str, ...]
    today: date
    years: tuple[Publication, ...]
    publications: tuple[Publication, ...]
    surveys: tuple[SurveyQuarter, ...]
    forms: tuple[FunderForm, ...]
    may_set: bool
    may_count: bool


def read_kept(office: Office) -> FiguresKept:
    """Read it, on the vault's thread."""
    writes = not office.read_only
    return FiguresKept(
        annual_report(office), tuple(each.name for each in workers(office)), office.today(), reports(office),
        publications(office), surveys(office), funder_forms(office),
        writes and may(office.role, "annual_report_set"), writes and may(office.role, "survey_counted"),
    )


def _set_report(office: Office, facts: FiguresKept, answers: Answers) -> FiguresKept:
    due = answers.day("due") or facts.report.due(facts.today.year)
    set_annual_report(office, answers.text("owner"), due.month, due.day)
    return read_kept(office)


def _count(office: Office, _facts: FiguresKept, answers: Answers) -> FiguresKept:
    counts = {name: _number(answers, name) for name in (asked(q.id, a.id) for q in QUESTIONS for a in ANSWERS)}
    count_sheets(office, _number(answers, "sheets"), counts)
    return read_kept(office)


def _keep(office: Office, _facts: FiguresKept, answers: Answers) -> FiguresKept:
    keep_form(office, answers.text("name"), answers.text("lines"))
    return read_kept(office)


def _number(answers: Mapping[str, object], name: str) -> int:
    value = answers.get(name)
    return value if isinstance(value, int) else 0


def _due(facts: FiguresKept) -> str:
    return facts.report.due(facts.today.year - 1).isoformat()


REPORT: Final = Questionnaire[FiguresKept, FiguresKept](
    "annual_report",
    (
        Ask("owner", N_("Qui tient le rapport annuel"), Kind.CHOICE, needed=N_("Nommez une personne."),
            proposes=lambda facts: facts.report.owner or None,
            options_from=lambda facts, _answers: [(name, name) for name in facts.colleagues]),
        Ask("due", N_("Pour quel jour, chaque année"), Kind.DATE, help=N_("Le jour et le mois comptent ; du 1 au 28."),
            needed=N_("Il manque une réponse."), lies_ahead=True, proposes=_due,
            note=lambda _facts, answers: _note_of(answers)),
    ),
    save=N_("Enregistrer"), write=_set_report, offered_if=lambda facts: facts.may_set,
    said=N_("Rapport annuel confié : l’échéance est dans Aujourd’hui."),
)


def _note_of(answers: Answers) -> str:
    due = answers.day("due")
    return "" if due is None else partial_date_text(PartialDate(due.year, due.month, due.day))


COUNT: Final = Questionnaire[FiguresKept, FiguresKept](
    "survey",
    (
        Ask("sheets", N_("Combien de feuilles"), Kind.COUNT, help=N_("Au moins cinq à la fois, mélangées."),
            needed=N_("Comptez les feuilles.")),
        *(
            Ask(asked(question.id, answer.id), answer.label, Kind.COUNT, heading=question.label if at == 0 else "")
            for question in QUESTIONS for at, answer in enumerate(ANSWERS)
        ),
    ),
    save=N_("Ajouter à ce trimestre"), write=_count, offered_if=lambda facts: facts.may_count,
    intro=N_(
        "Comptez l’enveloppe par cinq feuilles au moins : combien ont dit quoi. Aucune feuille n’est gardée, ni le "
        "jour."
    ),
    said=N_("Avis comptés. Détruisez les feuilles."),
)

FORM: Final = Questionnaire[FiguresKept, FiguresKept](
    "funder_form",
    (
        Ask("name", N_("Nom du formulaire"), Kind.TEXT, needed=N_("Donnez un nom."), placeholder=N_("Ville, 2027")),
        Ask("lines", N_("Ses lignes"), Kind.LONG_TEXT, needed=N_("Écrivez au moins une ligne."),
            help=N_("Une par ligne : libellé = indicateur, ou libellé = indicateur/ligne."),
            note=lambda _facts, _answers: _("Connus : {list}").format(list=", ".join(places()))),
    ),
    save=N_("Garder le formulaire"), write=_keep, offered_if=lambda facts: facts.may_set,
    said=N_("Formulaire gardé."),
)

