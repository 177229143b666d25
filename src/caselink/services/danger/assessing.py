"""Assessing the danger: checked, judged by the rules, kept as one change of the case."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from caselink.domain.case import Case, CaseStatus
from caselink.domain.danger import Assessment, GivenAssessment
from caselink.errors import UserError
from caselink.forms.categories import Category
from caselink.forms.danger.checking import LONGEST_REASON, LONGEST_WORKER, problems
from caselink.forms.danger.judging import Judgement, judge
from caselink.i18n import _
from caselink.intake.danger import read_assessment_file
from caselink.services.cases import read_case
from caselink.services.danger.grids import OfficeGrid, find_grid
from caselink.services.office import Office
from caselink.services.stamps import utc_now
from caselink.vault import Change
from caselink.vault.erasure.erasing import ASSESSMENT
from caselink.vault.ids import new_id
from caselink.vault.parts import Part
from caselink.vault.records import assessment_record


def assess(office: Office, case_id: str, given: GivenAssessment) -> tuple[Case, Assessment, Judgement]:
    """Keep an assessment, and give what the rules say of it.

    Raises UserError for a closed case, a grid or version that is not here, a factor that the grid has not, a day in the
    future, and a level that is not the one proposed where nobody says why; nothing is kept then.
    """
    case = read_case(office, case_id)
    if case.status is CaseStatus.CLOSED:
        raise UserError(_("Ce dossier est clos : l’évaluation n’a pas été enregistrée. Rouvrez-le d’abord."))
    grid = find_grid(office, given.grid, given.version)
    for _key, sentence in problems(given, grid.grid, office.today()):
        raise UserError(_("{sentence} Rien n’a été enregistré.").format(sentence=sentence))
    _expect_recordable(case, grid, given)
    made, judged = assessment_of(office, grid, given)
    with office.vault.change("assessment", case_id) as change:
        write_assessment(change, case_id, made)
    return read_case(office, case_id), made, judged


def _expect_recordable(case: Case, grid: OfficeGrid, given: GivenAssessment) -> None:
    """Raises UserError where an answer would tell of her residence and she chose that nothing of it is written down."""
    if case.value("residence.recording") != "do_not_record":
        return
    for factor in grid.grid.taken:
        if factor.category is Category.RESIDENCE and factor.id in given.answers:
            raise UserError(_(
                "Rien de son séjour n’est noté dans ce dossier, comme elle l’a choisi : l’évaluation n’a pas été "
                "enregistrée. Retirez la réponse « {factor} »."
            ).format(factor=_(factor.label)))


def assess_file(office: Office, case_id: str, data: bytes) -> tuple[Case, Assessment, Judgement]:
    """The same from the bytes of a JSON file; raises UserError also where that is not sound."""
    return assess(office, case_id, read_assessment_file(data))


def assessment_of(office: Office, grid: OfficeGrid, given: GivenAssessment) -> tuple[Assessment, Judgement]:
    """What is kept of a sound one, and what the rules say."""
    on = given.on or office.today()
    judged = judge(grid.grid, given.answers, on)
    made = Assessment(
        new_id(), grid.grid.id, grid.grid.version, on, given.worker.strip()[:LONGEST_WORKER] or office.user,
        dict(given.answers), judged.proposed, given.level or judged.proposed, given.in_crisis, given.alone,
        given.reason.strip()[:LONGEST_REASON], given.next_on, office.user, utc_now(office), grid.own,
    )
    return made, judged


def write_assessment(change: Change, case_id: str, made: Assessment) -> None:
    """Write it inside a change."""
    change.put_record(case_id, Part.ASSESSMENTS, made.id, assessment_record(made))


def write_without(change: Change, case: Case, factors: Collection[str], gone: Collection[str]) -> tuple[str, ...]:
    """Inside a change: write each assessment that answers one of these factors anew without them, under another id, and
    give the paths of the former ones, which are to be erased for good. Those whose path is in `gone` go whole."""
    former = []
    for each in case.assessments:
        path = f"{ASSESSMENT}{each.id}"
        if path not in gone and not each.answers.keys().isdisjoint(factors):
            kept = {factor: answer for factor, answer in each.answers.items() if factor not in factors}
            write_assessment(change, case.id, replace(each, id=new_id(), answers=kept))
            former.append(path)
    return tuple(former)


def says_the_same(one: Assessment, other: Assessment) -> bool:
    """Whether two are one and the same look, whoever wrote them down and when."""
    return replace(one, id="", by="", at="") == replace(other, id="", by="", at="")
