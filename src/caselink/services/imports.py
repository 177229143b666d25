"""Taking an import document into the vault: checked first, then written in one transaction, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from caselink.domain.answers import Answer
from caselink.domain.case import Case
from caselink.domain.partners import Partner
from caselink.forms.complaint import COMPLAINT
from caselink.forms.evidence import EVIDENCE
from caselink.forms.records import RECORD_FORMS
from caselink.forms.validation import CONDITIONS
from caselink.intake.document import GivenCase, GivenEntry, GivenNeed
from caselink.intake.faults import Fault
from caselink.intake.json_document import read_document
from caselink.intake.json_text import LARGEST_DOCUMENT as _LARGEST
from caselink.intake.sealed import unsealed
from caselink.services.complaints import write_fields
from caselink.services.consents import ask_to_tell
from caselink.services.danger.assessing import assessment_of, says_the_same, write_assessment
from caselink.services.danger.grids import find_grid
from caselink.services.erasing_answers import erase_traces
from caselink.services.evidence import write_evidence_fields
from caselink.services.import_checks import faults_of, goes_by, known_by
from caselink.services.import_grounds import GroundsWriter
from caselink.services.import_people import known_entries, says_nothing_new
from caselink.services.import_warnings import going_words, warnings_of
from caselink.services.meetings.taking_in import take_in
from caselink.services.office import Office
from caselink.services.records import write_given
from caselink.services.sent import what_was_sent
from caselink.vault import Change

LARGEST_DOCUMENT: Final = _LARGEST
"""Bytes of one import document."""


opened_export = unsealed
"""What `import_document` takes, of a document that may be sealed."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many cases and partners were taken in; none where there are `problems`, the first 100 of
    the document; `more_problems` says that there are others, which were not looked for.

    `erased` says by name what went for good, each with the reference of its case; `warnings`, the first 100 of them,
    what somebody should look at although it was taken in."""

    cases: int
    partners: int
    problems: tuple[Fault, ...] = ()
    more_problems: bool = False
    erased: tuple[str, ...] = ()
    warnings: tuple[Fault, ...] = ()


def import_document(
    office: Office, data: bytes, *, update: bool, erase: bool = False, dry_run: bool = False
) -> ImportResult:
    """Take in a document of partners and cases.

    With `update`, cases that exist are completed: answers that are given replace, others stay; a repeating section
    that is given takes the place of the one there, entries with a known id, and those that agree in all they give, keep
    it and what is not given of them; consents, legal grounds, names never to inform and dated records that exist
    already are not doubled, a record of a known id replaces the one there, and what is the same already is no change.
    Only with `erase` may a choice (residence: do not record) erase what it no longer lets stand; without, that is a
    fault. A `dry_run` says all that and writes nothing.
    """
    document = read_document(data)
    known = known_by(office, document, update=update, erase=erase)
    faults = faults_of(office, document, known)
    if faults.listed:
        return ImportResult(0, 0, tuple(faults.listed), faults.more)
    warnings = warnings_of(office, document, known)
    if dry_run:
        gone = tuple(going_words(office, document, known))
        return ImportResult(len(document.cases), len(document.partners), erased=gone, warnings=warnings)
    office.vault.walk_audit()
    with office.vault.change("import") as change:
        writer = _Writer(office, change, known.partners)
        for partner in document.partners:
            if office.vault.partner(partner.short_name) != known.partners[partner.short_name]:
                change.put_partner(known.partners[partner.short_name])
        for case in document.cases:
            existing = known.cases.get(case.reference)
            if existing is None:
                writer.add(case)
            else:
                writer.complete(office.vault.case(existing), case)
        for meeting in document.meetings:
            take_in(office, change, meeting)
    return ImportResult(
        len(document.cases), len(document.partners), erased=tuple(writer.erased), warnings=warnings
    )


class _Writer:
    """Writes cases inside one change, which says who and when."""

    def __init__(self, office: Office, change: Change, partners: Mapping[str, Partner]) -> None:
        self._office = office
        self._change = change
        self._grounds = GroundsWriter(change, partners)
        self.erased: list[str] = []

    def add(self, given: GivenCase) -> None:
        """Write a new case."""
        case_id = self._change.new_case(given.reference)
        self.complete(Case(case_id, given.reference), given)

    def complete(self, case: Case, given: GivenCase) -> None:
        """Write what is given over what the case holds."""
        gone: set[str] = set()
        if case.answers and CONDITIONS & given.answers.keys():
            going = goes_by(self._office, case, given)
            went = erase_traces(self._office, self._change, case, going) if going else ()
            gone = {trace.id for trace in went}
            self.erased += [f"{case.reference} · {trace.words}" for trace in went]
        self._answers(case, given.answers)
        for section, entries in given.sections.items():
            self._section(case, section, entries)
        for need in given.needs:
            if not _is_marked(case, need):
                self._change.put_need(case.id, need.item, need.mark)
        if given.status not in (None, case.status):
            self._change.set_status(case.id, given.status or case.status)
        self._assessments(case, given)
        for part, records in given.records.items():
            written = write_given(self._change, case, RECORD_FORMS[part], records)
            if part == COMPLAINT.part and written:
                held = {key: each for key, each in case.records_of(part).items() if f"{part}.{key}" not in gone}
                write_fields(self._change, case.id, held, {**held, **written})
            if part == EVIDENCE.part and written:
                held = dict(case.records_of(part))
                write_evidence_fields(self._change, case, held, {**held, **written})
        self._grounds.write(case, given)
        for consent in self._grounds.taken_back:
            ask_to_tell(self._office, self._change, case, what_was_sent(self._office, case, consent))

    def _assessments(self, case: Case, given: GivenCase) -> None:
        """Those that are not there yet."""
        known = [*case.assessments]
        for each in given.assessments:
            grid = find_grid(self._office, each.given.grid, each.given.version)
            made, _judged = assessment_of(self._office, grid, each.given)
            if not any(says_the_same(made, other) for other in known):
                write_assessment(self._change, case.id, made)
                known.append(made)

    def _answers(self, case: Case, answers: Mapping[str, Answer]) -> None:
        for path, answer in answers.items():
            if not says_nothing_new(answer, case.answers.get(path)):
                self._change.put_answer(case.id, path, answer)

    def _section(self, case: Case, section: str, entries: tuple[GivenEntry, ...]) -> None:
        known = known_entries(case, section, entries)
        for entry_id in case.entries.get(section, ()):
            if entry_id not in known:
                self._change.remove_entry(case.id, section, entry_id)
        for entry, known_as in zip(entries, known, strict=True):
            name = known_as or self._change.add_entry(case.id, section, entry.id)
            self._answers(case, {f"{section}.{name}.{key}": answer for key, answer in entry.answers.items()})


def _is_marked(case: Case, need: GivenNeed) -> bool:
    """Whether the need is marked so already; who did it and when are not given."""
    held = case.needs.get(need.item)
    return held is not None and replace(held, marked_by=None, marked_at=None) == need.mark
