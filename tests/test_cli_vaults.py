"""Commands on vaults that are none, damaged, in use or opened with the wrong words; nothing is half done."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caselink.cli import main
from caselink.domain.roles import Role
from caselink.errors import Exit
from caselink.services.backups import copy_now
from caselink.services.erasing import erase_case
from caselink.services.imports import import_document
from caselink.services.office import Office
from caselink.vault import Vault
from caselink.vault.backup.making import backup
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.vault.colleagues import add_colleague

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def password(tmp_path: Path) -> Path:
    file = tmp_path / "password.txt"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return file


@pytest.fixture
def filled(prepared_vault: Prepared, vault_folder: Path) -> Path:
    """A closed vault with one case and one partner."""
    document = {
        "partners": [{"short_name": "abri", "name": "Maison d’accueil", "kind": "shelter"}],
        "cases": [{"reference": "2026-0001", "answers": {"person.goes_by": "Amina"}}],
    }
    with prepared_vault.open(vault_folder) as opened:
        assert import_document(Office(opened), json.dumps(document).encode(), update=False).cases == 1
    return vault_folder


def prints(folder: Path) -> dict[str, str]:
    """A fingerprint of every file in a folder but the lock, which says who is in."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != "lock"
    }


def refused(capsys: Capture, code: Exit, *words: str) -> str:
    assert main(words) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


def an_empty_folder(place: Path) -> None:
    place.mkdir()


def an_empty_file(place: Path) -> None:
    place.touch()


def a_foreign_file(place: Path) -> None:
    place.write_bytes(b"%PDF-1.7 nothing of ours")


def a_foreign_folder(place: Path) -> None:
    place.mkdir()
    (place / "cases-1.db").write_bytes(b"SQLite format 3\x00" + bytes(4096))
    (place / "keys").mkdir()


def nothing(place: Path) -> None:
    assert not place.exists()


@pytest.mark.parametrize("make", [an_empty_folder, an_empty_file, a_foreign_file, a_foreign_folder, nothing])
@pytest.mark.parametrize("command", ["cases", "partners", "register", "backup"])
def test_what_is_no_vault_is_told_and_left_as_it_is(
    capsys: Capture, tmp_path: Path, password: Path, make: Callable[[Path], None], command: str
) -> None:
    place = tmp_path / "v.caselink"
    make(place)
    before = prints(tmp_path)
    more = (str(tmp_path / "out"),) if command == "backup" else ()
    refused(capsys, Exit.DAMAGED, command, str(place), *more, "--password-file", str(password))
    assert prints(tmp_path) == before


def test_a_wrong_passphrase_leaves_the_vault_untouched(capsys: Capture, tmp_path: Path, filled: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text(PASSPHRASE.upper() + "\n", encoding="utf-8")
    before = prints(filled)
    refused(capsys, Exit.WRONG_PASSWORD, "cases", str(filled), "--password-file", str(wrong))
    assert prints(filled) == before


def test_a_worker_who_has_no_key_is_told(capsys: Capture, filled: Path, password: Path) -> None:
    refused(capsys, Exit.WRONG_USE, "cases", str(filled), "--user", "nobody", "--password-file", str(password))


def test_a_vault_in_use_says_who_has_it(vault: Vault, vault_folder: Path, password: Path) -> None:
    words = (sys.executable, "-m", "caselink", "cases", str(vault_folder), "--password-file", str(password))
    done = subprocess.run(words, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (Exit.IN_USE, b"")
    assert vault.user in done.stderr.decode()


@pytest.mark.parametrize(
    "words",
    [
        ("needs", "VAULT", "2026-9999"),
        ("register", "VAULT", "2026-9999"),
        ("disclose", "VAULT", "2026-9999", "--to", "abri", "--purpose", "housing"),
        ("disclose", "VAULT", "2026-0001", "--to", "nobody", "--purpose", "housing"),
    ],
)
def test_an_unknown_case_or_partner_is_wrong_input(
    capsys: Capture, filled: Path, password: Path, words: tuple[str, ...]
) -> None:
    named = (str(filled) if word == "VAULT" else word for word in words)
    refused(capsys, Exit.WRONG_USE, *named, "--user", USER, "--password-file", str(password))


def test_a_liaison_form_that_nothing_allows_is_refused_and_leaves_no_file(
    capsys: Capture, tmp_path: Path, filled: Path, password: Path
) -> None:
    out = tmp_path / "form.pdf"
    words = ("liaison", str(filled), "2026-0001", "--to", "abri", "--purpose", "housing", "--out", str(out))
    refused(capsys, Exit.REFUSED, *words, "--password-file", str(password), "--json")
    assert not [file for file in tmp_path.iterdir() if "pdf" in file.name]


def test_an_import_with_a_fault_prints_its_places_as_json(
    capsys: Capture, tmp_path: Path, filled: Path, password: Path
) -> None:
    file = tmp_path / "document.json"
    file.write_text(json.dumps({"cases": [{"reference": "r", "answers": {"contact.may_call": "oui"}}]}))
    assert main(["import", str(filled), str(file), "--password-file", str(password), "--json"]) == Exit.WRONG_USE
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert (told["cases"], told["partners"]) == (0, 0)
    assert [problem["place"] for problem in told["problems"]] == ["cases[0].answers.contact.may_call"]
    assert "cases[0].answers.contact.may_call" in err


def test_a_file_to_import_that_cannot_be_read_is_told(
    capsys: Capture, tmp_path: Path, filled: Path, password: Path
) -> None:
    for file in (tmp_path, tmp_path / "none.json"):
        refused(capsys, Exit.WRONG_USE, "import", str(filled), str(file), "--password-file", str(password))


def test_a_new_vault_is_never_made_over_something(capsys: Capture, tmp_path: Path, password: Path) -> None:
    for place in (tmp_path, password, tmp_path / "missing" / "v.caselink"):
        refused(capsys, Exit.WRONG_USE, "new", str(place), "--user", "solene", "--password-file", str(password))
    assert [*tmp_path.iterdir()] == [password]


def test_damage_is_reported_by_check_as_a_document(capsys: Capture, filled: Path, password: Path) -> None:
    (database,) = filled.glob("cases-*.db")
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(content)
    assert main(["check", str(filled), "--password-file", str(password), "--json"]) == Exit.DAMAGED
    out, _err = capsys.readouterr()
    told = json.loads(out)
    assert told["sound"] is False
    assert told["problems"]
    assert database.read_bytes() == bytes(content)


def checked(capsys: Capture, folder: Path, password: Path) -> tuple[int, dict[str, Any], str]:
    code = main(["check", str(folder), "--password-file", str(password), "--json"])
    out, err = capsys.readouterr()
    return code, json.loads(out), err


def test_check_reads_the_backups_and_a_bad_one_says_nothing_of_the_cases(
    capsys: Capture, filled: Path, password: Path, prepared_vault: Prepared
) -> None:
    with prepared_vault.open(filled) as vault:
        good = copy_now(Office(vault)).finish()
    bad = good.path.with_name("2026-01-01T10-00-00Z.caselink-backup")
    content = bytearray(good.path.read_bytes())
    content[len(content) // 3] ^= 1
    bad.write_bytes(content)
    code, told, err = checked(capsys, filled, password)
    assert code == Exit.DONE
    assert told["sound"] is True
    assert [(each["name"], each["sound"]) for each in told["backups"]] == [(good.path.name, True), (bad.name, False)]
    assert told["backups"][0]["problem"] is None
    assert bad.name in told["backups"][1]["problem"]
    assert told["backups"][1]["problem"] in err
    assert bad.read_bytes() == bytes(content)


def test_where_the_last_good_backup_is_gone_a_new_one_is_made_at_once(
    capsys: Capture, filled: Path, password: Path, prepared_vault: Prepared
) -> None:
    with prepared_vault.open(filled) as vault:
        made = copy_now(Office(vault)).finish()
    made.path.write_bytes(made.path.read_bytes()[:-1])
    code, told, err = checked(capsys, filled, password)
    assert code == Exit.DONE
    assert [each["sound"] for each in told["backups"]] == [False]
    assert "une nouvelle" in err
    _code, told, _err = checked(capsys, filled, password)
    assert told["backups"][0]["name"] != made.path.name
    assert told["backups"][0]["sound"] is True


def test_check_says_what_is_wrong_with_a_vault_that_does_not_open(
    capsys: Capture, filled: Path, password: Path
) -> None:
    (database,) = filled.glob("cases-*.db")
    content = bytearray(database.read_bytes())
    content[2048] ^= 1
    database.write_bytes(content)
    assert main(["check", str(filled), "--password-file", str(password), "--json"]) == Exit.DAMAGED
    told = json.loads(capsys.readouterr().out)
    assert (told["sound"], told["cases"]) == (False, 0)
    assert main(["audit", str(filled), "--verify", "--password-file", str(password), "--json"]) == Exit.DAMAGED
    verdict = json.loads(capsys.readouterr().out)
    assert (verdict["sound"], verdict["rows"], verdict["broken_at"]) == (False, 0, None)
    assert verdict["problem"]


@pytest.mark.parametrize("make", [an_empty_file, a_foreign_file, an_empty_folder, nothing])
def test_what_is_no_backup_is_not_restored(capsys: Capture, tmp_path: Path, make: Callable[[Path], None]) -> None:
    archive, vault = tmp_path / "archive", tmp_path / "v.caselink"
    make(archive)
    before = sorted(tmp_path.iterdir())
    refused(capsys, Exit.DAMAGED, "restore", str(archive), str(vault))
    assert sorted(tmp_path.iterdir()) == before


def test_a_backup_of_a_vault_that_lost_a_key_file_is_made_and_says_so(
    capsys: Capture, tmp_path: Path, filled: Path, password: Path
) -> None:
    (filled / "keys" / "recovery.age").unlink()
    archive = tmp_path / "backup.zip"
    assert main(["backup", str(filled), str(archive), "--password-file", str(password), "--json"]) == Exit.DONE
    out, err = capsys.readouterr()
    assert json.loads(out) == {"path": str(archive)}
    assert "code de secours a disparu" in err
    assert main(["restore", str(archive), str(tmp_path / "again.caselink")]) == Exit.DONE


def test_nothing_is_written_into_the_folder_of_a_vault(capsys: Capture, filled: Path, password: Path) -> None:
    before = sorted(filled.rglob("*"))
    words = ["--password-file", str(password)]
    out = str(filled / "attachments" / "form.pdf")
    to = ["--to", "abri", "--purpose", "housing", "--out", out]
    refused(capsys, Exit.WRONG_USE, "liaison", str(filled), "2026-0001", *to, *words)
    refused(capsys, Exit.WRONG_USE, "backup", str(filled), str(filled / "backups" / "mine.zip"), *words)
    refused(capsys, Exit.WRONG_USE, "new", str(filled / "other.caselink"), "--user", "solene", *words)
    assert sorted(filled.rglob("*")) == before


def test_a_backup_is_not_restored_over_something(capsys: Capture, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.touch()
    refused(capsys, Exit.WRONG_USE, "restore", str(archive), str(tmp_path))


@pytest.mark.parametrize(("word", "code"), [(PASSPHRASE, Exit.DONE), (PASSPHRASE.upper(), Exit.WRONG_PASSWORD)])
def test_a_restored_vault_that_does_not_open_is_taken_away_again(
    capsys: Capture, tmp_path: Path, prepared_vault: Prepared, filled: Path, word: str, code: Exit
) -> None:
    archive, again, password = tmp_path / "archive", tmp_path / "again.caselink", tmp_path / "p"
    password.write_text(word + "\n", encoding="utf-8")
    with prepared_vault.open(filled) as opened:
        backup(opened, archive)
    assert main(["restore", str(archive), str(again), "--password-file", str(password)]) == code
    assert again.exists() is (code is Exit.DONE)
    assert archive.exists()
    assert "Traceback" not in capsys.readouterr().err


def test_a_backup_restored_by_the_command_follows_the_list_of_its_vault_and_says_to_check_the_team(
    capsys: Capture, tmp_path: Path, prepared_vault: Prepared, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = tmp_path / "again.caselink"
    with prepared_vault.open(filled) as opened:
        office = Office(opened)
        made = copy_now(office).finish()
        ((case_id, reference),) = opened.references().items()
        erase_case(office, case_id, reference)
    monkeypatch.setattr("caselink.vault.erasure.erased_list.data_folder", lambda: tmp_path / "another computer")
    assert main(["restore", str(made.path), str(again)]) == Exit.DONE
    assert "vérifiez l’équipe" in capsys.readouterr().out
    with prepared_vault.open(again) as restored:
        assert restored.references() == {}


def test_what_still_reads_of_a_damaged_vault_is_rescued(
    capsys: Capture, tmp_path: Path, filled: Path, password: Path
) -> None:
    database = filled / "cases-1.db"
    content = bytearray(database.read_bytes())
    content[-5000] ^= 1
    database.write_bytes(content)
    new = tmp_path / "new.caselink"
    assert main(["rescue", str(filled), str(new), "--password-file", str(password), "--json"]) == Exit.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["cases"] + told["incomplete"] == 1
    assert (told["vault"], told["lost"]) == (str(new), 0)
    assert database.read_bytes() == bytes(content)
    assert main(["check", str(new), "--password-file", str(password), "--json"]) == Exit.DONE
    assert json.loads(capsys.readouterr().out) == {
        "sound": True, "cases": 1, "problems": [], "backups": [], "strays": [],
    }


def test_a_rescue_goes_over_nothing(capsys: Capture, tmp_path: Path, filled: Path, password: Path) -> None:
    refused(capsys, Exit.WRONG_USE, "rescue", str(filled), str(tmp_path), "--password-file", str(password))


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.WORKER])
def test_a_name_in_opposite_roles_is_said_by_the_command_that_brings_it_and_listed_for_the_coordination(
    capsys: Capture, tmp_path: Path, vault_folder: Path, prepared_vault: Prepared, password: Path, role: Role
) -> None:
    with prepared_vault.open(vault_folder) as vault:
        add_colleague(vault, role=Role.COORDINATOR)
        vault.opened.database.run("UPDATE workers SET role = ? WHERE name = ?", role.value, USER)
    cases = [
        {"reference": "2026-0001", "answers": {"person.first_names": "Karim", "person.last_name": "Benali"}},
        {"reference": "2026-0002", "answers": {"perpetrator.first_names": "Karim", "perpetrator.last_name": "BENALI"}},
    ]
    document = tmp_path / "cases.json"
    document.write_text(json.dumps({"cases": cases}))
    words = [str(vault_folder), "--user", USER, "--password-file", str(password)]
    assert main(["import", words[0], str(document), *words[1:]]) == Exit.DONE
    is_told = role is Role.COORDINATOR
    said = capsys.readouterr().err
    assert ("2026-0001" in said) is is_told
    assert "Benali" not in said
    assert main(["opposites", *words, "--json"]) == (Exit.DONE if is_told else Exit.WRONG_USE)
    out = capsys.readouterr().out
    if is_told:
        (found,) = json.loads(out)["opposites"]
        assert found == {"accused_in": "2026-0002", "standing": "person", "others": ["2026-0001"]}
        assert main(["cases", *words]) == Exit.DONE
        assert capsys.readouterr().err == "", "said once, by the command that brought it"
