"""A rescue and the files beside the database: one that does not read costs what is in it, a key cut short costs nobody
hers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from caselink.domain.roles import Role
from caselink.errors import UserError, VaultError
from caselink.vault import check, open_vault, open_with_recovery, users
from caselink.vault.keys.keys import make_slot
from caselink.vault.keys.unlocking import foreign_key_file
from caselink.vault.keys.workers import add, change_own, set_role
from caselink.vault.rescue.rescuing import rescue
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.vault.colleagues import add_colleague
from tests.vault.disks import does_not_give, without_sync_of
from tests.vault.filling import add_case, files, lengthened

HERS, NEW = "phrase de passe de ida, sept mots", "toute autre phrase de ida, sept mots"
CODE = "AFD3-M4FP-ZP70-2H1V-HSX4-M5HG-0BME"


@dataclass(frozen=True)
class Filled:
    """A closed vault of amal and ida: a case with two attachments, another one erased."""

    folder: Path
    case_id: str
    attachments: tuple[str, str]

    @property
    def keys(self) -> Path:
        return self.folder / "keys"


@pytest.fixture
def filled(prepared_vault: Prepared, vault_folder: Path) -> Filled:
    with prepared_vault.open(vault_folder) as vault:
        case_id, erased = add_case(vault), add_case(vault, "2026-0002")
        with vault.change("file_added", case_id) as change:
            first, second = (change.add_attachment(case_id, name, name.encode()) for name in ("first", "second"))
        add_colleague(vault)
        with vault.change("case_erased") as change:
            change.erase_case(erased)
        assert vault.erasures_are_listed()
    return Filled(vault_folder, case_id, (first, second))


@pytest.mark.parametrize("name", ["attachment", "ida.age", "erased.age"])
def test_a_file_that_does_not_read_costs_what_is_in_it_and_nothing_else(
    filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    lost, kept = filled.attachments
    with monkeypatch.context() as disk:
        does_not_give(disk, f"{lost}.age" if name == "attachment" else name)
        report = rescue(lengthened(filled.folder), USER, PASSPHRASE, tmp_path / "new.caselink")
    assert (report.cases, report.incomplete, report.lost) == ((0, 1, 0) if name == "attachment" else (1, 0, 0))
    assert bool(report.problems) == (name != "erased.age")
    with open_vault(tmp_path / "new.caselink", USER, PASSPHRASE) as vault:
        assert check(vault).sound
        assert vault.references().keys() == {filled.case_id}
        assert vault.attachment(kept) == b"second"


def test_without_her_own_key_file_nothing_is_made(
    filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(tmp_path.iterdir())
    with monkeypatch.context() as disk:
        does_not_give(disk, f"{USER}.age")
        with pytest.raises(VaultError):
            rescue(lengthened(filled.folder), USER, PASSPHRASE, tmp_path / "new.caselink")
    assert sorted(tmp_path.iterdir()) == before


def test_a_disk_that_waits_for_no_names_has_the_new_vault_and_the_report_is_given(
    filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as disk:
        without_sync_of(disk, tmp_path)
        assert rescue(lengthened(filled.folder), USER, PASSPHRASE, tmp_path / "new.caselink").cases == 1
    assert users(tmp_path / "new.caselink") == (USER, "ida")


@pytest.mark.parametrize("role", [Role.READ_ONLY, Role.WORKER])
def test_nobody_is_raised_because_a_key_file_was_taken_away_and_the_code_decides(
    prepared_vault: Prepared, filled: Filled, tmp_path: Path, role: Role
) -> None:
    with prepared_vault.open(filled.folder) as vault:
        set_role(vault, "ida", role)
    (filled.keys / f"{USER}.age").unlink()
    report = rescue(lengthened(filled.folder), "ida", HERS, tmp_path / "new.caselink")
    assert any("code de secours" in problem for problem in report.problems)
    with open_vault(tmp_path / "new.caselink", "ida", HERS) as vault:
        assert vault.role is role
        assert [row.user for row in vault.audit() if row.action.partition(":")[0] == "role_changed"] == [USER]
    with open_with_recovery(tmp_path / "new.caselink", prepared_vault.code) as vault:
        add(vault, "ines", Role.COORDINATOR, make_slot(NEW))
    with open_vault(tmp_path / "new.caselink", "ines", NEW) as vault:
        assert vault.role is Role.COORDINATOR


def test_who_becomes_coordinator_since_nothing_tells_who_was_is_told_so_and_the_audit_chain_says_it(
    prepared_vault: Prepared, filled: Filled, tmp_path: Path
) -> None:
    with prepared_vault.open(filled.folder) as vault:
        vault.opened.database.run("DELETE FROM workers WHERE name = ?", USER)
    report = rescue(lengthened(filled.folder), "ida", HERS, tmp_path / "new.caselink")
    assert any("coordination" in problem for problem in report.problems)
    with open_vault(tmp_path / "new.caselink", "ida", HERS) as vault:
        assert vault.role is Role.COORDINATOR
        assert [(row.user, row.action) for row in vault.audit()][-2:] == [("ida", "role_changed"), ("ida", "rescued")]


@pytest.mark.parametrize("gone", [None, f"keys/{USER}.age", "keys/recovery.age"])
def test_a_vault_whose_data_are_sound_is_not_rescued(filled: Filled, tmp_path: Path, gone: str | None) -> None:
    if gone is not None:
        (filled.folder / gone).unlink()
    before = files(tmp_path)
    with pytest.raises(UserError):
        rescue(filled.folder, "ida", HERS, tmp_path / "new.caselink")
    assert files(tmp_path) == before


@pytest.mark.parametrize("name", [USER, "recovery"])
def test_who_lays_her_key_file_under_another_name_rescues_nothing(filled: Filled, tmp_path: Path, name: str) -> None:
    with open_vault(filled.folder, "ida", HERS) as vault:
        change_own(vault, make_slot(CODE, vault.opened.identities))
    (filled.keys / f"{name}.age").write_bytes((filled.keys / "ida.age").read_bytes())
    lengthened(filled.folder)
    with pytest.raises(VaultError) as caught:
        rescue(filled.folder, name, CODE, tmp_path / "new.caselink")
    assert caught.value.sentence == foreign_key_file(name).sentence
    assert not (tmp_path / "new.caselink").exists()


def test_who_rescues_beside_a_coordinator_keeps_her_role(
    prepared_vault: Prepared, filled: Filled, tmp_path: Path
) -> None:
    with prepared_vault.open(filled.folder) as vault:
        set_role(vault, "ida", Role.READ_ONLY)
    assert rescue(lengthened(filled.folder), "ida", HERS, tmp_path / "new.caselink").problems == ()
    with open_vault(tmp_path / "new.caselink", "ida", HERS) as vault:
        assert vault.role is Role.READ_ONLY
        assert [row.user for row in vault.audit() if row.action.partition(":")[0] == "role_changed"] == [USER]


def test_who_stands_nowhere_any_more_is_a_worker_beside_a_coordinator(
    prepared_vault: Prepared, filled: Filled, tmp_path: Path
) -> None:
    with prepared_vault.open(filled.folder) as vault:
        vault.opened.database.run("DELETE FROM workers WHERE name = 'ida'")
    rescue(lengthened(filled.folder), "ida", HERS, tmp_path / "new.caselink")
    with open_vault(tmp_path / "new.caselink", "ida", HERS) as vault:
        assert vault.role is Role.WORKER


def expect_both_have_keys(filled: Filled, target: Path, hers: str) -> None:
    assert rescue(lengthened(filled.folder), USER, PASSPHRASE, target).problems == ()
    assert users(target) == (USER, "ida")
    with open_vault(target, "ida", hers) as vault:
        assert check(vault).sound
        assert vault.count_cases() == 1


def test_a_change_of_passphrase_cut_short_before_its_commit_leaves_her_the_old_one(
    filled: Filled, tmp_path: Path
) -> None:
    with open_vault(filled.folder, "ida", HERS) as vault:
        slot = make_slot(NEW, vault.opened.identities)
    (filled.keys / "ida.age.new").write_bytes(slot.content)
    expect_both_have_keys(filled, tmp_path / "new.caselink", HERS)


def test_a_change_of_passphrase_cut_short_after_its_commit_leaves_her_the_new_one(
    filled: Filled, tmp_path: Path
) -> None:
    before = (filled.keys / "ida.age").read_bytes()
    with open_vault(filled.folder, "ida", HERS) as vault:
        change_own(vault, make_slot(NEW, vault.opened.identities))
    (filled.keys / "ida.age").rename(filled.keys / "ida.age.new")
    (filled.keys / "ida.age").write_bytes(before)
    expect_both_have_keys(filled, tmp_path / "new.caselink", NEW)


def test_a_new_worker_whose_key_file_has_not_its_name_yet_keeps_it(filled: Filled, tmp_path: Path) -> None:
    (filled.keys / "ida.age").rename(filled.keys / "ida.age.new")
    expect_both_have_keys(filled, tmp_path / "new.caselink", HERS)


def test_a_new_recovery_code_whose_key_file_has_not_its_name_yet_rescues_and_stays(
    prepared_vault: Prepared, filled: Filled, tmp_path: Path
) -> None:
    (filled.keys / "recovery.age").rename(filled.keys / "recovery.age.new")
    (filled.keys / "recovery.age").write_bytes(b"the code of before")
    assert rescue(lengthened(filled.folder), "recovery", prepared_vault.code, tmp_path / "new.caselink").problems == ()
    with open_with_recovery(tmp_path / "new.caselink", prepared_vault.code) as vault:
        assert check(vault).sound
