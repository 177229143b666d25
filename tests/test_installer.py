"""What is handed out, without building it: what is left out, the order of the lock, what a shell completes."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from babel import Locale, UnknownLocaleError, localedata
from installer.common import stage
from installer.common.leave_out import is_left_out
from installer.linux import texts
from installer.release import faults
from installer.windows import python
from installer.windows.icon import icon_file

from caselink.commands.registry import COMMANDS
from caselink.forms.texts import day_text
from caselink.i18n import HER_LANGUAGES


@pytest.mark.parametrize("path", [
    "PySide6/QtWidgets.abi3.so", "PySide6/Qt/lib/libQt6Core.so.6", "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/Qt6Core.dll", "PySide6/Qt/translations/qtbase_nl.qm", "babel/locale-data/fr_BE.dat",
    "babel/locale-data/root.dat", "reportlab/pdfgen/canvas.py", "PySide6/Qt/lib/libicudata.so.73",
    "PySide6/vcruntime140.dll", "loro/loro.cpython-311-x86_64-linux-gnu.so",
])
def test_what_the_window_and_the_papers_load_is_handed_out(path: str) -> None:
    assert not is_left_out(path)


@pytest.mark.parametrize("path", [
    "PySide6/Qt/lib/libQt6Quick.so.6", "PySide6/Qt6Qml.dll", "PySide6/QtNetwork.abi3.so",
    "PySide6/Qt/qml/QtQuick/x.qml", "PySide6/opengl32sw.dll", "babel/locale-data/de.dat",
    "reportlab/fonts/zy______.pfb", "PySide6/Qt/plugins/sqldrivers/libqsqlite.so", "PySide6/designer.exe",
])
def test_what_nothing_of_ours_loads_is_left_out(path: str) -> None:
    assert is_left_out(path)


def test_a_day_is_written_in_each_language_of_her_papers_with_what_is_handed_out_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date(2026, 3, 1)
    written = {code: day_text(day, code) for code in HER_LANGUAGES}
    whole = Path(localedata.__file__).parent / "locale-data"
    for file in whole.glob("*.dat"):
        if not is_left_out(f"babel/locale-data/{file.name}"):
            (tmp_path / file.name).symlink_to(file)
    assert len(list(tmp_path.iterdir())) < len(list(whole.iterdir())) / 2
    monkeypatch.setattr(localedata, "_dirname", str(tmp_path))
    monkeypatch.setattr(localedata, "_cache", {})
    assert {code: day_text(day, code) for code in HER_LANGUAGES} == written
    with pytest.raises(UnknownLocaleError):
        Locale("sv")


def test_every_file_of_a_stage_bears_the_time_of_the_commit_and_plain_rights(tmp_path: Path) -> None:
    script, library = tmp_path / "bin" / "start", tmp_path / "lib" / "libx.so.6"
    for path in (script, library):
        path.parent.mkdir()
        path.write_text("#!/bin/sh\n", encoding="utf-8")
        path.chmod(0o775)
    (tmp_path / "link").symlink_to("bin/start")
    stage.settle(tmp_path, 1_700_000_000)
    assert {path.lstat().st_mtime for path in (tmp_path, *tmp_path.rglob("*"))} == {1_700_000_000}
    assert (script.stat().st_mode & 0o777, library.stat().st_mode & 0o777) == (0o755, 0o644)


def test_a_shell_completes_commands_and_options_and_never_asks_a_vault() -> None:
    asked = "COMP_WORDS=(caselink liaison --); COMP_CWORD=2; _caselink; printf '%s\\n' \"${COMPREPLY[@]}\""
    told = subprocess.run(
        ("bash", "--norc", "-c", texts.bash_completion() + asked), capture_output=True, text=True, check=True,
        env={"PATH": os.environ["PATH"]},
    ).stdout.split()
    options = {argument.name for argument in COMMANDS["liaison"].arguments if argument.is_option}
    assert options
    assert set(told) == options


def test_the_manual_page_names_every_command() -> None:
    page = texts.manual_page("2026-01-01")
    assert all(f".B {name} " in page for name in COMMANDS)


def test_a_python_for_windows_of_another_digest_is_refused(tmp_path: Path) -> None:
    given = tmp_path / "python.zip"
    given.write_bytes(b"not what was published")
    with pytest.raises(SystemExit, match="SHA-256"):
        python.lay_out(tmp_path / "python", tmp_path, (given, "0" * 64))
    assert not (tmp_path / "python").exists()


def test_a_python_for_windows_looks_nowhere_but_in_the_programs_folder(tmp_path: Path) -> None:
    given = tmp_path / "python.zip"
    with zipfile.ZipFile(given, "w") as archive:
        for name in ("python.exe", "_wmi.pyd", "_ssl.pyd", "sqlite3.dll"):
            archive.writestr(f"cp313/{name}", name)
    python.lay_out(tmp_path / "python", tmp_path, (given, hashlib.sha256(given.read_bytes()).hexdigest()))
    assert {path.name for path in (tmp_path / "python").iterdir()} == {"python.exe", "python313._pth"}
    assert (tmp_path / "python" / "python313._pth").read_bytes() == b"python313.zip\r\n.\r\n..\\lib\r\n"


def test_the_icon_holds_a_picture_of_each_size() -> None:
    icon = icon_file()
    count = int.from_bytes(icon[4:6], "little")
    assert count >= 6
    for place in range(6, 6 + 16 * count, 16):
        length, start = (int.from_bytes(icon[place + at:place + at + 4], "little") for at in (8, 12))
        picture = icon[start:start + length]
        assert picture.startswith(b"\x89PNG")
        assert int.from_bytes(picture[16:20], "big") % 256 == icon[place]


def test_every_refusal_of_the_setup_is_said_in_three_languages() -> None:
    script = (Path(stage.ROOT) / "installer" / "windows" / "files" / "setup.nsi").read_text(encoding="utf-8")
    said = Counter(re.findall(r"^LangString (\w+) ", script, re.M))
    assert set(re.findall(r"\$\((\w+)\)", script)) == set(said)
    assert set(said.values()) == {3}


@pytest.mark.parametrize(("changes", "unsaved", "count"), [
    ("# Changes\n\n## 1.2.0 – 2027-01-31\n\n## 1.1.0 – soon\n", "", 0),
    ("# Changes\n\n## 1.2.0 – unreleased\n", "", 1),
    ("# Changes\n\n## 1.1.0 – 2027-01-31\n", "", 1),
    ("# Changes\n", " M README.md\n", 2),
])
def test_a_release_needs_its_number_a_day_and_a_clean_tree(changes: str, unsaved: str, count: int) -> None:
    assert len(faults(changes, "1.2.0", unsaved)) == count
