"""A form goes from one office to another by the commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from caselink.cli import main
from caselink.forms.categories import Category
from caselink.forms.consent_terms import Mode
from caselink.forms.purposes import Purpose
from caselink.services.answers import record_answer
from caselink.services.cases import new_case
from caselink.services.consents import give_consent
from caselink.services.office import open_office
from caselink.services.sharing import prepare_liaison
from tests.conftest import PASSPHRASE, Prepared


def test_what_came_is_shown_taken_once_and_a_wrong_passphrase_is_5(
    prepared_office: Prepared, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sender, here = (prepared_office.copy_to(tmp_path / f"{name}.caselink") for name in ("sender", "here"))
    office = open_office(sender, None, PASSPHRASE)
    case = new_case(office, "2026-0042", "Amina")
    record_answer(office, case.id, "housing.status", "home_with_him")
    partner = next(iter(office.vault.partners())).short_name
    give_consent(
        office, case.id, recipient=partner, categories=[Category.MATERIAL], everything_else=False,
        purposes=[Purpose.HOUSING], mode=Mode.SPOKEN,
    )
    made = prepare_liaison(office, case.id, partner, Purpose.HOUSING, tmp_path / "form.pdf")
    office.close()
    (tmp_path / "p").write_text(PASSPHRASE)
    (tmp_path / "of-form").write_text(made.passphrase)
    (tmp_path / "wrong").write_text("autre phrase de passe")
    key = ["--password-file", str(tmp_path / "p"), "--json"]

    def run(*words: str) -> tuple[int, dict[str, object]]:
        code = main([*words, *key])
        said = capsys.readouterr().out
        return code, json.loads(said) if code == 0 else {}

    code, exported = run("office-key", str(sender), "export", str(tmp_path / "key.json"))
    assert code == 0
    receive = ["receive", str(here), str(made.path), "--passphrase-file"]
    code, found = run(*receive, str(tmp_path / "of-form"))
    assert (code, found["kind"], found["signature"], found["case"]) == (0, "form", "unknown_key", None)
    code, trusted = run(
        "office-key", str(here), "trust", str(tmp_path / "key.json"), "--fingerprint", str(exported["fingerprint"])
    )
    assert (code, trusted["fingerprint"]) == (0, exported["fingerprint"])
    code, found = run(*receive, str(tmp_path / "of-form"), "--accept")
    assert (code, found["signature"]) == (0, "good")
    assert {"path": "housing.status", "here": None, "there": "home_with_him", "state": "new"} in found["changes"]  # type: ignore[operator]
    assert found["case"]
    assert run(*receive, str(tmp_path / "of-form"), "--accept")[0] == 2
    assert run(*receive, str(tmp_path / "wrong"))[0] == 5
    code, shown = run("office-key", str(here), "show")
    assert code == 0
    assert shown["trusted"]
    assert run("office-key", str(here), "forget")[0] == 2
