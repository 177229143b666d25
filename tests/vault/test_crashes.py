"""A killed process and a failing disk: what was acknowledged is there, and the file is sound."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from caselink.domain.answers import Answer
from caselink.errors import VaultError
from caselink.vault import Vault, check, check_folder
from tests.conftest import PASSPHRASE, Prepared
from tests.programs import needs_strace
from tests.torture.promise import Outcome, Share
from tests.torture.saving import FAULTS, fails, kills_while_saving
from tests.vault.disks import disk_that_takes
from tests.vault.filling import add_case, files

KILLS = 10


def test_an_acknowledged_save_survives_a_kill(prepared_vault: Prepared, tmp_path: Path) -> None:
    outcome = kills_while_saving(prepared_vault, tmp_path, Share(KILLS))
    assert outcome.broken == ()
    assert outcome.tried == KILLS
    assert outcome.met["in the middle of a save"] > 0


def test_a_full_disk_leaves_the_old_state_or_the_new_one(prepared_vault: Prepared, vault_folder: Path) -> None:
    with prepared_vault.open(vault_folder) as vault:
        case_id = add_case(vault)
        old = vault.case(case_id)
    size = (vault_folder / "cases-1.db").stat().st_size
    outcomes = set()
    for limit in [*range(0, 40_000, 2048), *range(size - 4096, size + 320_000, 16_384)]:
        folder = shutil.copytree(vault_folder, vault_folder.with_name("full.caselink"))
        with prepared_vault.open(folder) as vault:
            try:
                with disk_that_takes(limit), vault.change("answer", case_id) as change:
                    change.put_answer(case_id, "request.wishes", Answer("mots " * 20_000))
                    change.put_answer(case_id, "x-a.b", Answer("x"))
                saved = True
            except VaultError:
                saved = False
        with prepared_vault.open(folder) as vault:
            answers = vault.case(case_id).answers
            new = {path: answers.get(path) for path in ("request.wishes", "x-a.b")} if saved else {}
            assert answers == {**old.answers, **new}, limit
            assert None not in new.values()
            assert check(vault).sound, limit
            vault.keep_place({"still": "writable"})
        outcomes.add(saved)
        shutil.rmtree(folder)
    assert outcomes == {True, False}


def test_the_vault_goes_on_after_the_disk_had_no_room_for_one_change(vault: Vault) -> None:
    case_id = add_case(vault)
    with pytest.raises(VaultError), disk_that_takes(8192), vault.change("answer", case_id) as change:
        change.put_answer(case_id, "request.wishes", Answer("mots " * 20_000))
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "request.wishes", Answer("moins"))
    assert vault.case(case_id).value("request.wishes") == "moins"
    assert check(vault).sound


def test_check_reads_a_half_written_database_without_touching_it(
    prepared_vault: Prepared, vault_folder: Path
) -> None:
    with prepared_vault.open(vault_folder) as vault:
        case_id = add_case(vault)
        with vault.change("answer", case_id) as change:
            change.put_answer(case_id, "request.wishes", Answer("mots " * 20_000))
            change.settle()
            vault.opened.database.run("PRAGMA cache_spill = 1")
            vault.opened.database.run("PRAGMA cache_size = 1")
            change.put_answer(case_id, "request.wishes", Answer("plus " * 40_000))
            change.settle()
            half = shutil.copytree(vault_folder, vault_folder.with_name("half.caselink"))
    (half / "lock").write_bytes(b"")
    before = files(half)
    assert len(before["cases-1.db-journal"]) > 4096
    found = check_folder(half, None, PASSPHRASE)
    assert found.sound
    assert files(half) == before
    with prepared_vault.open(half) as vault:
        assert vault.case(case_id).value("request.wishes") is None


@needs_strace
@pytest.mark.parametrize("fault", FAULTS[::3], ids=" ".join)
def test_a_failing_call_to_the_disk_leaves_the_old_state_or_the_new_one(
    prepared_vault: Prepared, vault_folder: Path, fault: tuple[str, str, str]
) -> None:
    with prepared_vault.open(vault_folder) as vault:
        case_id = add_case(vault)
    number = {"pwrite64": 40, "fsync": 7, "ftruncate": 2, "unlink": 1}[fault[0]]
    assert fails(prepared_vault, vault_folder, case_id, fault, number) == Outcome(1, (), {fault[0]: 1})
