"""What `make torture` tries at full size is all tried a little by `make test`, by the same code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Prepared
from tests.programs import needs_strace
from tests.torture.promise import Promise, Share
from tests.torture.promises import PROMISES

ROOT: Final = Path(__file__).resolve().parents[1]
LITTLE: Final = {
    "clients": 15, "replaced": 1, "creating": 2,
    "workers": 1, "keyfaults": 1, "canary": 0, "sockets": 1, "imports": 60, "insider": 30,
}
"""The size of those that are tried here; the window of the canary is used in test_offline.py."""
PARTS: Final = {"insider": 3}
"""In how many tests such a size is tried, so that two processes share it."""
ELSEWHERE: Final = {
    "kills", "faults", "passphrase", "datakey", "migration", "statements", "backups", "races", "flips", "cuts",
    "rescues", "slowdisk", "clocks", "keyfiles", "matrices",
}
"""Those that are tried beside the other tests of their subject."""


def test_every_promise_is_tried_a_little() -> None:
    assert sorted(promise.name for promise in PROMISES) == sorted([*LITTLE, *ELSEWHERE])


@needs_strace
@pytest.mark.parametrize(
    ("promise", "part"),
    [
        pytest.param(promise, part, id=f"{promise.name}-{part}")
        for promise in PROMISES if promise.name in LITTLE for part in range(PARTS.get(promise.name, 1))
    ],
)
def test_a_promise_holds_where_it_is_tried_a_little(
    promise: Promise, part: int, prepared_vault: Prepared, tmp_path: Path
) -> None:
    share = Share(LITTLE[promise.name], part, PARTS.get(promise.name, 1))
    outcome = promise.keep(prepared_vault, tmp_path, share)
    assert outcome.broken == ()
    assert outcome.tried >= len(share.numbers)


def rows(page: str, head: str) -> list[list[str]]:
    """The cells of the table of a page that begins so."""
    text = (ROOT / page).read_text(encoding="utf-8")
    lines = text[text.index(f"| {head} |"):].splitlines()[2:]
    end = next((number for number, line in enumerate(lines) if not line.startswith("|")), len(lines))
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[:end]]


def test_each_promise_of_the_readme_is_named_with_tests_that_are_there() -> None:
    named = rows("docs/reliability.md", "README promises")
    assert [promise for promise, _tests in named] == [promise for promise, *_how in rows("README.md", "it does")]
    promises = {promise.name for promise in PROMISES}
    for promise, tests in named:
        for test in re.findall("`([^`]+)`", tests):
            path, _colons, function = test.partition("::")
            assert test in promises or f"def {function}(" in (ROOT / "tests" / path).read_text("utf-8"), (promise, test)


def test_the_table_of_figures_names_every_promise_that_is_tried_there() -> None:
    figures = {name.strip("`") for name, *_rest in rows("docs/reliability.md", "promise")}
    assert figures == {promise.name for promise in PROMISES} - {"slowdisk", "clocks"}
