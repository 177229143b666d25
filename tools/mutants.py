"""Changes the heart of the program in small ways and looks whether a test notices: `make mutants [ROOM=disclosure]
[SIZE=100]`, of each room so many by chance where SIZE is given.

Each room is tried by the tests that are about it, in a copy below `build/mutants/`, where what is known of the mutants
that did not change since is kept. What survives and is not listed in docs/mutants.md, with why, makes it end with 1; so
does a room of which less than `ENOUGH` is killed. mutmut does the work; this says what of, and reads the result.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
ENOUGH: Final = 0.95
"""Killed, of all that were tried."""
_TOOL: Final = ROOT / ".venv" / "mutants"
_LISTED: Final = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)
_LEFT: Final = re.compile(r"^ *(\S+): (?:survived|no tests)$", re.MULTILINE)
_SQL: Final = re.compile(r"\b(?:SELECT|INSERT|UPDATE|DELETE|WHERE|FROM|ORDER BY|AND|PRAGMA)\b")
_SENTENCE: Final = re.compile(r'"[^"]*[a-zà-ÿ’]+ [a-zà-ÿ’«]+ [^"]*"')
"""Words of a person's language: three with blanks between."""
_COPIED: Final = ("src", "tests", "tools", "resources", "docs")


@dataclass(frozen=True, slots=True)
class Room:
    """What is changed, and the tests that must notice."""

    files: tuple[str, ...]
    tests: tuple[str, ...]


ROOMS: Final = {
    "disclosure": Room(("disclosure/*",), ("tests/disclosure",)),
    "forms": Room(("forms/*.py",), ("tests/forms", "tests/disclosure/test_gate_rules.py")),
    "trail": Room(
        ("vault/trail/*",), (
            "tests/vault/test_trail.py", "tests/vault/test_seats.py", "tests/services/test_audit.py",
            "tests/services/test_rewritten_row.py",
            "tests/services/test_clock.py",
        ),
    ),
    "erasure": Room(
        ("vault/erasure/*",), (
            "tests/vault/test_erasing.py", "tests/vault/test_erasure.py", "tests/vault/test_redaction.py",
            "tests/vault/test_forged_lists.py", "tests/vault/test_holds.py", "tests/vault/test_cleansing.py",
            "tests/vault/test_write_protected.py", "tests/vault/test_rescue_reserved.py",
            "tests/vault/test_rescue_files.py",
        ),
    ),
    "tally": Room(("vault/reserved/tally.py",), ("tests/vault/test_tally.py",)),
    "sharing": Room(("services/sharing.py",), ("tests/services/test_sharing.py",)),
}


def main(words: Sequence[str]) -> int:
    """Try the rooms that are asked for; 1 where something survives that is not accounted for."""
    asked = argparse.ArgumentParser(prog="make mutants")
    asked.add_argument("--room", default="", help="names of rooms, with commas between")
    asked.add_argument("--size", type=int, default=0, help="how many changes of each room, by chance; 0 for all")
    told = asked.parse_args(words)
    chosen = [name for name in told.room.split(",") if name] or [*ROOMS]
    known = set(_LISTED.findall((ROOT / "docs" / "mutants.md").read_text(encoding="utf-8")))
    return max([_try(name, ROOMS[name], known, told.size) for name in chosen])


def _try(name: str, room: Room, known: set[str], size: int) -> int:
    place = _laid_out(name, room)
    command = _command("run", "--max-children", str(len(os.sched_getaffinity(0))), *_some(place, size))
    if subprocess.run(command, cwd=place, env=_around(), check=False).returncode:  # noqa: S603  # our own
        return 1
    total = sum(code is not None for code in _codes(place).values())
    shown = {mutant: _asked(place, "show", mutant) for mutant in _LEFT.findall(_asked(place, "results"))}
    left = {mutant: words for mutant, words in shown.items() if not _changes_no_more_than_words(words)}
    tried = total - len(shown) + len(left)
    killed = 1 - len(left) / max(tried, 1)
    new = [mutant for mutant in left if mutant not in known]
    for mutant in new:
        sys.stdout.write(f"SURVIVED {mutant}\n{left[mutant]}\n")
    sys.stdout.write(f"{name}: {tried} tried, {len(left)} survived, {killed:.1%} killed\n")
    return 1 if new or killed < ENOUGH else 0


def _codes(place: Path) -> dict[str, int | None]:
    """Every mutant that was made, with how the tests ended under it: None where it was not tried."""
    codes: dict[str, int | None] = {}
    for path in (place / "mutants").rglob("*.meta"):
        codes |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return codes


def _some(place: Path, size: int) -> list[str]:
    """So many of them by chance, the same in each run; none for all. A run that none is asked of makes them."""
    if not size:
        return []
    if not _codes(place):
        subprocess.run(_command("run", "nothing"), cwd=place, env=_around(), check=False)  # noqa: S603  # our own
    names = sorted(_codes(place))
    return random.Random(place.name).sample(names, min(size, len(names)))  # noqa: S311 - a choice, no secret


def _changes_no_more_than_words(shown: str) -> bool:
    """Whether nothing changed but capitals in a statement of SQL, which SQLite does not tell apart, or a sentence."""
    lines = [line for line in shown.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    before, after = (
        [line[1:].replace('"XX', '"').replace('XX"', '"').casefold() for line in lines if line[0] == sign]
        for sign in "-+"
    )
    return before == after and any(_SQL.search(line) or _SENTENCE.search(line) for line in lines)


def _command(*words: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "mutmut", *words)


def _around() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(_TOOL), "QT_QPA_PLATFORM": "offscreen", "CASELINK_MUTANTS": "1"}


def _asked(place: Path, *words: str) -> str:
    """What mutmut answers of a room that was tried."""
    return subprocess.run(  # noqa: S603  # our own
        _command(*words), cwd=place, env=_around(), check=True, capture_output=True, text=True
    ).stdout


def _laid_out(name: str, room: Room) -> Path:
    """The copy that is changed, as the work tree is now."""
    place = ROOT / "build" / "mutants" / name
    for folder in _COPIED:
        shutil.rmtree(place / folder, ignore_errors=True)
        shutil.copytree(ROOT / folder, place / folder, ignore=shutil.ignore_patterns("__pycache__", "*.po"))
    own = {
        "source_paths": ["src"], "only_mutate": [f"src/caselink/{each}" for each in room.files],
        "also_copy": ["tools", "resources", "docs"], "use_git_change_detection": False,
        "do_not_mutate_patterns": [r"raise (Type|Value|Runtime)Error\("],  # what a fault of ours says is for us alone
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "-p", "no:randomly"],
        "pytest_add_cli_args_test_selection": [*room.tests],
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in own.items()]
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    written, said = place / "pyproject.toml", settings + "\n[tool.mutmut]\n" + "\n".join(lines) + "\n"
    if not written.exists() or written.read_text(encoding="utf-8") != said:
        shutil.rmtree(place / "mutants", ignore_errors=True)  # which changes are made stands there
        written.write_text(said, encoding="utf-8")
    return place


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
