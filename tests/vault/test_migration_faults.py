"""What goes wrong around a migration: what is said of it is true, and trying again costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from caselink.errors import VaultError
from caselink.vault.schema import FORMAT
from tests.vault.changer import open_with_identity
from tests.vault.disks import AFTER_THE_COMMIT, at_the_commit, committed_then, does_not_give, interrupt, without_sync_of
from tests.vault.filling import files
from tests.vault.old_vaults import OldVault, old_vault


@pytest.fixture
def old() -> OldVault:
    return old_vault(FORMAT - 1)


@pytest.fixture
def folder(old: OldVault, tmp_path: Path) -> Path:
    return old.laid_down(tmp_path / "old" / "office.caselink")


@pytest.mark.parametrize("then", AFTER_THE_COMMIT)
def test_once_the_data_key_is_renamed_the_vault_is_of_today_whatever_is_raised(
    old: OldVault, folder: Path, monkeypatch: pytest.MonkeyPatch, then: Callable[[], None]
) -> None:
    with monkeypatch.context() as disk:
        committed_then(disk, then)
        try:
            open_with_identity(folder, old.user, old.identity).close()
        except KeyboardInterrupt:
            assert then is interrupt
    with open_with_identity(folder, old.user, old.identity) as vault:
        old.expect_all(vault)
    assert [path.name for path in folder.glob("cases-*.db")] == ["cases-2.db"]


def test_a_vault_that_is_of_today_is_not_said_to_have_stayed_as_it_was(
    old: OldVault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as disk, pytest.raises(VaultError, match="rien n’est perdu"):
        committed_then(disk, lambda: without_sync_of(disk, folder))
        open_with_identity(folder, old.user, old.identity)
    assert sorted(path.name for path in folder.glob("cases-*.db")) == ["cases-1.db", "cases-2.db"]
    with open_with_identity(folder, old.user, old.identity) as vault:
        old.expect_all(vault)


@pytest.mark.parametrize("renamed", [False, True])
def test_nor_is_one_of_which_the_disk_does_not_say_what_it_is(
    old: OldVault, folder: Path, monkeypatch: pytest.MonkeyPatch, renamed: bool
) -> None:
    def fail(rename: Callable[[], Path]) -> Path:
        does_not_give(disk, "data.key.age")
        if renamed:
            rename()
        raise OSError

    with monkeypatch.context() as disk, pytest.raises(VaultError, match="rien n’est perdu"):
        at_the_commit(disk, fail)
        open_with_identity(folder, old.user, old.identity)
    with open_with_identity(folder, old.user, old.identity) as vault:
        old.expect_all(vault)


@pytest.mark.parametrize("before_the_backup_is_settled", [False, True])
def test_a_migration_that_fails_leaves_no_backup_however_often_it_is_tried(
    old: OldVault, folder: Path, monkeypatch: pytest.MonkeyPatch, before_the_backup_is_settled: bool
) -> None:
    before = files(folder)

    def fail(_rename: Callable[[], Path]) -> Path:
        raise OSError

    with monkeypatch.context() as disk:
        if before_the_backup_is_settled:
            without_sync_of(disk, folder / "backups")
        else:
            at_the_commit(disk, fail)
        for _time in range(3):
            with pytest.raises(VaultError, match="resté comme il était"):
                open_with_identity(folder, old.user, old.identity)
    assert files(folder) == before
    with open_with_identity(folder, old.user, old.identity) as vault:
        old.expect_all(vault)
    assert len([*(folder / "backups").iterdir()]) == 1


def test_the_backup_before_a_migration_is_written_over_no_other(old: OldVault, folder: Path) -> None:
    names = [f"{datetime.now(UTC) + timedelta(seconds=second):%Y-%m-%dT%H-%M-%SZ}" for second in range(60)]
    for name in names:
        (folder / "backups" / f"{name}.caselink-backup").write_bytes(b"earlier")
    open_with_identity(folder, old.user, old.identity).close()
    backups = [*files(folder / "backups").values()]
    assert (len(backups), backups.count(b"earlier")) == (61, 60)
