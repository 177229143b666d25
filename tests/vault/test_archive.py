"""One verified archive, key files included, and back."""

from __future__ import annotations

import contextlib
import json
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import pytest

from caselink.errors import UserError, VaultError
from caselink.vault import Vault, check, open_vault, open_with_recovery
from caselink.vault.backup.archive import Manifest, read_data_key, verify, write_archive
from caselink.vault.backup.making import backup, restore
from caselink.vault.schema import FORMAT
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.vault.disks import disk_that_takes
from tests.vault.filling import A_NEED_CHANGED, add_case, files

Members = dict[str, bytes]


@pytest.fixture
def archive(vault: Vault, tmp_path: Path) -> Path:
    add_case(vault)
    backup(vault, tmp_path / "copy.zip")
    return tmp_path / "copy.zip"


def test_what_is_restored_is_what_was_backed_up(
    prepared_vault: Prepared, vault: Vault, archive: Path, tmp_path: Path
) -> None:
    (case_id,) = vault.references()
    folder = tmp_path / "again.caselink"
    restore(archive, folder)
    with open_vault(folder, None, PASSPHRASE) as again:
        assert again.case(case_id) == vault.case(case_id)
        assert list(again.audit()) == list(vault.audit())
        assert again.office_id == vault.office_id
        assert again.seat_id != vault.seat_id
        assert check(again).sound
        assert again.opened.database.one("PRAGMA user_version") == (FORMAT,)
    with open_with_recovery(folder, prepared_vault.code) as again:
        assert again.count_cases("elodie") == 1


def test_only_this_system_user_may_read_what_was_made(archive: Path, tmp_path: Path) -> None:
    restore(archive, tmp_path / "again.caselink")
    for path in (archive, *(tmp_path / "again.caselink").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path.name


def test_a_backup_leaves_nothing_but_itself_and_a_row_in_the_audit_chain(vault: Vault, archive: Path) -> None:
    assert sorted(path.name for path in archive.parent.iterdir()) == ["copy.zip", "office.caselink"]
    assert [entry.action for entry in vault.audit()][-1] == "backup"
    assert list((vault.folder / "backups").iterdir()) == []
    assert check(vault).sound


def test_nothing_is_written_over(vault: Vault, archive: Path) -> None:
    content = archive.read_bytes()
    with pytest.raises(UserError):
        backup(vault, archive)
    with pytest.raises(UserError):
        restore(archive, vault.folder)
    assert archive.read_bytes() == content


def test_a_backup_that_is_not_sound_gets_no_name(vault: Vault, tmp_path: Path) -> None:
    add_case(vault)
    vault.opened.database.run(A_NEED_CHANGED)
    with pytest.raises(VaultError):
        backup(vault, tmp_path / "copy.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["office.caselink"]


def test_a_full_disk_leaves_no_backup_and_no_restored_folder(vault: Vault, archive: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    database, packed = (path.stat().st_size for path in (vault.folder / "cases-1.db", archive))
    for limit in (1000, database - 1, database, packed - 1):
        with pytest.raises(VaultError), disk_that_takes(limit):
            backup(vault, tmp_path / "other.zip")
    for limit in (1000, database - 1):
        with pytest.raises(VaultError), disk_that_takes(limit):
            restore(archive, tmp_path / "again.caselink")
    assert sorted(tmp_path.iterdir()) == before
    assert check(vault).sound


def repacked(archive: Path, out: Path, change: Callable[[Members], None], *, relist: bool = True) -> Path:
    """The archive with other members, whose sizes and digests the manifest lists where `relist` says so."""
    import hashlib

    with zipfile.ZipFile(archive) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    manifest = json.loads(members.pop("manifest.json"))
    change(members)
    if relist:
        manifest["files"] = {
            name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in members.items()
        }
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)
        packed.writestr("manifest.json", json.dumps(manifest))
    return out


def drop(name: str) -> Callable[[Members], None]:
    return lambda members: members.__delitem__(name)


def add(name: str) -> Callable[[Members], None]:
    return lambda members: members.update({name: b"x"})


@pytest.mark.parametrize(
    "change",
    [
        add("../outside"), add("/outside"), add("keys/../../outside.age"), add("keys/A.age"), add("lock"),
        add("backups/x"), add("cases-2.db"), add("keys\\x.age"), add("attachments/x.age"), drop("data.key.age"),
        drop("cases-1.db"),
    ],
)
def test_an_archive_with_other_members_is_refused(
    archive: Path, tmp_path: Path, change: Callable[[Members], None]
) -> None:
    other = repacked(archive, tmp_path / "other.zip", change)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(VaultError):
        restore(other, tmp_path / "again.caselink")
    assert sorted(tmp_path.iterdir()) == before


def test_an_archive_that_is_not_as_listed_is_refused(archive: Path, tmp_path: Path) -> None:
    def swap(members: Members) -> None:
        members["cases-1.db"] = members["cases-1.db"][::-1]

    for number, change in enumerate((swap, drop("keys/recovery.age"), add("keys/other.age"))):
        other = repacked(archive, tmp_path / f"{number}.zip", change, relist=False)
        with pytest.raises(VaultError):
            restore(other, tmp_path / "again.caselink")
    assert not (tmp_path / "again.caselink").exists()


@pytest.mark.parametrize("around", ["", "sauvegarde/"])
def test_a_backup_that_was_unpacked_and_packed_again_by_hand_is_whole(
    vault: Vault, archive: Path, tmp_path: Path, around: str
) -> None:
    with zipfile.ZipFile(archive) as packed, zipfile.ZipFile(tmp_path / "z.zip", "w", zipfile.ZIP_DEFLATED) as out:
        out.mkdir(f"{around}keys")
        for name in reversed(packed.namelist()):
            out.writestr(f"{around}{name}", packed.read(name))
        out.writestr("__MACOSX/._manifest.json", b"of a system")
    verify(tmp_path / "z.zip")
    restore(tmp_path / "z.zip", tmp_path / "again.caselink")
    with open_vault(tmp_path / "again.caselink", USER, PASSPHRASE) as again:
        assert check(again).problems == ()
        assert again.references() == vault.references()


def test_what_would_unpack_to_far_more_than_it_is_stays_packed(archive: Path, tmp_path: Path) -> None:
    def swell(members: Members) -> None:
        members["attachments/00000000-0000-0000-0000-000000000000.age"] = bytes(2_000_000)

    other = repacked(archive, tmp_path / "other.zip", swell)
    with zipfile.ZipFile(other) as packed, zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as out:
        for name in packed.namelist():
            out.writestr(name, packed.read(name))
    restore(other, tmp_path / "plain.caselink")
    with pytest.raises(VaultError):
        restore(tmp_path / "bomb.zip", tmp_path / "again.caselink")


def test_every_bit_of_an_archive_is_looked_at(small: Path) -> None:
    whole = small.read_bytes()
    verify(small)
    for place in range(len(whole)):
        small.write_bytes(flipped(whole, place, place % 8))
        with pytest.raises(VaultError):
            verify(small)


def test_a_damaged_archive_is_refused_in_a_sentence(archive: Path, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    shapes = [b"", b"PK", whole[: len(whole) // 2], whole[:-30]]
    shapes += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(40, len(whole), len(whole) // 23)]
    for shape in shapes:
        (tmp_path / "damaged.zip").write_bytes(shape)
        with pytest.raises(VaultError):
            restore(tmp_path / "damaged.zip", tmp_path / "again.caselink")
        assert not (tmp_path / "again.caselink").exists()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """An archive of next to nothing, of which every bit can be tried."""
    folder = tmp_path / "small"
    (folder / "keys").mkdir(parents=True)
    for name in ("data.key.age", "cases-1.db"):
        (folder / name).write_bytes(b"x" * 40)
    write_archive(folder, tmp_path / "small.zip", Manifest(datetime.now(UTC), "head", ""))
    return tmp_path / "small.zip"


def flipped(whole: bytes, place: int, bit: int) -> bytes:
    return whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :]


def test_a_flipped_bit_of_the_headers_is_a_sentence_or_makes_no_difference(small: Path) -> None:
    whole = small.read_bytes()
    with zipfile.ZipFile(small) as packed:
        directory, key = packed.start_dir, packed.read("data.key.age")
        read = [packed.getinfo(name).header_offset for name in ("manifest.json", "data.key.age")]
        local = [range(offset, offset + 30) for offset in read]
    refused = 0
    for place in chain(*local, range(directory, len(whole))):
        for bit in range(8):
            small.write_bytes(flipped(whole, place, bit))
            try:
                assert read_data_key(small) == key
            except VaultError:
                refused += 1
    assert refused > 1000


def test_a_file_said_to_be_packed_otherwise_is_refused_in_a_sentence(small: Path, tmp_path: Path) -> None:
    whole = small.read_bytes()
    names = ("cases-1.db", "data.key.age", "manifest.json")
    tries = [(whole.rfind(name.encode()) - 46 + field, bit) for name in names for field in (8, 9, 10) for bit in (0, 3)]
    for number, (place, bit) in enumerate(tries):
        small.write_bytes(flipped(whole, place, bit))
        with contextlib.suppress(VaultError):
            restore(small, tmp_path / f"{number}.caselink")
    assert not (tmp_path / "0.caselink").exists(), "a database that says it is encrypted by the ZIP itself"


def test_a_manifest_nested_without_end_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "deep.zip", "w") as packed:
        packed.writestr("manifest.json", "[" * 200_000)
    with pytest.raises(VaultError):
        restore(tmp_path / "deep.zip", tmp_path / "again.caselink")


def test_a_missing_archive_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(VaultError):
        restore(tmp_path / "nothing.zip", tmp_path / "again.caselink")


def test_a_restored_vault_is_closed_to_a_wrong_passphrase_of_course(archive: Path, tmp_path: Path) -> None:
    restore(archive, tmp_path / "again.caselink")
    before = files(tmp_path / "again.caselink")
    with pytest.raises(VaultError):
        open_vault(tmp_path / "again.caselink", USER, "not the passphrase at all")
    assert files(tmp_path / "again.caselink") == before


def test_a_backup_of_somebody_else_at_the_desk_is_verified_with_her_identity(vault: Vault, tmp_path: Path) -> None:
    other = Vault(replace(vault.opened, user="recovery"))
    backup(other, tmp_path / "copy.zip")
    assert (tmp_path / "copy.zip").exists()
