"""Attachments: one encrypted file each, under a key of its own that stands with its name in the document of the case.

`files` says which files there are, whoever may read them. A file is written and synced before its row is committed, and
removed after the row is gone: a row never waits for its file. A file that no row knows waits: an older database may lie
in the folder for a day, whoever put it there, and the right one wants its files back. Zeros behind what was attached
hide how long it is.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import pyrage  # type: ignore[import-untyped]

from caselink.domain.answers import Json
from caselink.errors import UserError, VaultError
from caselink.held_files import unlink
from caselink.i18n import _
from caselink.vault.database import Database
from caselink.vault.document import Maps, Record
from caselink.vault.folder import Layout, settle, write_new
from caselink.vault.ids import new_id
from caselink.vault.keys.keys import digest, new_identity, recipient_of
from caselink.vault.keys.seals import padded_size
from caselink.vault.parts import Part
from caselink.vault.plain_files import read_bytes
from caselink.vault.records import spell
from caselink.vault.reserved.keyring import CaseKey

FACTS: Final = ("kind", "category", "type", "sha256", "size", "taken_on")
"""What is said of an attachment beside its name."""
_WAITS: Final = 30 * 86_400
"""Seconds since a file was written, before which it is not swept away."""


@dataclass(frozen=True, slots=True)
class AttachmentEntry:
    """What is known of an attachment without reading it. `at` is a moment in UTC (ISO 8601).

    `facts` say kind, category, type, SHA-256 and size of its content, and the day it was taken, as far as it is known.
    """

    id: str
    name: str
    by: str
    at: str
    facts: Mapping[str, Json] = field(default_factory=dict)


def add(database: Database, layout: Layout, case_id: str, attachment: AttachmentEntry, content: bytes) -> Record:
    """Write the file, wait until the disk has it, then write its row; gives the record for the document of the case.

    Raises VaultError where the disk fails.
    """
    spell(attachment.name)
    identity = new_identity()
    padded = content + bytes(padded_size(len(content)) - len(content))
    sealed: bytes = pyrage.encrypt(padded, [pyrage.x25519.Recipient.from_str(recipient_of(identity))])
    try:
        layout.attachments.mkdir(mode=0o700, exist_ok=True)
        write_new(layout.attachment(attachment.id), sealed)
        settle(layout.attachments)
    except OSError as fault:
        raise VaultError(_(
            "La pièce jointe n’a pas pu être enregistrée : le disque est plein ou protégé. Tout ce qui précède est "
            "conservé. Libérez de la place, puis réessayez."
        )) from fault
    noted = digest(sealed)
    facts = {**attachment.facts, "sha256": digest(content), "size": len(content)}
    database.run("INSERT INTO files (id, case_id, digest) VALUES (?, ?, ?)", attachment.id, case_id, noted)
    return {
        "name": attachment.name, "identity": identity, "digest": noted, "by": attachment.by, "at": attachment.at,
        **facts,
    }


def new_attachment(name: str, by: str, at: str, facts: Mapping[str, Json]) -> AttachmentEntry:
    """One that is to be added; raises ValueError for an empty name."""
    if not name:
        raise ValueError("an attachment has a name")
    return AttachmentEntry(new_id(), name, by, at, facts)


def of_case(maps: Maps) -> tuple[AttachmentEntry, ...]:
    """The attachments of a case in the order they were added; raises ValueError where one is not what was written."""
    found = [
        AttachmentEntry(
            key, str(record["name"]), str(record["by"]), str(record["at"]),
            {name: record[name] for name in FACTS if record.get(name) is not None},
        )
        for key, record in maps[Part.ATTACHMENTS].items()
    ]
    return tuple(sorted(found, key=lambda attachment: (attachment.at, attachment.id)))


def case_of(database: Database, attachment_id: str) -> str:
    """The id of the case that an attachment belongs to; raises UserError where there is none of that id."""
    row = database.one("SELECT case_id FROM files WHERE id = ?", attachment_id)
    if row is None:
        raise UserError(_("Cette pièce jointe n’existe pas, ou plus, dans ce coffre : rien n’a été modifié. Rouvrez "
                          "le dossier, il a changé entre-temps."))
    return str(row[0])


def read(layout: Layout, attachment_id: str, record: Record | None) -> bytes:
    """The content of an attachment, by its record.

    Raises VaultError where its file is gone or not what was written; the rest of the vault is not touched by that.
    """
    try:
        sealed = read_bytes(layout.attachment(attachment_id))
        if record is None or digest(sealed) != record["digest"]:
            raise ValueError("not the file that was written")
        padded: bytes = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(str(record["identity"]))])
        size = record.get("size")
    except (OSError, ValueError, pyrage.DecryptError) as fault:
        raise VaultError(_(
            "Cette pièce jointe a disparu ou n’est plus celle qui a été enregistrée. Le reste du dossier est intact ; "
            "cherchez-la dans une sauvegarde."
        )) from fault
    return padded[:size] if isinstance(size, int) else padded


def of_format_2(database: Database, case_id: str, key: CaseKey) -> dict[str, Record]:
    """The attachments of a reserved case of a vault of format 2, whose names only its key opens, by id; raises
    ValueError."""
    found: dict[str, Record] = {}
    rows = database.all("SELECT id, digest, of_before FROM files WHERE case_id = ? AND of_before IS NOT NULL", case_id)
    for attachment, noted, kept in rows:
        name, identity, by, at = json.loads(kept)
        found[str(attachment)] = {
            "name": key.open_json(name, ""), "identity": key.open_json(identity, ""), "digest": noted, "by": by,
            "at": at,
        }
    return found


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
            unlink(layout.attachment(attachment_id), missing_ok=True)


def sweep(database: Database, layout: Layout, now: datetime) -> None:
    """Remove the files that no row knows, and that were given up or written more than 30 days ago: of an addition that
    was never committed, or of what was removed."""
    with contextlib.suppress(OSError):
        before = now.timestamp() - _WAITS
        with os.scandir(layout.attachments) as entries:
            found = {entry.name for entry in entries if entry.stat(follow_symlinks=False).st_mtime < before}
        if found:
            known = {f"{row[0]}.age" for row in database.each("SELECT id FROM files")}
            for name in found - known:
                if name.endswith(".age"):
                    unlink(layout.attachments / name, missing_ok=True)

