"""What is written outside of a vault has a name that was free, whole, or no name at all; nothing else is touched."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from caselink.demo.making import make_demo
from caselink.errors import CaseLinkError, UserError
from caselink.services.recovery_sheet import write_recovery_sheet
from caselink.vault import Vault, create
from caselink.vault.backup.making import backup, restore
from caselink.vault.outside import expect_free_place, new_file
from caselink.vault.rescue.rescuing import rescue
from tests.conftest import PASSPHRASE, USER
from tests.vault.disks import disk_that_takes, without_sync_of

CODE = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=[None, errno.EPERM, errno.EOPNOTSUPP], ids=["links", "no links", "a stick"])
def disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that gives a file two names, or one that does not."""
    code = request.param
    if code is not None:

        def refuse(_source: Path, _target: Path) -> None:
            raise OSError(code, "no second names here")

        monkeypatch.setattr(os, "link", refuse)


@pytest.mark.usefixtures("disk")
def test_a_file_is_whole_for_this_system_user_alone_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    with new_file(tmp_path / "a.pdf", b"content") as give_name:
        assert "a.pdf" not in names(tmp_path)
        give_name()
    assert names(tmp_path) == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"content"
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "a.pdf").stat().st_mode) == 0o600


@pytest.mark.usefixtures("disk")
@pytest.mark.parametrize("appears", ["file", "folder", "link"])
def test_what_appears_meanwhile_under_that_name_is_not_replaced(tmp_path: Path, appears: str) -> None:
    out = tmp_path / "a.pdf"
    with pytest.raises(UserError, match="existe déjà"), new_file(out, b"ours") as give_name:
        if appears == "file":
            out.write_bytes(b"theirs")
        elif appears == "folder":
            out.mkdir()
        else:
            out.symlink_to(tmp_path / "nowhere")
        give_name()
    assert names(tmp_path) == ["a.pdf"]
    assert appears != "file" or out.read_bytes() == b"theirs"
    assert out.is_dir() is (appears == "folder")
    assert out.is_symlink() is (appears == "link")


@pytest.mark.usefixtures("disk")
def test_what_fails_afterwards_takes_the_file_away_again(tmp_path: Path) -> None:
    with pytest.raises(KeyError), new_file(tmp_path / "a.pdf", b"ours") as give_name:
        give_name()
        raise KeyError
    assert names(tmp_path) == []


def test_a_name_that_is_claimed_and_not_given_is_free_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pulled(_path: Path, _target: Path) -> Path:
        raise OSError(errno.EIO, "pulled")

    def no_second_names(_source: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "a stick")

    monkeypatch.setattr(os, "link", no_second_names)
    monkeypatch.setattr(Path, "replace", pulled)
    with pytest.raises(OSError, match="pulled"), new_file(tmp_path / "a.pdf", b"ours") as give_name:
        give_name()
    assert names(tmp_path) == []


def test_what_took_its_place_by_then_stays(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    with pytest.raises(KeyError), new_file(out, b"ours") as give_name:
        give_name()
        (tmp_path / "theirs").write_bytes(b"theirs")
        (tmp_path / "theirs").replace(out)
        raise KeyError
    assert out.read_bytes() == b"theirs"


def test_a_file_that_can_not_be_taken_away_again_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, **_how: object) -> None:
        raise OSError(errno.EIO, "gone with the stick")

    with pytest.raises(UserError, match="supprimez-le vous-même"), new_file(tmp_path / "a.pdf", b"x") as give_name:
        give_name()
        monkeypatch.setattr(Path, "unlink", refuse)
        raise KeyError


def test_unfinished_files_of_somebody_else_stay(tmp_path: Path) -> None:
    theirs = (".a.pdf.part", "a.pdf.part", "caselink-00.part")
    for name in theirs:
        (tmp_path / name).write_bytes(b"theirs")
    with new_file(tmp_path / "a.pdf", b"ours") as give_name:
        give_name()
    with disk_that_takes(3), pytest.raises(OSError, match=r".*"), new_file(tmp_path / "b.pdf", b"content"):
        pass
    assert names(tmp_path) == sorted([*theirs, "a.pdf"])
    assert all((tmp_path / name).read_bytes() == b"theirs" for name in theirs)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc says which file is waited for")
@pytest.mark.parametrize(("code", "is_there"), [(None, True), (errno.EINVAL, True), (errno.EIO, False)])
def test_the_disk_has_the_file_and_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int | None, is_there: bool
) -> None:
    sync, waited = os.fsync, []

    def fsync(handle: int) -> None:
        waited.append(Path(f"/proc/self/fd/{handle}").readlink())
        if waited[-1] == tmp_path and code is not None:
            raise OSError(code, "the folder")
        sync(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    if is_there:
        with new_file(tmp_path / "a.pdf", b"content") as give_name:
            give_name()
    else:
        with pytest.raises(OSError, match="folder"), new_file(tmp_path / "a.pdf", b"content") as give_name:
            give_name()
    assert names(tmp_path) == (["a.pdf"] if is_there else [])
    assert [path.parent for path in waited] == [tmp_path, tmp_path.parent]


@pytest.mark.parametrize("name", ["", ".", "nowhere/a.pdf", "file/a.pdf"])
def test_a_place_that_is_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (tmp_path / "file").touch()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match="rien n’a été écrit"):
        expect_free_place(Path(name))


@pytest.fixture
def inside(vault: Vault, tmp_path: Path) -> dict[str, Path]:
    """Places in the folder of a vault, said and unsaid, also of one that does not open any more."""
    link = tmp_path / "link"
    link.symlink_to(vault.folder / "backups")
    damaged = tmp_path / "damaged.caselink"
    (damaged / "keys").mkdir(parents=True)
    (damaged / "lock").touch()
    (damaged / "deep" / "down").mkdir(parents=True)
    return {
        "itself": vault.folder, "attachments": vault.folder / "attachments", "backups": vault.folder / "backups",
        "by a link": link, "by its parent": vault.folder / "keys" / "..", "damaged": damaged / "deep" / "down",
    }


WRITERS: dict[str, Callable[[Vault, Path], object]] = {
    "a paper": lambda _vault, folder: write_recovery_sheet("", CODE, folder / "new"),
    "a backup": lambda vault, folder: backup(vault, folder / "new"),
    "a vault": lambda _vault, folder: create(folder / "new", USER, PASSPHRASE),
    "a restored vault": lambda vault, folder: restore(vault.folder / "any", folder / "new"),
    "a saved vault": lambda vault, folder: rescue(vault.folder, USER, PASSPHRASE, folder / "new"),
    "a demo": lambda _vault, folder: make_demo(folder / "new", 3, 1),
}


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize(
    "place", ["itself", "attachments", "backups", "by a link", "by its parent", "damaged"]
)
def test_nothing_is_written_into_the_folder_of_a_vault(
    vault: Vault, inside: dict[str, Path], writer: str, place: str
) -> None:
    before = sorted(vault.folder.rglob("*"))
    with pytest.raises(UserError, match="d’un coffre"):
        WRITERS[writer](vault, inside[place])
    assert sorted(vault.folder.rglob("*")) == before


@pytest.mark.usefixtures("disk")
def test_a_backup_takes_the_place_of_nothing_that_appears_while_it_is_made(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    out, sync = place / "copy.zip", os.fsync

    def fsync(handle: int) -> None:
        out.write_bytes(b"theirs")
        sync(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(UserError, match="existe déjà"):
        backup(vault, out)
    assert (names(place), out.read_bytes()) == (["copy.zip"], b"theirs")


def test_a_backup_is_made_on_a_disk_that_keeps_names_unasked(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    without_sync_of(monkeypatch, place)
    backup(vault, place / "copy.zip")
    assert names(place) == ["copy.zip"]


def test_a_demo_is_there_with_all_of_its_files_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = os.link

    def full_in_the_end(source: Path, target: Path) -> None:
        if target.name == "liaison-passphrase.txt" and target.parent == tmp_path:
            raise OSError(errno.ENOSPC, "full")
        link(source, target)

    monkeypatch.setattr(os, "link", full_in_the_end)
    with pytest.raises(CaseLinkError):
        make_demo(tmp_path, 3, 1)
    assert names(tmp_path) == []
