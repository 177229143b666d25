"""Making a vault, opening it, and being told what is wrong."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from caselink.errors import UserError, VaultError, VaultInUse, WrongPassphrase
from caselink.vault import Vault, check, create, open_vault, open_with_recovery, users
from caselink.vault.database import Database
from caselink.vault.keys import recovery_code
from caselink.vault.keys.keys import DataKey, open_data_key, recipient_of, seal_data_key
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.torture.promise import Share
from tests.torture.races import races
from tests.vault.colleagues import add_colleague
from tests.vault.disks import without_sync_of
from tests.vault.filling import files


def test_a_vault_opens_with_the_passphrase_typed_on_another_keyboard(vault_folder: Path) -> None:
    spread = unicodedata.normalize("NFD", PASSPHRASE)
    assert spread != PASSPHRASE
    with open_vault(vault_folder, None, spread) as vault:
        assert (vault.user, vault.folder) == (USER, vault_folder)


def test_only_this_system_user_may_read_the_files(vault_folder: Path) -> None:
    for path in (vault_folder, *vault_folder.rglob("*")):
        expected = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == expected, path.name


def test_the_folder_holds_what_the_format_says(vault_folder: Path) -> None:
    assert sorted(path.name for path in vault_folder.iterdir()) == [
        "attachments", "backups", "cases-1.db", "data.key.age", "keys", "lock",
    ]
    assert sorted(path.name for path in (vault_folder / "keys").iterdir()) == ["amal.age", "recovery.age"]


def test_the_workers_are_listed_without_the_recovery_code(vault_folder: Path) -> None:
    assert users(vault_folder) == (USER,)


def test_a_wrong_passphrase_leaves_the_vault_untouched(vault_folder: Path) -> None:
    before = files(vault_folder)
    with pytest.raises(WrongPassphrase):
        open_vault(vault_folder, USER, "not the passphrase at all")
    assert files(vault_folder) == before


def test_the_recovery_code_opens_the_vault_however_it_is_typed(prepared_vault: Prepared, vault_folder: Path) -> None:
    typed = prepared_vault.code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    with open_with_recovery(vault_folder, typed) as vault:
        assert vault.user == "recovery"


def test_nearly_every_typing_fault_in_a_recovery_code_is_told_apart() -> None:
    """Two signs check the others: of 1,024 faults about one goes unnoticed, and then opens nothing."""
    unnoticed = 0
    for _code in range(100):
        code = recovery_code.new_code()
        assert recovery_code.read_code(code) == code
        for place, character in enumerate(code):
            if character != "-":
                mistyped = code[:place] + ("7" if character != "7" else "8") + code[place + 1 :]
                with contextlib.suppress(UserError):
                    recovery_code.read_code(mistyped)
                    unnoticed += 1
    assert unnoticed < 25


def test_what_can_be_no_recovery_code_is_refused_before_anything_is_opened(
    prepared_vault: Prepared, vault_folder: Path
) -> None:
    code = prepared_vault.code
    for other in (code[:-1], code + "A", "", "?" * 28):
        with pytest.raises(UserError) as caught:
            open_with_recovery(vault_folder, other)
        assert not isinstance(caught.value, VaultError)


def test_a_recovery_code_is_read_back_as_printed() -> None:
    for _code in range(200):
        code = recovery_code.new_code()
        assert len(code.replace("-", "")) == 28
        assert recovery_code.read_code(code) == code


@pytest.mark.parametrize("name", ["", "recovery", "Amal", "é", "a" * 33, "a b", "../a", "a/b", "amal.age"])
def test_a_name_that_is_none_makes_no_vault(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError):
        create(tmp_path / "x.caselink", name, PASSPHRASE)
    assert list(tmp_path.iterdir()) == []


def test_a_vault_is_never_made_over_something(vault_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for taken in (vault_folder, tmp_path / "empty", tmp_path / "dangling"):
        with pytest.raises(UserError):
            create(taken, USER, PASSPHRASE)


def test_a_vault_that_can_not_be_made_leaves_nothing_behind(tmp_path: Path) -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(VaultError):
            create(tmp_path / "x.caselink", USER, PASSPHRASE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert list(tmp_path.iterdir()) == []


def test_a_vault_that_was_made_is_not_said_to_be_none_and_its_recovery_code_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as disk:
        without_sync_of(disk, tmp_path)
        vault, code = create(tmp_path / "x.caselink", USER, PASSPHRASE)
    vault.close()
    with open_with_recovery(tmp_path / "x.caselink", code) as again:
        assert check(again).sound


def test_somebody_without_a_key_is_told_so(vault_folder: Path) -> None:
    with pytest.raises(UserError) as caught:
        open_vault(vault_folder, "nobody", PASSPHRASE)
    assert not isinstance(caught.value, VaultError)


def test_a_worker_whose_row_is_missing_does_not_open_the_vault(prepared_vault: Prepared, vault_folder: Path) -> None:
    database = Database.open(vault_folder, prepared_vault.data_key)
    database.run("DELETE FROM workers WHERE name = ?", USER)
    database.close()
    before = files(vault_folder)
    with pytest.raises(VaultError):
        open_vault(vault_folder, USER, PASSPHRASE)
    assert files(vault_folder) == before


def test_no_number_of_wrong_passphrases_wipes_anything(vault_folder: Path) -> None:
    before = files(vault_folder)
    for number in range(25):
        with pytest.raises(WrongPassphrase):
            open_vault(vault_folder, USER, f"not the passphrase, {number}")
    assert files(vault_folder) == before
    open_vault(vault_folder, USER, PASSPHRASE).close()


def test_what_a_killed_process_left_beside_the_keys_is_taken_away(prepared_vault: Prepared, vault_folder: Path) -> None:
    before = files(vault_folder)
    key = prepared_vault.data_key
    never = seal_data_key(DataKey.make(2), [recipient_of(prepared_vault.identity)])
    leftovers = {
        "keys/amal.age.new": b"half", "keys/ines.age.new": b"a key file", "data.key.age.new": never,
        "cases-2.db.new": b"half", "cases-2.db.new-journal": b"half", "cases-2.db": b"never counted",
        "cases-0.db": b"older", "cases-0.db-journal": b"older",
    }
    for name, content in leftovers.items():
        (vault_folder / name).write_bytes(content)
    with open_vault(vault_folder, USER, PASSPHRASE) as vault:
        assert vault.opened.data_key == key
        assert check(vault).problems == ()
    assert files(vault_folder) == before


def test_a_data_key_put_back_from_before_a_change_of_workers_is_sealed_anew(vault: Vault) -> None:
    folder = vault.folder
    older = (folder / "data.key.age").read_bytes()
    slot = add_colleague(vault)
    vault.close()
    (folder / "data.key.age").write_bytes(older)
    with open_vault(folder, USER, PASSPHRASE) as again:
        assert check(again).problems == ()
    assert open_data_key((folder / "data.key.age").read_bytes(), slot.identity).generation == 1


def test_a_name_is_needed_where_several_have_a_key(vault_folder: Path) -> None:
    (vault_folder / "keys" / "ida.age").write_bytes(b"another")
    with pytest.raises(UserError):
        open_vault(vault_folder, None, PASSPHRASE)


@pytest.mark.parametrize("what", ["missing", "file", "folder"])
def test_what_is_no_vault_is_said_to_be_none(tmp_path: Path, what: str) -> None:
    place = tmp_path / "x.caselink"
    if what == "file":
        place.write_bytes(b"hello")
    elif what == "folder":
        place.mkdir()
    sentences = set()
    for ask in (users, lambda folder: open_vault(folder, None, PASSPHRASE)):
        with pytest.raises(VaultError) as caught:
            ask(place)
        sentences.add(caught.value.sentence)
    assert len(sentences) == 1
    assert sorted(tmp_path.iterdir()) == ([] if what == "missing" else [place])


def test_the_second_opener_hears_who_has_it_before_the_passphrase_costs_time(
    prepared_vault: Prepared, vault_folder: Path
) -> None:
    with prepared_vault.open(vault_folder):
        script = (
            "import sys, time; from pathlib import Path; from caselink.vault import open_vault\n"
            "from caselink.errors import VaultInUse\n"
            "started = time.process_time()\n"
            "try: open_vault(Path(sys.argv[1]), None, 'whatever it is')\n"
            "except VaultInUse as fault: print(time.process_time() - started, fault.sentence, sep='\\n')"
        )
        said = subprocess.run([sys.executable, "-c", script, vault_folder], capture_output=True, text=True, check=True)
        seconds, sentence = said.stdout.splitlines()
        assert float(seconds) < 0.2
        assert USER in sentence
        assert os.uname().nodename in sentence
        with pytest.raises(VaultInUse):
            prepared_vault.open(vault_folder)
    with prepared_vault.open(vault_folder) as again:
        assert again.count_cases() == 0


def test_the_lock_of_a_dead_process_does_not_keep_anybody_out(prepared_vault: Prepared, vault_folder: Path) -> None:
    note = {"user": "ida", "computer": "elsewhere", "since": "2026-01-01T00:00:00+00:00"}
    (vault_folder / "lock").write_text(json.dumps(note))
    prepared_vault.open(vault_folder).close()
    assert (vault_folder / "lock").read_bytes() == b""


def test_no_core_is_dumped_once_a_vault_was_opened(vault_folder: Path) -> None:
    with pytest.raises(WrongPassphrase):
        open_vault(vault_folder, USER, "not the passphrase at all")
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    pr_get_dumpable = 3
    assert ctypes.CDLL(None).prctl(pr_get_dumpable, 0, 0, 0, 0) == 0


def test_a_copy_of_a_vault_is_a_seat_of_its_own(prepared_vault: Prepared, tmp_path: Path) -> None:
    one, other = (prepared_vault.copy_to(tmp_path / name) for name in ("one.caselink", "other.caselink"))
    with prepared_vault.open(one) as first, prepared_vault.open(other) as second:
        assert first.office_id == second.office_id
        assert first.seat_id != second.seat_id
        seat = first.seat_id
        first.keep_place({})
    with prepared_vault.open(one) as again:
        assert again.seat_id == seat


def test_opening_and_reading_write_nothing(prepared_vault: Prepared, vault_folder: Path) -> None:
    before = files(vault_folder)
    with prepared_vault.open(vault_folder) as vault:
        assert vault.count_cases() == 0
        assert check(vault).sound
        assert list(vault.audit()) == []
    assert files(vault_folder) == before


def test_the_keys_are_not_shown_with_the_objects_that_hold_them(prepared_vault: Prepared, vault_folder: Path) -> None:
    with prepared_vault.open(vault_folder) as vault:
        shown = repr(vault.opened)
        assert vault.opened.data_key.key not in shown
        assert vault.opened.identity not in shown


def test_of_several_who_open_at_once_one_has_it_and_no_write_is_lost(prepared_vault: Prepared, tmp_path: Path) -> None:
    outcome = races(prepared_vault, tmp_path, Share(1))
    assert outcome.broken == ()
    assert outcome.met["writes"] == 9
