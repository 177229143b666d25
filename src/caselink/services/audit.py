"""The audit trail: who did what when, without names of cases and without answers; whether it is whole; its head.

The head is the hash of the last row. Printed on what leaves, it fixes everything that was done until then: where the
trail is rewritten later, no row has that hash any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from caselink.domain.roles import Role
from caselink.errors import UserError
from caselink.i18n import _
from caselink.services.audit_words import act_words, tells_event
from caselink.services.office import Office
from caselink.vault import AuditEntry
from caselink.vault.trail.auditing import AuditVerdict, Backwards, verify, verify_folder

__all__ = [
    "AuditLine", "AuditVerdict", "Backwards", "audit_head", "audit_lines", "audit_page", "may_read_audit", "one_an_act",
    "row_of_head", "shortened_head", "verify_audit", "verify_audit_of",
]

_GROUP: Final = 4
_GROUPS: Final = 6
"""Of four hexadecimal digits each: 96 bits, which nobody finds another chain for."""
_PRINTED: Final = re.compile("[0-9a-f]{8,64}")


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One row. `moment` is in UTC (ISO 8601), `action` an id, `action_text` its words; `case` is the reference while
    the case is there and this worker may read it, else its id; None where no case was touched."""

    seq: int
    moment: str
    user: str
    action: str
    action_text: str
    case: str | None
    hash: str
    who: str = ""
    """The user in words: with the name of today, where she got another since."""
    whom: str = ""
    """The worker it was done to, in the same words; empty for what is done to nobody."""


def may_read_audit(office: Office) -> bool:
    """Whether this worker reads what everybody did: the coordination."""
    return office.vault.role is Role.COORDINATOR


def audit_lines(office: Office) -> tuple[AuditLine, ...]:
    """The whole trail from its beginning. Raises UserError for a worker who is no coordinator."""
    _expect_coordinator(office)
    return _lines(office, office.vault.audit())


def audit_page(office: Office, limit: int, before: int | None = None) -> tuple[AuditLine, ...]:
    """The last acts, newest first, those before the row of that number where given. Raises as `audit_lines`."""
    _expect_coordinator(office)
    if before is None:
        return tuple(one_an_act(_lines(office, office.vault.newest_audit(limit))))
    shown_before_too = _lines(office, office.vault.newest_audit(limit + 1, before + 1))
    return tuple(line for line in one_an_act(shown_before_too) if line.seq < before)


def one_an_act(newest_first: Iterable[AuditLine]) -> Iterator[AuditLine]:
    """The lines without those of an event that the line of the same act tells already."""
    told: AuditLine | None = None
    for line in newest_first:
        if told is None or not _tells(told, line):
            yield line
        told = line


def audit_head(office: Office) -> str:
    """The hash of the last row (64 hexadecimal digits)."""
    return office.vault.audit_head()


def shortened_head(head: str) -> str:
    """The head as it is printed: the first 24 of its digits, in groups of four."""
    return " ".join(head[place : place + _GROUP] for place in range(0, _GROUP * _GROUPS, _GROUP)).strip()


def row_of_head(office: Office, printed: str) -> AuditLine | None:
    """The row whose hash begins with what was printed, however it is grouped; None where there is none.

    Raises UserError for less than eight hexadecimal digits, and as `audit_lines`.
    """
    _expect_coordinator(office)
    digits = "".join(printed.split()).lower()
    if _PRINTED.fullmatch(digits) is None:
        raise UserError(_("Un code de contrôle compte au moins huit signes parmi 0-9 et a-f : recopiez-le de la "
                          "fiche. Rien n’a été lu."))
    entry = office.vault.audit_row(digits)
    return None if entry is None else _lines(office, [entry])[0]


def verify_audit(office: Office) -> AuditVerdict:
    """Walk the trail of the open vault from end to end and say whether it is as it was written."""
    return verify(office.vault)


def verify_audit_of(folder: Path, user: str | None, passphrase: str) -> AuditVerdict:
    """The same for a vault that may be too damaged to open. Raises as `open_office`."""
    return verify_folder(folder, user, passphrase)


def _lines(office: Office, entries: Iterable[AuditEntry]) -> tuple[AuditLine, ...]:
    shown = [*entries]
    named = {name for entry in shown for name in (entry.user, entry.whom) if name}
    known = {name: office.known_as(name) for name in named}
    references = office.vault.references_of(entry.case_id for entry in shown if entry.case_id is not None)
    return tuple(
        AuditLine(
            entry.seq, entry.moment, entry.user, entry.act, act_words(entry.act, entry.became),
            None if entry.case_id is None else references.get(entry.case_id, entry.case_id), entry.hash,
            known[entry.user], known.get(entry.whom, ""),
        )
        for entry in shown
    )


def _tells(act: AuditLine, event: AuditLine) -> bool:
    """Whether the first line is the act that the event, the row before it, was part of."""
    follows = (act.seq, act.user, act.case) == (event.seq + 1, event.user, event.case)
    return follows and tells_event(act.action, event.action)


def _expect_coordinator(office: Office) -> None:
    if not may_read_audit(office):
        raise UserError(_("Le journal d’audit se lit avec le rôle de coordination : demandez à la coordination. "
                          "Rien n’a été lu."))
