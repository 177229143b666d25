"""Papers of the follow-up: for whom, what for, and what is typed for them; each is put where the worker chose."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from caselink.domain.case import Case
from caselink.errors import UserError
from caselink.forms.asks import Answers, Ask, Choices, Look
from caselink.forms.purposes import PURPOSES, Purpose
from caselink.forms.schema import Kind
from caselink.i18n import LANGUAGES, N_, _, language, language_name
from caselink.services.cases import read_case
from caselink.services.chronology import prepare_chronology
from caselink.services.complaint_papers import prepare_complaint_letter, prepare_complaint_sheet, write_preparation
from caselink.services.office import Office
from caselink.services.questionnaires.questionnaire import Questionnaire
from caselink.services.sharing import Prepared
from caselink.services.statement import offered_days, write_statement
from caselink.services.timeline_page import write_timeline


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """On what is asked: the case, the partners, days and places of encounters; `out` once the worker chose where."""

    case_id: str
    partners: Choices = ()
    days: tuple[str, ...] = ()
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class PaperDone:
    """The case as it is then, whom it is for and what was made; nothing of it where the paper has no passphrase."""

    case: Case
    recipient: str = ""
    prepared: Prepared | None = None


def paper_facts(office: Office, case: Case) -> PaperFacts:
    """On what the papers of this case are asked."""
    return PaperFacts(
        case.id, tuple((partner.short_name, partner.name) for partner in office.vault.partners()),
        tuple(said for _id, said in offered_days(case)),
    )


def _out(facts: PaperFacts) -> Path:
    if facts.out is None:
        raise UserError(_("Choisissez où l’enregistrer : rien n’a été préparé."))
    return facts.out


def _despite(answers: Answers) -> str | None:
    return answers.text("despite") or None


def _handed(office: Office, facts: PaperFacts, answers: Answers, made: Prepared) -> PaperDone:
    name = dict(facts.partners).get(answers.text("to"), answers.text("to"))
    return PaperDone(read_case(office, facts.case_id), name, made)


def _chronology(office: Office, facts: PaperFacts, answers: Answers) -> PaperDone:
    return _handed(office, facts, answers, prepare_chronology(
        office, facts.case_id, answers.text("to"), Purpose(answers.text("purpose")), _out(facts),
        despite_near=_despite(answers),
    ))


def _sheet(office: Office, facts: PaperFacts, answers: Answers) -> PaperDone:
    return _handed(office, facts, answers, prepare_complaint_sheet(
        office, facts.case_id, answers.text("to"), _out(facts), despite_near=_despite(answers)
    ))


def _letter(office: Office, facts: PaperFacts, answers: Answers) -> PaperDone:
    return _handed(office, facts, answers, prepare_complaint_letter(
        office, facts.case_id, answers.text("to"), _out(facts), words=answers.text("words"),
        despite_near=_despite(answers),
    ))


def _hers(office: Office, facts: PaperFacts, answers: Answers) -> PaperDone:
    write_preparation(office, facts.case_id, answers.text("language"), _out(facts))
    return PaperDone(read_case(office, facts.case_id))


def _statement(office: Office, facts: PaperFacts, answers: Answers) -> PaperDone:
    write_statement(
        office, facts.case_id, answers.text("text"), _out(facts), asked_by_her=answers.yes("asked_by_her")
    )
    return PaperDone(read_case(office, facts.case_id))


def _timeline(office: Office, facts: PaperFacts, _answers: Answers) -> PaperDone:
    write_timeline(office, facts.case_id, _out(facts), plain=True)
    return PaperDone(read_case(office, facts.case_id))


_TO: Final = Ask[PaperFacts](
    "to", N_("Pour"), Kind.CHOICE, look=Look.SEARCHED, needed=N_("Choisissez à qui."),
    options_from=lambda facts, _answers: facts.partners,
)
_DESPITE: Final = Ask[PaperFacts](
    "despite", N_("Si un nom ressemble à celui de quelqu’un à ne jamais informer : comment savez-vous que non ?"),
    Kind.TEXT,
)
_SHOWN_ONCE: Final = N_("Vous verrez sa phrase de passe une seule fois.")

CASE_PAPERS: Final = {
    each.id: each
    for each in (
        Questionnaire[PaperFacts, PaperDone](
            "chronology",
            (
                _TO,
                Ask(
                    "purpose", N_("Finalité"), Kind.CHOICE, needed=N_("Choisissez la finalité."),
                    options_from=lambda _facts, _answers: [(each.value, _(PURPOSES[each].label)) for each in Purpose],
                    proposes=lambda _facts: Purpose.COMPLAINT.value,
                ),
                _DESPITE,
            ),
            title=N_("Chronologie"), intro=_SHOWN_ONCE, save=N_("Écrire la chronologie"), write=_chronology,
            said=N_("Chronologie écrite et inscrite au registre."),
        ),
        Questionnaire[PaperFacts, PaperDone](
            "complaint_sheet", (_TO, _DESPITE), title=N_("Préparation de plainte"), intro=_SHOWN_ONCE,
            save=N_("Écrire la préparation"), write=_sheet, said=N_("Préparation écrite et inscrite au registre."),
        ),
        Questionnaire[PaperFacts, PaperDone](
            "complaint_letter",
            (
                _TO,
                Ask(
                    "words", N_("Qui a refusé, ce qui a été dit"), Kind.LONG_TEXT,
                    help=N_("Tel que la lettre le dira. Jour, lieu et numéro y sont déjà."),
                ),
                _DESPITE,
            ),
            title=N_("Lettre après un refus de plainte"),
            intro=N_("À la hiérarchie du service, puis au procureur. Le refus est noté comme signalé aujourd’hui."),
            save=N_("Écrire la lettre"), write=_letter, said=N_("Lettre écrite, refus noté comme signalé."),
        ),
        Questionnaire[PaperFacts, PaperDone](
            "complaint_preparation",
            (Ask(
                "language", N_("Langue"), Kind.CHOICE, needed=N_("Choisissez la langue."),
                options_from=lambda _facts, _answers: [(code, language_name(code)) for code in LANGUAGES],
                proposes=lambda _facts: language(),
            ),),
            title=N_("Sa feuille avant la plainte"),
            intro=N_("Ses droits, le déroulement, ce qui peut suivre, ce qu’elle apporte. Aucun nom n’y est."),
            save=N_("Écrire sa feuille"), write=_hers,
            said=N_("Sa feuille est écrite : imprimez-la, puis effacez le fichier."),
        ),
        Questionnaire[PaperFacts, PaperDone](
            "statement",
            (
                Ask("asked_by_her", N_("Elle l’a demandée"), Kind.YES_NO, look=Look.TICK),
                Ask(
                    "text", N_("Ce que vous avez vu et entendu vous-même"), Kind.LONG_TEXT,
                    needed=N_("Écrivez ce que vous avez vu et entendu."),
                    help=N_("Jour, lieu, faits ; ses mots entre guillemets. Ni nom, ni avis, ni diagnostic."),
                    note=lambda facts, _answers: "\n".join(facts.days[:8]),
                ),
            ),
            title=N_("Attestation, à recopier à la main"),
            intro=N_("Vos mots, écrits pour le juge : rien n’est repris des entretiens, dont jours et lieux suivent."),
            save=N_("Écrire le brouillon"), write=_statement,
            said=N_("Brouillon écrit : recopiez-le à la main, puis effacez le fichier."),
        ),
        Questionnaire[PaperFacts, PaperDone](
            "timeline_page", (), title=N_("Imprimer la frise"),
            intro=N_("Jours et sortes de faits, pour le service : aucun texte d’un entretien n’y est."),
            save=N_("Écrire la frise"), write=_timeline,
            said=N_("Frise écrite sans phrase de passe : imprimez-la, puis effacez le fichier."),
        ),
    )
}
"""By the kind of paper."""
