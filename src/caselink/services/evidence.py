"""Evidence of violence by phone and computer: point by point, and what the partner form says of it from then on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from caselink.domain.answers import Answer
from caselink.domain.case import Case
from caselink.forms.evidence import DONE, EVIDENCE, ITEMS, PHONE_OUTSIDE, EvidenceItem, fields_of
from caselink.forms.record_forms import Record
from caselink.forms.records import day_in, text_in
from caselink.services.cases import read_case
from caselink.services.office import Office
from caselink.services.records import expect_open_case, expect_record, write_record
from caselink.vault import Change
from caselink.vault.parts import Part

_EVIDENCE = "violence.evidence"
_SAVED = "violence.evidence_saved"


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One point as it stands in a case; `state` is empty where nobody spoke of it yet."""

    item: EvidenceItem
    state: str = ""
    on: date | None = None


def evidence_of(case: Case) -> tuple[EvidenceLine, ...]:
    """Every point, in its order."""
    held = case.records_of(EVIDENCE.part)
    return tuple(
        EvidenceLine(item, text_in(held.get(key, {}), "state"), day_in(held.get(key, {}), "on"))
        for key, item in ITEMS.items()
    )


def set_evidence(office: Office, case_id: str, item: str, state: str) -> Case:
    """Say where a point stands; an empty state takes it out. What exists is added to the form, and whether it is saved;
    what the form says beside that stays. `undo` takes all of it back.

    Raises UserError, with nothing kept, for a closed case, a point or a state that is none.
    """
    case = expect_open_case(office, case_id)
    held = dict(case.records_of(EVIDENCE.part))
    if not state:
        expect_record(case, EVIDENCE, item)
        left = {key: record for key, record in held.items() if key != item}
        with office.vault.change("evidence_removed", case_id) as change:
            change.put_record(case_id, Part.EVIDENCE, item, None)
            write_evidence_fields(change, case, held, left)
        return read_case(office, case_id)
    raw = {"item": item, "state": state, "on": office.today().isoformat() if state == DONE else None}

    def tell(change: Change, key: str, record: Record) -> None:
        write_evidence_fields(change, case, held, {**held, key: record})

    write_record(office, case_id, EVIDENCE, raw, "evidence", item if item in held else None, beside=tell)
    return read_case(office, case_id)


def phone_is_outside(office: Office, case_id: str) -> Case:
    """Note that her phone is outside the room today: said before one talks. Raises UserError for a closed case."""
    return set_evidence(office, case_id, PHONE_OUTSIDE, DONE)


def phone_outside_on(case: Case) -> date | None:
    """The last day on which that was noted."""
    return day_in(case.records_of(EVIDENCE.part).get(PHONE_OUTSIDE, {}), "on")


def write_evidence_fields(
    change: Change, case: Case, before: Mapping[str, Record], records: Mapping[str, Record]
) -> None:
    """Inside a change: the form's evidence with what the points say; what only they said goes with them."""
    was, now = fields_of(before), fields_of(records)
    if was == now:
        return
    told, tells = _options(was.get(_EVIDENCE)), _options(now.get(_EVIDENCE))
    standing = _options(case.value(_EVIDENCE))
    others = tuple(option for option in standing if option not in told and option != "none")
    there = (*others, *(option for option in tells if option not in others))
    values = {_EVIDENCE: there or None, _SAVED: now.get(_SAVED)}
    for path, value in values.items():
        change.put_answer(
            case.id, path, None if value is None else Answer(value, recorded_by=change.user, recorded_at=change.at)
        )


def _options(value: object) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, tuple) else ()
