"""The database file: always encrypted, always ours, never attached to another."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from caselink.errors import VaultError, WrongPassphrase
from caselink.vault import Vault, check, open_vault
from caselink.vault.database import Database, schema_of, schema_of_format
from caselink.vault.folder import write_new
from caselink.vault.keys.keys import DataKey, is_raw_key, open_data_key, seal_data_key
from caselink.vault.schema import FORMAT
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.vault.filling import add_case, files


def database_of(folder: Path) -> Path:
    return folder / "cases-1.db"


def test_the_database_is_never_plaintext(vault_folder: Path) -> None:
    content = database_of(vault_folder).read_bytes()
    assert len(content) > 4096
    assert b"SQLite format" not in content
    assert b"CREATE TABLE" not in content


def sentence_on_opening(prepared: Prepared, folder: Path) -> str:
    before = files(folder)
    with pytest.raises(VaultError) as caught:
        prepared.open(folder)
    assert not isinstance(caught.value, WrongPassphrase)
    assert files(folder) == before
    return caught.value.sentence


def test_what_is_no_database_of_ours_is_refused_in_a_sentence_of_its_own(
    prepared_vault: Prepared, vault_folder: Path
) -> None:
    path = database_of(vault_folder)
    whole = path.read_bytes()
    sentences = []

    path.write_bytes(b"")
    sentences.append(sentence_on_opening(prepared_vault, vault_folder))

    path.unlink()
    sentences.append(sentence_on_opening(prepared_vault, vault_folder))

    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE cases (id)")
    plain.close()
    sentences.append(sentence_on_opening(prepared_vault, vault_folder))

    path.write_bytes(b"something else entirely " * 1000)
    sentences.append(sentence_on_opening(prepared_vault, vault_folder))
    path.write_bytes(whole[:4096])
    assert sentence_on_opening(prepared_vault, vault_folder) == sentences[-1]

    path.unlink()
    write_new(path, b"")
    foreign = Database.make_blank(path, prepared_vault.data_key.key)
    foreign.run("CREATE TABLE cases (id)")
    foreign.close()
    sentences.append(sentence_on_opening(prepared_vault, vault_folder))
    assert len(set(sentences)) == 5


def test_a_newer_format_is_refused(prepared_vault: Prepared, vault_folder: Path) -> None:
    database = Database.open(vault_folder, prepared_vault.data_key)
    database.run(f"PRAGMA user_version = {FORMAT + 1}")
    database.close()
    assert "CaseLink" in sentence_on_opening(prepared_vault, vault_folder)


def test_another_table_than_ours_is_damage(prepared_vault: Prepared, vault_folder: Path) -> None:
    database = Database.open(vault_folder, prepared_vault.data_key)
    database.run("DROP TRIGGER events_are_kept")
    database.close()
    sentence_on_opening(prepared_vault, vault_folder)


def test_a_database_of_another_generation_is_refused(prepared_vault: Prepared, vault_folder: Path) -> None:
    database_of(vault_folder).rename(vault_folder / "cases-2.db")
    other = replace(prepared_vault, data_key=replace(prepared_vault.data_key, generation=2, database="cases-2.db"))
    sentence_on_opening(other, vault_folder)


def test_a_key_that_asks_too_much_of_this_computer_is_not_called_damaged(vault_folder: Path) -> None:
    slot = vault_folder / "keys" / f"{USER}.age"
    head, _factor, rest = slot.read_bytes().partition(b" 8\n")
    slot.write_bytes(head + b" 40\n" + rest)
    with pytest.raises(VaultError, match="trop lent ou trop occupé") as refused:
        open_vault(vault_folder, USER, PASSPHRASE)
    assert not isinstance(refused.value, WrongPassphrase)


def test_a_damaged_key_file_is_not_called_a_wrong_passphrase(vault_folder: Path) -> None:
    path = vault_folder / "keys" / f"{USER}.age"
    whole = path.read_bytes()
    header = whole.index(b"---")
    bad_mac = bytearray(whole)
    bad_mac[header + 8] ^= 1
    for content in (b"", whole[:100], whole[:-1], whole[5:], bytes(bad_mac), b"x" * 100_000):
        path.write_bytes(content)
        with pytest.raises(VaultError) as caught:
            open_vault(vault_folder, USER, PASSPHRASE)
        assert not isinstance(caught.value, WrongPassphrase)


def test_only_sixty_four_hexadecimal_digits_are_a_key(vault_folder: Path, prepared_vault: Prepared) -> None:
    key = prepared_vault.data_key.key
    assert is_raw_key(key)
    for other in (key[:-1], key + "0", key.upper(), key[:-1] + "'", "", None, 7, key + "\n"):
        assert not is_raw_key(other)
    with pytest.raises(VaultError):
        Database.open(vault_folder, DataKey(1, key[:-1], "cases-1.db"))


def test_the_name_of_the_database_can_not_lead_elsewhere(prepared_vault: Prepared, vault: Vault) -> None:
    recipient = str(vault.opened.database.all("SELECT recipient FROM workers WHERE name = ?", USER)[0][0])
    for name in ("../cases-1.db", "cases-2.db", "/etc/passwd", "cases-1.db?mode=rwc"):
        content = seal_data_key(DataKey(1, prepared_vault.data_key.key, name), [recipient])
        with pytest.raises(VaultError):
            open_data_key(content, prepared_vault.identity)


def test_no_other_file_can_be_attached(vault: Vault, tmp_path: Path) -> None:
    database = vault.opened.database
    with pytest.raises(Exception, match="not authorized"):
        database.run("ATTACH DATABASE ? AS other", str(tmp_path / "other.db"))
    assert not (tmp_path / "other.db").exists()


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "delete"), ("synchronous", 3), ("locking_mode", "exclusive"), ("trusted_schema", 0),
        ("secure_delete", 1), ("temp_store", 2), ("foreign_keys", 1), ("cell_size_check", 1), ("mmap_size", 0),
    ],
)
def test_every_setting_that_was_measured_to_matter_is_on(vault: Vault, setting: str, value: object) -> None:
    assert vault.opened.database.one(f"PRAGMA {setting}") == (value,)


def test_nothing_is_printed_when_a_key_does_not_fit(
    prepared_vault: Prepared, vault_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(VaultError):
        Database.open(vault_folder, DataKey(1, "0" * 64, "cases-1.db"))
    assert capfd.readouterr() == ("", "")
    assert prepared_vault.data_key.key != "0" * 64


def test_the_tables_are_those_of_the_format(vault: Vault) -> None:
    assert schema_of(vault.opened.database) == schema_of_format()
    assert check(vault).sound


def test_consents_and_the_audit_chain_are_only_ever_added_to(vault: Vault) -> None:
    add_case(vault)
    for statement in (
        "DELETE FROM events", "UPDATE events SET body = '{}'", "DELETE FROM audit", "UPDATE audit SET user = 'x'",
    ):
        with pytest.raises(Exception, match="append-only"):
            vault.opened.database.run(statement)
