"""A killed process and a failing disk: what was acknowledged is there, and the file is sound."""

from __future__ import annotations

import contextlib
import random
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from caselink.domain.answers import Answer
from caselink.errors import VaultError
from caselink.vault import Vault, check, check_folder
from tests.conftest import PASSPHRASE, Prepared
from tests.vault.filling import add_case, files

KILLS = 10


def number_kept(vault: Vault, case_id: str) -> int:
    """The number last saved, found the same in the answers and in the events."""
    case = vault.case(case_id)
    number = case.value("x-a.number")
    assert isinstance(number, int)
    assert case.events[-1].body == {"number": number}
    assert case.events_match_the_chain()
    return number


def saver(prepared: Prepared, folder: Path, first: int, last: int, *under: str) -> subprocess.Popen[str]:
    """A process that saves the numbers from first to last, under a tool that makes its disk fail where one is named."""
    key = prepared.data_key
    lines = [str(folder), str(key.generation), key.key, key.database, prepared.identity, str(first), str(last)]
    process = subprocess.Popen(
        [*under, sys.executable, "-m", "tests.vault.saver"], text=True, cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    process.stdin.write("\n".join(lines))
    process.stdin.close()
    process.stdin = None
    return process


def run_and_kill(prepared: Prepared, folder: Path, start: int, saves: int) -> int:
    """Let the saver save at least so often, kill it at once, and give the last number that it acknowledged."""
    with saver(prepared, folder, start, start + 100_000) as process:
        assert process.stdout is not None
        said = [int(process.stdout.readline()) for _save in range(saves)]
        process.kill()
        said += [int(line) for line in process.stdout.read().split("\n")[:-1]]
    return said[-1]


def test_an_acknowledged_save_survives_a_kill(prepared_vault: Prepared, vault_folder: Path) -> None:
    with prepared_vault.open(vault_folder) as vault:
        case_id = add_case(vault)
    chance = random.Random(9)  # noqa: S311 - moments, not secrets
    start = 1
    for _kill in range(KILLS):
        acknowledged = run_and_kill(prepared_vault, vault_folder, start, chance.randrange(1, 12))
        with prepared_vault.open(vault_folder) as vault:
            kept = number_kept(vault, case_id)
            assert acknowledged <= kept <= acknowledged + 1
            assert check(vault).sound
        start = kept + 1
    assert start > KILLS


@contextlib.contextmanager
def disk_that_takes(size: int) -> Iterator[None]:
    """No file of this process may grow beyond that many bytes; writing more fails as on a full disk."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def test_a_full_disk_leaves_the_old_state_or_the_new_one(prepared_vault: Prepared, vault_folder: Path) -> None:
    with prepared_vault.open(vault_folder) as vault:
        case_id = add_case(vault)
        old = vault.case(case_id)
    size = (vault_folder / "cases-1.db").stat().st_size
    outcomes = set()
    for limit in [*range(0, 40_000, 2048), *range(size - 4096, size + 120_000, 8192)]:
        folder = shutil.copytree(vault_folder, vault_folder.with_name("full.caselink"))
        with prepared_vault.open(folder) as vault:
            try:
                with disk_that_takes(limit), vault.change("answer", case_id) as change:
                    change.put_answer(case_id, "request.wishes", Answer("mots " * 20_000))
                    change.put_answer(case_id, "x-a.b", Answer("x"))
                saved = True
            except VaultError:
                saved = False
        with prepared_vault.open(folder) as vault:
            answers = vault.case(case_id).answers
            new = {path: answers.get(path) for path in ("request.wishes", "x-a.b")} if saved else {}
            assert answers == {**old.answers, **new}, limit
            assert None not in new.values()
            assert check(vault).sound, limit
            vault.keep_place({"still": "writable"})
        outcomes.add(saved)
        shutil.rmtree(folder)
    assert outcomes == {True, False}


def test_the_vault_goes_on_after_the_disk_had_no_room_for_one_change(vault: Vault) -> None:
    case_id = add_case(vault)
    with pytest.raises(VaultError), disk_that_takes(8192), vault.change("answer", case_id) as change:
        change.put_answer(case_id, "request.wishes", Answer("mots " * 20_000))
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "request.wishes", Answer("moins"))
    assert vault.case(case_id).value("request.wishes") == "moins"
    assert check(vault).sound


def test_check_reads_a_half_written_database_without_touching_it(
    prepared_vault: Prepared, vault_folder: Path
) -> None:
    with prepared_vault.open(vault_folder) as vault:
        case_id = add_case(vault)
        with vault.change("answer", case_id) as change:
            change.put_answer(case_id, "request.wishes", Answer("mots " * 20_000))
            change.settle()
            vault.opened.database.run("PRAGMA cache_spill = 1")
            vault.opened.database.run("PRAGMA cache_size = 1")
            change.put_answer(case_id, "request.wishes", Answer("plus " * 40_000))
            change.settle()
            half = shutil.copytree(vault_folder, vault_folder.with_name("half.caselink"))
    (half / "lock").write_bytes(b"")
    before = files(half)
    assert len(before["cases-1.db-journal"]) > 4096
    found = check_folder(half, None, PASSPHRASE)
    assert found.sound
    assert files(half) == before
    with prepared_vault.open(half) as vault:
        assert vault.case(case_id).value("request.wishes") is None


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace makes the writes fail")
@pytest.mark.parametrize(
    ("call", "number"),
    [
        ("pwrite64", 2), ("pwrite64", 7), ("pwrite64", 24), ("pwrite64", 61),
        ("fsync", 2), ("fsync", 9), ("ftruncate", 4),
    ],
)
def test_a_failing_write_or_sync_leaves_the_old_state_or_the_new_one(
    prepared_vault: Prepared, vault_folder: Path, call: str, number: int
) -> None:
    with prepared_vault.open(vault_folder) as vault:
        case_id = add_case(vault)
    fault = f"inject={call}:error=EIO:when={number}+"
    under = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", fault)
    with saver(prepared_vault, vault_folder, 1, 15, *under) as process:
        said, complained = process.communicate(timeout=60)
    assert "VaultError" in complained
    acknowledged = [int(line) for line in said.split()]
    with prepared_vault.open(vault_folder) as vault:
        assert check(vault).sound
        if acknowledged:
            assert number_kept(vault, case_id) in (acknowledged[-1], acknowledged[-1] + 1)
