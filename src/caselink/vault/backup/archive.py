"""What a backup is: one archive, written from a copy of a vault's folder, and read back to the last byte.

A ZIP without compression (its content is encrypted): key files, data key, database, attachments, and `manifest.json`
with the size and SHA-256 of each, the end of the audit chain, and which erasures and reservations are in it. In a
vault's own `backups/` the attachments lie once beside all archives (`side_files.py`), and the manifest names them. Its
comment is the SHA-256 of all before it: no bit of it can change unseen. What somebody unpacked and packed again by
hand, however compressed and with a folder around it, is the same backup; it has no such comment.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Final

from caselink.errors import VaultError
from caselink.i18n import _
from caselink.vault.backup.side_files import Facts, SideFiles, is_as_named, lay_beside, put_beside
from caselink.vault.folder import Layout, settle, write_new
from caselink.vault.plain_files import read_stream

_FORMATS: Final = (1, 2)
"""With all in the archive, and with attachments beside it."""
_BESIDE: Final = re.compile(r"[0-9a-f-]{36}\.age")
_MANIFEST: Final = "manifest.json"
_DATA_KEY: Final = "data.key.age"
_MEMBER: Final = re.compile(
    r"keys/[a-z0-9-]{1,32}\.age|data\.key\.age|cases-[0-9]{1,9}\.db|attachments/[0-9a-f-]{36}\.age"
)
_LARGEST_MANIFEST: Final = 16 * 1024 * 1024
_PIECE: Final = 1024 * 1024
_MARK: Final = b"caselink sha256 "
_COMMENT: Final = len(_MARK) + 64
_MOST_PACKED: Final = 40
"""How often its size a member may unpack to: what is encrypted does not shrink, a manifest to a fifth."""
_OF_OTHERS: Final = re.compile(r"(__MACOSX/.*|(.*/)?(\.DS_Store|desktop\.ini|Thumbs\.db))", re.DOTALL)
"""What systems put into an archive by themselves."""
_BAD: Final = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError, KeyError, TypeError)
"""What a ZIP or a manifest that is not as it was written can raise. RuntimeError: a flag that says encrypted, a way of
packing that nobody knows, a manifest nested too deep."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself. It shows damage, not forgery: the database in it guards itself."""

    made_at: datetime
    """With its zone (UTC)."""
    audit_head: str = ""
    """Hash of the last row of the audit chain; empty in an archive that does not say."""
    erased: str = ""
    """Digest of what had been erased when the copy was made (`erased_mark`)."""
    reserved: str = ""
    """Digest of which cases it closes to whom (`reservations.reserved_mark`)."""


def write_archive(folder: Path, archive: Path, manifest: Manifest, place: SideFiles | None = None) -> None:
    """Pack the vault that lies in a folder, whole and closed, into a new file; its attachments too, unless they have a
    `place` beside. Raises OSError."""
    layout = Layout(folder)
    members = [*sorted(layout.keys.glob("*.age")), layout.data_key, *folder.glob("cases-*.db")]
    files = sorted(layout.attachments.glob("*.age"))
    named = None if place is None else put_beside(files, place)
    members += files if place is None else []
    write_new(archive, b"")
    listed = {}
    with archive.open("r+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
            for path in members:
                name = path.relative_to(folder).as_posix()
                with read_stream(path) as source, packed.open(_member(name), "w", force_zip64=True) as target:
                    listed[name] = _copied(source, target)
            packed.writestr(_member(_MANIFEST), json.dumps(_spelled(manifest, listed, named), indent=1))
            packed.comment = bytes(_COMMENT)
        length = file.seek(-_COMMENT, os.SEEK_END)
        comment = _MARK + _digest_of(file, length)
        file.seek(length)
        file.write(comment)
        file.flush()
        os.fsync(file.fileno())


def lay_down(archive: Path, folder: Path, *, own: bool = False) -> Manifest:
    """Unpack what is allowed to be there, as the manifest lists it, and nothing else, into a new folder. What lies
    beside is linked, or copied where the folder is to be a vault of its `own`; what is gone there is left out.

    Raises VaultError where the archive is damaged or none of ours, OSError.
    """
    with _open(archive) as packed:
        manifest, listed, named = _read_manifest(packed)
        if packed.comment:
            _expect_untouched(archive)
        layout = Layout(folder)
        for made in (folder, layout.keys, layout.attachments, layout.backups):
            made.mkdir(mode=0o700)
        for name, member in _members(packed).items():
            if name != _MANIFEST:
                _unpack(packed, member, listed[name], folder / name)
        lay_beside(named, archive, layout.attachments, own=own)
        write_new(layout.lock, b"")
        for made in (layout.keys, layout.attachments, folder):
            settle(made)
    return manifest


def read_manifest(archive: Path) -> Manifest:
    """What an archive says of itself; raises VaultError where it is damaged or none of ours, OSError."""
    with _open(archive) as packed:
        return _read_manifest(packed)[0]


def read_data_key(archive: Path) -> bytes:
    """The data key in an archive, encrypted as it is; raises VaultError where the archive is damaged, OSError."""
    with _open(archive) as packed:
        listed = _read_manifest(packed)[1][_DATA_KEY]
        member = _members(packed)[_DATA_KEY]
        if member.file_size > _LARGEST_MANIFEST:
            raise ValueError("not a key file")
        content = packed.read(member)
        if hashlib.sha256(content).hexdigest() != listed["sha256"]:
            raise ValueError("not the content listed")
    return content


def named_beside(archive: Path) -> dict[str, Facts]:
    """The attachments that lie beside an archive, by the names of their files; raises as `read_manifest`."""
    with _open(archive) as packed:
        return _read_manifest(packed)[2]


def verify(archive: Path, read: dict[str, bool] | None = None) -> None:
    """Read an archive to its last byte, and what lies beside it; `read` says what of that was read before, for another
    archive. Raises VaultError where it is damaged or none of ours, OSError."""
    sound = {} if read is None else read
    with _open(archive) as packed:
        _manifest, listed, named = _read_manifest(packed)
        if packed.comment:
            _expect_untouched(archive)
        for name, member in _members(packed).items():
            if name != _MANIFEST:
                with packed.open(member) as source:
                    _expect_listed(_read_through(source), member, listed[name])
        for name, facts in named.items():
            key = f"{name} {facts['sha256']}"
            if key not in sound:
                sound[key] = is_as_named(archive, name, facts)
            if not sound[key]:
                raise ValueError("not the file named")


def _expect_untouched(archive: Path) -> None:
    with archive.open("rb") as file:
        length = file.seek(-_COMMENT, os.SEEK_END)
        if file.read() != _MARK + _digest_of(file, length):
            raise ValueError("not the bytes that were written")


def _digest_of(file: IO[bytes], length: int) -> bytes:
    """SHA-256 (hex) over so many bytes from the beginning."""
    file.seek(0)
    digest = hashlib.sha256()
    while length:
        piece = file.read(min(_PIECE, length))
        if not piece:
            raise EOFError
        digest.update(piece)
        length -= len(piece)
    return digest.hexdigest().encode()


@contextlib.contextmanager
def _open(archive: Path) -> Iterator[zipfile.ZipFile]:
    """The archive for reading. What its damage raises inside becomes VaultError; faults of the disk stay OSError."""
    try:
        with _zip(archive) as packed:
            yield packed
    except _BAD as fault:
        raise _bad_archive() from fault


def _zip(archive: Path) -> zipfile.ZipFile:
    if archive.exists() and not archive.is_file():
        raise ValueError("no file, and perhaps one that never ends")
    try:
        return zipfile.ZipFile(archive)
    except OSError as fault:
        if fault.errno == errno.EINVAL:
            raise ValueError("headers that would begin before the file") from fault
        raise


def _spelled(manifest: Manifest, listed: dict[str, Facts], named: dict[str, Facts] | None) -> dict[str, object]:
    return {
        "caselink_backup": _FORMATS[0] if named is None else _FORMATS[1],
        "made_at": manifest.made_at.isoformat(timespec="milliseconds"),
        "audit_head": manifest.audit_head,
        "erased": manifest.erased,
        "reserved": manifest.reserved,
        "files": listed,
        **({} if named is None else {"beside": named}),
    }


def _member(name: str) -> zipfile.ZipInfo:
    """A member without a moment: the manifest says when."""
    member = zipfile.ZipInfo(name)
    member.external_attr = 0o600 << 16
    return member


def _read_through(source: IO[bytes]) -> dict[str, int | str]:
    return _copied(source, None)


def _copied(source: IO[bytes], target: IO[bytes] | None) -> dict[str, int | str]:
    size, digest = 0, hashlib.sha256()
    while piece := source.read(_PIECE):
        if target is not None:
            target.write(piece)
        digest.update(piece)
        size += len(piece)
    return {"size": size, "sha256": digest.hexdigest()}


def _members(packed: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The files of the vault in an archive by their names in it; raises ValueError where they are doubled, or packed as
    none of them can be."""
    files = [each for each in packed.infolist() if not each.is_dir() and not _OF_OTHERS.fullmatch(each.filename)]
    around = min((each.filename for each in files if each.filename.endswith(_MANIFEST)), key=len, default="")
    folder = around.removesuffix(_MANIFEST)
    if folder.count("/") > 1 or (folder and not folder.endswith("/")):
        raise ValueError("a folder in a folder")
    named = {each.filename.removeprefix(folder): each for each in files if each.filename.startswith(folder)}
    if len(named) != len(files) or not all(map(_is_packed_plainly, files)):
        raise ValueError("not packed plainly")
    return named


def _read_manifest(packed: zipfile.ZipFile) -> tuple[Manifest, dict[str, dict[str, object]], dict[str, Facts]]:
    """The manifest, its list of files and that of those beside; raises ValueError where members are others, or doubled.
    """
    members = _members(packed)
    manifest = members[_MANIFEST]
    if manifest.file_size > _LARGEST_MANIFEST:
        raise ValueError("not a manifest")
    raw = json.loads(packed.read(manifest))
    listed: dict[str, dict[str, object]] = raw["files"]
    names = [name for name in members if name != _MANIFEST]
    databases = [name for name in names if name.endswith(".db")]
    if raw["caselink_backup"] not in _FORMATS or sorted(names) != sorted(listed) or len(databases) != 1:
        raise ValueError("not as listed")
    if _DATA_KEY not in names or any(_MEMBER.fullmatch(name) is None for name in names):
        raise ValueError("not the files of a vault")
    made_at = datetime.fromisoformat(raw["made_at"])
    if made_at.tzinfo is None:
        raise ValueError("a moment without its zone")
    signs = (str(raw.get(sign, "")) for sign in ("audit_head", "erased", "reserved"))
    return Manifest(made_at, *signs), listed, dict(_named(raw.get("beside", {})))


def _named(raw: dict[str, dict[str, object]]) -> Iterator[tuple[str, Facts]]:
    """What a manifest names beside its archive; raises ValueError where that is no attachment."""
    for name, facts in raw.items():
        size, digest = facts["size"], facts["sha256"]
        if _BESIDE.fullmatch(name) is None or not isinstance(size, int) or not isinstance(digest, str):
            raise ValueError("not an attachment")
        yield name, {"size": size, "sha256": digest}


def _is_packed_plainly(member: zipfile.ZipInfo) -> bool:
    stored = member.compress_type == zipfile.ZIP_STORED and member.file_size == member.compress_size
    packed = member.compress_type == zipfile.ZIP_DEFLATED
    at_most = member.compress_size * _MOST_PACKED
    return (stored or (packed and member.file_size <= at_most)) and member.header_offset >= 0


def _unpack(packed: zipfile.ZipFile, member: zipfile.ZipInfo, listed: dict[str, object], path: Path) -> None:
    if member.file_size != listed["size"]:
        raise ValueError("not the size listed")
    write_new(path, b"")
    with packed.open(member) as source, path.open("r+b") as target:
        _expect_listed(_copied(source, target), member, listed)
        target.flush()
        os.fsync(target.fileno())


def _expect_listed(found: dict[str, int | str], member: zipfile.ZipInfo, listed: dict[str, object]) -> None:
    if found != listed or member.file_size != listed["size"]:
        raise ValueError("not the content listed")


def _bad_archive() -> VaultError:
    return VaultError(_(
        "Ce fichier n’est pas une sauvegarde de CaseLink, ou il est endommagé : rien n’a été restauré. Essayez une "
        "autre sauvegarde. Le répertoire d’un coffre que vous avez mis vous-même dans une archive ne se restaure "
        "pas : décompressez-le, puis ouvrez-le."
    ))
