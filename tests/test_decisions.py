"""Each decision has a number of its own, and what refers to one finds it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NUMBERS = [path.name[:4] for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]


def test_no_two_decisions_bear_one_number() -> None:
    assert [number for number, count in Counter(NUMBERS).items() if count > 1] == []


def test_every_reference_to_a_decision_beyond_the_first_eleven_leads_somewhere() -> None:
    """Those up to 11 are numbered by the plan of the house in places, and not by the records."""
    pages = [*(ROOT / "src").rglob("*.py"), *(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]
    found = {(page.name, number) for page in pages
             for number in re.findall(r"\(decision (\d{1,2})\b", page.read_text(encoding="utf-8"))}
    assert found
    assert {pair for pair in found if int(pair[1]) > 11 and f"{int(pair[1]):04d}" not in NUMBERS} == set()
