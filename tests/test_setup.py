"""Set-up on systems that lack something: what it says, and that it does not go on without it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent

PYTHON_WITHOUT_VENV: Final = f"""case "$2" in *ensurepip*) exit 1;; esac; exec {sys.executable} "$@" """
BUSY: Final = "echo \"$@\" >>apt-calls; echo 'E: Could not get lock /var/lib/dpkg/lock' >&2; exit 100"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A fresh clone as far as set-up reads it, on a system that can make no environments yet."""
    for name in ("tools/setup", "pyproject.toml", "requirements"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        (tmp_path / name).parent.mkdir(exist_ok=True)
        copy(ROOT / name, tmp_path / name)
    program(tmp_path, "python3.11", PYTHON_WITHOUT_VENV)
    return tmp_path


def program(tree: Path, name: str, script: str) -> None:
    """A program of that system, found before this one's."""
    place = tree / "system" / name
    place.parent.mkdir(exist_ok=True)
    place.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    place.chmod(0o755)


def set_up(tree: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    path = f"{tree / 'system'}:{os.environ['PATH']}"
    return subprocess.run(
        [tree / "tools" / "setup", "run"], env={**os.environ, "PATH": path, **environment}, capture_output=True,
        text=True, timeout=60, check=False,
    )


def test_another_apt_get_is_waited_for_with_a_limit_and_nothing_is_set_up_without_it(tree: Path) -> None:
    program(tree, "id", "echo 0")
    program(tree, "apt-get", BUSY)
    done = set_up(tree, CASELINK_SETUP_PATIENCE="0")
    assert done.returncode == 1
    assert "waiting for it" in done.stderr
    assert "Nothing was installed" in done.stderr
    assert not (tree / ".venv").exists()
    assert (tree / "apt-calls").read_text(encoding="utf-8").startswith("install ")


def test_who_may_not_install_reads_the_line_to_run_and_nothing_half_set_up_is_left(tree: Path) -> None:
    program(tree, "id", "echo 1000")
    program(tree, "sudo", "exit 1")
    program(tree, "apt-get", "exit 100")
    done = set_up(tree)
    assert done.returncode == 1
    assert "sudo apt-get install -y --no-install-recommends python3" in done.stderr
    assert "Going on" not in done.stderr
    assert not (tree / ".venv").exists()
