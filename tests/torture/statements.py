"""A migration ended right before each statement of SQL: the vault is the whole old one or the whole new one."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from caselink.errors import UserError, VaultError
from caselink.vault.backup.making import list_backups, restore
from tests.conftest import Prepared
from tests.torture.disturbing import fresh_copy, spread
from tests.torture.promise import Outcome, Share
from tests.vault.changer import open_with_identity
from tests.vault.filling import files
from tests.vault.old_vaults import OLD_VAULTS, OldVault


class Stopper:
    """The process that opens a vault and ends before a statement, see tests/vault/stopper.py."""

    def __init__(self, process: subprocess.Popen[str], old: OldVault) -> None:
        self._process = process
        self._old = old

    def ask(self, folder: Path, before: int) -> str:
        """Open that vault and end before this statement: `killed`, or how many statements there were."""
        asked = {"folder": str(folder), "user": self._old.user, "identity": self._old.identity, "before": before}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps(asked)}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()


@contextmanager
def stopper(old: OldVault) -> Iterator[Stopper]:
    """One for the vault of that format; it ends with its standard input."""
    with subprocess.Popen(
        [sys.executable, "-B", "-m", "tests.vault.stopper"], cwd=Path(__file__).parents[2], text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:
        yield Stopper(process, old)


def kills_at_statements(_prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """The genuine vault of each older format, killed before each statement that opening it runs; where the share is
    smaller than that, before so many of them, from the first to the last."""
    total = Outcome(0)
    for old in OLD_VAULTS:
        original = old.laid_down(folder / f"format-{old.number}" / "original.caselink")
        with stopper(old) as process:
            unharmed = fresh_copy(original)
            count = int(process.ask(unharmed, 0))
            names = _opened_with_all(unharmed, old)
            if share.part == 0:
                total += Outcome(0, (), {"statements there are": count})
            for number in (1 + place for place in spread(count, share)):
                copy = fresh_copy(original)
                if process.ask(copy, number) != "killed":
                    total += Outcome(1, (f"statement {number} of {count} was not met",))
                    continue
                total += _looked_at(original, copy, old, names, f"killed before statement {number} of {count}")
    return total


def _looked_at(original: Path, folder: Path, old: OldVault, names: set[str], what: str) -> Outcome:
    try:
        return Outcome(1, (), {"killed": 1, _state(original, folder, old, names): 1})
    except (VaultError, UserError, AssertionError) as fault:
        return Outcome(1, (f"{what}: {fault!r}",), {"killed": 1})


def _state(original: Path, folder: Path, old: OldVault, names: set[str]) -> str:
    """The old one to the last byte or the new one, each complete; a backup with its name is, too; then nothing is left
    lying about that a migration without harm does not leave."""
    before, found = files(original), files(folder)
    del before["lock"]  # says who had it open
    is_old = found["data.key.age"] == before["data.key.age"]
    assert not is_old or {name: found.get(name) for name in before} == before
    for number, backup in enumerate(list_backups(folder)):
        copy = folder.with_name(f"backup-{number}.caselink")
        restore(backup.path, copy)
        assert files(copy / "keys") == files(original / "keys")
        _opened_with_all(copy, old)
        shutil.rmtree(copy)
    for _time in range(2):
        assert _opened_with_all(folder, old) == names
    return "old" if is_old else "new"


def _opened_with_all(folder: Path, old: OldVault) -> set[str]:
    """Open the vault, which holds all it did: the names of what is there then. How many backups there are and which
    generation the database is of does not matter, that there is nothing else does."""
    with open_with_identity(folder, old.user, old.identity) as vault:
        old.expect_all(vault)
        usual = {f"backups/{backup.path.name}": "a backup" for backup in list_backups(folder)}
        usual[vault.opened.data_key.database] = "the database"
    return {
        usual.get(name, name) for name, content in files(folder).items()
        if content or not name.endswith("-journal")  # what a killed process leaves of a change that was committed
    }
