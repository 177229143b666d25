"""The commands about figures: what they print is as documented, what may not leave ends with 3 and leaves no file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caselink.errors import Exit
from caselink.services.office import Office
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.services.test_figures import some
from tests.test_cli_docs import EXAMPLES, shape
from tests.test_cli_following import Capture, given, run

YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")


@pytest.fixture
def words(prepared_office: Prepared, tmp_path: Path) -> Iterator[tuple[str, ...]]:
    """An office that received eight women and two men."""
    folder = prepared_office.copy_to(tmp_path / "office.caselink")
    with prepared_office.open(folder) as vault:
        some(Office(vault), 8, person__gender="woman")
        some(Office(vault), 2, 50, person__gender="man")
    file = tmp_path / "password.txt"
    file.write_text(PASSPHRASE, encoding="utf-8")
    yield str(folder), "--password-file", str(file)


def test_counts_are_exact_within_and_hidden_outside_as_documented(
    capsys: Capture, words: tuple[str, ...], tmp_path: Path
) -> None:
    inside = run(capsys, "statistics", words, *YEAR, "--only", "gender")
    assert shape(inside) == shape(EXAMPLES["statistics"])
    assert [row for row in inside["tables"][0]["rows"] if row[1]] == [["femme", 8], ["homme", 2], ["Total", 10]]
    out = tmp_path / "out.xlsx"
    public = run(capsys, "statistics", words, *YEAR, "--public", "--out", str(out))
    (gender,) = [table for table in public["tables"] if table["id"] == "gender"]
    assert gender["rows"][-1] == ["Total", 10]
    assert ["femme", None] in gender["rows"]
    assert public["suppressed"] >= 2
    assert out.exists()
    again = run(capsys, "statistics", words, *YEAR, "--public")
    assert again == public
    listed = run(capsys, "publications", words)
    assert shape(listed) == shape(EXAMPLES["publications"])


def test_what_may_not_leave_ends_with_three_and_leaves_no_file(
    capsys: Capture, words: tuple[str, ...], tmp_path: Path
) -> None:
    some_days = ("--from", "2026-01-10", "--to", "2026-12-31", "--public", "--only", "violence_country_gender")
    run(capsys, "statistics", words, *some_days, "--out", str(tmp_path / "out.csv"), code=Exit.REFUSED)
    assert not (tmp_path / "out.csv").exists()
    assert run(capsys, "publications", words) == {"publications": []}
    moved = run(capsys, "statistics", words, *some_days, "--perturb", "--out", str(tmp_path / "out.csv"))
    assert moved["suppressed"] == 0


@pytest.mark.parametrize("wrong", [
    ("--from", "2026-12-31", "--to", "2026-01-01"), ("--from", "x", "--to", "2026-01-01"), (*YEAR, "--by", "permit"),
    (*YEAR, "--only", "permit"), (*YEAR, "--perturb"), (*YEAR, "--out", "figures.docx"), ("--from", "2026-01-01"),
])
def test_a_question_that_makes_no_sense_ends_with_two(
    capsys: Capture, words: tuple[str, ...], wrong: tuple[str, ...]
) -> None:
    run(capsys, "statistics", words, *wrong, code=Exit.WRONG_USE)


def test_report_survey_and_forms_are_as_documented(capsys: Capture, words: tuple[str, ...], tmp_path: Path) -> None:
    named = run(capsys, "annual-report", words, "--owner", USER, "--due", "03-01")
    assert named == {"owner": USER, "due": "03-01", "years": []}
    run(capsys, "annual-report", words, "--owner", USER, code=Exit.WRONG_USE)
    run(capsys, "annual-report", words, "--owner", USER, "--due", "31-02", code=Exit.WRONG_USE)
    counted = run(capsys, "survey", words, "--count", given(tmp_path, {"sheets": 12, "useful_yes": 9}))
    assert counted["quarters"][0]["sheets"] == 12
    for wrong in ({"sheets": 4}, {"sheets": "many"}, {"sheets": 5, "useful_yes": True}, {"useful_yes": 5}):
        run(capsys, "survey", words, "--count", given(tmp_path, wrong), code=Exit.WRONG_USE)
    run(capsys, "survey", words, "--sheet", str(tmp_path / "sheet.pdf"), "--language", "nl")
    assert (tmp_path / "sheet.pdf").exists()
    lines = tmp_path / "lines.txt"
    lines.write_text("Femmes reçues = gender/woman\nToutes = cases_opened", encoding="utf-8")
    kept = run(capsys, "funder-form", words, "Ville", "--keep", str(lines))
    assert shape(kept) == shape(EXAMPLES["funder-form"])
    filled = run(capsys, "funder-form", words, "Ville", *YEAR, "--out", str(tmp_path / "form.csv"))
    assert filled["path"] == str(tmp_path / "form.csv")
    assert "10" in (tmp_path / "form.csv").read_text("utf-8-sig")
    run(capsys, "funder-form", words, "Autre", *YEAR, "--out", str(tmp_path / "x.csv"), code=Exit.WRONG_USE)
