"""In danger now: the same numbers and steps while the vault is locked, and what was done is noted once it is open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import time
from functools import partial
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame, QLabel, QWidget

from caselink.domain.partners import Hours, Opening, Partner, PartnerKind
from caselink.services.cases import new_case
from caselink.services.directory import save_partner
from caselink.services.encounters import encounters
from caselink.ui.emergency.done_steps import DoneSteps
from caselink.ui.emergency.read_aloud import ReadAloud
from caselink.ui.entry.entry_window import EntryWindow
from caselink.ui.pages.emergency import EmergencyPage
from caselink.ui.pages.settings.page import SettingsPage
from caselink.ui.shell import settings_file
from tests.conftest import USER
from tests.ui.conftest import Seat
from tests.ui.waiting import wait_for


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(settings_file, "settings_folder", lambda: tmp_path / "settings")
    yield
    DoneSteps.current().forget()


def holds_words(widget: QWidget, said: str) -> bool:
    return said in words(widget)


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible()).replace("\u00a0", " ")


def test_what_was_done_while_locked_is_offered_after_unlocking_and_noted_with_who_when_and_which_step(
    seat: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = seat.ask(lambda office: new_case(office, "2026-0001", "Nadia").id)
    seat.show("settings")
    seat.click(seat.window.page(SettingsPage).office.computer.here.chip("BE"))
    locked = EntryWindow(seat.thread, None)
    seat.qtbot.addWidget(locked)
    locked.show()
    locked.start()
    locked.activateWindow()
    seat.qtbot.waitUntil(locked.isActiveWindow)
    handle = locked.windowHandle()
    assert handle is not None
    seat.qtbot.keyClick(handle, Qt.Key.Key_F1)
    view = locked.emergency.view
    assert view is not None and view.isVisible()
    assert view.countries() == ("BE",)
    said = words(view)
    assert said.index("112") < said.index("Mettre à l’abri") and "458bis" in said
    (card,) = view.steps
    card.ticks["call"].click()
    card.ticks["safety"].click()

    out = tmp_path / "urgence.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    seat.qtbot.mouseClick(view.print, Qt.MouseButton.LeftButton)
    (page,) = PdfReader(out).pages
    assert "112" in page.extract_text() and "3919" not in page.extract_text()

    seat.qtbot.keyClick(handle, Qt.Key.Key_Escape)
    assert locked.unlock_page.isVisible()
    locked.close()

    seat.window.show_page("emergency")
    seat.settle()
    shown = seat.window.page(EmergencyPage)
    assert "2 étapes faites" in shown.done.text()
    shown.case.set_value(case_id)
    seat.click(shown.note)
    (noted,) = seat.ask(lambda office: encounters(office.vault.case(case_id)))
    done = str(noted.values["done"])
    assert noted.by == USER and "Appeler" in done and "Mettre à l’abri" in done and noted.values["at"] == done[:5]
    assert not shown.card.isVisible()


def test_the_steps_are_read_aloud_one_by_one_by_the_arrows(seat: Seat) -> None:
    seat.press(Qt.Key.Key_F1)
    seat.click(seat.window.page(EmergencyPage).view.aloud)
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, ReadAloud) and each.isVisible())
    first = dialog.title.text()
    seat.qtbot.keyClick(dialog, Qt.Key.Key_Right)
    assert dialog.title.text() != first
    assert dialog.lines.font().pointSizeF() > 1.5 * seat.window.font().pointSizeF()
    seat.qtbot.keyClick(dialog.done_button, Qt.Key.Key_Space)
    assert list(DoneSteps.current().all()) == ["call"]
    seat.qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_grid_of_a_network_is_added_from_its_file_and_one_that_is_not_sound_says_why(
    seat: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = seat.window.page(SettingsPage)
    seat.show("settings")
    settings.show_part(3)
    seat.settle()
    file = tmp_path / "grid.json"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(file), ""))
    rule = {"id": "x-r", "level": "high", "label": "Deux", "when": {"most": ["jealousy"]}, "source": "réseau"}
    grid = {"id": "x-net", "version": 1, "label": "Grille du réseau", "factors": ["jealousy"], "rules": [rule]}
    for sound in (False, True):
        rule["when"] = {"any" if sound else "most": ["jealousy"]}
        file.write_text(json.dumps(grid))
        seat.click(settings.grid_button)
        listed = "Grille du réseau" if sound else "Grille courte"
        wait_for(partial(holds_words, settings.grids, listed))
        assert settings.grids.fault.isVisible() is not sound


def test_f1_over_a_case_that_is_not_read_yet_shows_the_numbers_and_nothing_fails(seat: Seat) -> None:
    case_id = seat.ask(lambda office: new_case(office, "2026-0001", "Nadia").id)
    seat.window.open_case(case_id, "danger")
    seat.window.show_page("emergency")
    seat.settle()
    page = seat.window.page(EmergencyPage)
    assert page.isVisible() and page.sheet.isVisible()
    other_day = (seat.ask(lambda office: office.today()).weekday() + 3) % 7
    hours = Hours(openings=(Opening(other_day, time(9), time(17)),))
    closed = Partner("aa", "Aa, fermée aujourd’hui", PartnerKind.HELPLINE, hours=hours, phones=("0100000000",))
    seat.ask(lambda office: save_partner(office, closed))
    page.refresh()
    wait_for(partial(holds_words, page, "Aa, fermée"))
    said = words(page)
    assert said.index("Aa, fermée") > said.index("3919") and "fermé maintenant" in said
    assert "case" not in seat.window.place()
    seat.click(page.sheet)
    assert seat.window.case_page is not None and seat.window.case_page.store.case_id == case_id


@pytest.mark.parametrize("kept", ['{"country": "XX"}', '{"country": 3}', "{}"])
def test_a_country_that_is_none_counts_as_none(kept: str, tmp_path: Path) -> None:
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "settings.json").write_text(kept)
    assert settings_file.read_country() == ""


def squeezed(view: QWidget) -> list[tuple[int, int]]:
    """Cards that are not as high as their words need."""
    cards = [each for each in view.findChildren(QFrame) if each.property("role") == "card" and each.isVisible()]
    assert cards
    return [(each.height(), each.heightForWidth(each.width())) for each in cards
            if each.height() < each.heightForWidth(each.width())]


def test_numbers_and_steps_are_read_at_the_first_look_not_one_upon_the_other(seat: Seat) -> None:
    locked = EntryWindow(seat.thread, None)
    seat.qtbot.addWidget(locked)
    locked.resize(720, 720)
    locked.show()
    locked.start()
    seat.settle()
    for _time in range(2):
        locked.show_emergency()  # and before any frame is drawn
        view = locked.emergency.view
        assert view is not None
        assert squeezed(view) == []
        locked.start()
    seat.show("emergency")
    page = seat.window.page(EmergencyPage)
    page.view.show_numbers(page.view.numbers)
    assert squeezed(page.view) == []
