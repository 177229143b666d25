"""Once damage was met in an open vault nothing of it is written any more, whichever way it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from caselink.domain.answers import Answer
from caselink.domain.roles import Role
from caselink.errors import VaultDamaged, VaultError
from caselink.vault import Vault
from caselink.vault.backup import archive, copying, erasure, making
from caselink.vault.keys import rekey_completion, workers
from caselink.vault.keys.keys import make_slot
from tests.conftest import Prepared
from tests.torture.damage import PAGE
from tests.vault.filling import A_NEED_CHANGED, add_case, files


def put(vault: Vault, case_id: str) -> None:
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "request.wishes", Answer("une chambre"))


def attach(vault: Vault, case_id: str) -> None:
    with vault.change("attachment_added", case_id) as change:
        change.add_attachment(case_id, "photo", b"...")


def erase(vault: Vault, case_id: str) -> None:
    with vault.change("erased", case_id) as change:
        change.erase_case(case_id)


WRITES: dict[str, Callable[[Vault, str], object]] = {
    "a place": lambda vault, _case: vault.keep_place({"page": "caseload"}),
    "a draft": lambda vault, case: vault.keep_draft(case, "request.wishes", "elle"),
    "a draft forgotten": lambda vault, case: vault.drop_draft(case, "request.wishes"),
    "an answer": put,
    "an undo": lambda vault, case: vault.undo(case),
    "an attachment": attach,
    "an erasure": erase,
    "the lists of erasures": lambda vault, _case: vault.erasures_are_listed(),
    "a worker": lambda vault, _case: workers.add(vault, "ida", Role.WORKER, make_slot("x")),
    "a role": lambda vault, _case: workers.set_role(vault, "lea", Role.READ_ONLY),
    "her own passphrase": lambda vault, _case: workers.change_own(vault, make_slot("x")),
    "a passphrase for another": lambda vault, _case: workers.reset(vault, "lea", make_slot("x")),
    "a removal": lambda vault, _case: workers.remove(vault, "lea"),
    "a new code": lambda vault, _case: workers.renew_recovery(vault, make_slot("x")),
    "no code any more": lambda vault, _case: workers.revoke_recovery(vault),
    "a new data key": lambda vault, _case: workers.renew_data_key(vault),
    "a backup": lambda vault, _case: making.copy_now(vault),
    "a backup elsewhere": lambda vault, _case: making.backup(vault, vault.folder.parent / "elsewhere.zip"),
    "cleansed backups": lambda vault, _case: erasure.plan_cleansing(vault),
    "a change of keys finished": lambda vault, _case: rekey_completion.finish_fully(vault),
    "what other copies erased": lambda vault, _case: vault.catch_up(),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_no_way_of_writing_is_left(
    vault: Vault, lists_of_this_computer: Path, write: Callable[[Vault, str], object]
) -> None:
    case_id = add_case(vault)
    put(vault, case_id)
    workers.add(vault, "lea", Role.WORKER, make_slot("x"))
    before = files(vault.folder.parent), files(lists_of_this_computer)
    vault.stop_writing()
    with pytest.raises(VaultDamaged) as told:
        write(vault, case_id)
    assert "endommagé" in told.value.sentence
    assert (files(vault.folder.parent), files(lists_of_this_computer)) == before


def test_a_copy_that_proves_damage_on_another_thread_ends_a_change_that_is_going_on(vault: Vault) -> None:
    case_id = add_case(vault)
    vault.opened.database.run(A_NEED_CHANGED)
    pending = making.copy_now(vault)
    before = files(vault.folder)["cases-1.db"]
    with pytest.raises(VaultDamaged), vault.change("answer", case_id) as change:
        change.put_answer(case_id, "request.wishes", Answer("une chambre"))
        with pytest.raises(VaultDamaged):
            pending.finish()
    with pytest.raises(VaultDamaged):
        vault.keep_place({})
    assert files(vault.folder)["cases-1.db"] == before


def test_a_stick_that_gives_back_other_bytes_is_not_called_damage_of_the_vault(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stick is played here by what lays an archive down: one bit of the database comes back turned."""
    case_id = add_case(vault)

    def lay_down(source: Path, folder: Path) -> archive.Manifest:
        manifest = archive.lay_down(source, folder)
        content = bytearray((folder / "cases-1.db").read_bytes())
        content[-6000] ^= 1
        (folder / "cases-1.db").write_bytes(content)
        return manifest

    monkeypatch.setattr(copying, "lay_down", lay_down)
    with pytest.raises(VaultError) as told:
        making.backup(vault, tmp_path / "stick.zip")
    assert not isinstance(told.value, VaultDamaged)
    put(vault, case_id)
    with pytest.raises(VaultDamaged):
        making.copy_now(vault).finish()


def test_a_vault_whose_damage_is_met_while_it_opens_does_not_open(prepared_vault: Prepared, vault_folder: Path) -> None:
    """Finishing a change of keys passes over what the disk refuses, but not over damage."""
    with prepared_vault.open(vault_folder) as vault:
        add_case(vault)
        row = vault.opened.database.one("SELECT rootpage FROM sqlite_schema WHERE name = 'former_workers'")
        assert row is not None
    path = vault_folder / "cases-1.db"
    content = bytearray(path.read_bytes())
    content[(int(row[0]) - 1) * PAGE + 99] ^= 1
    path.write_bytes(content)
    with pytest.raises(VaultDamaged):
        prepared_vault.open(vault_folder)
    assert path.read_bytes() == content
