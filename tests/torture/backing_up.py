"""A process killed while it makes a backup: those of before stay, and what has the name of a backup is a whole one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from caselink.vault import check, open_vault
from caselink.vault.backup.making import BackupFile, copy_now, list_backups
from caselink.vault.backup.viewing import look_into
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.torture.disturbing import Change, kills_while_changing
from tests.torture.promise import Outcome, Share
from tests.vault.filling import add_case, aged, files


def kills_while_backing_up(prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """A vault that changed since its backup of yesterday, killed at calls to the disk as the next one is made."""
    original = prepared.copy_to(folder / "original.caselink")
    with prepared.open(original) as vault:
        add_case(vault, "2026-0001")
        before = aged(copy_now(vault).finish(), 1)
        add_case(vault, "2026-0002")
    looked_at = partial(after_backup, before=before.path.name, content=before.path.read_bytes())
    return kills_while_changing(Change("backup", "", looked_at), original, share)


def after_backup(folder: Path, _change: Change, before: str, content: bytes) -> str:
    """The backup of before is there, the other one is whole or not there; after the next one nothing else is."""
    newest, *others = list_backups(folder)
    named = newest if others else None
    assert (folder / "backups" / before).read_bytes() == content
    assert len(others) <= 1
    if named is not None:
        _expect_whole(named)
    with open_vault(folder, USER, PASSPHRASE) as vault:
        assert vault.count_cases() == 2
        assert check(vault).problems == ()
        made = copy_now(vault).finish()
    _expect_whole(made)
    found = {file.path.name for file in list_backups(folder)}
    assert files(folder / "backups").keys() == found
    assert {before, made.path.name} <= found
    return "old" if named is None else "new"


def _expect_whole(backup: BackupFile) -> None:
    with look_into(backup.path, USER, PASSPHRASE) as looked:
        assert looked.count_cases() == 2
        assert check(looked).problems == ()
