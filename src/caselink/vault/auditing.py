"""Walking the audit chain from end to end, and saying where it breaks and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from caselink.errors import VaultError, VaultInUse, WrongPassphrase
from caselink.i18n import _
from caselink.vault import audit
from caselink.vault.clock import TAKEN_BACK
from caselink.vault.closed import read_closed
from caselink.vault.database import Database
from caselink.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Backwards:
    """A row whose `moment` lies before `after`, the latest moment of the rows before it (UTC, ISO 8601)."""

    row: int
    moment: str
    after: str


@dataclass(frozen=True, slots=True)
class AuditVerdict:
    """Whether the chain holds. `rows` counts those that are there, `head` is the hash of the last one as the vault
    noted it. `broken_at` is the number of the first row that is not as it was written, or not there any more; None
    where the chain holds, or where the database does not read so far. `problem` is a sentence about it."""

    sound: bool
    rows: int
    head: str
    broken_at: int | None = None
    problem: str | None = None
    backwards: tuple[Backwards, ...] = ()
    """Rows whose moment lies before one that came earlier: the computer's clock was set back, or is set anew."""


def verify(vault: Vault) -> AuditVerdict:
    """Walk the chain of an open vault. A break is damage: nothing more is written then."""
    return examine(vault.opened.database)


def verify_folder(folder: Path, user: str | None, passphrase: str) -> AuditVerdict:
    """Walk the chain of a vault that may be too damaged to open; nothing is written to it.

    Raises VaultInUse, WrongPassphrase and UserError as `open_vault`; every damage is reported instead.
    """
    try:
        with read_closed(folder, user, passphrase) as closed:
            return examine(closed.database)
    except (WrongPassphrase, VaultInUse):
        raise
    except VaultError as fault:
        return AuditVerdict(False, 0, "", None, fault.sentence)


def examine(database: Database) -> AuditVerdict:
    """Walk the chain in a database; where it breaks nothing more is written through that connection."""
    noted = database.one("SELECT audit_seq, audit_hash FROM meta")
    counted = database.one("SELECT count(*) FROM audit")
    end, head = (0, "") if noted is None else (int(noted[0]), str(noted[1]))
    found = _first_break(database, end, head)
    if noted is None and found is None:
        found = (1, _("Le coffre ne sait plus où finit son journal d’audit."))
    rows = 0 if counted is None else int(counted[0])
    if found is None:
        return AuditVerdict(True, rows, head, backwards=tuple(_backwards(database)))
    database.mark_damaged()
    return AuditVerdict(False, rows, head, *found)


def _backwards(database: Database) -> Iterator[Backwards]:
    latest = ""
    for entry in audit.entries(database):
        if entry.moment < latest:
            yield Backwards(entry.seq, entry.moment, latest)
        latest = entry.moment if entry.action == TAKEN_BACK else max(latest, entry.moment)


def _first_break(database: Database, end: int, head: str) -> tuple[int, str] | None:
    seq, last = audit.START
    for entry in audit.entries(database):
        if entry.seq != seq + 1:
            return seq + 1, _("La ligne {row} du journal d’audit a disparu.").format(row=seq + 1)
        if entry.hash != entry.expected_hash():
            return entry.seq, _(
                "La ligne {row} du journal d’audit a été modifiée : elle n’a plus l’empreinte de ce qui y est écrit."
            ).format(row=entry.seq)
        if entry.previous != last:
            return entry.seq, _(
                "La ligne {row} du journal d’audit ne suit pas celle d’avant : l’une des deux a été récrite."
            ).format(row=entry.seq)
        seq, last = entry.seq, entry.hash
    if seq < end:
        return seq + 1, _(
            "La fin du journal d’audit a été coupée : il en reste {rows} lignes sur {end}."
        ).format(rows=seq, end=end)
    if seq > end:
        return end + 1, _("Le journal d’audit a des lignes après sa fin notée, la ligne {end}.").format(end=end)
    if last != head:
        return seq, _(
            "La dernière ligne du journal d’audit, la ligne {row}, n’est pas celle que le coffre a notée comme fin."
        ).format(row=seq)
    return None
