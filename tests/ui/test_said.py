"""What went wrong is seen beside its field, announced, and told by the field itself to whoever comes to it later."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from caselink.ui.entry.passphrase_field import PassphraseField
from caselink.ui.look.theme import Theme
from caselink.ui.pieces.clear_button import ClearButton
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.pieces.fault_line import FaultLine
from caselink.ui.pieces.message_bar import MessageBar
from caselink.ui.pieces.phone_line import PhoneLine
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.shell.secret_clipboard import SecretClipboard
from caselink.ui.shell.vault_thread import VaultThread
from tests.ui.hears import announcements
from tests.ui.test_entry import SLOW_MS, entry
from tests.ui.walked.tree import Role, tree_of


def test_a_wrong_passphrase_is_announced_and_told_by_its_field_until_it_is_tried_again(
    qtbot: QtBot, thread: VaultThread, vault_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = entry(qtbot, thread, vault_folder).unlock_page
    heard = announcements(monkeypatch)
    qtbot.keyClicks(page.passphrase.field, "not this one at all")
    page.unlock()
    qtbot.waitUntil(page.fault.isVisible, timeout=SLOW_MS)
    assert heard == [page.fault.text()]
    assert page.passphrase.field.accessibleDescription() == page.fault.text()
    assert page.passphrase.field.hasFocus()
    page.unlock()
    assert page.passphrase.field.accessibleDescription() == ""
    qtbot.waitUntil(page.fault.isVisible, timeout=SLOW_MS)


def test_a_fault_of_a_question_is_told_by_what_has_the_keyboard_and_not_by_its_frame(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = announcements(monkeypatch)
    secret = PassphraseField("Phrase de passe")
    row = QuestionRow("Phrase de passe", secret, "Au moins douze signes.")
    qtbot.addWidget(row)
    assert secret.field.accessibleDescription() == "Au moins douze signes."
    row.show_fault("Trop courte.")
    assert secret.field.accessibleDescription() == "Trop courte. Au moins douze signes."
    row.show_fault(None)
    assert secret.field.accessibleDescription() == "Au moins douze signes."
    assert heard == ["Trop courte."]


def test_without_help_nothing_stays_of_a_fault_that_was_mended(qtbot: QtBot) -> None:
    field = QLineEdit()
    row = QuestionRow("Nom", field)
    qtbot.addWidget(row)
    row.show_fault("Il manque.")
    row.show_fault(None)
    assert field.accessibleDescription() == ""


def test_a_line_of_faults_and_a_message_are_notifications_for_readers_that_know_no_announcement(qtbot: QtBot) -> None:
    Theme.current()  # with it the application speaks for its widgets
    line, bar = FaultLine(), MessageBar()
    for widget in (line, bar):
        qtbot.addWidget(widget)
    line.tell("Rien n’a été écrit.")
    bar.say("Noté.")
    for widget, words in ((line, "Rien n’a été écrit."), (bar, "Noté.")):
        widget.show()
        assert [each.name for each in tree_of(widget) if each.role is Role.Notification] == [words]


def test_the_cross_of_a_field_is_as_large_as_a_button_and_named_and_frees_a_choice_at_once(qtbot: QtBot) -> None:
    choice = SearchChoice([("a", "Asile"), ("b", "Bus")], "Destinataire")
    qtbot.addWidget(choice)
    choice.show()
    choice.set_value("a")
    cross = choice.findChild(ClearButton)
    assert cross is not None
    assert min(cross.width(), cross.height()) >= 32
    assert cross.accessibleName() == "Vider\N{NO-BREAK SPACE}: Destinataire"
    freed: list[object] = []
    choice.changed.connect(freed.append)
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert freed == [None]
    assert not choice.list.isVisible()
    assert not cross.isVisible()


def test_a_message_goes_when_one_goes_on_in_a_form_that_it_would_cover_and_a_fault_stays(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(400, 300)
    form, aside = QWidget(ground), QLineEdit(ground)
    form.setProperty("asks", True)
    form.setGeometry(0, 200, 400, 100)
    aside.setGeometry(0, 0, 400, 40)
    inside = QLineEdit(form)
    bar = MessageBar()
    bar.float_over(ground)
    ground.show()
    ground.activateWindow()
    qtbot.waitUntil(ground.isActiveWindow)
    bar.say("Noté.")
    aside.setFocus()
    assert bar.isVisible()
    inside.setFocus()
    assert not bar.isVisible()
    bar.fault("Rien n’a été noté.")
    aside.setFocus()
    inside.setFocus()
    assert bar.isVisible()


def test_a_number_is_copied_by_a_button_of_its_own_and_leaves_the_clipboard(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = announcements(monkeypatch)
    line = PhoneLine("0800 30 030", "Écoute")
    qtbot.addWidget(line)
    line.show()
    assert line.copy.accessibleName() == "Copier le numéro\N{NO-BREAK SPACE}: Écoute"
    qtbot.mouseClick(line.copy, Qt.MouseButton.LeftButton)
    held = QGuiApplication.clipboard()
    assert held.text() == "0800 30 030"
    assert held.mimeData().data("x-kde-passwordManagerHint") == b"secret"
    assert heard == ["Numéro copié pour 10 secondes."]
    SecretClipboard.current().clear()
    assert held.text() == ""


def test_what_is_chosen_before_the_list_is_there_never_stands_as_its_key_and_gets_its_words_with_the_keyboard_in_it(
    qtbot: QtBot,
) -> None:
    choice = SearchChoice([], "Destinataire")
    qtbot.addWidget(choice)
    choice.show()
    choice.activateWindow()
    choice.set_value("partner:Abri")
    choice.setFocus()
    qtbot.waitUntil(choice.field.hasFocus)
    assert "partner" not in choice.field.text()
    choice.offer([("partner:Abri", "Maison d’accueil")])
    assert choice.field.text() == "Maison d’accueil"
    qtbot.keyClicks(choice.field, "x")
    typed = choice.field.text()
    choice.offer([("partner:Abri", "Maison d’accueil"), ("partner:B", "Bus")])
    assert choice.field.text() == typed
    assert choice.value() == "partner:Abri"
