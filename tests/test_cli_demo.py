"""`caselink demo` as a real process without a screen, with and without the libraries of the window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from caselink.errors import Exit
from tests.quick_age import PROGRAM, QUICK, work_factor

PNG = b"\x89PNG\r\n\x1a\n"


def demo(program: tuple[str, ...], folder: Path, **environment: str) -> tuple[dict[str, Any], str]:
    """Makes a small demo; gives its document and what was said."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    words = ("demo", str(folder), "--cases", "2", "--json")
    kept |= environment
    done = subprocess.run((*program, *words), capture_output=True, check=False, timeout=180, env=kept)
    assert done.returncode == Exit.DONE, done.stderr.decode()
    document: dict[str, Any] = json.loads(done.stdout)
    return document, done.stderr.decode()


def without(package: str, folder: Path) -> Path:
    """The Python of an environment that has all that this one has but that package."""
    subprocess.run((sys.executable, "-m", "venv", "--without-pip", str(folder)), check=True)
    (there,) = folder.rglob("site-packages")
    for part in Path(sysconfig.get_path("purelib")).iterdir():
        if part.name != package:
            (there / part.name).symlink_to(part)
    return folder / "bin" / "python"


def test_a_demo_needs_no_screen(tmp_path: Path) -> None:
    made, said = demo(PROGRAM, tmp_path / "demo")
    assert said == ""
    assert sorted(Path(path).name for path in made.values()) == sorted(
        path.name for path in (tmp_path / "demo").iterdir()
    )
    for name in ("dashboard", "caseload"):
        assert Path(made[name]).read_bytes().startswith(PNG)


def test_without_the_libraries_of_the_window_all_but_the_pictures_is_made(tmp_path: Path) -> None:
    made, said = demo((str(without("PySide6", tmp_path / "system")), "-m", "caselink"), tmp_path / "demo")
    assert (made["dashboard"], made["caseload"]) == (None, None)
    assert "libegl1" in said
    assert said.count("\n") == 1
    assert Path(made["liaison"]).read_bytes().startswith(b"%PDF-")
    keys = sorted(Path(made["vault"], "keys").iterdir())
    assert len(keys) == 2
    assert all(work_factor(key.read_bytes()) > QUICK + 4 for key in keys)
