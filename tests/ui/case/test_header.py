"""The line above every tab: who she is, whether she may be called, what is hidden on a shared screen."""

from __future__ import annotations

from caselink.services.answers import record_answer
from caselink.ui.case.tabs import TABS
from tests.ui.case.conftest import Bench


def _say(bench: Bench, path: str, raw: object) -> None:
    case_id = bench.page.store.case_id
    bench.ask(lambda office: record_answer(office, case_id, path, raw))
    bench.page.store.load()
    bench.settle()


def test_the_header_stays_on_every_tab(rich: Bench) -> None:
    for entry in TABS:
        rich.page.show_tab(entry.id)
        rich.settle()
        assert rich.page.header.reference.isVisible()
        assert rich.page.header.call.isVisible()


def test_not_asked_is_said_as_such_and_not_as_a_no(empty: Bench) -> None:
    assert "pas encore demandé" in empty.page.header.call.text()
    assert empty.page.header.call.property("role") == "quiet"


def test_never_to_be_called_is_said_with_its_sign(empty: Bench) -> None:
    _say(empty, "contact.may_call", False)
    _say(empty, "contact.may_email", False)
    assert empty.page.header.call.property("role") == "to_do"
    assert empty.page.header.never.isVisible()
    assert "courriel" in empty.page.header.never.text()


def test_her_number_is_shown_only_while_she_may_be_called(empty: Bench) -> None:
    _say(empty, "contact.safe_number", "0470 00 00 00")
    _say(empty, "contact.may_call", True)
    assert empty.page.header.number.text() == "0470 00 00 00"
    assert empty.page.header.number.isVisible()
    _say(empty, "contact.may_call", False)
    assert not empty.page.header.number.isVisible()


def test_the_code_word_is_hidden_until_asked_for_and_hides_again(empty: Bench) -> None:
    _say(empty, "contact.code_word", "parapluie bleu")
    word = empty.page.header.code_word
    assert "parapluie" not in word.label.text()
    empty.click(word.button)
    assert "parapluie bleu" in word.label.text()
    empty.click(word.button)
    assert "parapluie" not in word.label.text()


def test_initials_hide_name_number_and_code_word(empty: Bench) -> None:
    _say(empty, "contact.safe_number", "0470 00 00 00")
    _say(empty, "contact.may_call", True)
    _say(empty, "contact.code_word", "parapluie bleu")
    empty.window.show_initials(True)
    header = empty.page.header
    shown = (header.name.text(), header.number.isVisible(), header.code_word.isVisible())
    empty.window.show_initials(False)
    assert shown == ("N.", False, False)
    assert (header.name.text(), header.number.isVisible()) == ("Nadia", True)


def test_a_watched_phone_is_warned_of(empty: Bench) -> None:
    assert not empty.page.header.watched.isVisible()
    _say(empty, "contact.phone_watched", True)
    assert empty.page.header.watched.isVisible()
