"""Hours as they are typed: day by day, and on days that are not like others."""

from __future__ import annotations

from datetime import date, time

import pytest
from pytestqt.qtbot import QtBot

from caselink.domain.partners import DayHours, Hours, Opening, hours_to_json
from caselink.services.directory import hours_sentence
from caselink.ui.pages.partners.hours_editor import HoursEditor, read_exceptions

CLOSED = DayHours(date(2027, 12, 24))
SHORT = DayHours(date(2027, 12, 31), ((time(9), time(12, 30)),))


def test_days_of_its_own_come_back_as_they_were_typed(qtbot: QtBot) -> None:
    editor = HoursEditor()
    qtbot.addWidget(editor)
    hours = Hours(openings=(Opening(0, time(9), time(17)),), exceptions=(CLOSED, SHORT))
    editor.set_value(hours_to_json(hours))
    assert editor.exceptions.text() == "24/12/2027 : fermé ; 31/12/2027 : 09:00–12:30"
    assert editor.value() == hours_to_json(hours)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ()),
        ("24/12/2027", (CLOSED,)),
        ("24/12/2027 : fermé ; 31/12/2027 : 9–12h30", (CLOSED, SHORT)),
        ("décembre 2027 : fermé", None),
        ("24/12/2027 : parfois", None),
        ("Noël", None),
    ],
)
def test_what_is_typed_is_understood_or_marked(typed: str, expected: tuple[DayHours, ...] | None, qtbot: QtBot) -> None:
    assert read_exceptions(typed) == expected
    editor = HoursEditor()
    qtbot.addWidget(editor)
    editor.exceptions.setText(typed)
    assert isinstance(editor.value(), str) is (expected is None), "what can't be understood stands as typed"


def test_they_are_said_with_the_hours() -> None:
    assert hours_sentence(Hours(always=True, exceptions=(CLOSED,))) == (
        "24 h sur 24, 7 jours sur 7 · le 24/12/2027\N{NO-BREAK SPACE}: fermé"
    )
