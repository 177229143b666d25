"""Attachments: one encrypted file each, under a key of its own that stands in the database with its name.

The file is written and synced before its row is committed, and removed after the row is gone: a row never waits for its
file. A file that no row knows waits: an older database may lie in the folder for a day, whoever put it there, and the
right one wants its files back.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import pyrage  # type: ignore[import-untyped]

from caselink.errors import UserError, VaultError
from caselink.i18n import _
from caselink.vault.database import Database
from caselink.vault.folder import Layout, settle, write_new
from caselink.vault.ids import new_id
from caselink.vault.keys import digest, new_identity, recipient_of
from caselink.vault.records import spell
from caselink.vault.reserved import CaseKey, Keyring

_COLUMNS = 'id, case_id, name, identity, digest, "by", at'
_WAITS: Final = 30 * 86_400
"""Seconds since a file was written, before which it is not swept away."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """What is known of an attachment without reading it. `at` is a moment in UTC (ISO 8601)."""

    id: str
    name: str
    by: str
    at: str


def add(
    database: Database, layout: Layout, case_id: str, attachment: Attachment, content: bytes, key: CaseKey | None
) -> None:
    """Write the file, wait until the disk has it, then write the row. Raises VaultError where the disk fails."""
    spell(attachment.name)
    identity = new_identity()
    sealed: bytes = pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(recipient_of(identity))])
    try:
        layout.attachments.mkdir(mode=0o700, exist_ok=True)
        write_new(layout.attachment(attachment.id), sealed)
        settle(layout.attachments)
    except OSError as fault:
        raise VaultError(_(
            "La pièce jointe n’a pas pu être enregistrée : le disque est plein ou n’accepte pas d’écriture. "
            "Tout ce qui précède est conservé."
        )) from fault
    name, kept = (attachment.name, identity) if key is None else map(key.seal_json, (attachment.name, identity))
    database.run(
        f"INSERT INTO attachments ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        attachment.id, case_id, name, kept, digest(sealed), attachment.by, attachment.at,
    )
    database.run("UPDATE cases SET changed_at = ? WHERE id = ?", attachment.at, case_id)


def new_attachment(name: str, by: str, at: str) -> Attachment:
    """One that is to be added; raises ValueError for an empty name."""
    if not name:
        raise ValueError("an attachment has a name")
    return Attachment(new_id(), name, by, at)


def of_case(database: Database, case_id: str, key: CaseKey | None) -> tuple[Attachment, ...]:
    """The attachments of a case in the order they were added; raises ValueError where a row is not what was written."""
    rows = database.all('SELECT id, name, "by", at FROM attachments WHERE case_id = ? ORDER BY at, id', case_id)
    return tuple(Attachment(row_id, _opened(name, key), by, at) for row_id, name, by, at in rows)


def read(database: Database, layout: Layout, attachment_id: str, keys: Keyring) -> bytes:
    """The content of an attachment. Raises UserError where there is none of that id or its case is reserved to others,
    VaultError where its file is gone or not what was written; the rest of the vault is not touched by that."""
    row = database.one("SELECT case_id, identity, digest FROM attachments WHERE id = ?", attachment_id)
    if row is None:
        raise _unknown()
    identity = _opened(row[1], keys.key_of(row[0]))
    try:
        sealed = layout.attachment(attachment_id).read_bytes()
        if digest(sealed) != row[2]:
            raise ValueError("not the file that was written")
        content: bytes = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)])
    except (OSError, ValueError, pyrage.DecryptError) as fault:
        raise VaultError(_(
            "Cette pièce jointe a disparu ou n’est plus celle qui a été enregistrée. Le reste du dossier est intact ; "
            "cherchez-la dans une sauvegarde."
        )) from fault
    return content


def case_of(database: Database, attachment_id: str, keys: Keyring) -> str:
    """The id of the case of an attachment; raises UserError as `read`."""
    row = database.one("SELECT case_id FROM attachments WHERE id = ?", attachment_id)
    if row is None:
        raise _unknown()
    keys.key_of(str(row[0]))
    return str(row[0])


def remove(database: Database, case_id: str, attachment_id: str, at: str) -> None:
    """Delete the row; the file goes once that is committed."""
    database.run("DELETE FROM attachments WHERE id = ?", attachment_id)
    database.run("UPDATE cases SET changed_at = ? WHERE id = ?", at, case_id)


def give_up_files(layout: Layout, ids: Iterable[str]) -> None:
    """Before the rows are gone for good: should the process be killed right after that, the next opening needs no wait
    to sweep these files away. A file that has a row stays whatever its time is."""
    for attachment_id in ids:
        with contextlib.suppress(OSError):
            os.utime(layout.attachment(attachment_id), (0, 0))


def drop_files(layout: Layout, ids: Iterable[str]) -> None:
    """Remove the files of these attachments; what the disk refuses now goes at a later opening."""
    for attachment_id in ids:
        with contextlib.suppress(OSError):
            layout.attachment(attachment_id).unlink(missing_ok=True)


def sweep(database: Database, layout: Layout, now: datetime) -> None:
    """Remove the files that no row knows, and that were given up or written more than 30 days ago: of an addition that
    was never committed, or of what was removed."""
    with contextlib.suppress(OSError):
        before = now.timestamp() - _WAITS
        found = {entry.name for entry in os.scandir(layout.attachments) if entry.stat().st_mtime < before}
        if found:
            known = {f"{row[0]}.age" for row in database.each("SELECT id FROM attachments")}
            for name in found - known:
                if name.endswith(".age"):
                    (layout.attachments / name).unlink(missing_ok=True)


def _opened(kept: str, key: CaseKey | None) -> str:
    value = kept if key is None else key.open_json(kept)
    if not isinstance(value, str):
        raise ValueError("not a name")
    return value


def _unknown() -> UserError:
    return UserError(_("Cette pièce jointe n’existe pas, ou plus, dans ce coffre."))
