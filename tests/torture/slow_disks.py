"""A disk that takes its time for each sync: hiding and locking wait for nothing, and what was done is there after."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from caselink.services.cases import new_case
from caselink.services.office import Office
from caselink.vault import Vault, check
from tests.conftest import Prepared
from tests.torture.disturbing import fresh_copy
from tests.torture.promise import Outcome, Share
from tests.ui.slow_typist import CHOSEN, TYPED, word_of

SYNC_MS: Final = 300
LONGEST: Final = 2.0
"""Seconds from a lock to the end of the process that had the keys."""
_STARTS_AND_ENDS: Final = 0.5
"""Seconds that a busy computer needs to notice that a process ended."""


@dataclass(frozen=True, slots=True)
class Sat:
    """What somebody at the desk did, and how many seconds her process lived on from when she locked or hid."""

    did: tuple[str, ...]
    lived: float


def sit(prepared: Prepared, folder: Path, case_id: str, fields: int, how: str, sync_ms: int = SYNC_MS) -> Sat:
    """Let a process answer so many questions on a disk of that speed, and then `hide` or `lock`."""
    key = prepared.data_key
    slow = f"inject=fsync,fdatasync:delay_exit={sync_ms * 1000}"
    lines = [str(folder), str(key.generation), key.key, key.database, prepared.identity, case_id, str(fields), how]
    process = subprocess.Popen(
        ["strace", "-f", "-qq", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", slow,
         sys.executable, "-m", "tests.ui.slow_typist"],
        text=True, cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )
    said, _nothing = process.communicate("\n".join(lines), timeout=120)
    ended = time.monotonic()
    words = [line.split(maxsplit=1) for line in said.splitlines()]
    moment, last = words[-1]
    if last not in ("hides", "locks"):
        raise RuntimeError(f"she did not come so far: {last}")
    return Sat(tuple(what.removeprefix("did ") for _moment, what in words[:-1]), ended - float(moment))


def found(vault: Vault, case_id: str) -> set[str]:
    """The fields of which what she did stands there, recorded or to be recorded."""
    case, drafts = vault.case(case_id), vault.drafts(case_id)
    typed = {path for path in TYPED if word_of(path) in (case.value(path), drafts.get(path))}
    return typed | ({CHOSEN} if case.value(CHOSEN) is True or "[true, null]" in drafts.get(CHOSEN, "") else set())


def slow_disk(prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """Hide or lock in turn, after ten answers, on a slow disk."""
    original = prepared.copy_to(folder / "original.caselink")
    with prepared.open(original) as vault:
        case_id = new_case(Office(vault)).id
    total = Outcome(0)
    for number in share.numbers:
        copy = fresh_copy(original)
        how = ("hide", "lock")[number % 2]
        sat = sit(prepared, copy, case_id, len(TYPED), how)
        total += Outcome(1, tuple(faults(prepared, copy, case_id, sat, f"{how} {number}")), {how: 1})
    return total


def faults(prepared: Prepared, folder: Path, case_id: str, sat: Sat, name: str) -> list[str]:
    """What was lost, and whether the keys lived too long."""
    with prepared.open(folder) as vault:
        lost = set(sat.did) - found(vault, case_id)
        sound = check(vault).sound
    said = [f"{name}: lost {sorted(lost)}"] if lost else []
    said += [] if sound else [f"{name}: not sound"]
    if sat.lived > LONGEST + _STARTS_AND_ENDS:
        said.append(f"{name}: lived on for {sat.lived:.1f} s")
    return said
