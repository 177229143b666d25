"""The commands that show who did what: the history of a case, and the audit trail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

from caselink.cli import main
from caselink.errors import Exit
from caselink.forms.consent_terms import ExcludedKind
from caselink.services.answers import record_answer
from caselink.services.cases import new_case
from caselink.services.consents import never_inform
from caselink.services.office import Office
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.test_cli_docs import EXAMPLES, shape

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def password(tmp_path: Path) -> Path:
    file = tmp_path / "password.txt"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return file


@pytest.fixture
def filled(prepared_vault: Prepared, vault_folder: Path) -> Iterator[Path]:
    with prepared_vault.open(vault_folder) as vault:
        office = Office(vault)
        case = new_case(office, "2026-0001", "Amina")
        record_answer(office, case.id, "housing.status", "home_with_him")
        record_answer(office, case.id, "housing.status", "shelter")
        never_inform(office, case.id, ExcludedKind.EMPLOYER, "Patron")
    yield vault_folder


def asked(capsys: Capture, *words: str, code: Exit = Exit.DONE) -> dict[str, Any]:
    assert main((*words, "--json")) == code
    printed: dict[str, Any] = json.loads(capsys.readouterr().out)
    return printed


def damage(prepared: Prepared, folder: Path, *statements: str) -> None:
    stranger = sqlite.connect(str(folder / prepared.data_key.database), isolation_level=None)
    stranger.execute(f"PRAGMA key = \"x'{prepared.data_key.key}'\"")
    for statement in statements:
        stranger.execute(statement)
    stranger.close()


def test_the_history_of_a_case_is_printed_as_documented(capsys: Capture, filled: Path, password: Path) -> None:
    printed = asked(capsys, "history", str(filled), "2026-0001", "--password-file", str(password))
    assert printed["case"] == "2026-0001"
    event, answer, first, *opening = printed["changes"]
    assert {key: answer[key] for key in ("by", "kind", "path", "before", "after")} == {
        "by": USER, "kind": "change", "path": "housing.status", "before": "home_with_him", "after": "shelter",
    }
    assert (first["before"], first["after"]) == (None, "home_with_him")
    assert (event["kind"], event["path"], event["after"]["name"]) == ("never_inform", "", "Patron")
    assert {line["kind"] for line in opening} == {"opened"}
    assert shape({**printed, "changes": [answer]}) == shape(EXAMPLES["history"])


def test_the_history_is_readable_without_json(capsys: Capture, filled: Path, password: Path) -> None:
    assert main(("history", str(filled), "2026-0001", "--password-file", str(password))) == Exit.DONE
    lines = capsys.readouterr().out.splitlines()
    assert "À ne jamais informer : Patron" in lines[0]
    assert "Situation de logement : domicile commun, avec lui → foyer, maison d’accueil" in lines[1]
    assert f"  {USER}  " in lines[1]


def test_the_history_of_no_case_is_wrong_use(filled: Path, password: Path) -> None:
    assert main(("history", str(filled), "2026-0009", "--password-file", str(password))) == Exit.WRONG_USE


def test_the_trail_is_printed_as_documented_and_verified(capsys: Capture, filled: Path, password: Path) -> None:
    unlock = ("--password-file", str(password))
    printed = asked(capsys, "audit", str(filled), *unlock)
    assert printed["entries"][-1]["case"] == "2026-0001"
    assert [entry["seq"] for entry in printed["entries"]] == list(range(1, len(printed["entries"]) + 1))
    assert shape({**printed, "entries": printed["entries"][-1:]}) == shape(EXAMPLES["audit"])
    verdict = asked(capsys, "audit", str(filled), "--verify", *unlock)
    assert verdict == {
        "sound": True, "rows": len(printed["entries"]), "head": printed["head"], "broken_at": None, "problem": None,
        "backwards": [],
    }
    assert shape(verdict) == shape(EXAMPLES["audit-verify"])


def test_a_broken_trail_ends_with_damage_and_says_where(
    capsys: Capture, prepared_vault: Prepared, filled: Path, password: Path
) -> None:
    damage(prepared_vault, filled, "DROP TRIGGER audit_is_final", "UPDATE audit SET user = 'ida' WHERE seq = 2")
    before = (filled / prepared_vault.data_key.database).read_bytes()
    words = ("audit", str(filled), "--verify", "--password-file", str(password))
    verdict = asked(capsys, *words, code=Exit.DAMAGED)
    assert (verdict["sound"], verdict["broken_at"]) == (False, 2)
    assert "ligne 2" in verdict["problem"]
    assert (filled / prepared_vault.data_key.database).read_bytes() == before
    assert main(words) == Exit.DAMAGED
    assert "ligne 2" in capsys.readouterr().err
