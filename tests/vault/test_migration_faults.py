"""What goes wrong around a migration: what is said of it is true, and trying again costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from caselink.vault.schema import FORMAT
from tests.vault.changer import open_with_identity
from tests.vault.disks import AFTER_THE_COMMIT, committed_then, interrupt
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
