"""The parts of a case and of the office, each declared once: what a record of it is kept under and what it holds.

Document, rows, agreement check, history, undo, reserved cases, erasure, rescue and `docs/vault-format.md` all read this
table. A new part is its declaration here, its rules in `domain/` or `forms/`, and its service.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

OFFICE: Final = "office"
"""Whose document it is that belongs to no case: the office's own."""


class Part(StrEnum):
    """The maps of the documents."""

    CASE = "case"
    ANSWERS = "answers"
    ENTRIES = "entries"
    NEEDS = "needs"
    ENCOUNTERS = "encounters"
    ASSESSMENTS = "assessments"
    REFERRALS = "referrals"
    DEADLINES = "deadlines"
    SAFETY_PLAN = "safety_plan"
    WITH_HIM = "with_him"
    COMPLAINTS = "complaints"
    EVIDENCE = "evidence"
    ATTACHMENTS = "attachments"
    AGENDA = "agenda"
    DECISIONS = "decisions"
    ACTIONS = "actions"
    RECEIVED = "received"
    PARTNERS = "partners"
    SETTINGS = "settings"
    PUBLICATIONS = "publications"
    FIGURES = "figures"
    MEETINGS = "meetings"


@dataclass(frozen=True, slots=True)
class PartDeclaration:
    """One part. `key` says what a record is kept under, `columns` what each of its values is (both in English, for the
    page on the format)."""

    key: str
    columns: Mapping[str, str]
    of_office: bool = False
    """Whether it belongs to the office's document and not to those of the cases."""
    undoable: bool = True
    """Whether a worker's last change of it can be taken back."""
    in_rows: bool = True
    """Whether its records stand as rows of `records` too; those of `case` stand in `cases`."""


_WHO: Final = {"by": "who wrote it", "at": "when it was written"}

PARTS: Final[Mapping[Part, PartDeclaration]] = {
    Part.CASE: PartDeclaration(
        "`reference`, `opened_at`, `status` or `erased`",
        {"v": "its value", "former": "reference before it was reserved", **_WHO}, undoable=False, in_rows=False,
    ),
    Part.ANSWERS: PartDeclaration(
        "path of the field: `housing.status`, or `children.ENTRY.first_name` in a repeating section",
        {"v": "the answer", "source": "who said it", "form": "version of the form it was given under", **_WHO},
    ),
    Part.ENTRIES: PartDeclaration(
        "`SECTION/ENTRY` of a repeating section", {"position": "its place among the others", **_WHO}
    ),
    Part.NEEDS: PartDeclaration(
        "the need's item",
        {
            "state": "`to_do`, `done` …", "partner": "short name", "owner": "who of the office", "due": "day",
            "ask_again_on": "day", "outcome": "text", **_WHO,
        },
    ),
    Part.ENCOUNTERS: PartDeclaration(
        "id",
        {
            "on": "day", "time": "time of the day", "worker": "who of the office", "place": "text",
            "channel": "`in_person`, `phone`, `home`, `counter`, `message`, `at_partner`", "with": "who else was there",
            "alone": "whether she was", "interpreter": "text", "why": "text", "done": "text", "next": "text",
            "next_on": "day", **_WHO,
        },
    ),
    Part.ASSESSMENTS: PartDeclaration(
        "id",
        {
            "grid": "id of the grid", "version": "its version", "on": "day", "worker": "who assessed",
            "in_crisis": "whether in the crisis", "alone": "whether she was", "answers": "by factor",
            "proposed": "level", "level": "level as set", "reason": "text", "next_on": "day",
            "own": "the whole grid, where it is one of an office's own", **_WHO,
        },
    ),
    Part.REFERRALS: PartDeclaration(
        "id",
        {
            "need": "the need's item", "to": "short name of the partner",
            "state": "`prepared`, `sent`, `accepted`, `refused`, `under_way`, `done`, `withdrawn`", "on": "day",
            "due": "day", "why": "text", "course": "what it was before: `[state, on, why, by, at]` each",
            "slips": "ids of the documents whose answer slips were taken over", **_WHO,
        },
    ),
    Part.DEADLINES: PartDeclaration(
        "id; that of one that follows from elsewhere where it is only put off",
        {
            "kind": "`hearing`, `own` …", "on": "day", "time": "time of the day", "what": "text",
            "owner": "who of the office", "snoozed_until": "day", "reason": "text", "done_on": "day",
            "follows": "whether it only says of one that follows from elsewhere that it is put off, or whose it is",
            "from": "of the note of a handing over: who handed the case over", "to": "and to whom",
            **_WHO,
        },
    ),
    Part.SAFETY_PLAN: PartDeclaration(
        "the item",
        {"item": "the item", "state": "`to_do`, `done`, `not_wished`", "due": "day", "note": "text", **_WHO},
    ),
    Part.WITH_HIM: PartDeclaration(
        "id",
        {
            "on": "day", "worker": "who of the office", "facts": "text",
            "responsibility": "`takes`, `partly`, `denies`, `not_asked`", "children": "text",
            "named": "whether the violence was named", "number_given": "whether he was given a number",
            "service": "short name of the partner", "answer": "`accepted`, `refused`, `thinking`",
            "answered_on": "day", "agreed": "whether he agreed to a paper", "name": "as he gives it",
            "words": "what he wants written", **_WHO,
        },
    ),
    Part.COMPLAINTS: PartDeclaration(
        "id",
        {
            "step": "`in_preparation`, `told`, `filed`, `refused`, `reported` …", "on": "day", "place": "text",
            "number": "text", "who": "text", "reported_to": "`hierarchy`, `prosecutor` …", "what": "text", "due": "day",
            **_WHO,
        },
    ),
    Part.EVIDENCE: PartDeclaration(
        "the point", {"item": "the point", "state": "`to_do`, `done`, `none`", "on": "day", **_WHO}
    ),
    Part.ATTACHMENTS: PartDeclaration(
        "id, which names its file",
        {
            "name": "text", "identity": "the age identity that opens its file", "digest": "SHA-256 of the file",
            "size": "how many of the bytes in it are what was attached (all where it does not say), zeros follow",
            "kind": "`injury_photo`, `certificate` …", "category": "what it reveals", "type": "of its content",
            "sha256": "of its content", "taken_on": "day", **_WHO,
        },
        undoable=False,
    ),
    Part.AGENDA: PartDeclaration(
        "id of the meeting",
        {
            "meeting": "the same id", "on": "day of the meeting", "put_by": "short name of who put it forward",
            "why": "text", "wanted": "text", "despite": "why somebody who resembles one never to inform may hear it",
            "stayed": "short names of those who stayed for it", "place": "its place on the agenda",
            "spent": "seconds spent on it", **_WHO,
        },
    ),
    Part.DECISIONS: PartDeclaration(
        "id", {"meeting": "id of the meeting", "on": "day of the meeting", "text": "what was decided", **_WHO}
    ),
    Part.ACTIONS: PartDeclaration(
        "id",
        {
            "meeting": "id of the meeting", "on": "day of the meeting", "partner": "short name of who does it",
            "what": "text", "due": "day", "need": "the need's item",
            "state": "`open`, `done`, `changed`, `not_done`, `impossible`", "why": "text",
            "course": "what it was before: `[state, why, by, at]` each", **_WHO,
        },
    ),
    Part.RECEIVED: PartDeclaration(
        "id",
        {
            "on": "day", "form": "number of the form", "sender": "office that wrote it", "written_on": "its day",
            "signature": "fingerprint of the key, or what is missing", "taken": "text", **_WHO,
        },
    ),
    Part.PARTNERS: PartDeclaration(
        "short name", {"body": "what the directory says; contacts are `[name, role, phone, e-mail]`", **_WHO},
        of_office=True,
    ),
    Part.SETTINGS: PartDeclaration(
        "name of the setting; `office_zone` names the zone of the office's days (`Europe/Paris`)",
        {"v": "its value", **_WHO}, of_office=True,
    ),
    Part.PUBLICATIONS: PartDeclaration(
        "id",
        {
            "from": "first day", "to": "last day", "by": "dimensions it tells apart by", "kind": "`xlsx`, `pdf`, `csv`",
            "tables": "the tables as they left: what is shown, which cells are hidden; never what is hidden",
            "sha256": "of the file", "what": "`published`, or `exact` for figures that were written for the office",
            "who": "who wrote it", "at": "when it was written",
        },
        of_office=True,
    ),
    Part.FIGURES: PartDeclaration(
        "`report`, `report/YEAR`, `survey/QUARTER`, `form/NAME`, `cell_key`",
        {
            "v": "owner and deadline of the annual report; what a year's report said; how many gave each answer in a "
            "quarter; which indicator goes into which line of a funder's form; the secret of the record keys", **_WHO,
        },
        of_office=True,
    ),
    Part.MEETINGS: PartDeclaration(
        "id",
        {
            "on": "day", "time": "time of the day", "place": "text", "kind": "`network` or `conference`",
            "no_file": "whether nothing of what is exchanged is kept", "chair": "text",
            "invited": "`[short name, person]` each", "attended": "`[short name, person, how it was signed]` each",
            "statement": "version of the confidentiality statement", "count": "how many situations, without a file",
            "basis": "`law` or `leave` of the prosecutor", "leave_who": "text", "leave_why": "text",
            "leave_how": "text",
            "packs": "by number: for whom, SHA-256 of all but the states of actions, the day, what came back",
            **_WHO,
        },
        of_office=True,
    ),
}

CASE_PARTS: Final = tuple(part for part, declared in PARTS.items() if not declared.of_office)
OFFICE_PARTS: Final = tuple(part for part, declared in PARTS.items() if declared.of_office)
UNDOABLE: Final = tuple(part for part in CASE_PARTS if PARTS[part].undoable)
RECORDS: Final = tuple(
    part for part in CASE_PARTS if part not in (Part.CASE, Part.ANSWERS, Part.ENTRIES, Part.NEEDS, Part.ATTACHMENTS)
)
"""Those that a case is read with as they are kept. What opens the files of attachments stays in this room."""
IN_ROWS: Final = tuple(part for part, declared in PARTS.items() if declared.in_rows)


def parts_of(owner: str) -> tuple[Part, ...]:
    """The parts of that document: the office's, or a case's."""
    return OFFICE_PARTS if owner == OFFICE else CASE_PARTS


def expect_declared(part: Part, values: Mapping[str, object]) -> None:
    """Raises ValueError for a record that holds what its part does not declare."""
    if not values.keys() <= PARTS[part].columns.keys():
        raise ValueError(f"a record of {part.value} with undeclared values")
