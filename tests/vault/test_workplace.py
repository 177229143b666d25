"""Folders for unfinished work: nobody sweeps away what is being made, and sweeping harms nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from caselink.vault.lock import VaultLock
from caselink.vault.workplace import PREFIX, Workplace, sweep

MARK = "in-use"


def left_by_a_killed_process(parent: Path, name: str = "left") -> Path:
    """Such a folder with something in it, marked by nobody any more."""
    folder = parent / f"{PREFIX}{name}"
    folder.mkdir(mode=0o700)
    (folder / "copy").write_bytes(b"half")
    (folder / MARK).touch()
    return folder


def at_an_opening_of_the_mark(disk: pytest.MonkeyPatch, number: int, do: Callable[[Path], None]) -> None:
    """`do` happens just when a mark was opened for that time from now on: when it is made, or to be held."""
    opened, openings = os.open, count(1)

    def open_then(path: str | Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        handle = opened(path, flags, mode, dir_fd=dir_fd)
        if Path(path).name == MARK and next(openings) == number:
            do(Path(path))
        return handle

    disk.setattr(os, "open", open_then)


def test_what_killed_processes_left_goes_and_what_is_in_use_stays(tmp_path: Path) -> None:
    left, used = left_by_a_killed_process(tmp_path), Workplace(tmp_path)
    sweep(tmp_path)
    assert (left.exists(), used.folder.exists()) == (False, True)
    used.remove()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_a_file_that_a_mark_is_a_link_to_keeps_its_bytes(tmp_path: Path, link: Callable[[Path, Path], None]) -> None:
    key = tmp_path / "data.key.age"
    key.write_bytes(b"the only one")
    folder = left_by_a_killed_process(tmp_path)
    (folder / MARK).unlink()
    link(key, folder / MARK)
    Workplace(tmp_path).remove()
    assert key.read_bytes() == b"the only one"


def test_a_folder_behind_a_link_is_left_alone(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder = left_by_a_killed_process(elsewhere)
    (tmp_path / f"{PREFIX}link").symlink_to(folder)
    sweep(tmp_path)
    assert (folder / "copy").exists()


@pytest.mark.skipif(os.getuid() != 0, reason="gives a folder to somebody else")
def test_in_a_folder_that_all_share_only_what_is_ours_is_swept(tmp_path: Path) -> None:
    ours, theirs = left_by_a_killed_process(tmp_path, "ours"), left_by_a_killed_process(tmp_path, "theirs")
    os.chown(theirs, 4711, -1)
    sweep(tmp_path)
    assert (ours.exists(), theirs.exists()) == (False, True)
    os.chown(tmp_path, 4711, -1)
    sweep(tmp_path)
    assert not theirs.exists(), "on a network disk all may belong to one user"


@pytest.mark.parametrize("number", [1, 2])
def test_a_folder_swept_away_while_it_is_made_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    with monkeypatch.context() as disk:
        at_an_opening_of_the_mark(disk, number, lambda _mark: sweep(tmp_path))
        work = Workplace(tmp_path)
    (work.folder / "copy").write_bytes(b"")
    sweep(tmp_path)
    assert (work.folder / "copy").exists()
    work.remove()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_just_being_swept_while_it_is_made_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweeping: list[tuple[Path, VaultLock | None]] = []
    with monkeypatch.context() as disk:
        at_an_opening_of_the_mark(disk, 1, lambda mark: sweeping.append((mark.parent, VaultLock.hold(mark))))
        work = Workplace(tmp_path)
    ((swept, lock),) = sweeping
    assert lock is not None
    shutil.rmtree(swept)
    lock.release()
    sweep(tmp_path)
    assert work.folder.is_dir()
    work.remove()
    assert list(tmp_path.iterdir()) == []


def test_what_is_swept_is_in_use_until_it_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or whoever is just making it would find it free, and lose it afterwards."""
    folder, remove, free = left_by_a_killed_process(tmp_path), shutil.rmtree, []

    def rmtree(path: Path) -> None:
        free.append(VaultLock.hold(path / MARK))
        remove(path)

    with monkeypatch.context() as disk:
        disk.setattr(shutil, "rmtree", rmtree)
        sweep(tmp_path)
    assert free == [None]
    assert not folder.exists()


def test_a_disk_without_locks_costs_no_handle_and_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")
    handles = open_handles()

    def flock(_handle: int, _how: int) -> None:
        raise OSError

    with monkeypatch.context() as disk:
        disk.setattr(fcntl, "flock", flock)
        with pytest.raises(OSError):
            Workplace(tmp_path)
    assert open_handles() == handles
    assert list(tmp_path.iterdir()) == []


def open_handles() -> int:
    return sum(1 for _handle in Path("/proc/self/fd").iterdir())
