"""A process that saves as fast as it can and says each number once it is saved: to be killed in the middle.

Standard input brings folder, data key (generation, key, database), identity, and the first and last number, one a line.
"""

from __future__ import annotations

import sys
from pathlib import Path

from caselink.domain.answers import Answer
from caselink.domain.events import EventKind
from caselink.vault import Vault
from caselink.vault.keys.keys import DataKey
from caselink.vault.opening import open_unlocked


def save(vault: Vault, case_id: str, number: int) -> None:
    """Save that number in one transaction, with a long text and an event that say it too."""
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "x-a.number", Answer(number))
        change.put_answer(case_id, "request.wishes", Answer(f"{number} " * (number % 7) * 500))
        change.add_event(case_id, EventKind.LEFT, {"number": number})


def main() -> None:
    folder, generation, key, database, identity, first, last = sys.stdin.read().split("\n")
    vault = open_unlocked(Path(folder), "amal", DataKey(int(generation), key, database), identity)
    case_id = vault.case_id_of("2026-0001") or ""
    for number in range(int(first), int(last) + 1):
        save(vault, case_id, number)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
