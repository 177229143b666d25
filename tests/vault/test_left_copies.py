"""Copies of a vault that a killed process left are swept up as a session starts, by opening and by an erasure."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from caselink.vault import check, open_vault
from caselink.vault.backup.making import copy_now
from caselink.vault.backup.viewing import look_into
from caselink.vault.checks.checking import check_folder
from caselink.vault.workplace import LOOKS, PREFIX
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.vault.filling import add_case


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def killed_at(work: str) -> None:
    """A process that does this work, and is killed in the middle as the hide-at-once key does it."""
    lines = f"import os, signal\nfrom pathlib import Path\n{work}\nos.kill(os.getpid(), signal.SIGKILL)\n"
    ended = subprocess.run([sys.executable, "-c", lines], check=False, cwd=Path(__file__).parents[2], timeout=120)
    assert ended.returncode == -signal.SIGKILL


def left(temporary: Path, vault: Path) -> list[str]:
    """The names of the folders that are copies, wherever they may be left."""
    places = ((temporary, LOOKS), (vault / "backups", PREFIX), (vault.parent, PREFIX))
    return [path.name for place, prefix in places for path in place.glob(f"{prefix}*")]


def leave_copies(vault: Path, backup: Path) -> None:
    """A look into a backup, the making of one, and a restoring, each killed in the middle."""
    killed_at(
        "from caselink.vault.backup.viewing import look_into\n"
        f"held = look_into(Path({str(backup)!r}), {USER!r}, {PASSPHRASE!r})"
    )
    for place in (vault / "backups", vault.parent):
        killed_at(
            "from caselink.vault.backup.archive import lay_down\nfrom caselink.vault.workplace import Workplace\n"
            f"work = Workplace(Path({str(place)!r}))\nlay_down(Path({str(backup)!r}), work.folder / 'copy')"
        )


@pytest.fixture
def backup(prepared_vault: Prepared, vault_folder: Path) -> Path:
    with prepared_vault.open(vault_folder) as vault:
        add_case(vault)
        return copy_now(vault).finish().path


def test_opening_the_vault_sweeps_up_what_killed_processes_left_of_copies(
    temporary: Path, vault_folder: Path, backup: Path
) -> None:
    leave_copies(vault_folder, backup)
    assert len(left(temporary, vault_folder)) == 3
    open_vault(vault_folder, USER, PASSPHRASE).close()
    assert left(temporary, vault_folder) == []


@pytest.mark.parametrize("erase", [
    lambda change, case_id: change.erase_case(case_id),
    lambda change, case_id: change.erase_answers(case_id, ["housing.status"]),
], ids=["case", "answers"])
def test_an_erasure_sweeps_them_up_too(
    temporary: Path, prepared_vault: Prepared, vault_folder: Path, backup: Path,
    erase: Callable[[object, str], object],
) -> None:
    with prepared_vault.open(vault_folder) as vault:
        (case_id,) = vault.references()
        leave_copies(vault_folder, backup)
        with vault.change("case_erased", case_id) as change:
            erase(change, case_id)
        assert left(temporary, vault_folder) == []


def test_a_session_that_only_waits_has_swept_up_what_the_one_before_was_looking_at(
    temporary: Path, vault_folder: Path, backup: Path
) -> None:
    leave_copies(vault_folder, backup)
    waiting = subprocess.Popen(
        [sys.executable, "-c", "from caselink.ui.shell import session\nsession.main(None, wait_for_show=True)"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    try:
        assert waiting.stdout is not None
        assert waiting.stdout.readline() == b"ready\n"
        assert not [*temporary.glob(f"{LOOKS}*")]
    finally:
        waiting.kill()
        waiting.communicate()


def test_a_copy_that_is_being_looked_at_stays(temporary: Path, vault_folder: Path, backup: Path) -> None:
    with look_into(backup, USER, PASSPHRASE) as looked_at:
        open_vault(vault_folder, USER, PASSPHRASE).close()
        assert looked_at.count_cases() == 1
        assert len(left(temporary, vault_folder)) == 1
    assert left(temporary, vault_folder) == []


@contextmanager
def with_a_journal(folder: Path) -> Iterator[None]:
    (database,) = folder.glob("cases-*.db")
    journal = database.with_name(f"{database.name}-journal")
    journal.write_bytes(b"not one")
    yield
    journal.unlink(missing_ok=True)


def test_a_check_that_needed_a_copy_and_was_killed_leaves_none(temporary: Path, vault_folder: Path) -> None:
    with with_a_journal(vault_folder):
        killed_at(
            "from caselink.vault.unopenable import read_closed\n"
            f"held = read_closed(Path({str(vault_folder)!r}), {USER!r}, {PASSPHRASE!r})\nheld.__enter__()"
        )
        assert len(left(temporary, vault_folder)) == 1
        assert check_folder(vault_folder, USER, PASSPHRASE).sound
    assert left(temporary, vault_folder) == []


def test_opening_goes_on_where_the_temporary_folder_is_gone(
    temporary: Path, prepared_vault: Prepared, vault_folder: Path
) -> None:
    temporary.rmdir()
    with prepared_vault.open(vault_folder) as vault:
        assert check(vault).sound
