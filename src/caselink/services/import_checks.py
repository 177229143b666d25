"""What only the vault can say about an import document: known references, known recipients, what may be asked."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from caselink.domain.answers import Answer
from caselink.domain.case import Case
from caselink.domain.partners import Partner
from caselink.errors import UnderHold, UserError
from caselink.forms.danger.checking import problems
from caselink.forms.danger.plan_items import PLAN
from caselink.forms.deadlines import DEADLINE
from caselink.forms.legal_bases import LEGAL_BASES
from caselink.forms.meetings import ACTION, AGENDA, DECIDED, holding_faults
from caselink.forms.records import RECORD_FORMS
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.validation import CONDITIONS, Invalid, check_asked
from caselink.i18n import _
from caselink.intake.document import GivenCase, ImportDocument
from caselink.intake.faults import DocumentFaults, Enough
from caselink.services.cases import checked_reference
from caselink.services.danger.grids import find_grid
from caselink.services.danger.plan import plan_residence_problem
from caselink.services.deadlines import residence_problem
from caselink.services.erasing_answers import erasure_by_choice
from caselink.services.import_people import is_another_birth, is_another_name
from caselink.services.meetings.planning import faults_here, no_cases_kept
from caselink.services.meetings.records import meetings as all_meetings
from caselink.services.office import Office
from caselink.services.records import unknown_partner, wrong_here
from caselink.services.traces import Trace

_ASKED_IF: Final = frozenset(
    f"{section.id}.{field.name}" for section, field in PARTNER_FORM.fields() if field.asked_if is not None
)
"""Paths of the answers that are asked only under a choice."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the vault holds, and the partners as they will be once the document is in it."""

    cases: Mapping[str, str]
    """Id by reference."""
    partners: Mapping[str, Partner]
    update: bool
    erase: bool
    """Whether what a choice no longer lets stand (residence: do not record) may be erased for good."""


def known_by(office: Office, document: ImportDocument, *, update: bool, erase: bool) -> Known:
    """What the vault knows together with what the document brings."""
    partners = {partner.short_name: partner for partner in office.vault.partners()}
    partners.update({partner.short_name: _keeping_contacts(partner, partners) for partner in document.partners})
    references = office.vault.references(hidden=True)
    cases = office.vault.former_references() | {reference: case_id for case_id, reference in references.items()}
    return Known(cases, partners, update, erase)


def _keeping_contacts(partner: Partner, held: Mapping[str, Partner]) -> Partner:
    """The partner as given, with the contacts that are known where it gives none: the list of those never to inform
    is compared with them."""
    before = held.get(partner.short_name)
    return partner if partner.contacts or before is None else replace(partner, contacts=before.contacts)


def faults_of(office: Office, document: ImportDocument, known: Known) -> DocumentFaults:
    """The faults of the document, those that were seen while it was read first."""
    faults = DocumentFaults([*document.faults], document.more_faults)
    if not faults.more:
        with suppress(Enough):
            _look(office, document, known, faults)
    return faults


def _look(office: Office, document: ImportDocument, known: Known, faults: DocumentFaults) -> None:
    held = {partner.short_name: partner for partner in office.vault.partners()}
    for index, partner in enumerate(document.partners):
        before = held.get(partner.short_name, partner)
        if not known.update and before != partner:
            faults.add(f"partners[{index}].short_name", _partner_exists())
        elif before.kind is not partner.kind:
            faults.add(f"partners[{index}].short_name", _another_partner())
    for case in document.cases:
        _check_reference(office, case, known, faults)
        _check_person(office, case, known, faults)
        _check_recipients(case, known, faults)
        _check_days(office, case, faults)
        _check_records(office, case, known, faults)
        _check_asked(office, case, known, faults)
        _check_assessments(office, case, faults)
        _check_erasing(office, case, known, faults)
    _check_meetings(office, document, known, faults)


def _check_meetings(office: Office, document: ImportDocument, known: Known, faults: DocumentFaults) -> None:
    """Cases that nobody knows, partners that nobody knows, what breaks a rule of meetings."""
    references = {*known.cases, *(case.reference for case in document.cases)}
    for given in document.meetings:
        place = given.place
        for key, sentence in faults_here(office, given.meeting, known.partners):
            faults.add(f"{place}.{key}", sentence)
        if given.meeting.was_held:
            for key, sentence in holding_faults(given.meeting, office.today()):
                faults.add(f"{place}.{key}", sentence)
        if given.meeting.no_file and given.said:
            faults.add(f"{place}.no_file", no_cases_kept())
        for said in given.said:
            if said.case not in references:
                faults.add(f"{said.record.place}.case", _("Aucun dossier ne porte cette référence : rien n’a été "
                                                          "fait. Vérifiez-la."))
            for wrong in wrong_here(said.form, said.record.values, office.today(), known.partners):
                faults.add(f"{said.record.place}.{wrong.name}", wrong.sentence)
    _check_their_meetings(office, document, faults)


def _check_their_meetings(office: Office, document: ImportDocument, faults: DocumentFaults) -> None:
    """What a case says of a meeting, where nobody knows that meeting."""
    meetings = {each.id for each in all_meetings(office)} | {each.meeting.id for each in document.meetings}
    for case in document.cases:
        for form in (AGENDA, DECIDED, ACTION):
            for record in case.records.get(form.part, ()):
                if record.values.get("meeting") not in meetings:
                    faults.add(f"{record.place}.meeting", _("Aucune réunion n’a cet identifiant."))


def goes_by(office: Office, held: Case, given: GivenCase) -> tuple[Trace, ...]:
    """What a case loses for good when this is written over it."""
    return tuple(
        trace for path in sorted(CONDITIONS & given.answers.keys())
        for trace in erasure_by_choice(office, held, path, given.answers[path].value).goes
    )


def _check_erasing(office: Office, case: GivenCase, known: Known, faults: DocumentFaults) -> None:
    case_id = known.cases.get(case.reference)
    if case_id is None or not known.update or not CONDITIONS & case.answers.keys():
        return
    going = goes_by(office, office.vault.case(case_id), case)
    place = f"{case.place}.answers.{min(CONDITIONS & case.answers.keys())}"
    if not going:
        return
    try:
        office.vault.expect_erasable(case_id)
    except UnderHold as fault:
        faults.add(place, fault.sentence)
        return
    if not known.erase:
        faults.add(place, _("Cela efface pour de bon : {what}. « --erase » le confirme.").format(
            what=", ".join(trace.words for trace in going)
        ))


def _check_reference(office: Office, case: GivenCase, known: Known, faults: DocumentFaults) -> None:
    place = f"{case.place}.reference"
    if not case.reference:
        return
    try:
        checked_reference(case.reference)
    except UserError as fault:
        faults.add(place, fault.sentence)
    if case.reference in known.cases and not known.update:
        faults.add(place, _("Un dossier porte déjà cette référence ; « --update » le complète."))
    elif case.reference not in known.cases and office.vault.was_erased(case.reference):
        faults.add(place, _("C’est la référence d’un dossier effacé, qui n’est pas donnée deux fois."))


def _check_person(office: Office, case: GivenCase, known: Known, faults: DocumentFaults) -> None:
    """Two offices count alike: what is hers must never go out under what another agreed to."""
    case_id = known.cases.get(case.reference)
    if case_id is None or not known.update or case.same_person or "person.birth" not in case.answers:
        return
    held = office.vault.case(case_id)
    if is_another_name(held, case) and is_another_birth(held, case):
        faults.add(f"{case.place}.reference", _(
            "Ce dossier est celui d’une autre personne : ni le nom ni la naissance ne sont les mêmes. Donnez une autre "
            "référence, ou « same_person » si c’est bien elle."
        ))


def _check_recipients(case: GivenCase, known: Known, faults: DocumentFaults) -> None:
    for given in case.consents:
        if not given.consent.individual and given.consent.recipient not in known.partners:
            faults.add(f"{given.place}.recipient", unknown_partner())
    for decided in case.legal:
        partner = known.partners.get(decided.decision.recipient)
        if partner is None:
            faults.add(f"{decided.place}.recipient", unknown_partner())
        elif partner.kind not in LEGAL_BASES[decided.decision.basis].recipients:
            faults.add(f"{decided.place}.recipient", _("Ce cadre légal ne nomme pas une structure de cette sorte."))
    for need in case.needs:
        if need.mark.partner is not None and need.mark.partner not in known.partners:
            faults.add(f"{need.place}.partner", unknown_partner())


def _check_days(office: Office, case: GivenCase, faults: DocumentFaults) -> None:
    for decided in case.legal:
        if decided.decision.on > office.today():
            faults.add(f"{decided.place}.on", _("Une décision ne peut pas être datée d’un jour à venir."))


def _check_records(office: Office, case: GivenCase, known: Known, faults: DocumentFaults) -> None:
    for part, records in case.records.items():
        form = RECORD_FORMS[part]
        for record in records:
            if part in _TELLS_OF_RESIDENCE:
                key, problem_of = _TELLS_OF_RESIDENCE[part]
                if problem := problem_of(_merged(office, case, known), record.values):
                    faults.add(f"{record.place}.{key}", problem)
            for wrong in wrong_here(form, record.values, office.today(), known.partners):
                faults.add(f"{record.place}.{wrong.name}", wrong.sentence)


_TELLS_OF_RESIDENCE: Final = {
    DEADLINE.part: ("kind", residence_problem), PLAN.part: ("item", plan_residence_problem),
}
"""Records that can tell of her residence, and what in them does."""


def _check_asked(office: Office, case: GivenCase, known: Known, faults: DocumentFaults) -> None:
    """Answers that the form asks only under a choice: her residence status, once she let it be written down."""
    if not _ASKED_IF & case.answers.keys():
        return
    merged = _merged(office, case, known)
    for path in sorted(_ASKED_IF & case.answers.keys()):
        try:
            check_asked(path, merged)
        except Invalid as fault:
            faults.add(f"{case.place}.answers.{path}", fault.sentence)


def _check_assessments(office: Office, case: GivenCase, faults: DocumentFaults) -> None:
    for each in case.assessments:
        try:
            grid = find_grid(office, each.given.grid, each.given.version)
        except UserError as fault:
            faults.add(f"{each.place}.grid", fault.sentence)
            continue
        for key, sentence in problems(each.given, grid.grid, office.today()):
            faults.add(f"{each.place}.{key}", sentence)


def _merged(office: Office, case: GivenCase, known: Known) -> dict[str, Answer]:
    """The answers of the case as they will be."""
    case_id = known.cases.get(case.reference)
    held: Mapping[str, Answer] = {} if case_id is None else office.vault.case(case_id).answers
    return {**held, **case.answers}


def _partner_exists() -> str:
    return _("Une structure porte déjà ce nom court ; « --update » la met à jour.")


def _another_partner() -> str:
    """Her consents were given for the sort of agency that it was then."""
    return _("Une structure d’une autre sorte porte déjà ce nom court : choisissez-en un autre.")
