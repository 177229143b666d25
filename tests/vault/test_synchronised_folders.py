"""The files of an open vault are renamed, replaced or deleted under it: nothing more is answered "saved" that is not.

`tests/torture/synchronising.py` does all that such programs do at any moment of a save.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from caselink.domain.answers import Answer
from caselink.domain.events import EventKind
from caselink.errors import VaultError, VaultGone
from caselink.vault import Vault, check, open_vault
from caselink.vault.backup.making import backup, restore
from caselink.vault.keys import workers
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.vault.colleagues import add_colleague
from tests.vault.filling import add_case, files
from tests.vault.protected import obeying_modes

HERS = "phrase de passe de ida, sept mots"


@pytest.fixture
def case_id(vault: Vault) -> str:
    return add_case(vault)


def put_in_its_place(path: Path, content: bytes) -> None:
    """As such programs do: a new file renamed over the old one."""
    new = path.with_name(f".~{path.name}")
    new.write_bytes(content)
    new.replace(path)


def withdraw(vault: Vault, case_id: str) -> None:
    with vault.change("consent_withdrawn", case_id) as change:
        change.add_event(case_id, EventKind.CONSENT_WITHDRAWN, {"consent": vault.case(case_id).events[0].id})


def test_a_withdrawal_is_not_lost_with_the_file_that_an_older_one_replaced(vault: Vault, case_id: str) -> None:
    database = vault.folder / "cases-1.db"
    older = database.read_bytes()
    withdraw(vault, case_id)
    put_in_its_place(database, older)
    with pytest.raises(VaultGone, match="remplacé") as told, vault.change("answer", case_id) as change:
        change.put_answer(case_id, "request.wishes", Answer("never acknowledged"))
    assert database.read_bytes() == older
    saved = told.value.saved
    assert saved is not None
    assert saved.parent == vault.folder.parent
    assert saved.name in told.value.sentence
    with open_vault(saved, USER, PASSPHRASE) as kept:
        assert check(kept).problems == ()
        assert [event.kind for event in kept.case(case_id).events][-1] is EventKind.CONSENT_WITHDRAWN
        assert kept.seat_id != vault.seat_id
        withdraw(kept, case_id)


def test_it_is_said_again_for_each_change_and_saved_once(vault: Vault, case_id: str) -> None:
    (vault.folder / "cases-1.db").unlink()
    for _time in range(3):
        with pytest.raises(VaultGone) as told:
            vault.keep_draft(case_id, "request.wishes", "what she wishes")
    assert vault.gone is told.value
    assert [path.name for path in vault.folder.parent.glob("*sauvé*")] == [str(told.value.saved.name)]  # type: ignore[union-attr]
    assert vault.case(case_id).value("person.goes_by") == "Élodie"


def test_a_vault_that_is_replaced_after_the_last_change_is_saved_as_it_is_closed(vault: Vault, case_id: str) -> None:
    database = vault.folder / "cases-1.db"
    older = database.read_bytes()
    withdraw(vault, case_id)
    put_in_its_place(database, older)
    vault.close()
    assert vault.gone is not None
    assert vault.gone.saved is not None
    with open_vault(vault.gone.saved, USER, PASSPHRASE) as kept:
        assert len(kept.case(case_id).events) == 2


def test_what_is_saved_of_a_deleted_folder_opens_for_everybody(vault: Vault, case_id: str) -> None:
    add_colleague(vault)
    vault.go_on_with(vault.opened)
    shutil.rmtree(vault.folder)
    with pytest.raises(VaultGone, match="déplacé ou supprimé") as told:
        withdraw(vault, case_id)
    assert told.value.saved is not None
    for user, passphrase in ((USER, PASSPHRASE), ("ida", HERS)):
        with open_vault(told.value.saved, user, passphrase) as kept:
            assert check(kept).problems == ()


def test_a_change_that_was_being_committed_as_the_file_went_is_not_answered_saved(vault: Vault, case_id: str) -> None:
    with pytest.raises(VaultGone), vault.change("answer", case_id) as change:
        change.put_answer(case_id, "request.wishes", Answer("new"))
        change.settle()
        (vault.folder / "cases-1.db").rename(vault.folder / "cases-1 (conflicted copy).db")


def test_another_data_key_in_its_place_stops_the_writing_and_the_same_one_does_not(vault: Vault, case_id: str) -> None:
    key = vault.folder / "data.key.age"
    put_in_its_place(key, key.read_bytes())
    withdraw(vault, case_id)
    put_in_its_place(key, b"of another generation")
    with pytest.raises(VaultGone):
        withdraw(vault, case_id)


def test_keys_are_not_changed_in_a_folder_that_is_another_one(vault: Vault, case_id: str) -> None:
    moved = vault.folder.rename(vault.folder.with_name("moved.caselink"))
    before = files(moved)
    with pytest.raises(VaultGone):
        workers.renew_data_key(vault)
    assert {name: content for name, content in files(moved).items() if name != "lock"} == {
        name: content for name, content in before.items() if name != "lock"
    }
    assert not vault.folder.exists()
    assert case_id


def test_a_lock_that_was_put_back_is_taken_again(vault: Vault, case_id: str, prepared_vault: Prepared) -> None:
    put_in_its_place(vault.folder / "lock", b"")
    withdraw(vault, case_id)
    with pytest.raises(VaultError, match=USER):
        prepared_vault.open(vault.folder)


def test_a_file_that_was_only_touched_is_compared_and_written_on(vault: Vault, case_id: str) -> None:
    for _time in range(3):
        os.utime(vault.folder / "cases-1.db", (1, 1))
        withdraw(vault, case_id)
    assert vault.gone is None
    assert [path.name for path in vault.folder.parent.iterdir()] == [vault.folder.name]


@pytest.mark.parametrize("same_size", [True, False])
def test_a_file_that_was_written_over_where_it_lies_is_not_written_on(
    vault: Vault, case_id: str, same_size: bool
) -> None:
    database = vault.folder / "cases-1.db"
    older = database.read_bytes()
    withdraw(vault, case_id)
    if same_size:
        older = older[: database.stat().st_size].ljust(database.stat().st_size, b"\0")
    with database.open("r+b") as file:
        file.write(older)
        file.truncate()
    with pytest.raises(VaultGone, match="écrit dans le fichier"):
        withdraw(vault, case_id)


def test_where_nothing_takes_the_copy_that_is_said_and_a_backup_can_be_made_elsewhere(
    vault: Vault, case_id: str, tmp_path_factory: pytest.TempPathFactory, lists_of_this_computer: Path
) -> None:
    (vault.folder / "cases-1.db").unlink()
    lists_of_this_computer.mkdir(exist_ok=True)
    places = (vault.folder.parent, lists_of_this_computer)
    with obeying_modes():
        for place in places:
            place.chmod(0o500)
        with pytest.raises(VaultGone, match="Rien n’a pu être gardé") as told:
            withdraw(vault, case_id)
        for place in places:
            place.chmod(0o700)
    assert told.value.saved is None
    elsewhere = tmp_path_factory.mktemp("stick")
    backup(vault, elsewhere / "copy.zip")
    restore(elsewhere / "copy.zip", elsewhere / "again.caselink")
    with open_vault(elsewhere / "again.caselink", USER, PASSPHRASE) as again:
        assert again.case(case_id) == vault.case(case_id)
