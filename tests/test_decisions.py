"""What the project refers to stands in the project: its decisions by number, its rules by page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NUMBERS = [path.name[:4] for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
ELSEWHERE = re.compile(
    r"\b(?:product|domain|domain-2|capabilities|security-facts|ui|pages|craft|peers)\.md\b|\bseeds? 00\d"
)
"""Pages that no reader of the repository has."""


def pages() -> Iterator[tuple[str, str]]:
    """Every text that refers to something: its name and what it says."""
    found = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "docs").rglob("*.md"),
             *ROOT.glob("*.md"), ROOT / "pyproject.toml"]
    for page in found:
        if page != Path(__file__):
            yield str(page.relative_to(ROOT)), page.read_text(encoding="utf-8")


def test_no_two_decisions_bear_one_number() -> None:
    assert [number for number, count in Counter(NUMBERS).items() if count > 1] == []


def test_every_decision_that_is_referred_to_is_there() -> None:
    found = {(name, number) for name, text in pages() for number in re.findall(r"\bdecisions? (\d{1,2})\b", text)}
    assert len(found) > 20
    assert {pair for pair in found if f"{int(pair[1]):04d}" not in NUMBERS} == set()


def test_every_page_of_rules_that_is_referred_to_is_there_and_every_page_is_referred_to() -> None:
    rules = {page.name for page in (ROOT / "docs" / "rules").glob("*.md")}
    found = {(name, page) for name, text in pages() for page in re.findall(r"\brules/([a-z-]+\.md)", text)}
    assert len(found) > 20
    assert {pair for pair in found if pair[1] not in rules} == set()
    index = (ROOT / "docs" / "rules" / "README.md").read_text(encoding="utf-8")
    assert rules - {"README.md"} == set(re.findall(r"\]\(([a-z-]+\.md)\)", index))


def test_nothing_refers_to_a_page_that_is_not_in_the_repository() -> None:
    assert [(name, said) for name, text in pages() for said in ELSEWHERE.findall(text)] == []


def test_a_link_between_pages_leads_somewhere() -> None:
    links = [(name, target) for name, text in pages() if name.endswith(".md")
             for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text)]
    assert links
    assert [(name, target) for name, target in links if not (ROOT / name).parent.joinpath(target).exists()] == []
