"""A process that opens a vault as soon as it can, adds one to a number there, says it and closes; so many times.

Standard input brings folder, data key (generation, key, database), identity and how many times, one a line.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from caselink.domain.answers import Answer
from caselink.errors import VaultInUse
from caselink.vault import Vault
from caselink.vault.keys.keys import DataKey
from caselink.vault.opening import open_unlocked


def main() -> None:
    folder, generation, key, database, identity, times = sys.stdin.read().split("\n")
    data_key = DataKey(int(generation), key, database)
    for _time in range(int(times)):
        with _opened(Path(folder), data_key, identity) as vault:
            case_id = vault.case_id_of("2026-0001") or ""
            number = vault.case(case_id).value("x-a.number") or 0
            assert isinstance(number, int)
            with vault.change("answer", case_id) as change:
                change.put_answer(case_id, "x-a.number", Answer(number + 1))
        sys.stdout.write(f"{number + 1}\n")
        sys.stdout.flush()


def _opened(folder: Path, data_key: DataKey, identity: str) -> Vault:
    while True:
        began = time.monotonic()
        try:
            return open_unlocked(folder, "amal", data_key, identity)
        except VaultInUse:
            sys.stdout.write(f"in use {time.monotonic() - began:.3f}\n")
            time.sleep(0.001)


if __name__ == "__main__":
    main()
