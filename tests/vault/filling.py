"""Cases to fill a vault with, and looking at its files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from caselink.domain.answers import Answer, NoAnswer
from caselink.domain.danger import Assessment, Level
from caselink.domain.events import EventKind
from caselink.domain.needs import NeedMark, NeedState
from caselink.vault import Vault
from caselink.vault.backup.making import BackupFile
from caselink.vault.change import Change
from caselink.vault.document import Record
from caselink.vault.parts import PARTS, RECORDS, Part
from caselink.vault.records import assessment_record

A_NEED_CHANGED = "UPDATE records SET body = replace(body, 'to_do', 'done') WHERE part = 'needs'"
"""SQL that makes the rows disagree with the documents of the cases that `add_case` writes."""


def add_case(vault: Vault, reference: str = "2026-0001", name: str = "Élodie") -> str:
    """A case with answers of several kinds, one child, needs, a consent and a draft; gives its id."""
    with vault.change("case_opened") as change:
        case_id = change.new_case(reference)
        change.put_answer(case_id, "person.goes_by", Answer(name))
        change.put_answer(case_id, "housing.status", Answer("lease_joint"))
        change.put_answer(case_id, "access.barriers", Answer(("language", "cost")))
        change.put_answer(case_id, "person.nationality", Answer(NoAnswer.DECLINED))
        change.put_answer(case_id, "request.seen_alone", Answer(True))
        child = change.add_entry(case_id, "children")
        change.put_answer(case_id, f"children.{child}.first_name", Answer("Zélie"))
        change.put_need(case_id, "lawyer", NeedMark(NeedState.TO_DO, partner="barreau"))
        change.add_event(case_id, EventKind.CONSENT_GIVEN, {
            "recipient": "abri", "recipient_kind": "shelter", "categories": ["all"], "purposes": ["housing"],
            "given_on": "2026-11-01", "expires_on": "2027-01-31", "mode": "spoken", "language": "fr", "interpreter": "",
            "note": "à voix haute",
        })
        change.keep_draft(case_id, "request.wishes", "elle voudrait")
    return case_id


def part_record(part: Part, text: str) -> Record:
    """A record of that part that reads, with the text in it."""
    if part is Part.ASSESSMENTS:
        return assessment_record(
            Assessment("", "full", 1, date(2026, 1, 5), "amal", {}, Level.HIGH, Level.HIGH, reason=text)
        )
    return dict.fromkeys(PARTS[part].columns, text)


def fill_parts(change: Change, case_id: str, text: str) -> None:
    """A record of every part that is kept as it is, an attachment and a name never to inform, each with the text."""
    for part in RECORDS:
        change.put_record(case_id, part, f"{part.value}-1", part_record(part, text))
    change.add_attachment(case_id, f"{text}.pdf", text.encode())
    change.add_event(case_id, EventKind.NEVER_INFORM, {"kind": "family", "name": text})


def aged(file: BackupFile, days: int) -> BackupFile:
    """The same backup, named as of so many days ago: of one day only the newest is kept."""
    made_at = file.made_at - timedelta(days=days)
    path = file.path.rename(file.path.with_name(f"{made_at:%Y-%m-%dT%H-%M-%SZ}.caselink-backup"))
    return replace(file, path=path, made_at=made_at)


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path there."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def lengthened(folder: Path) -> Path:
    """The vault with its database longer than it says: damage that costs nothing of what is in it."""
    (path,) = folder.glob("cases-*.db")
    with path.open("ab") as file:
        file.write(bytes(4096))
    return folder
