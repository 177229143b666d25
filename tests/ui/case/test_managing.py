"""What is rarely done with a case, in the real window on a real vault: close it, reserve it, keep it, erase it."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from caselink.domain.case import CaseStatus
from caselink.services.reserving import reserved_to
from caselink.services.retention import hold_of, keep_case, review_on
from caselink.ui.case.managing.dialog import ManageDialog
from caselink.ui.pieces.editors.chip import Chip
from tests.ui.asked import chips, line
from tests.ui.case.conftest import Bench
from tests.ui.waiting import wait_for


def managed(bench: Bench) -> ManageDialog:
    """The dialog, opened by its button."""
    bench.click(bench.page.header.manage)
    dialog = bench.page.managing
    assert dialog is not None
    return dialog


def test_a_case_is_closed_and_opened_again(empty: Bench) -> None:
    dialog = managed(empty)
    closed, opened = (next(chip for chip in dialog.status.chips.chips() if chip.choice == each.value)
                      for each in (CaseStatus.CLOSED, CaseStatus.OPEN))
    empty.click(closed)
    assert empty.case().status is CaseStatus.CLOSED
    empty.click(opened)
    assert empty.case().status is CaseStatus.OPEN


def test_opening_a_case_again_says_which_consents_are_to_be_asked_again(rich: Bench) -> None:
    dialog = managed(rich)
    assert not dialog.status.again.isVisible()
    for status in (CaseStatus.CLOSED, CaseStatus.OPEN):
        rich.click(next(chip for chip in dialog.status.chips.chips() if chip.choice == status.value))
    assert dialog.status.again.isVisible()
    assert "redemandez" in dialog.status.again.text()


def test_a_case_is_reserved_and_whoever_does_it_is_always_among_them(empty: Bench) -> None:
    dialog = managed(empty)
    case_id = empty.page.store.case_id
    assert not dialog.reserve.save_button.isVisible()
    empty.click(next(chip for chip in chips(dialog.reserve, "whom").chips() if chip.choice == "some"))
    (mine,) = chips(dialog.reserve, "names").chips()
    QTest.mouseClick(mine, Qt.MouseButton.LeftButton)
    assert chips(dialog.reserve, "names").pressed() == (mine.choice,)
    empty.click(dialog.reserve.save_button)
    assert empty.ask(lambda office: reserved_to(office, case_id)) == (mine.choice,)
    assert empty.case().value("person.goes_by") == "Nadia"
    assert empty.page.header.reserved.isVisible()
    empty.click(next(chip for chip in chips(dialog.reserve, "whom").chips() if chip.choice == "all"))
    empty.click(dialog.reserve.save_button)
    assert empty.ask(lambda office: reserved_to(office, case_id)) is None
    assert not empty.page.header.reserved.isVisible()


def _chip(dialog: ManageDialog, choice: str) -> Chip:
    return next(chip for chip in chips(dialog.reserve, "whom").chips() if chip.choice == choice)


@pytest.mark.parametrize("way", ["close", "escape", "window"])
@pytest.mark.parametrize("what", ["people", "reason"])
def test_what_is_not_saved_keeps_the_dialog_open_and_is_pointed_out(empty: Bench, what: str, way: str) -> None:
    dialog = managed(empty)
    card = dialog.reserve if what == "people" else dialog.hold
    if what == "people":
        empty.click(_chip(dialog, "some"))
    else:
        empty.type(line(dialog.hold, "reason"), "Procès en cours")
    if way == "close":
        empty.click(dialog.close_button)
    elif way == "escape":
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        dialog.close()
    empty.settle()
    assert dialog.isVisible()
    assert card.fault.isVisible()
    assert dialog.focusWidget() is card.save_button
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    empty.settle()
    case_id = empty.page.store.case_id
    if what == "people":
        assert empty.ask(lambda office: reserved_to(office, case_id)) is not None
    else:
        assert empty.ask(lambda office: hold_of(office, case_id)) is not None
    empty.click(dialog.close_button)
    assert empty.page.managing is None


def test_a_choice_of_people_and_a_reason_are_given_up_by_their_own_button(empty: Bench) -> None:
    dialog = managed(empty)
    case_id = empty.page.store.case_id
    assert not dialog.reserve.cancel_button.isVisible()
    assert not dialog.hold.cancel_button.isVisible()
    empty.click(_chip(dialog, "some"))
    empty.click(dialog.reserve.cancel_button)
    assert chips(dialog.reserve, "whom").value() == "all"
    empty.type(line(dialog.hold, "reason"), "Procès en cours")
    empty.click(dialog.hold.cancel_button)
    assert line(dialog.hold, "reason").text() == ""
    empty.click(dialog.close_button)
    assert empty.page.managing is None
    assert empty.ask(lambda office: reserved_to(office, case_id)) is None
    assert empty.ask(lambda office: hold_of(office, case_id)) is None


def test_a_case_that_is_gone_keeps_no_dialog_open(empty: Bench, tmp_path: Path) -> None:
    dialog = managed(empty)
    dialog.choose_certificate = lambda: tmp_path / "certificat.pdf"  # type: ignore[method-assign]
    empty.click(_chip(dialog, "some"))
    empty.type(line(dialog.erase, "reference"), empty.case().reference)
    empty.click(dialog.erase.save_button)
    wait_for(lambda: empty.window.case_page is None)


def test_a_hold_needs_a_reason_and_keeps_the_case_from_being_erased(empty: Bench) -> None:
    dialog = managed(empty)
    case_id = empty.page.store.case_id
    empty.click(dialog.hold.save_button)
    assert empty.ask(lambda office: hold_of(office, case_id)) is None
    empty.type(line(dialog.hold, "reason"), "Procès en cours")
    empty.click(dialog.hold.save_button)
    hold = empty.ask(lambda office: hold_of(office, case_id))
    assert hold is not None
    assert hold.reason == "Procès en cours"
    assert not dialog.erase.save_button.isVisible()
    empty.click(dialog.lift.save_button)
    assert empty.ask(lambda office: hold_of(office, case_id)) is None
    assert dialog.erase.save_button.isVisible()


def test_a_case_that_was_reviewed_comes_back_later(empty: Bench) -> None:
    case_id = empty.page.store.case_id
    before = empty.ask(lambda office: review_on(office, case_id))
    empty.ask(lambda office: keep_case(office, case_id, "procès"))
    assert empty.ask(lambda office: review_on(office, case_id)) >= before


def test_a_case_is_erased_only_once_its_reference_was_typed_and_leaves_a_certificate(
    empty: Bench, tmp_path: Path
) -> None:
    dialog = managed(empty)
    case = empty.case()
    out = tmp_path / "certificat.pdf"
    dialog.choose_certificate = lambda: out  # type: ignore[method-assign]  # the system's own dialog
    assert not dialog.erase.save_button.isEnabled()
    empty.type(line(dialog.erase, "reference"), case.reference[:-1])
    assert not dialog.erase.save_button.isEnabled()
    empty.type(line(dialog.erase, "reference"), case.reference[-1])
    told: list[bool] = []
    empty.window.erased.connect(lambda: told.append(True))
    empty.click(dialog.erase.save_button)
    wait_for(lambda: empty.window.case_page is None)
    assert empty.ask(lambda office: office.vault.case_id_of(case.reference)) is None
    text = "".join(page.extract_text() for page in pypdf.PdfReader(out).pages)
    assert case.reference in text
    assert "Nadia" not in text
    assert out.name in empty.window.messages.text
    assert told, "earlier backups are to follow"
