"""The commands under a clock that is wrong."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from caselink.cli import main
from caselink.errors import Exit

START = datetime(2026, 11, 10, 9, tzinfo=UTC)
CONSENT: dict[str, Any] = {
    "recipient": "abri", "categories": ["all"], "purposes": ["housing"], "given_on": "2026-11-10",
    "expires_on": "2026-11-20",
}
DOCUMENT: dict[str, Any] = {
    "partners": [{"short_name": "abri", "name": "Maison d’accueil", "kind": "shelter", "domains": ["housing"]}],
    "cases": [
        {
            "reference": "2026-0001",
            "answers": {"person.goes_by": "Amina"},
            "consents": [CONSENT],
        }
    ],
}
HOUSING = ("2026-0001", "--to", "abri", "--purpose", "housing")


class Desk:
    """A vault whose trail ends on 25 November, and commands run on it on any day."""

    def __init__(self, folder: Path, outputs: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._outputs = outputs
        (folder / "p.txt").write_text("prairie lanterne sept colibri été", encoding="utf-8")
        (folder / "d.json").write_text(json.dumps(DOCUMENT), encoding="utf-8")
        renewed = {"cases": [DOCUMENT["cases"][0] | {"consents": [dict(CONSENT, expires_on="2027-01-31")]}]}
        (folder / "renewed.json").write_text(json.dumps(renewed), encoding="utf-8")
        self.run(0, "new", "--user", "amal")
        self.run(0, "import", str(folder / "d.json"))
        self.run(15, "disclose", *HOUSING)

    def run(self, day: float, name: str, *words: str, code: Exit = Exit.DONE) -> tuple[dict[str, Any], str]:
        """The document and the messages of a command, so many days after the first."""
        vault = str(self.folder / "office.caselink")
        secret = ("--password-file", str(self.folder / "p.txt"), "--json")
        self._outputs.readouterr()
        with time_machine.travel(START + timedelta(days=day)):
            ended = main((name, vault, *words, *secret))
        out, err = self._outputs.readouterr()
        assert ended == code, err
        return json.loads(out) if out else {}, err

    def actions(self) -> list[str]:
        return [entry["action"] for entry in self.run(15, "audit")[0]["entries"]]


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def test_by_a_clock_behind_a_question_is_answered_by_the_later_day_and_nothing_leaves(desk: Desk) -> None:
    found, said = desk.run(5, "disclose", *HOUSING)
    assert (found["on"], found["shared"]) == ("2026-11-25", [])
    assert said.count("en retard") == 1
    assert desk.run(5, "disclose", *HOUSING, "--on", "2026-11-12")[0]["shared"]
    out = desk.folder / "f.pdf"
    desk.run(5, "import", str(desk.folder / "renewed.json"), "--update")
    assert "--clock-is-right" in desk.run(5, "liaison", *HOUSING, "--out", str(out), code=Exit.WRONG_USE)[1]
    assert not out.exists()
    desk.run(5, "liaison", *HOUSING, "--out", str(out), "--clock-is-right")
    assert out.exists()
    noted = [action for action in desk.actions() if action.startswith("clock")]
    assert set(noted) == {"clock_behind", "clock_said_right"}


def test_the_trail_of_a_clock_that_was_behind_is_whole_and_says_where(desk: Desk) -> None:
    desk.run(5, "disclose", *HOUSING)
    verdict, said = desk.run(15, "audit", "--verify")
    assert verdict["sound"]
    assert [each["moment"][:10] for each in verdict["backwards"]] == ["2026-11-15"]
    assert [each["after"][:10] for each in verdict["backwards"]] == ["2026-11-25"]
    assert "2026-11-15" in said


def test_a_clock_far_ahead_writes_nothing_before_somebody_vouches_for_it(desk: Desk) -> None:
    before = desk.actions()
    far = 900
    assert desk.run(far, "cases")[0]["cases"]
    for words in (("disclose", *HOUSING), ("liaison", *HOUSING, "--out", str(desk.folder / "f.pdf"))):
        assert "--clock-is-right" in desk.run(far, *words, code=Exit.WRONG_USE)[1]
    desk.run(far, "import", str(desk.folder / "renewed.json"), "--update", code=Exit.WRONG_USE)
    assert desk.actions() == before
    desk.run(15, "liaison", *HOUSING, "--out", str(desk.folder / "f.pdf"), code=Exit.REFUSED)
    desk.run(far, "disclose", *HOUSING, "--clock-is-right")
    assert desk.run(far, "clock")[0]["standing"] == "right"


def test_the_coordination_takes_a_wrong_day_back(desk: Desk) -> None:
    assert desk.run(15, "clock", "--take-back", code=Exit.WRONG_USE)
    desk.run(900, "disclose", *HOUSING, "--clock-is-right")
    state, said = desk.run(16, "clock")
    assert (state["standing"], state["day"]) == ("behind", "2029-04-28")
    assert "en retard" in said
    state, said = desk.run(16, "clock", "--take-back")
    assert (state["standing"], state["day"], said) == ("right", "2026-11-26", "")
    assert desk.run(17, "clock")[0]["day"] == "2026-11-27"


def test_the_office_s_zone_is_set_and_decides_the_day(desk: Desk) -> None:
    assert desk.run(15, "clock", "--zone", "Pacific/Noumea")[0]["zone"] == "Pacific/Noumea"
    assert desk.run(15.9, "clock")[0]["day"] == "2026-11-26"
    desk.run(15, "clock", "--zone", "Mars/Olympus", code=Exit.WRONG_USE)
