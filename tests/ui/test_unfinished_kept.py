"""How what is unfinished is kept: at once, never a secret, of a reserved case for nobody else, whatever comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from caselink.domain.answers import Json
from caselink.domain.roles import Role
from caselink.services.cases import new_case
from caselink.services.reserving import reserve_case
from caselink.ui.case.consent.tab import ConsentTab
from caselink.ui.case.typed_days import read_past_day
from caselink.ui.entry.passphrase_field import PassphraseField
from caselink.ui.pages.caseload.page import CaseloadPage
from caselink.ui.pages.partners.page import PartnersPage
from caselink.ui.pages.settings.page import SettingsPage
from caselink.ui.pieces.drafts import OpenEditors, read
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.editors.editor import Editor
from caselink.ui.pieces.editors.line_editor import LineEditor
from caselink.ui.pieces.editors.long_text_editor import LongTextEditor
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.pieces.editors.tick_editor import TickEditor
from caselink.ui.pieces.editors.typed_date import TypedDate
from caselink.ui.shell.main_window import MainWindow
from caselink.ui.shell.session_info import read_session_info
from caselink.ui.shell.vault_thread import VaultThread
from tests.conftest import USER, Prepared
from tests.ui.asked import chips, line, office_form, partner_form
from tests.ui.conftest import Seat
from tests.ui.sitting import Sitting
from tests.ui.waiting import wait_for
from tests.vault.plain_pages import plain_pages

CONSENTS = "consents"
SECRET = "Qzxwvkjhpl"


@pytest.fixture
def sitting(qapp: QApplication, prepared_office: Prepared, tmp_path: Path) -> Iterator[Sitting]:
    sitting = Sitting(qapp, prepared_office, prepared_office.copy_to(tmp_path / "sitting.caselink"))
    yield sitting
    sitting.end()


def test_a_line_that_hides_what_is_typed_is_refused_and_never_read(qtbot: QtBot) -> None:
    field = PassphraseField("Phrase de passe")
    qtbot.addWidget(field)
    with pytest.raises(ValueError, match="hidden"):
        OpenEditors({"passphrase": LineEditor("Phrase de passe", field=field.field)})
    for hiding in QLineEdit.EchoMode:
        typed = LineEditor("line")
        qtbot.addWidget(typed)
        work = OpenEditors({"line": typed})
        typed.set_text(SECRET)
        typed.field.setEchoMode(hiding)
        assert (SECRET in str(work.changed())) is (hiding is QLineEdit.EchoMode.Normal)


def editors(qtbot: QtBot) -> dict[str, Editor]:
    made: dict[str, Editor] = {
        "line": LineEditor("line"),
        "text": LongTextEditor("text"),
        "tick": TickEditor("tick"),
        "one": ChoiceChips([("a", "A"), ("b", "B")], "one", required=True),
        "some": ChoiceChips([("a", "A"), ("b", "B")], "some", multiple=True),
        "found": SearchChoice([("a", "A"), ("b", "B")], "found"),
        "day": TypedDate("day", read_past_day),
    }
    for each in made.values():
        qtbot.addWidget(each)
    made["line"].set_value("before")
    made["one"].set_value("a")
    return made


def test_only_what_differs_is_told_and_put_back_as_it_was(qtbot: QtBot) -> None:
    first, second = editors(qtbot), editors(qtbot)
    work, again = OpenEditors(first), OpenEditors(second)
    assert work.changed() == {}
    first["line"].set_value("after")
    first["one"].set_value("b")
    assert isinstance(first["day"], TypedDate)
    assert isinstance(second["day"], TypedDate)
    first["day"].field.setText("11/3/2019")
    words = work.changed()
    assert set(words) == {"line", "one", "day"}
    again.put_back(json.loads(json.dumps(words)))
    assert again.changed() == words
    assert second["day"].field.text() == "11/3/2019"
    work.begin()
    assert work.changed() == {}


def test_yesterday_is_the_same_day_tomorrow(qtbot: QtBot) -> None:
    day = TypedDate("day", read_past_day)
    qtbot.addWidget(day)
    work = OpenEditors({"day": day})
    work.put_back({"day": {"typed": "hier", "meant": "2026-01-05"}})
    assert day.value() == "2026-01-05"
    day.field.setText("hi")
    assert work.changed() == {"day": {"typed": "hi", "meant": None}}
    work.put_back({"day": {"typed": "hier", "meant": str(date.today().replace(day=1))[:3]}})
    assert day.field.text() == "hier"


@pytest.mark.parametrize("value", [
    None, 3, True, "zz", "", [], ["zz"], ["a", "b"], [3], {}, {"typed": 3}, {"typed": "x", "meant": "zz"},
    {"meant": "2019"}, [["a"]],
])
def test_strange_words_are_left_out_without_a_fault(qtbot: QtBot, value: Json) -> None:
    made = editors(qtbot)
    work = OpenEditors(made)
    work.put_back(dict.fromkeys(made, value) | {"gone": value})
    one, found = made["one"], made["found"]
    assert isinstance(one, ChoiceChips)
    assert isinstance(found, SearchChoice)
    assert one.pressed() in [("a",), ("b",)]
    assert found.value() in [None, "a", "b"]


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", "[" * 100_000])
def test_a_text_that_is_no_json_object_is_nothing(text: str) -> None:
    assert read(text) == {}


FORMS = (
    "consent", "never", "lifting", "legal", "end_legal", "withdraw", "need_due", "need_outcome", "assessment",
    "recipient", "prepare", "reserve", "hold", "encounter", "partner", "office", "own_card", "worker_added",
    "worker_renamed", "role_changed", "new_case", "gone",
)
NAMES = (
    "kind", "partner", "person", "purposes", "what", "length", "until", "given_on", "name", "reason", "basis", "grid",
    "answers", "level", "answer", "recipient", "purpose", "idle", "country", "hours", "role", "names", "whom", "gone",
)
STRANGE: tuple[Json, ...] = (
    3,
    dict.fromkeys(NAMES, 3),
    {name: ["gone", 3] for name in NAMES},
    {name: {"gone": "zz", "typed": 3} for name in NAMES},
)


@pytest.mark.parametrize("words", STRANGE, ids=["no forms", "numbers", "gone", "other shapes"])
def test_what_no_longer_fits_is_left_out_and_every_page_opens(seat: Seat, words: Json) -> None:
    case_id = seat.ask(lambda office: new_case(office, None, "Nadia").id)
    everywhere: dict[str, Json] = {}
    for form in FORMS:
        everywhere |= {form: words, f"{form}:{case_id}": words, f"{form}:{case_id}:gone": words, f"{form}:gone": words}
    desk = seat.ask(read_session_info)
    desk.place.update({"page": "case", "case": case_id, "tab": "overview", "unfinished": json.dumps(everywhere)})
    window = MainWindow(seat.thread, desk)
    seat.qtbot.addWidget(window)
    window.show()
    seat.settle()
    assert window.case_page is not None
    for tab in (CONSENTS, "sharing", "overview"):
        window.case_page.show_tab(tab)
        seat.settle()
    for page in ("caseload", "partners", "settings"):
        window.show_page(page)
        seat.settle()
        window.page(SettingsPage).show_part(1)
        seat.settle()
    assert not window.messages.isVisible(), window.messages.text


def test_it_is_kept_within_a_second_and_dropped_with_the_form(sitting: Sitting) -> None:
    """As the hide-at-once key or a crash would find it: nothing is flushed."""
    sitting.window.page(CaseloadPage).new_case()
    sitting.type(line(sitting.window.page(CaseloadPage).panel, "name"), "Amina")
    wait_for(lambda: sitting.kept() == {"new_case": {"name": "Amina"}})
    sitting.click(sitting.window.page(CaseloadPage).panel.cancel_button)
    wait_for(lambda: sitting.kept() == {})


def test_nothing_is_written_while_nothing_changes(seat: Seat) -> None:
    seat.window.page(CaseloadPage).new_case()
    line(seat.window.page(CaseloadPage).panel, "name").setText("Amina")
    wait_for(lambda: "Amina" in str(seat.ask(lambda office: office.vault.place())))
    seat.settle()
    asked: list[bool] = []
    seat.thread.busy_changed.connect(asked.append)
    for _second in range(3):
        seat.window.look_for_unfinished()
    assert asked == []


def test_of_a_reserved_case_nothing_stands_readable_whatever_else_is_unfinished(
    sitting: Sitting, prepared_office: Prepared
) -> None:
    sitting.window.show_page("partners")
    sitting.settle()
    sitting.click(sitting.window.page(PartnersPage).add_button)
    sitting.type(line(partner_form(sitting.window), "name"), "Relais")
    page = sitting.open_case(CONSENTS)
    case_id = page.store.case_id
    sitting.ask(lambda office: reserve_case(office, case_id, [USER]))
    page.store.load()
    sitting.settle()
    sitting.click(page.tab(ConsentTab).never_fold.button)
    sitting.type(line(page.tab(ConsentTab).never.form, "name"), SECRET)
    sitting.lock()
    pages = plain_pages(sitting.folder / "cases-1.db", prepared_office.data_key.key)
    assert b"CREATE TABLE" in pages
    assert SECRET.encode() not in pages
    assert b"Relais" not in pages
    sitting.unlock()
    assert line(sitting.page.tab(ConsentTab).never.form, "name").text() == SECRET


def test_a_case_that_was_just_reserved_keeps_what_is_unfinished_in_it(sitting: Sitting) -> None:
    """The vault forgets the place then: the window keeps it again under the key of the case."""
    page = sitting.open_case(CONSENTS)
    sitting.click(page.tab(ConsentTab).never_fold.button)
    sitting.type(line(page.tab(ConsentTab).never.form, "name"), SECRET)
    page.manage()
    sitting.settle()
    dialog = page.managing
    assert dialog is not None
    sitting.click(chips(dialog.reserve, "whom").chip("some"))
    sitting.click(dialog.reserve.save_button)
    sitting.click(dialog.close_button)
    assert SECRET in str(sitting.kept())
    raw = sitting.ask(lambda office: office.vault.opened.database.all("SELECT place FROM workers"))
    assert SECRET not in str(raw)


def test_a_window_that_only_shows_keeps_nothing_and_takes_nothing_up(seat: Seat) -> None:
    desk = seat.ask(read_session_info)
    words = json.dumps({"new_case": {"name": SECRET}})
    desk.place.update({"page": "caseload", "unfinished": words})
    window = MainWindow(seat.thread, type(desk)(
        desk.folder, desk.user, desk.office_name, desk.idle_minutes, desk.place, Role.READ_ONLY
    ))
    seat.qtbot.addWidget(window)
    window.show()
    seat.settle()
    assert window.page(CaseloadPage).panel.isHidden()
    window.page(CaseloadPage).panel.show()
    line(window.page(CaseloadPage).panel, "name").setText(SECRET)
    window.note_place()
    window.flush()
    seat.settle()
    assert SECRET not in str(seat.ask(lambda office: office.vault.place()))


def test_a_place_of_an_older_program_still_opens(sitting: Sitting, prepared_office: Prepared) -> None:
    folder = sitting.folder
    sitting.lock()
    with prepared_office.open(folder) as vault:
        vault.keep_place({"page": "settings", "window": ""})
    sitting.unlock()
    assert sitting.window.page(SettingsPage).isVisible()
    assert sitting.kept() == {}


def test_the_keyboard_is_not_taken_by_what_waits_on_another_page(seat: Seat, thread: VaultThread) -> None:
    desk = seat.ask(read_session_info)
    words = {"partner": {"name": "x"}, "new_case": {"name": "x"}}
    desk.place.update({"page": "settings", "unfinished": json.dumps(words)})
    window = MainWindow(thread, desk)
    seat.qtbot.addWidget(window)
    window.show()
    seat.settle()
    line(office_form(window), "email").setFocus(Qt.FocusReason.TabFocusReason)
    seat.settle()
    assert window.focusWidget() is line(office_form(window), "email")
