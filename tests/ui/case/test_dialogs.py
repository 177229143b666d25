"""What the dialogs of a case keep safe: what was typed, what is shown once, and the keys of the window."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from caselink.domain.case import CaseStatus
from caselink.forms.purposes import Purpose
from caselink.services.retention import hold_case, hold_of, lift_hold
from caselink.ui.case.managing.dialog import ManageDialog
from caselink.ui.case.sharing.passphrase_view import PassphraseView
from caselink.ui.case.sharing.prepare_dialog import PrepareDialog
from caselink.ui.case.sharing.tab import SharingTab
from caselink.ui.pieces.drafts import Drafts
from caselink.ui.shell.panic_key import PanicKey
from tests.ui.asked import chips, line
from tests.ui.case.conftest import Bench
from tests.ui.case.papers_read import read_all
from tests.ui.waiting import wait_for

SHARING = "sharing"


def managed(bench: Bench) -> ManageDialog:
    bench.click(bench.page.header.manage)
    assert bench.page.managing is not None
    return bench.page.managing


def preparing(bench: Bench, folder: Path) -> PrepareDialog:
    bench.page.show_tab(SHARING)
    bench.page.tab(SharingTab).choose("partner:Deux Rives", Purpose.HOUSING)
    bench.settle()
    read_all(bench.page.tab(SharingTab))
    bench.click(bench.page.tab(SharingTab).prepare)
    dialog = bench.page.tab(SharingTab).dialog
    assert dialog is not None
    dialog.folder.setText(str(folder))
    dialog.read_again.click()
    return dialog


def press(dialog: QDialog, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key that the dialog's window receives, wherever the focus is in it."""
    dialog.activateWindow()
    wait_for(dialog.isActiveWindow)
    handle = dialog.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, key, modifier)


@contextmanager
def busy(bench: Bench) -> Iterator[None]:
    """The vault does what was asked only once this is left."""
    gate = threading.Event()
    bench.thread.call(gate.wait)
    try:
        yield
        QCoreApplication.processEvents()
    finally:
        gate.set()
    bench.settle()


def test_a_case_that_is_being_erased_can_not_be_left_before_its_certificate_is_written(
    empty: Bench, tmp_path: Path
) -> None:
    dialog = managed(empty)
    case, out = empty.case(), tmp_path / "certificat.pdf"
    dialog.choose_certificate = lambda: out  # type: ignore[method-assign]  # the system's own dialog
    empty.type(line(dialog.erase, "reference"), case.reference)
    told: list[bool] = []
    empty.window.erased.connect(lambda: told.append(True))
    with busy(empty):
        dialog.erase.save_button.click()
        press(dialog, Qt.Key.Key_Escape)
        dialog.close_button.click()
        dialog.close()
        assert dialog.isVisible()
        line(dialog.erase, "reference").setText(f"{case.reference} ")
        assert not dialog.erase.save_button.isEnabled()
        assert not dialog.status.isEnabled()
    wait_for(lambda: empty.window.case_page is None)
    assert case.reference in "".join(page.extract_text() for page in pypdf.PdfReader(out).pages)
    assert told == [True]
    assert out.name in empty.window.messages.text


def test_an_erasure_that_is_refused_gives_the_dialog_back(empty: Bench, tmp_path: Path) -> None:
    dialog = managed(empty)
    case = empty.case()
    dialog.choose_certificate = lambda: tmp_path / "certificat.pdf"  # type: ignore[method-assign]
    empty.type(line(dialog.erase, "reference"), case.reference)
    empty.ask(lambda office: hold_case(office, case.id, "enquête"))
    empty.click(dialog.erase.save_button)
    assert dialog.erase.fault.isVisible()
    assert "suspendu" in dialog.lift.intro.text()
    empty.click(dialog.close_button)
    assert empty.page.managing is None


def test_the_last_dialog_says_large_for_whom_and_what_for(rich: Bench, tmp_path: Path) -> None:
    dialog = preparing(rich, tmp_path)
    shown = rich.page.tab(SharingTab).shown
    assert shown is not None
    assert shown.recipient_name in dialog.to_whom.text()
    assert shown.recipient in dialog.to_whom.text()
    assert "hébergement-logement" in dialog.what_for.text()
    for label in (dialog.to_whom, dialog.what_for):
        assert label.isVisible()
        assert label.font().pointSizeF() > dialog.summary.font().pointSizeF() * 1.4
    dialog.reject()


@pytest.mark.parametrize("way", ["escape", "close", "leave"])
def test_a_form_that_is_being_made_can_not_be_left(rich: Bench, tmp_path: Path, way: str) -> None:
    dialog = preparing(rich, tmp_path)
    with busy(rich):
        dialog.make.click()
        if way == "escape":
            press(dialog, Qt.Key.Key_Escape)
        elif way == "close":
            dialog.close()
        else:
            dialog.leave.click()
        assert dialog.isVisible()
    view = dialog.findChild(PassphraseView)
    assert view is not None
    assert view.passphrase.isVisible()
    rich.click(view.close_button)


def test_a_passphrase_stays_until_its_own_button_closes_it(rich: Bench, tmp_path: Path) -> None:
    dialog = preparing(rich, tmp_path)
    rich.click(dialog.make)
    view = dialog.findChild(PassphraseView)
    assert view is not None
    press(dialog, Qt.Key.Key_Escape)
    dialog.close()
    rich.settle()
    assert view.passphrase.isVisible()
    rich.click(view.close_button)
    assert rich.page.tab(SharingTab).dialog is None


def test_a_form_that_was_refused_can_be_left(rich: Bench, tmp_path: Path) -> None:
    dialog = preparing(rich, tmp_path / "not-there")
    rich.click(dialog.make)
    assert dialog.fault.isVisible()
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.leave.hasFocus()  # a folder was typed: a key too many throws nothing away
    press(dialog, Qt.Key.Key_Return)
    rich.settle()
    assert rich.page.tab(SharingTab).dialog is None


def test_enter_notes_the_reason_of_a_hold_and_leaves_the_dialog_open(empty: Bench) -> None:
    dialog = managed(empty)
    line(dialog.hold, "reason").setFocus()
    empty.type(line(dialog.hold, "reason"), "Procès en cours")
    press(dialog, Qt.Key.Key_Return)
    empty.settle()
    hold = empty.ask(lambda office: hold_of(office, empty.page.store.case_id))
    assert hold is not None
    assert hold.reason == "Procès en cours"
    assert dialog.isVisible()


def test_enter_erases_nothing_and_closes_nothing_while_a_reference_is_typed(empty: Bench) -> None:
    dialog = managed(empty)
    asked: list[bool] = []
    dialog.choose_certificate = lambda: asked.append(True)  # type: ignore[method-assign]
    line(dialog.erase, "reference").setFocus()
    empty.type(line(dialog.erase, "reference"), empty.case().reference)
    press(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not asked


def test_enter_presses_the_button_that_has_the_focus_and_none_is_pressed_by_default(empty: Bench) -> None:
    dialog = managed(empty)
    assert not [button.text() for button in dialog.findChildren(QPushButton) if button.autoDefault()]
    next(chip for chip in dialog.status.chips.chips() if chip.choice == CaseStatus.CLOSED.value).setFocus()
    press(dialog, Qt.Key.Key_Return)
    assert empty.case().status is CaseStatus.CLOSED
    dialog.close_button.setFocus()
    press(dialog, Qt.Key.Key_Return)
    empty.settle()
    assert empty.page.managing is None


@pytest.mark.parametrize("which", ["manage", "prepare"])
def test_the_keys_that_lock_and_that_hide_names_work_in_a_dialog(rich: Bench, tmp_path: Path, which: str) -> None:
    dialog = managed(rich) if which == "manage" else preparing(rich, tmp_path)
    locked: list[bool] = []
    rich.window.lock_asked.connect(lambda: locked.append(True))
    press(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert locked == [True]
    press(dialog, Qt.Key.Key_F9)
    assert rich.window.initials
    press(dialog, Qt.Key.Key_F9)
    assert not rich.window.initials


@pytest.mark.parametrize("stays", [True, False])
def test_escape_twice_hides_all_from_within_a_dialog(
    rich: Bench, tmp_path: Path, qapp: QApplication, stays: bool
) -> None:
    """Where a passphrase stands in it the first press leaves it there and counts; where it closes the dialog it is
    none, and twice more hides all.
    """
    dialog: QDialog = preparing(rich, tmp_path) if stays else managed(rich)
    if isinstance(dialog, PrepareDialog):
        rich.click(dialog.make)
    panic = PanicKey(qapp)
    pressed: list[bool] = []
    panic.pressed.connect(lambda: pressed.append(True))
    press(dialog, Qt.Key.Key_Escape)
    assert (rich.page.tab(SharingTab).dialog is dialog) if stays else (rich.page.managing is None)
    after = dialog.windowHandle() if stays else rich.window.windowHandle()
    assert after is not None
    QTest.keyClick(after, Qt.Key.Key_Escape)
    if not stays:
        assert pressed == []
        QTest.keyClick(after, Qt.Key.Key_Escape)
    panic.deleteLater()
    assert pressed == [True]
    if isinstance(dialog, PrepareDialog):
        dialog.accept()
        rich.settle()


def test_a_reason_that_was_refused_stays(empty: Bench) -> None:
    dialog = managed(empty)
    case_id = empty.page.store.case_id
    empty.type(line(dialog.hold, "reason"), "Demande du juge")
    empty.ask(lambda office: hold_case(office, case_id, "enquête"))
    empty.click(dialog.hold.save_button)
    assert dialog.hold.fault.isVisible()
    assert dialog.hold.draft() == {"reason": "Demande du juge"}
    empty.click(dialog.lift.save_button)
    assert line(dialog.hold, "reason").text() == "Demande du juge"
    empty.click(dialog.hold.save_button)
    assert line(dialog.hold, "reason").text() == ""


def test_what_stands_in_one_card_stays_when_another_is_used(empty: Bench) -> None:
    dialog = managed(empty)
    empty.type(line(dialog.hold, "reason"), "Procès en cours")
    empty.click(chips(dialog.reserve, "whom").chip("some"))
    empty.click(next(chip for chip in dialog.status.chips.chips() if chip.choice == CaseStatus.CLOSED.value))
    assert line(dialog.hold, "reason").text() == "Procès en cours"
    assert chips(dialog.reserve, "whom").value() == "some"
    assert dialog.reserve.save_button.isVisible()


def test_a_choice_of_people_stays_when_another_card_refuses(empty: Bench) -> None:
    dialog = managed(empty)
    case_id = empty.page.store.case_id
    empty.ask(lambda office: hold_case(office, case_id, "enquête"))
    dialog.reject()
    empty.settle()
    dialog = managed(empty)
    empty.click(chips(dialog.reserve, "whom").chip("some"))
    empty.ask(lambda office: lift_hold(office, case_id))
    empty.click(dialog.lift.save_button)
    assert dialog.lift.fault.isVisible()
    assert chips(dialog.reserve, "whom").value() == "some"


def test_a_dialog_that_was_left_is_forgotten(empty: Bench) -> None:
    assert empty.page.managing is None
    dialog = managed(empty)
    dialog.reject()
    empty.settle()
    assert empty.page.managing is None
    assert Drafts.current().all() == {}


def test_a_single_item_is_said_in_the_singular(rich: Bench, tmp_path: Path) -> None:
    dialog = preparing(rich, tmp_path)
    shown = rich.page.tab(SharingTab).shown
    assert shown is not None
    assert f"recevra {len(shown.shared)} renseignements." in dialog.summary.text()
    dialog.reject()
    rich.settle()
    shown = rich.page.tab(SharingTab).shown
    assert shown is not None
    one = PrepareDialog(rich.page.store, replace(shown, shared=shown.shared[:1]), rich.window)
    assert "recevra 1 renseignement." in one.summary.text()
    one.deleteLater()
