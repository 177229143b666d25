"""What is handed out, without building it: what is left out, the order of the lock, what a shell completes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from installer.common import stage
from installer.common.leave_out import is_left_out
from installer.linux import texts

from caselink.commands.registry import COMMANDS


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
