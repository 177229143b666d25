"""Two openers: the second hears who, where and since when, takes over when the first is gone, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from caselink.domain.answers import Answer
from caselink.errors import VaultInUse
from caselink.vault import check
from caselink.vault.lock import VaultLock
from tests.conftest import USER, Prepared
from tests.vault.filling import add_case, files

RACERS = 4
ROOT = Path(__file__).parents[2]

OPENER = """
import sys, time
from pathlib import Path
from caselink.domain.answers import Answer
from caselink.errors import VaultInUse
from caselink.vault.keys.keys import DataKey
from caselink.vault.opening import open_unlocked
folder, generation, key, name, identity, mine = sys.stdin.readline().rstrip("\\n").split("|")
print("ready", flush=True)
sys.stdin.readline()
while True:
    try:
        vault = open_unlocked(Path(folder), "amal", DataKey(int(generation), key, name), identity)
        break
    except VaultInUse:
        time.sleep(0.005)
if mine == "hold":
    print("open", flush=True)
    sys.stdin.readline()
case_id = vault.case_id_of("2026-0001")
with vault.change("answer", case_id) as change:
    change.put_answer(case_id, f"x-race.n{mine}", Answer(int(mine)))
vault.close()
print("saved", flush=True)
"""


def opener(prepared: Prepared, folder: Path, mine: str) -> subprocess.Popen[str]:
    """A process that opens when it is told to (a line), and says `saved` when it has saved its own answer."""
    process = subprocess.Popen(
        [sys.executable, "-c", OPENER], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    key = prepared.data_key
    assert process.stdin is not None
    process.stdin.write("|".join([str(folder), str(key.generation), key.key, key.database, prepared.identity, mine]))
    process.stdin.write("\n")
    process.stdin.flush()
    return process


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def tell(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def test_the_second_hears_at_once_who_has_it_and_takes_over_when_the_first_is_killed(
    prepared_vault: Prepared, vault_folder: Path
) -> None:
    with opener(prepared_vault, vault_folder, "hold") as first:
        assert line(first) == "ready"
        assert VaultLock.holder(vault_folder / "lock") is None
        tell(first)
        assert line(first) == "open"
        started = time.monotonic()
        holder = VaultLock.holder(vault_folder / "lock")
        assert time.monotonic() - started < 2
        assert holder is not None
        assert holder.user == USER
        assert holder.computer
        assert holder.since is not None
        assert datetime.now(UTC) - holder.since < timedelta(minutes=2)
        started = time.monotonic()
        with pytest.raises(VaultInUse, match=USER):
            prepared_vault.open(vault_folder)
        assert time.monotonic() - started < 2
        first.kill()
        first.wait()
        assert VaultLock.holder(vault_folder / "lock") is None
        with prepared_vault.open(vault_folder) as second:
            assert check(second).sound


def test_whoever_asks_never_keeps_anybody_out(prepared_vault: Prepared, vault_folder: Path) -> None:
    asking = subprocess.Popen(
        [sys.executable, "-c", (
            "import sys; from pathlib import Path; from caselink.vault.lock import VaultLock\n"
            "print('asking', flush=True)\n"
            "while True: VaultLock.holder(Path(sys.argv[1]))"
        ), vault_folder / "lock"], text=True, stdout=subprocess.PIPE, cwd=ROOT,
    )
    with asking:
        assert line(asking) == "asking"
        for _time in range(15):
            prepared_vault.open(vault_folder).close()
        asking.kill()


def test_asking_changes_nothing_and_a_missing_lock_is_nobodys(prepared_vault: Prepared, vault_folder: Path) -> None:
    before = files(vault_folder)
    assert VaultLock.holder(vault_folder / "lock") is None
    assert VaultLock.holder(vault_folder / "nowhere") is None
    assert files(vault_folder) == before
    prepared_vault.open(vault_folder).close()


def test_a_race_loses_no_write(prepared_vault: Prepared, vault_folder: Path) -> None:
    assert race(prepared_vault, vault_folder, RACERS) == 0


def race(prepared: Prepared, folder: Path, racers: int) -> int:
    """So many processes open and save at once, each as soon as it gets in; how many writes are lost afterwards."""
    with prepared.open(folder) as vault:
        case_id = add_case(vault)
    processes = [opener(prepared, folder, str(number)) for number in range(racers)]
    for process in processes:
        assert line(process) == "ready"
    for process in processes:
        tell(process)
    for process in processes:
        assert line(process) == "saved"
        process.communicate(timeout=60)
    with prepared.open(folder) as vault:
        assert check(vault).sound
        answers = vault.case(case_id).answers
    return sum(1 for number in range(racers) if answers.get(f"x-race.n{number}", Answer(-1)).value != number)
