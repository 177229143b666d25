"""The commands that follow a case: what they print is as documented, and what they refuse changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from caselink.cli import main
from caselink.domain.case import CaseStatus
from caselink.domain.needs import NeedState
from caselink.domain.partners import Partner, PartnerKind
from caselink.errors import Exit
from caselink.forms.categories import Category
from caselink.forms.consent_terms import Mode
from caselink.forms.purposes import Purpose
from caselink.services.cases import find_case, new_case, set_status
from caselink.services.consents import give_consent
from caselink.services.directory import save_partner
from caselink.services.encounters import record_encounter
from caselink.services.needs import set_need
from caselink.services.office import Office
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.services import strange
from tests.test_cli_docs import EXAMPLES, shape
from tests.vault.colleagues import add_colleague

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def vault_words(prepared_office: Prepared, tmp_path: Path) -> Iterator[tuple[str, ...]]:
    folder = prepared_office.copy_to(tmp_path / "office.caselink")
    with prepared_office.open(folder) as vault:
        new_case(Office(vault), "2026-0001", "Amina")
        new_case(Office(vault), "2026-0002")
    file = tmp_path / "password.txt"
    file.write_text(PASSPHRASE, encoding="utf-8")
    yield str(folder), "--password-file", str(file)


def run(
    capsys: Capture, name: str, vault_words: tuple[str, ...], *words: str, code: Exit = Exit.DONE
) -> Any:  # noqa: ANN401 - JSON
    folder, *unlock = vault_words
    assert main((name, folder, *words, *unlock, "--json")) == code
    printed = capsys.readouterr().out
    return json.loads(printed) if printed else None


def given(tmp_path: Path, raw: object) -> str:
    file = tmp_path / "given.json"
    file.write_text(json.dumps(raw), encoding="utf-8")
    return str(file)


def test_encounters_are_noted_listed_and_seen_as_documented(
    capsys: Capture, vault_words: tuple[str, ...], tmp_path: Path
) -> None:
    raw = {key: value for key, value in EXAMPLES["encounters"]["encounters"][0].items() if key != "id"}
    made = run(capsys, "encounter", vault_words, "2026-0001", given(tmp_path, raw))
    assert shape(made) == shape(EXAMPLES["encounter"])
    printed = run(capsys, "encounters", vault_words, "2026-0001")
    assert printed["encounters"] == [{"id": made["id"], **raw}]
    assert shape(printed) == shape(EXAMPLES["encounters"])
    seen = run(capsys, "seen", vault_words)["seen"]
    assert seen[0] == {"case": "2026-0002", "last": None, "by": None, "days": None}
    assert shape({"seen": seen[1:]}) == shape(EXAMPLES["seen"])
    assert run(capsys, "seen", vault_words, "--since", "2026-11-03") == {"seen": []}
    line = run(capsys, "timeline", vault_words, "2026-0001")
    assert shape(line) == shape(EXAMPLES["timeline"])
    assert line["timeline"][0]["kind"] == "encounter"


def test_referrals_and_deadlines_are_printed_as_documented(
    capsys: Capture, vault_words: tuple[str, ...], tmp_path: Path
) -> None:
    why = tmp_path / "why.txt"
    why.write_text("Complet\n", encoding="utf-8")
    asked = ("2026-0001", "--need", "lawyer", "--to", "CPVCF", "--state")
    made = run(capsys, "referral", vault_words, *asked, "sent", "--on", "2026-01-02", "--due", "2026-01-09")
    assert shape(made) == shape(EXAMPLES["referral"])
    due = run(capsys, "deadlines", vault_words, "--until", "2026-01-09")
    assert shape(due) == shape(EXAMPLES["deadlines"])
    assert [(each["kind"], each["on"], each["overdue"]) for each in due["deadlines"]] == [
        ("answer_due", "2026-01-09", True)
    ]
    assert run(capsys, "deadlines", vault_words, "--until", "2026-01-08") == {"deadlines": []}
    again = run(capsys, "referral", vault_words, *asked, "refused", "--on", "2026-01-05", "--why-file", str(why))
    assert again == made
    printed = run(capsys, "referrals", vault_words)
    assert printed == run(capsys, "referrals", vault_words, "2026-0001")
    assert shape(printed) == shape({**EXAMPLES["referrals"]})


def test_a_deadline_is_noted_put_off_done_and_written_as_a_calendar(
    capsys: Capture, vault_words: tuple[str, ...], tmp_path: Path
) -> None:
    file = given(tmp_path, {"kind": "own", "on": "2026-01-05"})
    made = run(capsys, "deadline", vault_words, "2026-0001", "--new", file)
    assert shape(made) == shape(EXAMPLES["deadline"])
    why = tmp_path / "why.txt"
    why.write_text("en congé", encoding="utf-8")
    put_off = ("--snooze", made["id"], "--until", "2199-01-05", "--why-file", str(why))
    assert run(capsys, "deadline", vault_words, "2026-0001", *put_off) == made
    out = tmp_path / "due.ics"
    printed = run(capsys, "deadlines", vault_words, "--ics", str(out))
    assert [each["overdue"] for each in printed["deadlines"]] == [False]
    assert (printed["path"], printed["passphrase"], printed["warnings"]) == (str(out), None, [])
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert run(capsys, "deadline", vault_words, "2026-0001", "--done", made["id"]) == made
    assert run(capsys, "deadlines", vault_words) == {"deadlines": []}


@pytest.mark.parametrize(("name", "words", "code"), [
    ("encounters", ("2026-0009",), Exit.WRONG_USE),
    ("seen", ("--since", "hier"), Exit.WRONG_USE),
    ("encounter", ("2026-0001", "no-such-file"), Exit.WRONG_USE),
    ("referral", ("2026-0001", "--need", "moon", "--to", "CPVCF", "--state", "sent"), Exit.WRONG_USE),
    ("referral", ("2026-0001", "--need", "lawyer", "--to", "nobody", "--state", "sent"), Exit.WRONG_USE),
    ("deadline", ("2026-0001", "--done", "x"), Exit.WRONG_USE),
    ("deadline", ("2026-0001",), Exit.WRONG_USE),
    ("deadline", ("2026-0001", "--snooze", "x"), Exit.WRONG_USE),
])
def test_what_can_not_be_is_wrong_use(
    capsys: Capture, vault_words: tuple[str, ...], name: str, words: tuple[str, ...], code: Exit
) -> None:
    assert run(capsys, name, vault_words, *words, code=code) is None


@pytest.mark.parametrize("raw", [[], {"on": "2999-01-01"}, {"on": "2026-01-01", "mood": 1}])
def test_a_file_that_holds_no_encounter_is_wrong_use(
    capsys: Capture, vault_words: tuple[str, ...], tmp_path: Path, raw: object
) -> None:
    assert run(capsys, "encounter", vault_words, "2026-0001", given(tmp_path, raw), code=Exit.WRONG_USE) is None
    assert run(capsys, "encounters", vault_words, "2026-0001")["encounters"] == []


def test_a_closed_case_takes_nothing_new(
    capsys: Capture, vault_words: tuple[str, ...], tmp_path: Path, prepared_office: Prepared
) -> None:
    with prepared_office.open(Path(vault_words[0])) as vault:
        set_status(Office(vault), find_case(Office(vault), "2026-0001").id, CaseStatus.CLOSED)
    file = given(tmp_path, {"on": "2026-01-01"})
    run(capsys, "encounter", vault_words, "2026-0001", file, code=Exit.WRONG_USE)
    referral = ("--need", "lawyer", "--to", "CPVCF", "--state", "sent")
    run(capsys, "referral", vault_words, "2026-0001", *referral, code=Exit.WRONG_USE)
    assert run(capsys, "seen", vault_words)["seen"] == [{"case": "2026-0002", "last": None, "by": None, "days": None}]


def test_files_are_joined_listed_and_given_back_as_documented(
    capsys: Capture, vault_words: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "photo.jpg"
    file.write_bytes(strange.photo())
    words = ("2026-0001", str(file), "--kind", "injury_photo", "--category")
    made = run(capsys, "attach", vault_words, *words, "health")
    assert shape(made) == shape(EXAMPLES["attach"])
    printed = run(capsys, "attachments", vault_words, "2026-0001")
    assert shape(printed) == shape(EXAMPLES["attachments"])
    assert printed["attachments"][0]["sha256"] == made["sha256"]
    out = tmp_path / "out.jpg"
    taken = run(capsys, "extract", vault_words, "2026-0001", made["id"], "--out", str(out))
    assert shape(taken) == shape(EXAMPLES["extract"])
    assert out.read_bytes() == strange.photo()
    run(capsys, "attach", vault_words, *words, "nothing", code=Exit.WRONG_USE)
    run(capsys, "extract", vault_words, "2026-0002", made["id"], "--out", str(tmp_path / "no"), code=Exit.WRONG_USE)
    (tmp_path / "empty.txt").write_bytes(b"")
    nothing = ("2026-0001", str(tmp_path / "empty.txt"), "--kind", "other", "--category", "health")
    run(capsys, "attach", vault_words, *nothing, code=Exit.WRONG_USE)
    assert len(run(capsys, "attachments", vault_words, "2026-0001")["attachments"]) == 1


def test_cases_are_handed_over_as_documented(
    capsys: Capture, vault_words: tuple[str, ...], prepared_office: Prepared, tmp_path: Path
) -> None:
    with prepared_office.open(Path(vault_words[0])) as vault:
        add_colleague(vault, "ida")
        office = Office(vault)
        set_need(office, find_case(office, "2026-0001").id, "lawyer", NeedState.TO_DO, owner=office.user)
    vault_words = (*vault_words, "--user", USER)
    note = given(tmp_path, "en congé")
    looked = run(capsys, "hand-over", vault_words, "--to", "ida", "--look")
    assert looked == {"cases": ["2026-0001"], "needs": 1, "deadlines": 0, "stays": []}
    assert shape(looked) == shape(EXAMPLES["hand-over"])
    assert run(capsys, "hand-over", vault_words, "--to", "ida", "--note-file", note) == looked
    due = run(capsys, "deadlines", vault_words)["deadlines"]
    assert [(each["case"], each["kind"]) for each in due] == [("2026-0001", "own")]
    assert run(capsys, "hand-over", vault_words, "--to", "ida")["needs"] == 0
    run(capsys, "hand-over", vault_words, "--to", "personne", code=Exit.WRONG_USE)


def test_the_chronology_is_written_registered_and_refused_as_documented(
    capsys: Capture, vault_words: tuple[str, ...], prepared_office: Prepared, tmp_path: Path
) -> None:
    out = tmp_path / "chronology.pdf"
    words = ("2026-0001", "--to", "abri", "--purpose", "complaint", "--out", str(out))
    with prepared_office.open(Path(vault_words[0])) as vault:
        office, case_id = Office(vault), find_case(Office(vault), "2026-0001").id
        save_partner(office, Partner("abri", "Maître Noé", PartnerKind.LAWYER))
        record_encounter(office, case_id, {"on": "2026-01-12", "channel": "phone", "done": "zizanie"})
        give_consent(
            office, case_id, recipient="abri", categories=[Category.IDENTITY], everything_else=False,
            purposes=[Purpose.COMPLAINT], mode=Mode.SPOKEN,
        )
    run(capsys, "chronology", vault_words, *words, code=Exit.REFUSED)
    assert not out.exists(), "no dated fact may be shared"
    with prepared_office.open(Path(vault_words[0])) as vault:
        give_consent(
            Office(vault), case_id, recipient="abri", categories=[], everything_else=True,
            purposes=[Purpose.COMPLAINT], mode=Mode.SPOKEN,
        )
    made = run(capsys, "chronology", vault_words, *words)
    assert shape(made) == shape({**EXAMPLES["chronology"], "warnings": made["warnings"]})
    assert out.read_bytes().startswith(b"%PDF")
    (entry,) = run(capsys, "register", vault_words, "2026-0001")["entries"]
    assert (entry["id"], entry["paper"]) == (made["id"], "chronology")


def test_steps_of_the_complaint_are_noted_and_listed_as_documented(
    capsys: Capture, vault_words: tuple[str, ...], tmp_path: Path
) -> None:
    raw = {key: value for key, value in EXAMPLES["complaints"]["complaints"][0].items() if key != "id"}
    made = run(capsys, "complaint", vault_words, "2026-0001", given(tmp_path, raw))
    assert shape(made) == shape(EXAMPLES["complaint"])
    printed = run(capsys, "complaints", vault_words, "2026-0001")
    assert printed["complaints"] == [{"id": made["id"], **raw}]
    assert shape(printed) == shape(EXAMPLES["complaints"])
    run(capsys, "complaint", vault_words, "2026-0001", given(tmp_path, {"step": "filed"}), code=Exit.WRONG_USE)


def test_points_of_evidence_are_set_and_listed(
    capsys: pytest.CaptureFixture[str], vault_words: tuple[str, ...]
) -> None:
    printed = run(capsys, "evidence", vault_words, "2026-0001", "--item", "phone_outside", "--state", "done")
    assert shape({**printed, "evidence": printed["evidence"][:1]}) == shape(EXAMPLES["evidence"])
    assert {each["item"]: each["state"] for each in printed["evidence"]}["screenshots"] is None
