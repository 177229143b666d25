"""Vaults of older formats open in the format of today with all that is in them, or stay as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from caselink.domain.roles import Role
from caselink.errors import VaultError
from caselink.vault import check, open_vault
from caselink.vault.backup.making import list_backups, restore
from caselink.vault.database import Database, OlderFormat, schema_of, schema_of_format
from caselink.vault.folder import RECOVERY
from caselink.vault.keys.keys import DataKey, open_data_key, recipient_of
from caselink.vault.migrations import STEPS
from caselink.vault.migrations.from_1_to_2 import office_identity
from caselink.vault.schema import FORMAT, TABLES
from tests.conftest import Prepared
from tests.programs import needs_strace
from tests.torture.changing import kills_while_migrating
from tests.torture.promise import Share
from tests.torture.statements import kills_at_statements
from tests.vault.changer import open_with_identity
from tests.vault.disks import disk_that_takes
from tests.vault.filling import add_case, files
from tests.vault.old_vaults import OLD_VAULTS, OldVault, old_vault

KILLS = 4
STATEMENTS = 6
MIGRATIONS = Path(__file__).parents[2] / "src" / "caselink" / "vault" / "migrations"


@pytest.fixture(params=OLD_VAULTS, ids=lambda old: f"format {old.number}")
def old(request: pytest.FixtureRequest) -> OldVault:
    found = request.param
    assert isinstance(found, OldVault)
    return found


@pytest.fixture
def folder(old: OldVault, tmp_path: Path) -> Path:
    return old.laid_down(tmp_path / "old" / "office.caselink")


def test_every_format_has_its_step_its_tables_and_its_genuine_vault() -> None:
    assert [*STEPS] == [*range(1, FORMAT)] == [old.number for old in OLD_VAULTS]
    for number in STEPS:
        assert (MIGRATIONS / f"format_{number}.py").exists()
        assert (MIGRATIONS / f"from_{number}_to_{number + 1}.py").exists()
        assert old_vault(number).archive.exists()


def test_an_old_vault_opens_with_its_passphrase_and_holds_all_it_did(old: OldVault, folder: Path) -> None:
    with open_vault(folder, old.user, old.expected["passphrase"]) as vault:
        old.expect_all(vault)
        vault.say_clock_is_right()  # it is months since anybody worked in it
        add_case(vault, "2027-0001")
        assert check(vault).problems == ()
    after = files(folder)
    with open_with_identity(folder, old.user, old.identity) as vault:
        assert vault.count_cases() == len(old.expected["cases"]) + 1
    assert files(folder) == after


def test_the_recovery_code_of_an_old_vault_opens_the_new_key(old: OldVault, folder: Path) -> None:
    with open_with_identity(folder, RECOVERY, old.expected["recovery_identity"]) as vault:
        added = [(entry.user, entry.action) for entry in vault.audit()][old.expected["audit_rows"] :]
        assert added[0] == (RECOVERY, "migrated")
        assert {action for _user, action in added[1:]} <= {"case_key_renewed"}
        assert check(vault).problems == ()
    with open_with_identity(folder, old.user, old.identity) as vault:
        assert vault.role is Role.COORDINATOR
        assert check(vault).problems == ()


def test_the_tables_are_those_of_a_vault_just_made(old: OldVault, folder: Path, prepared_vault: Prepared) -> None:
    with open_with_identity(folder, old.user, old.identity) as vault:
        migrated = schema_of(vault.opened.database)
    with prepared_vault.open(prepared_vault.folder) as fresh:
        assert migrated == schema_of(fresh.opened.database) == schema_of_format(TABLES)


def test_a_backup_of_the_vault_as_it_was_is_put_away_first(old: OldVault, folder: Path) -> None:
    keys = files(folder / "keys")
    with open_with_identity(folder, old.user, old.identity) as vault:
        (backup,) = list_backups(vault.folder)
    again = folder.with_name("again.caselink")
    restore(backup.path, again)
    assert files(again / "keys") == keys
    with open_with_identity(again, old.user, old.identity) as vault:
        old.expect_all(vault)


def test_lists_of_one_office_have_one_identity_wherever_its_copies_are_migrated(old: OldVault, folder: Path) -> None:
    other = old.laid_down(folder.with_name("other.caselink"))
    identities = []
    for each in (folder, other):
        with open_with_identity(each, old.user, old.identity) as vault:
            identities += vault.opened.database.all("SELECT list_identity FROM meta")
    assert identities[0] == identities[1]
    assert recipient_of(identities[0][0]).startswith("age1")


def test_the_identity_of_a_migrated_office_is_the_one_that_it_got_anywhere_else_and_before() -> None:
    """Worked out once and typed here: another one would not open the lists by which its older copies follow."""
    data_key = DataKey(1, "0123456789abcdef" * 4, "cases-1.db")
    assert office_identity(data_key, "01a20182-b691-7fb2-8800-a7623ddb9d7a") == (
        "AGE-SECRET-KEY-1QDSGK98SESYVV06RRNXMXUER8W9A3R05ES98USNZD8RQ6QPLH6MSH9VWX6"
    )


@pytest.mark.parametrize("room", [0, 1_000, 60_000, 140_000])
def test_a_full_disk_leaves_the_old_vault_as_it_was(old: OldVault, folder: Path, room: int) -> None:
    before = files(folder)
    with pytest.raises(VaultError), disk_that_takes(room):
        open_with_identity(folder, old.user, old.identity)
    after = files(folder)
    assert {name: after[name] for name in before} == before
    assert not {name for name in after if name not in before and not name.startswith("backups/")}
    with open_with_identity(folder, old.user, old.identity) as vault:
        old.expect_all(vault)


def test_a_damaged_old_vault_stays_as_it_is(old: OldVault, folder: Path) -> None:
    database = folder / old.database
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(content)
    before = files(folder)
    with pytest.raises(VaultError) as caught:
        open_with_identity(folder, old.user, old.identity)
    assert not isinstance(caught.value, OlderFormat)
    assert files(folder) == before


def test_an_older_database_is_called_older_and_nothing_else_where_it_is_only_read(old: OldVault, folder: Path) -> None:
    before = files(folder)
    data_key = open_data_key((folder / "data.key.age").read_bytes(), old.identity)
    with pytest.raises(OlderFormat) as caught:
        Database.open(folder, data_key, read_only=True)
    assert caught.value.number == old.number
    assert files(folder) == before


@needs_strace
def test_killed_while_migrating_the_vault_is_the_old_or_the_new_one(prepared_vault: Prepared, tmp_path: Path) -> None:
    outcome = kills_while_migrating(prepared_vault, tmp_path, Share(KILLS))
    assert outcome.broken == ()
    assert outcome.tried == KILLS * len(OLD_VAULTS)
    assert outcome.met["old"] > 0 < outcome.met["new"]


def test_killed_before_a_statement_of_its_migration_the_vault_is_the_old_or_the_new_one(
    prepared_vault: Prepared, tmp_path: Path
) -> None:
    outcome = kills_at_statements(prepared_vault, tmp_path, Share(STATEMENTS))
    assert outcome.broken == ()
    assert outcome.met["killed"] == STATEMENTS * len(OLD_VAULTS)
    assert outcome.met["old"] > outcome.met["new"] > 0
    assert outcome.met["statements there are"] > 100 * len(OLD_VAULTS)
