"""Backup and restore: one archive that counts only when it was read back and checked in full.

A ZIP without compression (its content is encrypted): key files, data key, database, attachments, and `manifest.json`
with the size and SHA-256 of each.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from caselink.errors import UserError, VaultError
from caselink.i18n import _
from caselink.vault.checking import examine
from caselink.vault.database import Database
from caselink.vault.folder import Layout, expect_encrypted, settle, write_new
from caselink.vault.ids import now
from caselink.vault.opened import Opened
from caselink.vault.vault import Vault

_FORMAT: Final = 1
_MANIFEST: Final = "manifest.json"
_MEMBER: Final = re.compile(
    r"keys/[a-z0-9-]{1,32}\.age|data\.key\.age|cases-[0-9]{1,9}\.db|attachments/[0-9a-f-]{36}\.age"
)
_LARGEST_MANIFEST: Final = 16 * 1024 * 1024
_PIECE: Final = 1024 * 1024


def backup(vault: Vault, out: Path) -> None:
    """Put the vault into one archive, which gets its name only after it was read back and fully checked.

    The copy has no seat id: what is restored from it gets one of its own. Raises UserError where a file of that name
    exists, VaultError where the disk fails or the copy is not sound; nothing is left then.
    """
    if os.path.lexists(out):
        raise UserError(_("Un fichier de ce nom existe déjà : choisissez un autre nom, rien n’a été écrit."))
    with vault.change("backup"):
        pass
    try:
        with _work_folder(out.parent) as work:
            copy = _copy_database(vault.opened, work)
            archive = work / "archive"
            _write_archive(archive, vault.opened, copy)
            _verify(archive, work / "verified", vault.opened)
            archive.rename(out)
        settle(out.parent)
    except OSError as fault:
        raise VaultError(_(
            "La sauvegarde n’a pas pu être écrite : le disque est plein, absent ou n’accepte pas d’écriture. "
            "Aucun fichier n’a été laissé."
        )) from fault


def restore(archive: Path, folder: Path) -> None:
    """Lay down the vault of an archive in a new folder, whole or not at all. Needs no passphrase.

    Raises UserError where the folder exists, VaultError where the archive is damaged or none of ours.
    """
    if os.path.lexists(folder):
        raise UserError(_("Un dossier de ce nom existe déjà : choisissez un autre nom, rien n’a été restauré."))
    try:
        with _work_folder(folder.parent) as work:
            _lay_down(archive, work / "vault")
            (work / "vault").rename(folder)
        settle(folder.parent)
    except OSError as fault:
        raise VaultError(_(
            "La sauvegarde n’a pas pu être restaurée : un fichier ne se laisse pas lire, ou le disque est plein ou "
            "n’accepte pas d’écriture. Rien n’a été laissé."
        )) from fault


@contextlib.contextmanager
def _work_folder(parent: Path) -> Iterator[Path]:
    work = Path(tempfile.mkdtemp(prefix=".caselink-", dir=parent))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _copy_database(opened: Opened, work: Path) -> Path:
    """A copy by SQLite's backup call, without the seat id."""
    path = work / opened.data_key.database
    write_new(path, b"")
    target = Database.make_blank(path, opened.data_key.key)
    try:
        opened.database.copy_to(target)
        with target.transaction():
            target.run("UPDATE meta SET seat_id = '', seat_home = ''")
    finally:
        target.close()
    expect_encrypted(path)
    return path


def _write_archive(archive: Path, opened: Opened, database: Path) -> None:
    layout = Layout(opened.folder)
    members = {f"keys/{path.name}": path for path in sorted(layout.keys.glob("*.age"))}
    members[layout.data_key.name] = layout.data_key
    members[database.name] = database
    members |= {
        f"attachments/{row[0]}.age": layout.attachments / f"{row[0]}.age"
        for row in opened.database.each("SELECT id FROM attachments")
    }
    write_new(archive, b"")
    listed = {}
    with archive.open("r+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
            for name, path in members.items():
                with path.open("rb") as source, packed.open(_member(name), "w", force_zip64=True) as target:
                    listed[name] = _copied(source, target)
            manifest = {"caselink_backup": _FORMAT, "made_at": now(), "files": listed}
            packed.writestr(_member(_MANIFEST), json.dumps(manifest, indent=1))
        file.flush()
        os.fsync(file.fileno())


def _member(name: str) -> zipfile.ZipInfo:
    """A member without a moment: the manifest says when."""
    member = zipfile.ZipInfo(name)
    member.external_attr = 0o600 << 16
    return member


def _copied(source: IO[bytes], target: IO[bytes]) -> dict[str, int | str]:
    size, digest = 0, hashlib.sha256()
    while piece := source.read(_PIECE):
        target.write(piece)
        digest.update(piece)
        size += len(piece)
    return {"size": size, "sha256": digest.hexdigest()}


def _verify(archive: Path, folder: Path, opened: Opened) -> None:
    """Read the archive back and check the vault in it from end to end."""
    _lay_down(archive, folder)
    database = Database.open(folder, opened.data_key, read_only=True)
    try:
        report = examine(database, folder, opened.data_key, opened.identity)
    finally:
        database.close()
    if not report.sound:
        raise VaultError(_(
            "La copie relue n’est pas saine : la sauvegarde a été jetée. Vérifiez le coffre et gardez vos sauvegardes."
        ))


def _lay_down(archive: Path, folder: Path) -> None:
    """Unpack what is allowed to be there, as the manifest lists it, and nothing else."""
    try:
        with zipfile.ZipFile(archive) as packed:
            listed = _read_manifest(packed)
            layout = Layout(folder)
            for made in (folder, layout.keys, layout.attachments, layout.backups):
                made.mkdir(mode=0o700)
            for member in packed.infolist():
                if member.filename != _MANIFEST:
                    _unpack(packed, member, listed[member.filename], folder)
            write_new(layout.lock, b"")
            for made in (layout.keys, layout.attachments, folder):
                settle(made)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, KeyError, TypeError) as fault:
        raise _bad_archive() from fault


def _read_manifest(packed: zipfile.ZipFile) -> dict[str, dict[str, object]]:
    """The files listed in the manifest; raises ValueError where members are others, doubled or compressed."""
    members = packed.infolist()
    manifest = packed.getinfo(_MANIFEST)
    if manifest.file_size > _LARGEST_MANIFEST or any(
        member.compress_type != zipfile.ZIP_STORED or member.file_size != member.compress_size for member in members
    ):
        raise ValueError("not stored plainly")
    raw = json.loads(packed.read(manifest))
    listed: dict[str, dict[str, object]] = raw["files"]
    names = [member.filename for member in members if member is not manifest]
    databases = [name for name in names if name.endswith(".db")]
    if raw["caselink_backup"] != _FORMAT or sorted(names) != sorted(listed) or len(databases) != 1:
        raise ValueError("not as listed")
    if "data.key.age" not in names or any(_MEMBER.fullmatch(name) is None for name in names):
        raise ValueError("not the files of a vault")
    return listed


def _unpack(packed: zipfile.ZipFile, member: zipfile.ZipInfo, listed: dict[str, object], folder: Path) -> None:
    if member.file_size != listed["size"]:
        raise ValueError("not the size listed")
    path = folder / member.filename
    write_new(path, b"")
    with packed.open(member) as source, path.open("r+b") as target:
        if _copied(source, target) != listed:
            raise ValueError("not the content listed")
        target.flush()
        os.fsync(target.fileno())


def _bad_archive() -> VaultError:
    return VaultError(_(
        "Ce fichier n’est pas une sauvegarde de CaseLink, ou il est endommagé : rien n’a été restauré. "
        "Essayez une autre sauvegarde."
    ))
