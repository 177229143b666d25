"""A stranger with `age`, any SQLCipher 4 and a passphrase reads a vault as docs/vault-format.md tells."""

from __future__ import annotations

import hmac
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import apsw
import loro
import pytest
import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from caselink.domain.answers import Answer
from caselink.vault import Vault
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.programs import needs_age
from tests.vault.filling import add_case
from tests.vault.plain_pages import plain_pages

PAGE = Path(__file__).parents[2] / "docs" / "vault-format.md"


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


def blocks(kind: str) -> list[str]:
    """The examples of that kind in the part of the page that tells how a vault is read."""
    told = PAGE.read_text(encoding="utf-8").split("## Reading a vault by hand")[1].split("\n## ")[0]
    return re.findall(rf"```{kind}\n(.*?)```", told, re.S)


def by_sqlcipher(database: Path, key: str) -> set[tuple[Any, ...]]:
    """What the SQL of the page gives in SQLCipher's own library."""
    connection = sqlcipher.connect(str(database))
    try:
        lines = blocks("sql")[0].splitlines()
        return {row for line in lines for row in connection.execute(line.format(key=key)) if len(row) == 2}
    finally:
        connection.close()


def by_multiple_ciphers(database: Path, key: str) -> set[tuple[Any, ...]]:
    """What it gives in SQLite3 Multiple Ciphers, which shares no code with SQLCipher."""
    connection = apsw.Connection(str(database), apsw.SQLITE_OPEN_READONLY)
    try:
        lines = (blocks("sql")[1] + blocks("sql")[0]).splitlines()
        return {row for line in lines for row in connection.execute(line.format(key=key)) if len(row) == 2}
    finally:
        connection.close()


@needs_age
@pytest.mark.parametrize("who", [USER, "recovery"])
def test_a_vault_is_read_as_the_page_tells_with_programs_of_others(
    prepared_vault: Prepared, vault: Vault, tmp_path: Path, who: str
) -> None:
    add_case(vault)
    with vault.change("answer") as change:
        change.put_answer(str(vault.case_id_of("2026-0001")), "housing.status", Answer("none"))
    database = vault.opened.database
    document = [row[0] for row in database.all("SELECT body FROM documents WHERE owner <> 'office'")]
    document += [row[0] for row in database.all("SELECT body FROM updates ORDER BY number")]
    folder = vault.folder
    vault.close()

    (words,) = (line.split("#")[0].split() for line in blocks("sh")[0].splitlines())
    assert words == ["age", "-d", "-i", "keys/amal.age", "data.key.age"]
    secret = PASSPHRASE if who == USER else prepared_vault.code
    opened = tmp_path / "key.json"
    age("-d", "-i", folder / "keys" / f"{who}.age", "-o", opened, folder / "data.key.age", passphrase=secret)
    key = json.loads(opened.read_text())
    assert key.keys() == json.loads(blocks("json")[0]).keys()

    read = by_sqlcipher(folder / key["database"], key["key"])
    assert {("2026-0001", "Élodie"), ("person.goes_by", '"Élodie"')} < read
    assert ("person.nationality", '{"state":"declined"}') in read
    assert by_multiple_ciphers(folder / key["database"], key["key"]) == read
    said = said_by(*document)["answers"]
    assert (said["person.goes_by"]["v"], said["housing.status"]["v"]) == ("Élodie", "none")


@needs_age
def test_a_reserved_case_and_an_attachment_are_read_as_the_page_tells(vault: Vault, tmp_path: Path) -> None:
    case_id = add_case(vault)
    with vault.change("attached", case_id) as change:
        attached = change.add_attachment(case_id, "photo", b"what was attached")
    (attachment,) = vault.opened.database.all("SELECT body ->> '$.identity' FROM records WHERE key = ?", attached)
    with vault.change("reserved", case_id) as change:
        change.reserve(case_id, [USER])
    database = vault.opened.database
    for name, sql in (
        ("key.age", "SELECT identity FROM case_keys WHERE case_id = ? AND worker = 'amal'"),
        ("document.age", "SELECT body FROM documents WHERE owner = ?"),
    ):
        (row,) = database.all(sql, case_id)
        (tmp_path / name).write_bytes(row[0])
    folder = vault.folder
    vault.close()

    hers = folder / "keys" / "amal.age"
    age("-d", "-i", hers, "-o", tmp_path / "case.key", tmp_path / "key.age", passphrase=PASSPHRASE)
    subprocess.run(
        ["age", "-d", "-i", "case.key", "-o", "case.loro", "document.age"], cwd=tmp_path, check=True
    )
    content = (tmp_path / "case.loro").read_bytes()
    length = int.from_bytes(content[32:40], "big")
    assert said_by(content[40 : 40 + length])["answers"]["person.goes_by"]["v"] == "Élodie"
    identity = (tmp_path / "case.key").read_text().splitlines()[0]
    mac_key = HKDF(SHA256(), 32, None, b"CaseLink reserved case").derive(identity.encode())
    place = f"document {case_id} 0".encode()
    assert content[:32] == hmac.digest(mac_key, place + b"\0" + content[32:], "sha256")
    (tmp_path / "attachment.key").write_text(attachment[0])
    plain = subprocess.run(
        ["age", "-d", "-i", tmp_path / "attachment.key", folder / "attachments" / f"{attached}.age"],
        capture_output=True, check=True,
    )
    assert plain.stdout.rstrip(b"\0") == b"what was attached"  # padded, so that its size tells little


def said_by(*document: bytes) -> dict[str, Any]:
    """The maps of a document as the page describes them, by the library alone."""
    doc = loro.LoroDoc()  # type: ignore[no-untyped-call]
    for piece in document:
        doc.import_(piece)
    maps: dict[str, Any] = doc.get_deep_value()  # type: ignore[assignment]
    assert {"case", "answers", "entries", "needs"} <= maps.keys()
    return maps


def test_the_pages_are_those_that_sqlcipher_describes(prepared_vault: Prepared, vault_folder: Path) -> None:
    pages = plain_pages(vault_folder / "cases-1.db", prepared_vault.data_key.key)
    assert b"CREATE TABLE records" in pages
