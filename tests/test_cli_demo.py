"""`caselink demo` as a real process without a screen, with and without the libraries of the window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from caselink.errors import Exit

PNG = b"\x89PNG\r\n\x1a\n"


def demo(folder: Path, **environment: str) -> tuple[dict[str, Any], str]:
    """Makes a small demo; gives its document and what was said."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    words = (sys.executable, "-m", "caselink", "demo", str(folder), "--cases", "2", "--json")
    done = subprocess.run(words, capture_output=True, check=False, timeout=180, env={**kept, **environment})
    assert done.returncode == Exit.DONE, done.stderr.decode()
    document: dict[str, Any] = json.loads(done.stdout)
    return document, done.stderr.decode()


def test_a_demo_needs_no_screen(tmp_path: Path) -> None:
    made, said = demo(tmp_path / "demo")
    assert said == ""
    assert sorted(Path(path).name for path in made.values()) == sorted(
        path.name for path in (tmp_path / "demo").iterdir()
    )
    for name in ("dashboard", "caseload"):
        assert Path(made[name]).read_bytes().startswith(PNG)


def test_without_the_libraries_of_the_window_all_but_the_pictures_is_made(tmp_path: Path) -> None:
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text("raise ImportError('libEGL.so.1: cannot open')", encoding="utf-8")
    made, said = demo(tmp_path / "demo", PYTHONPATH=str(tmp_path))
    assert (made["dashboard"], made["caseload"]) == (None, None)
    assert "libegl1" in said
    assert said.count("\n") == 1
    assert Path(made["liaison"]).read_bytes().startswith(b"%PDF-")
    assert Path(made["vault"]).is_dir()
