"""The commands of meetings print what is documented, and two vaults play a whole meeting by files."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from caselink.cli import main
from caselink.errors import Exit
from caselink.services.office import Office
from tests.conftest import PASSPHRASE, Prepared
from tests.services.meetings.network import HELD, network
from tests.test_cli_docs import EXAMPLES, shape

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def words(prepared_office: Prepared, tmp_path: Path) -> Iterator[tuple[str, ...]]:
    folder = prepared_office.copy_to(tmp_path / "office.caselink")
    with prepared_office.open(folder) as vault:
        network(Office(vault))
    file = tmp_path / "password.txt"
    file.write_text(PASSPHRASE, encoding="utf-8")
    yield str(folder), "--password-file", str(file)


def run(capsys: Capture, name: str, words: tuple[str, ...], *more: str, code: Exit = Exit.DONE) -> Any:  # noqa: ANN401
    folder, *unlock = words
    assert main((name, folder, *more, *unlock, "--json")) == code
    printed = capsys.readouterr().out
    return json.loads(printed) if printed else None


def given(tmp_path: Path, raw: object, name: str = "given.json") -> str:
    file = tmp_path / name
    file.write_text(json.dumps(raw), encoding="utf-8")
    return str(file)


def test_a_meeting_is_listed_shown_noted_and_leaves_as_documented(
    capsys: Capture, words: tuple[str, ...], tmp_path: Path, prepared_office: Prepared
) -> None:
    listed = run(capsys, "meetings", words)
    assert shape(listed) == shape(EXAMPLES["meetings"])
    key = listed["meetings"][0]["id"]
    shown = run(capsys, "meeting", words, "show", key)
    assert shown["agenda"][0] == {
        "case": "2026-0042", "stays": ["abri", "police"], "leaves": [{"partner": "mairie", "why": "no_consent"}],
        "blocked": [],
    }
    made = run(capsys, "pack", words, key, "--for", "mairie", "--out", str(tmp_path / "mairie.pdf"))
    assert (made["cases"], made["warnings"]) == (0, [])
    noted = run(capsys, "meeting", words, "record", key, given(tmp_path, HELD))
    assert len(noted["warnings"]) == 1
    shown = run(capsys, "meeting", words, "show", key)
    example = EXAMPLES["meeting"]
    assert {**shape(shown), "agenda": None} == {**shape(example), "agenda": None}  # type: ignore[dict-item]
    out = str(tmp_path / "minutes.pdf")
    minutes = run(capsys, "minutes", words, key, "--for", "abri", "--out", out)
    assert shape(minutes) == shape(EXAMPLES["minutes"]) == shape(EXAMPLES["pack"])
    actions = run(capsys, "actions", words, "--open")
    assert shape(actions) == shape(EXAMPLES["actions"])
    secret = given(tmp_path, None, "secret.txt")
    Path(secret).write_text(minutes["passphrase"], encoding="utf-8")

    other = prepared_office.copy_to(tmp_path / "other.caselink")
    theirs = (str(other), *words[1:])
    states = given(tmp_path, {actions["actions"][0]["id"]: {"state": "not_done", "why": "chambre prise"}})
    back = str(tmp_path / "back.pdf")
    asked = (out, "--passphrase-file", secret, "--states", states, "--out", back)
    assert shape(run(capsys, "answer-pack", theirs, *asked)) == shape(EXAMPLES["answer-pack"])
    run(capsys, "receive", words, back, code=Exit.WRONG_PASSWORD)
    seen = run(capsys, "receive", words, back, "--passphrase-file", secret)
    assert shape(seen) == shape({**EXAMPLES["receive"]})
    assert [each["there"] for each in seen["changes"]] == ["not_done", "chambre prise"]
    assert run(capsys, "actions", words)["actions"][0]["state"] == "open"
    run(capsys, "receive", words, back, "--passphrase-file", secret, "--accept")
    assert run(capsys, "actions", words)["actions"][0]["state"] == "not_done"
    run(capsys, "receive", words, back, "--passphrase-file", secret, "--accept", code=Exit.WRONG_USE)
    again = ("2026-0042", actions["actions"][0]["id"], "--state", "done")
    assert shape(run(capsys, "action", words, *again)) == shape(EXAMPLES["action"])


def test_a_pack_whose_pages_come_back_with_another_action_is_refused(
    capsys: Capture, words: tuple[str, ...], tmp_path: Path
) -> None:
    key = run(capsys, "meetings", words)["meetings"][0]["id"]
    run(capsys, "meeting", words, "record", key, given(tmp_path, HELD))
    made = run(capsys, "minutes", words, key, "--for", "abri", "--out", str(tmp_path / "minutes.pdf"))
    secret = tmp_path / "secret.txt"
    secret.write_text(made["passphrase"], encoding="utf-8")
    for name, change, code in (
        ("state", {"state": "done"}, Exit.DONE), ("what", {"what": "Dire où elle est"}, Exit.WRONG_USE),
    ):
        with pikepdf.open(io.BytesIO(Path(made["path"]).read_bytes()), password=made["passphrase"]) as document:
            held = json.loads(document.attachments["caselink.json"].get_file().read_bytes())
            held["actions"] = [{**held["actions"][0], **change}]
            document.attachments["caselink.json"] = pikepdf.AttachedFileSpec(
                document, json.dumps(held).encode(), filename="caselink.json", description="", mime_type="",
                creation_date="", mod_date="",
            )
            document.save(tmp_path / f"{name}.pdf")
        run(capsys, "receive", words, str(tmp_path / f"{name}.pdf"), "--passphrase-file", str(secret), code=code)


@pytest.mark.parametrize(("name", "more", "code"), [
    ("meeting", ("new",), Exit.WRONG_USE), ("meeting", ("show", "x"), Exit.WRONG_USE),
    ("meeting", ("dance", "x"), Exit.WRONG_USE), ("pack", ("x", "--for", "abri", "--out", "o.pdf"), Exit.WRONG_USE),
    ("minutes", ("x", "--for", "abri", "--out", "o.pdf"), Exit.WRONG_USE),
    ("meeting-paper", ("x", "--kind", "poem", "--out", "o.pdf"), Exit.WRONG_USE),
    ("action", ("2026-0042", "x", "--state", "done"), Exit.WRONG_USE),
])
def test_what_can_not_be_is_wrong_use(
    capsys: Capture, words: tuple[str, ...], name: str, more: tuple[str, ...], code: Exit
) -> None:
    assert run(capsys, name, words, *more, code=code) is None


def test_before_the_day_and_without_a_file_is_wrong_use_and_an_action_for_who_left_is_refused(
    capsys: Capture, words: tuple[str, ...], tmp_path: Path
) -> None:
    key = run(capsys, "meetings", words)["meetings"][0]["id"]
    left = {**HELD, "actions": [{"case": "2026-0042", "partner": "mairie", "what": "Appeler"}]}
    run(capsys, "meeting", words, "record", key, given(tmp_path, left), code=Exit.REFUSED)
    raw = {"on": "2099-01-01", "kind": "network", "invited": ["abri"], "cases": [{"case": "2026-0042"}]}
    made = run(capsys, "meeting", words, "new", given(tmp_path, raw))
    run(capsys, "meeting", words, "record", made["id"], given(tmp_path, HELD), code=Exit.WRONG_USE)
    run(capsys, "meeting", words, "new", given(tmp_path, {**raw, "no_file": True}), code=Exit.WRONG_USE)
    paper = run(capsys, "meeting-paper", words, key, "--kind", "statement", "--out", str(tmp_path / "statement.pdf"))
    assert shape(paper) == shape(EXAMPLES["meeting-paper"])
