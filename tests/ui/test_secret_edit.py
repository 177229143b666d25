"""A secret's line: edited as any other, while Qt, and so the accessibility bus, is given bullets alone."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from caselink.ui.entry.passphrase_field import PassphraseField
from caselink.ui.entry.secret_edit import SecretEdit

NONE: Final = Qt.KeyboardModifier.NoModifier
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
CONTROL: Final = Qt.KeyboardModifier.ControlModifier
KEYS: Final = [
    (Qt.Key.Key_Backspace, NONE), (Qt.Key.Key_Delete, NONE), (Qt.Key.Key_Left, NONE), (Qt.Key.Key_Right, NONE),
    (Qt.Key.Key_Home, NONE), (Qt.Key.Key_End, NONE), (Qt.Key.Key_Left, SHIFT), (Qt.Key.Key_Right, SHIFT),
    (Qt.Key.Key_Home, SHIFT), (Qt.Key.Key_A, CONTROL), (Qt.Key.Key_Backspace, CONTROL), (Qt.Key.Key_Delete, CONTROL),
    (Qt.Key.Key_Z, CONTROL), (Qt.Key.Key_X, CONTROL),
]
STEPS: Final = st.lists(st.one_of(st.sampled_from("aB z7-"), st.sampled_from(KEYS)), max_size=25)


class Shown:
    """The line, and all that Qt was given for it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.line = SecretEdit()
        self.given: list[str] = []
        self.edited: list[str] = []
        self.line.textChanged.connect(self.given.append)
        self.line.textEdited.connect(lambda _text: self.edited.append(self.line.text()))
        qtbot.addWidget(self.line)
        self.line.show()

    def only_bullets(self) -> bool:
        return set("".join(self.given) + QLineEdit.text(self.line)) <= {"●"}


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_it_is_edited_as_any_hidden_line_and_qt_never_gets_a_letter(qtbot: QtBot, steps: list[object]) -> None:
    shown, plain = Shown(qtbot), QLineEdit()
    qtbot.addWidget(plain)
    plain.setEchoMode(QLineEdit.EchoMode.Password)
    for step in steps:
        for line in (shown.line, plain):
            if isinstance(step, str):
                QTest.keyClicks(line, step)
            else:
                assert isinstance(step, tuple)
                QTest.keyClick(line, *step)
        assert shown.line.text() == plain.text()
        assert shown.line.cursorPosition() == plain.cursorPosition()
        assert shown.line.selectionStart() == plain.selectionStart()
    assert shown.only_bullets()
    assert not shown.edited or shown.edited[-1] == plain.text()


def test_what_is_pasted_or_comes_from_an_input_method_is_no_letter_either(shown: Shown) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("sept loups\n")
    QTest.keyClick(shown.line, Qt.Key.Key_V, CONTROL)
    clipboard.clear()
    event = QInputMethodEvent("", [])
    event.setCommitString("狼é")
    QApplication.sendEvent(shown.line, event)
    assert shown.line.text() == "sept loups狼é"
    assert shown.only_bullets()
    assert shown.edited[-1] == "sept loups狼é"


def test_what_an_assistive_tool_writes_into_it_is_taken_in(shown: Shown) -> None:
    QTest.keyClicks(shown.line, "abcd")
    QLineEdit.insert(shown.line, "xy")
    assert shown.line.text() == "abcdxy"
    assert QLineEdit.text(shown.line) == "●" * 6
    QLineEdit.setText(shown.line, "neuf")
    assert shown.line.text() == "neuf"


def test_shown_on_request_it_is_a_line_like_any_other_and_hidden_again_it_holds_bullets(qtbot: QtBot) -> None:
    field = PassphraseField("Phrase de passe")
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field.field, "sept loups")
    assert field.text() == "sept loups"
    assert QLineEdit.text(field.field) == "●" * 10
    field.show_button.click()
    assert QLineEdit.text(field.field) == "sept loups"
    QTest.keyClicks(field.field, " bleus")
    field.show_button.click()
    assert QLineEdit.text(field.field) == "●" * 16
    assert field.text() == "sept loups bleus"
    field.clear()
    assert (field.text(), QLineEdit.text(field.field)) == ("", "")
