"""What is only needed for a moment never lies in the folder that the program was started in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from caselink import paths


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, the only one that could be written to."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(paths, "_takes_files", lambda tried: tried.resolve() == folder)
    for name in ("TEMP", "TMP"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.mark.parametrize("named", ["", ".", "gone", "/gone"])
def test_where_no_temporary_folder_can_be_written_to_the_current_one_is_not_taken(
    here: Path, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", named)
    assert paths.temporary_folder() != here
    assert Path(tempfile.gettempdir()) != here
    assert [*here.iterdir()] == []


def test_the_one_that_is_named_is_taken_and_libraries_get_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    assert paths.temporary_folder() == Path(tempfile.gettempdir()) == tmp_path
    assert [*tmp_path.iterdir()] == []


def test_every_start_of_the_program_says_so_to_its_libraries(tmp_path: Path) -> None:
    """Python's own way would leave its probe here: the disk of all others takes nothing."""
    lines = (
        "import io, os, sys, tempfile\nopened = io.open\n"
        "def full(fd, flags, *more, **how):\n"
        "    if flags & os.O_CREAT and not str(fd).startswith(os.getcwd()): raise OSError(28, 'full')\n"
        "    return at_once(fd, flags, *more, **how)\n"
        "at_once, os.open = os.open, full\n"
        "tempfile._os.open = full\n"
        "from caselink.cli import main\nmain(['--version'])\n"
        "try: tempfile.mkstemp()\nexcept OSError: print('refused')\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", lines], capture_output=True, cwd=tmp_path, check=True,
        env={name: value for name, value in os.environ.items() if name not in ("TMPDIR", "TEMP", "TMP")},
    )
    assert done.stdout.splitlines()[-1] == b"refused"
    assert [*tmp_path.iterdir()] == []


def test_a_program_carried_on_a_stick_writes_beside_itself(tmp_path: Path) -> None:
    library = tmp_path / "CaseLink" / "program" / "lib" / "caselink"
    library.mkdir(parents=True)
    for module in ("__init__.py", "paths.py"):
        shutil.copy(Path(paths.__file__).parent / module, library / module)
    lines = (
        f"import sys, tempfile; sys.path.insert(0, {str(library.parent)!r})\nfrom caselink import paths\n"
        "print(paths.settings_folder(), paths.data_folder(), paths.log_folder(), paths.temporary_folder(), "
        "tempfile.gettempdir(), sep='\\n')"
    )

    def places() -> list[Path]:
        return [Path(line) for line in subprocess.run(
            (sys.executable, "-I", "-c", lines), capture_output=True, text=True, check=True
        ).stdout.splitlines()]

    assert not any(place.is_relative_to(tmp_path / "CaseLink") for place in places())
    (library.parents[1] / "portable.txt").touch()
    assert all(place.is_relative_to(tmp_path / "CaseLink" / "data") for place in places())
    assert len(places()) == 5
