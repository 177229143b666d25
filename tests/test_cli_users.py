"""Workers and the recovery code from the command line, on a real vault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from caselink.cli import main
from caselink.errors import Exit
from caselink.vault import open_vault, open_with_recovery
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.test_cli_docs import EXAMPLES, shape
from tests.vault.filling import add_case

Raw = dict[str, Any]
Capture = pytest.CaptureFixture[str]
IDAS = "tiroir ombre colibri sept fenêtre prairie"
NEW = "navire lampe orage tisser demain coquelicot"


class Desk:
    """A vault, files with passphrases, and the commands run on it."""

    def __init__(self, folder: Path, outputs: Capture) -> None:
        self.vault = folder
        self.outputs = outputs
        self.mine, self.idas, self.new = (
            self.file(f"{number}.txt", text) for number, text in enumerate((PASSPHRASE, IDAS, NEW))
        )

    def file(self, name: str, text: str) -> str:
        path = self.vault.parent / name
        path.write_text(text + "\n", encoding="utf-8")
        return str(path)

    def run(self, command: str, *words: str, expect: Exit = Exit.DONE) -> Raw:
        assert main([command, str(self.vault), *words, "--json"]) == expect
        out, err = self.outputs.readouterr()
        assert "Traceback" not in err
        if expect is Exit.DONE:
            document: Raw = json.loads(out)
            example = EXAMPLES[command]
            if not document.get("reserved", True):
                example = {**example, "reserved": []}
            assert shape(document) == shape(example) or document == {"recovery_code": None}
            return document
        assert (out, err.count("\n")) == ("", 1)
        return {}

    def names(self, document: Raw) -> dict[str, str]:
        return {user["name"]: user["role"] for user in document["users"]}


@pytest.fixture
def desk(vault_folder: Path, capsys: Capture) -> Desk:
    return Desk(vault_folder, capsys)


@pytest.fixture
def with_ida(desk: Desk) -> Desk:
    desk.run("users", "add", "ida", "--new-password-file", desk.idas, "--password-file", desk.mine)
    return desk


def test_workers_are_added_listed_given_roles_and_removed(with_ida: Desk) -> None:
    as_amal = ("--user", USER, "--password-file", with_ida.mine)
    listed = with_ida.run("users", "list", *as_amal)
    assert with_ida.names(listed) == {USER: "coordinator", "ida": "worker"}
    assert listed["recovery"] is True
    changed = with_ida.run("users", "role", "ida", "--role", "read_only", *as_amal)
    assert with_ida.names(changed)["ida"] == "read_only"
    with_ida.run("users", "rename", "ida", *as_amal, expect=Exit.WRONG_USE)
    renamed = with_ida.run("users", "rename", "ida", "--new-name", "ida-b", *as_amal)
    assert [each["formerly"] for each in renamed["users"]] == [[], ["ida"]]
    with_ida.run("users", "list", "--user", "ida", "--password-file", with_ida.idas, expect=Exit.WRONG_USE)
    with_ida.run("users", "list", "--user", "ida-b", "--password-file", with_ida.idas)
    assert with_ida.names(with_ida.run("users", "remove", "ida-b", *as_amal)) == {USER: "coordinator"}


def test_everybody_changes_her_own_passphrase(with_ida: Desk) -> None:
    as_ida = ("--user", "ida", "--password-file", with_ida.idas)
    with_ida.run("users", "passwd", *as_ida, "--new-password-file", with_ida.new)
    with_ida.run("users", "list", *as_ida, expect=Exit.WRONG_PASSWORD)
    with_ida.run("users", "list", "--user", "ida", "--password-file", with_ida.new)


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_code(prepared_vault: Prepared, desk: Desk) -> None:
    code = desk.file("code.txt", prepared_vault.code.lower())
    desk.run("users", "passwd", "--recovery-file", code, "--new-password-file", desk.new)
    with open_vault(desk.vault, USER, NEW) as vault:
        assert [entry.action for entry in vault.audit()] == ["recovery_used", "passphrase_reset:amal"]


def test_a_recovery_code_is_renewed_and_revoked(prepared_vault: Prepared, desk: Desk) -> None:
    renewed = desk.run("recovery", "renew", "--password-file", desk.mine)
    open_with_recovery(desk.vault, renewed["recovery_code"]).close()
    old = desk.file("old.txt", prepared_vault.code)
    desk.run("users", "list", "--recovery-file", old, expect=Exit.WRONG_PASSWORD)
    desk.run("recovery", "revoke", "--password-file", desk.mine)
    new = desk.file("new.txt", renewed["recovery_code"])
    desk.run("users", "list", "--recovery-file", new, expect=Exit.WRONG_USE)
    assert desk.run("users", "list", "--password-file", desk.mine)["recovery"] is False


@pytest.mark.parametrize(
    "words",
    [
        ("remove", USER), ("remove", "nobody"), ("remove",), ("role", USER, "--role", "worker"),
        ("role", "ida", "--role", "boss"), ("role", "ida"), ("add", "ida", "--new-password-file", "NEW"),
        ("add", "recovery", "--new-password-file", "NEW"), ("add", "Zoë", "--new-password-file", "NEW"),
        ("add", "ines", "--role", "boss", "--new-password-file", "NEW"),
        ("add", "ines", "--new-password-file", "SHORT"),
        ("passwd", "nobody", "--new-password-file", "NEW"), ("passwd", "--new-password-file", "SHORT"),
        ("add", "ines"), ("list", "ida"), ("list", "--role", "worker"), ("wipe",),
    ],
)
def test_what_can_not_be_done_is_refused_in_a_sentence_and_changes_nothing(
    with_ida: Desk, words: tuple[str, ...]
) -> None:
    short = with_ida.file("short.txt", "too short")
    named = [{"NEW": with_ida.new, "SHORT": short}.get(word, word) for word in words]
    before = {path: path.read_bytes() for path in with_ida.vault.rglob("*.age")}
    with_ida.run("users", *named, "--user", USER, "--password-file", with_ida.mine, expect=Exit.WRONG_USE)
    assert {path: path.read_bytes() for path in with_ida.vault.rglob("*.age")} == before


@pytest.mark.parametrize("words", [("users", "remove", USER), ("recovery", "renew"), ("recovery", "revoke")])
def test_a_worker_who_coordinates_nothing_may_not(with_ida: Desk, words: tuple[str, ...]) -> None:
    command, *rest = words
    with_ida.run(command, *rest, "--user", "ida", "--password-file", with_ida.idas, expect=Exit.WRONG_USE)
    assert (with_ida.vault / "cases-1.db").exists()


def test_whoever_alone_opens_a_case_is_removed_once_its_loss_is_confirmed(with_ida: Desk) -> None:
    with open_vault(with_ida.vault, "ida", IDAS) as vault:
        case_id = add_case(vault)
        with vault.change("case_reserved", case_id) as change:
            change.reserve(case_id, ["ida"])
    mine = ("--user", USER, "--password-file", with_ida.mine)
    with_ida.run("recovery", "revoke", *mine)
    (told,) = with_ida.run("users", "list", *mine)["reserved"]
    assert (told["reference"][:2], told["named"]) == ("D-", ["ida"])
    for words in ((), ("--lose-cases", "2"), ("--lose-cases", "one")):
        with_ida.run("users", "remove", "ida", *words, *mine, expect=Exit.WRONG_USE)
    assert with_ida.names(with_ida.run("users", "remove", "ida", "--lose-cases", "1", *mine)) == {USER: "coordinator"}
