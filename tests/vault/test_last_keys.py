"""No change of keys takes the last key of a reserved case away, and what opened a backup goes on opening it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from caselink.errors import UserError, VaultError
from caselink.services.office import Office
from caselink.services.workers import change_passphrase
from caselink.vault import Vault, check, open_vault, open_with_recovery
from caselink.vault.backup.erasure import cleanse_backups
from caselink.vault.backup.making import copy_now, list_backups
from caselink.vault.folder import RECOVERY
from caselink.vault.keys import workers
from caselink.vault.keys.keys import Slot, make_slot
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.programs import needs_strace
from tests.torture.changing import change_of, with_two_workers
from tests.torture.disturbing import kill_while
from tests.vault.colleagues import add_colleague, seen_by
from tests.vault.filling import add_case, aged, files
from tests.vault.test_cleansing import erase
from tests.vault.test_workers import CODE, HERS, NEW, readers, reserved

LATER = "étagère nuage sentier poivre lanterne octobre"


def refused(vault: Vault, change: Callable[[], None]) -> str:
    """The sentence with which a change is refused; nothing was written for it."""
    before = files(vault.folder)
    with pytest.raises(UserError) as caught:
        change()
    assert files(vault.folder) == before
    return caught.value.sentence


def hers_alone(vault: Vault) -> tuple[str, Slot]:
    """A case reserved to ida by herself, and her key."""
    slot = add_colleague(vault)
    return reserved(seen_by(vault, "ida", slot), "2026-0009", "ida"), slot


def test_a_worker_whose_key_alone_opens_a_case_is_neither_reset_nor_removed(vault: Vault) -> None:
    case_id, _slot = hers_alone(vault)
    workers.renew_recovery(vault, make_slot(CODE))
    assert readers(vault, case_id) == {"ida"}
    refused(vault, lambda: workers.reset(vault, "ida", make_slot(NEW)))
    refused(vault, lambda: workers.remove(vault, "ida"))
    folder = vault.folder
    vault.close()
    with open_vault(folder, "ida", HERS) as hers:
        assert readers(hers, case_id) == {"ida", RECOVERY}
    with open_vault(folder, USER, PASSPHRASE) as again:
        workers.reset(again, "ida", make_slot(NEW))
        assert readers(again, case_id) == {RECOVERY}
    with open_with_recovery(folder, CODE) as again:
        assert again.case(case_id).answers


def test_a_code_that_alone_opens_a_case_is_neither_renewed_nor_revoked_and_gives_the_case_to_whom_it_serves(
    vault: Vault, prepared_vault: Prepared
) -> None:
    case_id, _slot = hers_alone(vault)
    workers.reset(vault, "ida", make_slot(NEW))
    assert readers(vault, case_id) == {RECOVERY}
    said = refused(vault, lambda: workers.renew_recovery(vault, make_slot(CODE)))
    assert refused(vault, lambda: workers.revoke_recovery(vault)) == said
    folder = vault.folder
    vault.close()
    with open_with_recovery(folder, prepared_vault.code) as again:
        workers.reset(again, "ida", make_slot(LATER))
        assert readers(again, case_id) == {"ida", RECOVERY}
    with open_vault(folder, "ida", LATER) as hers:
        assert hers.case(case_id).answers
    with open_vault(folder, USER, PASSPHRASE) as again:
        workers.renew_recovery(again, make_slot(CODE))
        assert readers(again, case_id) == {"ida"}


def test_a_case_that_the_code_reserved_to_nobody_keeps_the_code(vault_folder: Path, prepared_vault: Prepared) -> None:
    with open_with_recovery(vault_folder, prepared_vault.code) as vault:
        case_id = reserved(vault, "2026-0001")
    with prepared_vault.open(vault_folder) as vault:
        refused(vault, lambda: workers.renew_recovery(vault, make_slot(CODE)))
        refused(vault, lambda: workers.revoke_recovery(vault))
    with open_with_recovery(vault_folder, prepared_vault.code) as vault:
        assert vault.case(case_id).answers


def test_a_key_of_ones_own_that_opens_nothing_does_not_count(vault: Vault) -> None:
    case_id, _slot = hers_alone(vault)
    workers.revoke_recovery(vault)
    vault.opened.database.run(
        "INSERT INTO case_keys SELECT case_id, ?, identity FROM case_keys WHERE case_id = ?", USER, case_id
    )
    refused(vault, lambda: workers.reset(vault, "ida", make_slot(NEW)))
    refused(vault, lambda: workers.remove(vault, "ida"))


def test_one_case_of_which_the_code_has_no_key_is_enough_to_keep_a_worker(vault: Vault) -> None:
    both = reserved(vault, "2026-0001", USER)
    case_id, slot = hers_alone(vault)
    vault.opened.database.run("DELETE FROM case_keys WHERE worker = ? AND case_id = ?", RECOVERY, case_id)
    refused(vault, lambda: workers.remove(vault, "ida"))
    workers.revoke_recovery(vault)
    assert vault.case(both).answers
    assert seen_by(vault, "ida", slot).case(case_id).answers


def test_a_change_of_passphrase_whose_key_file_has_not_its_name_yet_is_finished_before_the_next_one(
    vault: Vault
) -> None:
    workers.revoke_recovery(vault)
    case_id, folder = reserved(vault, "2026-0001", USER), vault.folder
    slot = folder / "keys" / f"{USER}.age"
    before = slot.read_bytes()
    workers.change_own(vault, make_slot(NEW, vault.opened.identities))
    slot.rename(slot.with_name(f"{USER}.age.new"))
    slot.write_bytes(before)
    change_passphrase(Office(vault), USER, LATER, NEW)
    vault.close()
    with open_vault(folder, USER, LATER) as again:
        assert again.case(case_id).answers
        assert check(again).problems == ()


def test_a_key_file_that_counts_and_has_not_its_name_yet_is_never_written_over(vault: Vault) -> None:
    folder = vault.folder
    slot = folder / "keys" / f"{USER}.age"
    workers.change_own(vault, make_slot(NEW, vault.opened.identities))
    slot.rename(slot.with_name(f"{USER}.age.new"))
    slot.mkdir()  # the disk that refuses to rename it
    before = files(folder)
    with pytest.raises(VaultError):
        workers.change_own(vault, make_slot(LATER, vault.opened.identities))
    assert files(folder) == before
    slot.rmdir()
    vault.close()
    (folder / "keys" / f"{USER}.age.new").rename(slot)
    with open_vault(folder, USER, NEW) as again:
        assert check(again).problems == ()


def test_after_three_changes_of_her_passphrase_the_first_backup_is_still_cleansed(vault: Vault) -> None:
    case_id, folder = add_case(vault), vault.folder
    add_case(vault, "2026-0002")
    aged(copy_now(vault).finish(), 30)
    for current, passphrase in pairwise((PASSPHRASE, NEW, LATER, HERS)):
        change_passphrase(Office(vault), USER, passphrase, current)
    workers.renew_data_key(vault)
    vault.close()
    with open_vault(folder, USER, HERS) as again:
        erase(again, case_id)
        assert cleanse_backups(again).rewritten == 1
        assert len(list_backups(folder)) == 2


@needs_strace
@pytest.mark.parametrize(("renaming", "met"), [(2, "old"), (3, "new")], ids=["of the data key", "of the code"])
def test_killed_while_a_code_is_renewed_one_code_opens_before_anybody_else_does(
    prepared_vault: Prepared, tmp_path: Path, renaming: int, met: str
) -> None:
    folder = with_two_workers(prepared_vault, tmp_path / "office.caselink")
    change = change_of(prepared_vault, "recovery")
    assert kill_while(folder, change, ("rename", renaming)).reached
    assert change.looked_at(folder, change) == met
