"""What is copied out of our windows leaves the clipboard; what another program copied stays."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from caselink.ui.shell.secret_clipboard import SecretClipboard
from tests.programs import needs_screen

WORDS = "Elle dort chez sa sœur"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def watched(qtbot: QtBot) -> Iterator[SecretClipboard]:  # noqa: ARG001  # an application
    held = SecretClipboard.current()
    yield held
    held.clear()


def copied() -> str:
    return QGuiApplication.clipboard().text()


@pytest.mark.usefixtures("watched")
def test_words_copied_from_a_field_go_by_themselves(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caselink.ui.shell.secret_clipboard.KEPT_MS", 50)
    field = QPlainTextEdit(WORDS)
    qtbot.addWidget(field)
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_C, CONTROL)
    assert copied() == WORDS
    held = QGuiApplication.clipboard().mimeData()
    assert held is not None
    assert held.hasFormat("x-kde-passwordManagerHint")
    qtbot.waitUntil(lambda: copied() == "")


def test_words_that_were_copied_are_kept_for_ten_seconds(watched: SecretClipboard) -> None:
    watched.copy(WORDS)
    (timer,) = watched.findChildren(QTimer)
    assert timer.isActive()
    assert timer.remainingTime() <= 10_500  # Qt wakes it with others, within a twentieth


def test_cut_words_come_back_by_undoing(qtbot: QtBot, watched: SecretClipboard) -> None:
    for field in (QLineEdit(WORDS), QPlainTextEdit(WORDS)):
        qtbot.addWidget(field)
        field.selectAll()
        qtbot.keyClick(field, Qt.Key.Key_X, CONTROL)
        assert copied() == WORDS
        watched.clear()
        assert copied() == ""
        qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
        assert (field.text() if isinstance(field, QLineEdit) else field.toPlainText()) == WORDS


OURS = textwrap.dedent(
    """
    import sys
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLineEdit
    from caselink.ui.shell.secret_clipboard import SecretClipboard
    app = QApplication([])
    held = SecretClipboard.current()
    field = QLineEdit("ours")
    field.show()
    field.selectAll()
    field.copy()
    app.processEvents()
    print("copied", flush=True)
    sys.stdin.readline()
    for _time in range(50):
        app.processEvents()
    held.clear()
    app.sync()
    print("cleared", flush=True)
    sys.stdin.readline()
    """
)
OTHER = textwrap.dedent(
    """
    import sys
    from PySide6.QtWidgets import QApplication
    app = QApplication([])
    clipboard = app.clipboard()
    for line in sys.stdin:
        if line.startswith("copy"):
            clipboard.setText(line[5:].rstrip())
        app.processEvents()
        print(clipboard.text(), flush=True)
    """
)


class Program:
    """Another process with a clipboard, told what to do line by line."""

    def __init__(self, code: str, display: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
        )

    def hear(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")

    def tell(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "800x600x24"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=tmp_path,
    )
    assert screen.stdout is not None
    yield f":{screen.stdout.readline().strip()}"
    screen.terminate()
    screen.communicate()


@needs_screen
@pytest.mark.parametrize("meanwhile", [False, True])
def test_on_a_real_screen_ours_goes_and_anothers_stays(display: str, meanwhile: bool) -> None:
    ours = Program(OURS, display)
    assert ours.hear() == "copied"
    other = Program(OTHER, display)
    try:
        if meanwhile:
            other.tell("copy theirs")
            assert other.hear() == "theirs"
        ours.tell("go on")
        assert ours.hear() == "cleared"
        other.tell("look")
        assert other.hear() == ("theirs" if meanwhile else "")
    finally:
        ours.end()
        other.end()
