"""What she thought of the help: counted by quarter, at least five sheets at once, with no way back to anybody.

Sheets are put into an envelope. Whoever types them counts how many said what: no sheet is kept as one, no day but the
quarter, and the history of the vault knows of five at once at the least.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caselink.disclosure.gate import case_free
from caselink.domain.roles import may
from caselink.errors import UserError
from caselink.forms.survey import ANSWERS, COUNTS, LEAST_SHEETS, MOST_SHEETS, NO_ANSWER, QUESTIONS, asked, problem
from caselink.i18n import LANGUAGES, N_, _, language, text_in
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import expect_maker, prepare
from caselink.vault.parts import OFFICE, Part

_PREFIX = "survey/"
_SHEETS = "sheets"
_TITLE = N_("Votre avis")
_SAID = (
    N_("Ce papier ne porte pas de nom. Il ne change rien à l’aide que vous recevez. Vous pouvez ne pas répondre."),
    N_("Mettez-le dans l’enveloppe."),
)


@dataclass(frozen=True, slots=True)
class SurveyQuarter:
    """One quarter (`2026-T4`): how many sheets, and how many gave each answer."""

    quarter: str
    sheets: int
    counts: Mapping[str, int]

    def given(self, question: str) -> tuple[int, ...]:
        """How many gave each answer to that question, in their order, those without an answer last."""
        said = tuple(self.counts.get(asked(question, answer.id), 0) for answer in ANSWERS)
        return (*said, self.sheets - sum(said))


def quarter_id(day: date) -> str:
    """What the quarter of that day is called."""
    return f"{day.year}-T{(day.month - 1) // 3 + 1}"


def surveys(office: Office) -> tuple[SurveyQuarter, ...]:
    """What was counted, the latest quarter first."""
    found = []
    for key, record in office.vault.office_records(Part.FIGURES).items():
        held = record["v"]
        if key.startswith(_PREFIX) and isinstance(held, Mapping):
            counts = {name: int(str(value)) for name, value in held.items()}
            found.append(SurveyQuarter(key.removeprefix(_PREFIX), counts.pop(_SHEETS), counts))
    return tuple(sorted(found, key=lambda each: each.quarter, reverse=True))


def count_sheets(office: Office, sheets: int, counts: Mapping[str, int]) -> SurveyQuarter:
    """Add sheets to those of this quarter. Raises UserError, with nothing kept, for fewer than five, for more answers
    than sheets, and for whoever only reads."""
    if not may(office.role, "survey_counted"):
        raise UserError(_("Votre rôle permet de lire, pas d’écrire : rien n’a été compté. Demandez à la coordination."))
    if not LEAST_SHEETS <= sheets <= MOST_SHEETS:
        raise UserError(_(
            "Comptez au moins {count} feuilles à la fois : le moment de la saisie ne dit alors rien d’aucune. Rien n’a "
            "été compté."
        ).format(count=LEAST_SHEETS))
    if counts.keys() - set(COUNTS) or any(value < 0 for value in counts.values()) or problem(sheets, counts):
        raise UserError(_("Une question a plus de réponses qu’il n’y a de feuilles : rien n’a été compté. Corrigez, "
                          "puis réessayez."))
    quarter = quarter_id(office.today())
    held = {each.quarter: each for each in surveys(office)}.get(quarter, SurveyQuarter(quarter, 0, {}))
    added = {name: held.counts.get(name, 0) + counts.get(name, 0) for name in COUNTS}
    with office.vault.change("survey_counted") as change:
        change.put_record(OFFICE, Part.FIGURES, f"{_PREFIX}{quarter}", {
            "v": {_SHEETS: held.sheets + sheets, **added}, "by": "", "at": "",
        })
    return SurveyQuarter(quarter, held.sheets + sheets, added)


def write_sheet(office: Office, out: Path, tag: str = "") -> None:
    """Write the sheet of three questions, to be printed. Raises UserError for a language that CaseLink has not, and
    where it can't be written."""
    expect_maker(office, "survey_sheet")
    expect_free_place(out)
    spoken = tag or language()
    if spoken not in LANGUAGES:
        raise UserError(_("CaseLink n’a pas cette langue. Rien n’a été écrit : choisissez fr, nl ou en."))
    boxes = "     ".join(f"□ {text_in(spoken, answer.label)}" for answer in ANSWERS)
    facts = tuple((text_in(spoken, question.label), boxes) for question in QUESTIONS)
    sheet = case_free("", text_in(spoken, _TITLE), tuple(text_in(spoken, said) for said in _SAID), facts)
    prepare("survey_sheet", sheet).put_on_disk(out, _("La feuille n’a pas pu être écrite ici."))


def answer_words() -> tuple[str, ...]:
    """The answers in words, that of none last."""
    words = {answer.id: _(answer.label) for answer in ANSWERS} | {NO_ANSWER: _("sans réponse")}
    return tuple(words.values())
