"""Walking the audit chain from end to end, and saying where it breaks and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from caselink.errors import VaultError, VaultInUse, WrongPassphrase
from caselink.i18n import _
from caselink.vault.clock import TAKEN_BACK
from caselink.vault.database import Database
from caselink.vault.trail import audit
from caselink.vault.trail.audit import Break, BreakKind
from caselink.vault.unopenable import read_closed
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
    """Walk the chains in a database; where one breaks nothing more is written through that connection."""
    counted = database.one("SELECT count(*) FROM audit")
    rows = 0 if counted is None else int(counted[0])
    _ends, broken = audit.walk(database)
    if broken is None:
        backwards = tuple(_backwards(database))
        return AuditVerdict(True, rows, audit.last_hash(database) or "", backwards=backwards)
    database.mark_damaged()
    return AuditVerdict(False, rows, "", broken.row, _words(broken))


def _backwards(database: Database) -> Iterator[Backwards]:
    latest = ""
    for entry in audit.entries(database):
        if entry.moment < latest:
            yield Backwards(entry.seq, entry.moment, latest)
        latest = entry.moment if entry.action == TAKEN_BACK else max(latest, entry.moment)


def _words(broken: Break) -> str:
    match broken.kind:
        case BreakKind.GONE:
            words = _("La ligne {row} du journal d’audit a disparu.")
        case BreakKind.REWRITTEN:
            words = _(
                "La ligne {row} du journal d’audit a été modifiée : elle n’a plus le code de contrôle de ce qui y "
                "est écrit."
            )
        case BreakKind.UNLINKED:
            words = _(
                "La ligne {row} du journal d’audit ne suit pas celle d’avant : l’une des deux a été récrite."
            )
        case BreakKind.CUT:
            words = _("La fin du journal d’audit a été coupée : il en reste {rows} lignes sur {end}.")
        case BreakKind.LONGER:
            words = _("Le journal d’audit a des lignes après sa fin notée, la ligne {end}.")
        case BreakKind.OTHER_END:
            words = _(
                "La dernière ligne du journal d’audit, la ligne {row}, n’est pas celle que le coffre a notée comme fin."
            )
        case BreakKind.NO_END:
            words = _("Le coffre ne sait plus où finit son journal d’audit.")
    return words.format(row=broken.row, rows=broken.rows, end=broken.end)
