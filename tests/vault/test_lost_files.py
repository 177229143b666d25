"""A key file or an attachment that is lost costs what is in it: the office writes on and has its backups."""

from __future__ import annotations

from pathlib import Path

import pytest

from caselink.domain.answers import Answer
from caselink.errors import VaultDamaged, VaultError
from caselink.vault import Vault, check, open_vault
from caselink.vault.backup.making import backup, copy_now, is_backup_due, list_backups, restore
from caselink.vault.keys import workers
from caselink.vault.keys.keys import make_slot
from tests.conftest import PASSPHRASE, USER
from tests.vault.colleagues import add_colleague
from tests.vault.disks import does_not_give, gives_other_bytes
from tests.vault.filling import add_case, files

HERS = "phrase de passe de ida, sept mots"


@pytest.fixture
def filled(vault: Vault) -> tuple[str, str, str]:
    """A case with two attachments, and a colleague called ida; gives the ids of the case and of both."""
    case_id = add_case(vault)
    with vault.change("file_added", case_id) as change:
        first, second = (change.add_attachment(case_id, name, name.encode() * 900) for name in ("first", "second"))
    add_colleague(vault)
    return case_id, first, second


def spoil(path: Path, way: str) -> None:
    """Take a file away, flip a byte of it, or put a folder in its place, which does not read."""
    content = path.read_bytes()
    path.unlink()
    if way == "flipped":
        path.write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])
    if way == "not given":
        path.mkdir()


def expect_writing(vault: Vault, case_id: str) -> None:
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "request.wishes", Answer("what she wishes now"))


def expect_all_else(vault: Vault, archive: Path, place: Path, user: str = USER, passphrase: str = PASSPHRASE) -> None:
    restore(archive, place)
    (case_id,) = vault.references()
    with open_vault(place, user, passphrase) as restored:
        assert restored.case(case_id) == vault.case(case_id)
        assert list(restored.audit()) == list(vault.audit())


@pytest.mark.parametrize("way", ["gone", "flipped", "not given"])
def test_a_lost_attachment_stops_neither_writing_nor_backups(
    vault: Vault, filled: tuple[str, str, str], tmp_path: Path, way: str
) -> None:
    case_id, lost, kept = filled
    spoil(vault.folder / "attachments" / f"{lost}.age", way)
    made = copy_now(vault).finish()
    assert list_backups(vault.folder) == (made,)
    assert not is_backup_due(vault)
    assert made.lost.attachments == {lost}
    assert made.lost.sentence.startswith("1 pièce jointe a disparu")
    expect_all_else(vault, made.path, tmp_path / "again.caselink")
    with open_vault(tmp_path / "again.caselink", USER, PASSPHRASE) as restored:
        assert restored.attachment(kept) == b"second" * 900
    assert not check(vault).sound
    expect_writing(vault, case_id)
    if way != "not given":
        with vault.change("file_removed", case_id) as change:
            change.remove_attachment(lost)
        assert copy_now(vault).finish().lost.sentence == ""
        assert check(vault).sound


@pytest.mark.parametrize("way", ["gone", "flipped"])
def test_a_lost_key_file_of_a_colleague_is_named_and_she_gets_another_one(
    vault: Vault, filled: tuple[str, str, str], tmp_path: Path, way: str
) -> None:
    spoil(vault.folder / "keys" / "ida.age", way)
    spoil(vault.folder / "keys" / "recovery.age", way)
    made = copy_now(vault).finish()
    assert made.lost.keys == {"ida", "recovery"}
    assert "Fichier de clé disparu ou abîmé\N{NO-BREAK SPACE}: ida" in made.lost.sentence
    assert "code de secours" in made.lost.sentence
    expect_all_else(vault, made.path, tmp_path / "again.caselink")
    expect_writing(vault, filled[0])
    workers.reset(vault, "ida", make_slot(HERS))
    made = copy_now(vault).finish()
    assert made.lost.keys == {"recovery"}
    expect_all_else(vault, made.path, tmp_path / "hers.caselink", "ida", HERS)


def test_a_key_file_that_has_not_its_name_yet_is_in_the_backup(vault: Vault, tmp_path: Path) -> None:
    add_case(vault)
    add_colleague(vault)
    keys = vault.folder / "keys"
    (keys / "ida.age").rename(keys / "ida.age.new")
    made = copy_now(vault).finish()
    assert made.lost.sentence == ""
    expect_all_else(vault, made.path, tmp_path / "hers.caselink", "ida", HERS)


@pytest.mark.parametrize("way", ["gone", "flipped"])
def test_without_the_file_of_the_data_key_the_backup_opens_all_the_same(
    vault: Vault, tmp_path: Path, way: str
) -> None:
    add_case(vault)
    add_colleague(vault)
    spoil(vault.folder / "data.key.age", way)
    made = copy_now(vault).finish()
    assert "data.key.age" in made.lost.sentence
    expect_all_else(vault, made.path, tmp_path / "mine.caselink")
    expect_all_else(vault, made.path, tmp_path / "hers.caselink", "ida", HERS)


def test_a_file_that_is_there_and_does_not_read_is_left_out(
    vault: Vault, filled: tuple[str, str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as disk:
        does_not_give(disk, f"{filled[1]}.age")
        made = copy_now(vault).finish()
        assert made.lost.attachments == {filled[1]}
    expect_all_else(vault, made.path, tmp_path / "again.caselink")


def test_what_is_lost_while_it_is_packed_makes_no_backup_and_the_vault_writes_on(
    vault: Vault, filled: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as disk:
        gives_other_bytes(disk, f"{filled[1]}.age", reading=2)
        with pytest.raises(VaultError, match="pas saine") as told:
            copy_now(vault).finish()
    assert not isinstance(told.value, VaultDamaged)
    assert list_backups(vault.folder) == ()
    expect_writing(vault, filled[0])


def test_what_does_not_belong_to_anybody_is_no_part_of_a_backup(vault: Vault, tmp_path: Path) -> None:
    (vault.folder / "keys" / "amal (copie en conflit).age").write_bytes(b"of a program that shares folders")
    made = copy_now(vault).finish()
    restore(made.path, tmp_path / "again.caselink")
    assert {name for name in files(tmp_path / "again.caselink") if name.startswith("keys")} == {
        "keys/amal.age", "keys/recovery.age",
    }


def test_a_backup_asked_for_is_made_and_says_what_was_lost_before(
    vault: Vault, filled: tuple[str, str, str], tmp_path: Path
) -> None:
    spoil(vault.folder / "attachments" / f"{filled[1]}.age", "gone")
    assert backup(vault, tmp_path / "copy.zip").sentence.startswith("1 pièce jointe")
    expect_all_else(vault, tmp_path / "copy.zip", tmp_path / "again.caselink")
    expect_writing(vault, filled[0])
