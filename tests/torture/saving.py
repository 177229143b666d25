"""Saving while the process is killed, or while a write, a sync, a cut or a deletion fails."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from caselink.vault import Vault, check
from tests.conftest import Prepared
from tests.torture.calls import calls_in
from tests.torture.disturbing import fresh_copy
from tests.torture.promise import Outcome, Share
from tests.vault.filling import add_case

CALLS = ("pwrite64", "fsync", "ftruncate", "unlink")
"""What SQLite asks of the disk while it saves and closes."""
FAULTS = tuple((call, error, when) for call in CALLS for error in ("EIO", "ENOSPC") for when in ("", "+"))
"""A call that fails once, or from then on."""
_SAVES = 3
_LONGEST_SAVE = 0.012
"""Seconds: a kill falls anywhere within the next save."""


def number_kept(vault: Vault, case_id: str) -> int:
    """The number last saved, found the same in the answers and in the events; 0 where none was."""
    case = vault.case(case_id)
    number = case.value("x-a.number") or 0
    assert isinstance(number, int)
    assert number == 0 or case.events[-1].body == {"number": number}
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


def run_and_kill(prepared: Prepared, folder: Path, start: int, saves: int, wait: float) -> int:
    """Let the saver save so often, kill it that many seconds later, and give the last number it acknowledged."""
    with saver(prepared, folder, start, start + 100_000) as process:
        assert process.stdout is not None
        said = [int(process.stdout.readline()) for _save in range(saves)]
        time.sleep(wait)
        process.kill()
        said += [int(line) for line in process.stdout.read().split("\n")[:-1]]
    return said[-1]


def kills_while_saving(prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """After each `kill -9` the vault holds the last acknowledged number or the one after it, and is sound."""
    vault_folder = prepared.copy_to(folder / "office.caselink")
    with prepared.open(vault_folder) as vault:
        case_id = add_case(vault)
    chance, start, broken, halfway = share.chance, 1, [], 0
    for number in share.numbers:
        wait = chance.uniform(0, _LONGEST_SAVE)
        acknowledged = run_and_kill(prepared, vault_folder, start, chance.randrange(1, 8), wait)
        journal = vault_folder / f"{prepared.data_key.database}-journal"
        halfway += journal.exists() and journal.stat().st_size > 0
        with prepared.open(vault_folder) as vault:
            kept = number_kept(vault, case_id)
            if not acknowledged <= kept <= acknowledged + 1:
                broken.append(f"kill {number}: {acknowledged} was acknowledged, {kept} is there")
            if not check(vault).sound:
                broken.append(f"kill {number}: not sound")
        start = kept + 1
    return Outcome(len(share.numbers), tuple(broken), {"in the middle of a save": halfway})


def failing_disk(prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """Each call to the disk that three saves make fails in turn (at most `size` of a sort)."""
    original = prepared.copy_to(folder / "original.caselink")
    with prepared.open(original) as vault:
        case_id = add_case(vault)
    counted, total = _calls(prepared, original), Outcome(0)
    for fault in FAULTS:
        for number in Share(min(share.size, counted[fault[0]]), share.part, share.parts).numbers:
            total += fails(prepared, original, case_id, fault, number + 1)
    return total


def _calls(prepared: Prepared, original: Path) -> Counter[str]:
    """How often each call is made when none fails."""
    trace = original.with_name("calls.trace")
    tool = ("strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={','.join(CALLS)}")
    with saver(prepared, fresh_copy(original), 1, _SAVES, *tool) as process:
        process.communicate(timeout=120)
    assert process.returncode == 0
    return calls_in(trace)


def fails(prepared: Prepared, original: Path, case_id: str, fault: tuple[str, str, str], number: int) -> Outcome:
    """Save three times in a copy where that call fails; an outcome of nothing tried where it was never reached."""
    call, error, when = fault
    trace = original.with_name(f"{call}.trace")
    folder = fresh_copy(original)
    name = f"{call} {number}{when} {error}"
    tool = (
        "strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={call}",
        "-e", f"inject={call}:error={error}:when={number}{when}",
    )
    with saver(prepared, folder, 1, _SAVES, *tool) as process:
        said, complained = process.communicate(timeout=120)
    if "(INJECTED)" not in trace.read_text():
        return Outcome(0)
    acknowledged = max((int(line) for line in said.split()), default=0)
    unexpected = complained and "caselink.errors.Vault" not in complained
    broken = [f"{name}: {complained.splitlines()[-1]}"] if unexpected else []
    with prepared.open(folder) as vault:
        kept = number_kept(vault, case_id)
        if kept not in (acknowledged, acknowledged + 1):
            broken.append(f"{name}: {acknowledged} was acknowledged, {kept} is there")
        if not check(vault).sound:
            broken.append(f"{name}: not sound")
    return Outcome(1, tuple(broken), {call: 1})
