"""The complaint, step by step; what the partner form says of it is written from the steps, in the same change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from caselink.domain.answers import Answer, Json
from caselink.domain.case import Case
from caselink.forms.complaint import COMPLAINT, FIELDS, fields_of
from caselink.forms.record_forms import Record
from caselink.forms.records import day_in
from caselink.services.office import Office
from caselink.services.records import expect_open_case, expect_record, newest_first, write_record
from caselink.vault import Change
from caselink.vault.parts import Part


@dataclass(frozen=True, slots=True)
class ComplaintStep:
    """One step: its id, day, what it was, and the rest by name."""

    id: str
    on: date
    step: str
    values: Mapping[str, Json]


def complaints(case: Case) -> tuple[ComplaintStep, ...]:
    """The steps of the complaint of a case, the last one first."""
    return tuple(
        ComplaintStep(key, day, str(record.get("step", "")), dict(COMPLAINT.shown(record)))
        for key, record in newest_first(case, COMPLAINT) if (day := day_in(record, "on")) is not None
    )


def record_complaint(office: Office, case_id: str, raw: Mapping[str, object], step_id: str | None = None) -> str:
    """Write down a step (names as in an import document) and give its id; with an id, another wording of it.

    Raises UserError, with nothing kept, for a closed case, an unknown id, a day to come, and what is no step.
    """
    held = dict(office.vault.case(case_id).records_of(COMPLAINT.part))

    def tell(change: Change, key: str, record: Record) -> None:
        write_fields(change, case_id, held, {**held, key: record})

    return write_record(office, case_id, COMPLAINT, raw, "complaint", step_id, beside=tell)


def remove_complaint(office: Office, case_id: str, step_id: str) -> None:
    """Take a step away; `undo` brings it back. Raises UserError for a closed case or an unknown id."""
    case = expect_open_case(office, case_id)
    expect_record(case, COMPLAINT, step_id)
    held = case.records_of(COMPLAINT.part)
    left = {key: record for key, record in held.items() if key != step_id}
    with office.vault.change("complaint_removed", case_id) as change:
        change.put_record(case_id, Part.COMPLAINTS, step_id, None)
        write_fields(change, case_id, held, left)


def write_fields(
    change: Change, case_id: str, before: Mapping[str, Record], records: Mapping[str, Record]
) -> None:
    """Inside a change: what the form says of the complaint, from all its steps; what only the steps of `before` said
    goes."""
    told = fields_of(records)
    for path in sorted(fields_of(before).keys() - told.keys()):
        change.put_answer(case_id, path, None)
    for path, value in told.items():
        change.put_answer(case_id, path, Answer(value, recorded_by=change.user, recorded_at=change.at))


def with_what_tells_it(office: Office, case: Case, paths: Collection[str]) -> tuple[str, ...]:
    """These paths, the steps that tell an answer among them, and all answers that these steps tell, in whatever wording
    ever stood: what is erased of the one would otherwise stand in the other, or be written from it again."""
    worded: dict[str, list[Record]] = {}
    for change in office.vault.history(case.id).changes:
        for record in change.records:
            if record.part is Part.COMPLAINTS:
                worded.setdefault(record.key, []).extend(filter(None, (record.before, record.after)))
    for key, held in case.records_of(COMPLAINT.part).items():
        worded.setdefault(key, []).append(held)
    asked, found = {*paths}, dict.fromkeys(paths)
    for key, wordings in worded.items():
        step = f"{COMPLAINT.part}.{key}"
        told = {path for wording in wordings for path in fields_of({key: wording})}
        if step in asked or told & asked:
            found |= dict.fromkeys((step, *sorted(told)))
    return tuple(found)


def write_what_is_left(change: Change, case: Case, gone: Collection[str]) -> None:
    """Inside a change that erased these paths: what the form says of the complaint, from the steps that are left."""
    held = case.records_of(COMPLAINT.part)
    if not FIELDS.isdisjoint(gone):
        left = {key: record for key, record in held.items() if f"{COMPLAINT.part}.{key}" not in gone}
        write_fields(change, case.id, left, left)
