"""What is pressed twice on a case before the vault answers is written once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from caselink.domain.events import EventKind
from caselink.forms.categories import Category
from caselink.forms.purposes import Purpose
from caselink.ui.case.consent.tab import ConsentTab
from tests.ui.asked import chips, line, search, text, tick_all
from tests.ui.case.conftest import Bench
from tests.ui.consents_shown import card_of

CONSENTS = "consents"


def _written(bench: Bench, kind: EventKind) -> int:
    return sum(event.kind is kind for event in bench.case().events)


def _press_twice(bench: Bench, button: QPushButton) -> None:
    button.setFocus()
    for _time in range(2):
        QTest.keyClick(button, Qt.Key.Key_Return)
    assert not button.isEnabled()
    assert bench.window.focusWidget() is None, "the next key presses nothing else"
    bench.settle()


def test_a_consent_is_written_once(empty: Bench) -> None:
    empty.page.show_tab(CONSENTS)
    consents = empty.page.tab(ConsentTab)
    consents.start("partner:Deux Rives", Purpose.HOUSING)
    empty.settle()
    assert consents.page is not None
    _press_twice(empty, consents.page.form.save_button)
    assert _written(empty, EventKind.CONSENT_GIVEN) == 1
    assert consents.page is None


def test_a_consent_that_was_refused_can_be_given_once_it_is_corrected(empty: Bench) -> None:
    empty.page.show_tab(CONSENTS)
    consents = empty.page.tab(ConsentTab)
    consents.start(f"person:{'x' * 201}", Purpose.HOUSING)
    empty.settle()
    page = consents.page
    assert page is not None
    _press_twice(empty, page.form.save_button)
    assert page.form.fault.isVisible()
    assert page.form.save_button.hasFocus()
    line(page.form, "person").setText("Leïla")
    _press_twice(empty, page.form.save_button)
    assert _written(empty, EventKind.CONSENT_GIVEN) == 1


def test_a_withdrawal_is_written_once(rich: Bench) -> None:
    rich.page.show_tab(CONSENTS)
    rich.settle()
    before = _written(rich, EventKind.CONSENT_WITHDRAWN)
    card = card_of(rich.page, lambda line: "Deux Rives" in line.recipient_name)
    rich.click(card.take_back)
    assert card.asking.form is not None
    _press_twice(rich, card.asking.form.save_button)
    assert _written(rich, EventKind.CONSENT_WITHDRAWN) == before + 1


def test_a_legal_decision_is_written_once(empty: Bench) -> None:
    empty.page.show_tab(CONSENTS)
    empty.settle()
    empty.click(empty.page.tab(ConsentTab).legal_fold.button)
    block = empty.page.tab(ConsentTab).legal
    empty.click(block.open)
    form = block.place.form
    assert form is not None
    search(form, "basis").set_value("be_penal_458bis")
    search(form, "basis").changed.emit("be_penal_458bis")
    search(form, "recipient").set_value("Parquet")
    tick_all(form, "conditions")
    chips(form, "told").chip("yes").click()
    _press_twice(empty, form.save_button)
    assert form.fault.isVisible(), "nothing was ticked"
    chips(form, "categories").chip(Category.IDENTITY.value).click()
    line(form, "decided_by").setText("Odette M.")
    text(form, "reason").setPlainText("Danger immédiat.")
    _press_twice(empty, form.save_button)
    assert _written(empty, EventKind.LEGAL_GROUND) == 1


def test_a_name_never_to_inform_is_written_once_by_two_returns(empty: Bench) -> None:
    empty.page.show_tab(CONSENTS)
    empty.settle()
    empty.click(empty.page.tab(ConsentTab).never_fold.button)
    block = empty.page.tab(ConsentTab).never
    for count, name in enumerate(("Karim B.", "Salma D."), start=1):
        empty.type(line(block.form, "name"), name)
        for _time in range(2):
            QTest.keyClick(line(block.form, "name"), Qt.Key.Key_Return)
        empty.settle()
        assert _written(empty, EventKind.NEVER_INFORM) == count
        assert not block.form.fault.isVisible()
