"""Links, pipes and what else bears the name of a file of ours: not followed, not waited for, not opened."""

from __future__ import annotations

import os
import shutil
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from caselink.errors import VaultError
from caselink.vault import Vault, check, check_folder, open_vault, users
from caselink.vault.backup.making import copy_now, list_backups, restore
from caselink.vault.backup.viewing import look_into
from caselink.vault.lock import VaultLock
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.vault.filling import add_case

SECONDS: Final = 20
"""Nothing here waits; a test that hangs ends by this."""
KINDS: Final[dict[str, Callable[[Path, Path], None]]] = {
    "a link": lambda path, target: path.symlink_to(target),
    "a link to nothing": lambda path, target: path.symlink_to(target.with_name("nowhere")),
    "a pipe": lambda path, _target: os.mkfifo(path),
    "a socket": lambda path, _target: _socket(path),
}
REFUSED: Final = (
    "lock", "data.key.age", "data.key.age.new", "cases-1.db", "cases-1.db-journal", "cases-1.db-wal", "erased.age",
    "keys", "attachments", "backups", "keys/amal.age",
)
"""Without these nothing is opened."""
PASSED_BY: Final = ("keys/amal.age.new", "keys/ida.age", "keys/ida.age.new", "cases-1.db.new", "attachments/ours.age")
"""These are passed by."""


class Waits(BaseException):
    """Nobody takes it for a fault of the disk."""


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


@pytest.fixture(autouse=True)
def ends_in_time() -> Iterator[None]:
    def too_long(_number: int, _frame: object) -> None:
        raise Waits

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def filled(prepared_vault: Prepared, vault_folder: Path) -> Path:
    with prepared_vault.open(vault_folder) as vault:
        case_id = add_case(vault)
        with vault.change("file_added", case_id) as change:
            change.add_attachment(case_id, "certificate", b"content")
    return vault_folder


def lay(folder: Path, name: str, kind: str) -> Path:
    """Put it in the place of that file, which a link leads to; gives what the link leads to."""
    path, target = folder / name, folder.parent / f"target of {Path(name).name}"
    if path.exists():
        path.rename(target)
    else:
        target.write_bytes(b"somebody's own file")
    KINDS[kind](path, target)
    return target


def content(path: Path) -> bytes | list[str]:
    return path.read_bytes() if path.is_file() else sorted(each.name for each in path.iterdir())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", REFUSED)
def test_a_vault_with_something_else_in_the_place_of_a_file_of_ours_is_not_opened(
    filled: Path, name: str, kind: str
) -> None:
    target = lay(filled, name, kind)
    before = content(target)
    with pytest.raises(VaultError, match=Path(name).name) as told:
        open_vault(filled, USER, PASSPHRASE)
    assert "endommag" not in told.value.sentence
    report = check_folder(filled, USER, PASSPHRASE)
    assert report.sound is False
    assert told.value.sentence in report.problems
    assert content(target) == before
    assert os.path.lexists(filled / name)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", PASSED_BY)
def test_what_is_not_needed_is_passed_by(filled: Path, name: str, kind: str) -> None:
    target = lay(filled, name, kind)
    before = content(target)
    assert users(filled) == (USER,)
    with open_vault(filled, USER, PASSPHRASE) as vault:
        check(vault)
        copy_now(vault).finish()
    assert content(target) == before


@pytest.mark.parametrize("kind", KINDS)
def test_an_attachment_that_is_none_is_lost_and_nothing_else(filled: Path, kind: str) -> None:
    (attachment,) = (filled / "attachments").iterdir()
    target = lay(filled, f"attachments/{attachment.name}", kind)
    before = content(target)
    with open_vault(filled, USER, PASSPHRASE) as vault:
        with pytest.raises(VaultError, match="pièce jointe"):
            vault.attachment(attachment.stem)
        assert not check(vault).sound
        made = copy_now(vault).finish()
        assert made.lost.attachments == {attachment.stem}
    assert content(target) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_backup_that_is_none_is_not_offered_and_nothing_waits_for_one_that_is_named(
    vault: Vault, tmp_path: Path, kind: str
) -> None:
    made = copy_now(vault).finish()
    lay(vault.folder, f"backups/{made.path.name}", kind)
    assert list_backups(vault.folder) == ()
    if kind != "a link":
        for use in (lambda: restore(made.path, tmp_path / "again"), lambda: look_into(made.path, USER, PASSPHRASE)):
            with pytest.raises(VaultError):
                use()


@pytest.mark.parametrize("kind", KINDS)
def test_who_has_it_is_asked_of_no_link_and_no_pipe(filled: Path, kind: str) -> None:
    lay(filled, "lock", kind)
    with pytest.raises(VaultError, match="lock"):
        VaultLock.holder(filled / "lock")


def test_a_lock_that_is_a_second_name_of_another_file_empties_nothing(filled: Path, tmp_path: Path) -> None:
    other = tmp_path / "her-thesis.txt"
    other.write_bytes(b"years of work")
    (filled / "lock").unlink()
    os.link(other, filled / "lock")
    with pytest.raises(VaultError, match="lock"):
        open_vault(filled, USER, PASSPHRASE)
    assert other.read_bytes() == b"years of work"


@pytest.mark.parametrize("note", [b"", bytes(80), b'{"user": "amal", "comp', b'{"us'])
def test_a_note_that_was_cut_off_keeps_nobody_out(filled: Path, note: bytes) -> None:
    (filled / "lock").write_bytes(note)
    open_vault(filled, USER, PASSPHRASE).close()


def test_a_vault_reached_through_a_link_opens(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "link.caselink").symlink_to(filled)
    with open_vault(tmp_path / "link.caselink", USER, PASSPHRASE) as vault:
        assert vault.count_cases() == 1
    shutil.rmtree(filled)
