"""A stranger with `age`, any SQLCipher 4 and a passphrase reads a vault as docs/vault-format.md tells."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]

from caselink.vault import Vault
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.vault.filling import add_case
from tests.vault.plain_pages import plain_pages


def age(*arguments: str | Path, passphrase: str) -> None:
    """Run `age` at a terminal, as it wants it, and type the passphrase when it asks."""
    at_a_terminal = "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]))"
    process = subprocess.Popen(
        [sys.executable, "-c", at_a_terminal, "age", *map(str, arguments)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        said = b""
        while b"assphrase" not in said:
            said += process.stdout.read(4096)
        process.stdin.write(f"{passphrase}\n".encode())
        while process.stdout.read(4096):
            pass
    assert process.returncode == 0


@pytest.mark.skipif(shutil.which("age") is None, reason="the age command is not installed")
@pytest.mark.parametrize("who", [USER, "recovery"])
def test_a_vault_is_read_without_us(prepared_vault: Prepared, vault: Vault, tmp_path: Path, who: str) -> None:
    case_id = add_case(vault)
    folder = vault.folder
    vault.close()

    secret = PASSPHRASE if who == USER else prepared_vault.code
    opened = tmp_path / "key.json"
    age("-d", "-i", folder / "keys" / f"{who}.age", "-o", opened, folder / "data.key.age", passphrase=secret)
    key = json.loads(opened.read_text())
    assert set(key) == {"generation", "key", "database"}

    connection = sqlcipher.connect(str(folder / key["database"]))
    connection.execute(f"PRAGMA key = \"x'{key['key']}'\"")
    rows = connection.execute(
        "SELECT reference, path, value FROM cases JOIN answers ON answers.case_id = cases.id WHERE id = ?", (case_id,)
    ).fetchall()
    connection.close()
    assert ("2026-0001", "person.goes_by", '"Élodie"') in rows
    assert ("2026-0001", "person.nationality", '{"state":"declined"}') in rows


def test_the_pages_are_those_that_sqlcipher_describes(prepared_vault: Prepared, vault_folder: Path) -> None:
    pages = plain_pages(vault_folder / "cases-1.db", prepared_vault.data_key.key)
    assert b"CREATE TABLE answers" in pages
