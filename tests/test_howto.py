"""Each recipe of docs/howto is followed in a copy of the source, and leads where it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import house

ROOT: Final = Path(__file__).parent.parent
RECIPES: Final = sorted(path for path in (ROOT / "docs" / "howto").glob("*.md") if path.stem != "README")
_STEP: Final = re.compile(
    r"^(?:In `(?P<file>[^`]+)`, (?P<how>before|instead of) (?P<ticks>`+)(?P<mark>.+?)(?P=ticks)"
    r"|New file `(?P<new>[^`]+)`):"
    r"\n\n```(?:python|markdown)\n(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_FIRST: Final = re.compile(r"^First follow \[\w+\.md\]\((\w+\.md)\)", re.MULTILINE)
_THEN: Final = re.compile(r"^## What holds then\n\n```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CHEAP: Final = "from tests import quick_age\nquick_age.install()\n"
"""Passphrases cost little in these processes too."""


def follow(recipe: Path, copy: Path) -> Iterator[Path]:
    """Do what the recipe says in the copy, after those that it begins with; the files that it touched."""
    words = recipe.read_text(encoding="utf-8")
    for first in _FIRST.findall(words):
        yield from follow(recipe.parent / first, copy)
    for step in _STEP.finditer(words):
        path = copy / (step["new"] or step["file"])
        if step["new"]:
            assert not path.exists()
            path.write_text(step["code"], encoding="utf-8")
        else:
            before, mark = path.read_text(encoding="utf-8"), f"{step['mark']}\n"
            assert before.count(mark) == 1, step["mark"]
            after = step["code"] + mark if step["how"] == "before" else step["code"]
            path.write_text(before.replace(mark, after), encoding="utf-8")
        yield path


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.stem)
def test_a_recipe_leads_where_it_says(recipe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = recipe.read_text(encoding="utf-8")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("pictures"))
    (tmp_path / "resources").symlink_to(ROOT / "resources")
    touched = [path for path in dict.fromkeys(follow(recipe, tmp_path)) if path.suffix == ".py"]
    assert touched
    (then,) = _THEN.findall(words)
    done = subprocess.run(
        [sys.executable, "-c", _CHEAP + then], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "PYTHONPATH": f"{tmp_path / 'src'}{os.pathsep}{ROOT}", "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    monkeypatch.setattr(house, "ROOT", tmp_path)
    house.papers.cache_clear()
    faults = [*house.faults_of(house.module_of(path, tmp_path / "src") for path in touched)]
    monkeypatch.undo()
    house.papers.cache_clear()
    assert faults == []
    # The order of imports changes with whatever else is imported there by then; `ruff check --fix` puts it right.
    ruff = [sys.executable, "-m", "ruff", "check", "--quiet", "--ignore", "I001"]
    style = subprocess.run(
        [*ruff, "--config", str(ROOT / "pyproject.toml"), *map(str, touched)],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
    )
    assert style.stdout + style.stderr == ""


def test_every_recipe_stands_in_the_list() -> None:
    listed = (ROOT / "docs" / "howto" / "README.md").read_text(encoding="utf-8")
    assert {path.name for path in RECIPES} == set(re.findall(r"\]\((\w+\.md)\)", listed))
    assert {path.stem for path in RECIPES} >= {"field", "need", "page", "form", "tab", "command", "paper", "part"}


def test_before_a_commit_the_same_is_checked_as_by_make_lint() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    entries = [line.replace(".venv/bin/python", "$(PYTHON)") for line in re.findall(r"entry: (.*)", hooks)]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (recipe,) = re.findall(r"^lint:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert entries == [line.strip() for line in recipe.splitlines()]
    assert "repo: local" in hooks
    assert "http" not in hooks
