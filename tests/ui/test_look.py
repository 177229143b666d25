"""Contrast, sizes, and following the system."""

from __future__ import annotations

import re

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from caselink.paths import resources_folder
from caselink.ui.look.icons import icon
from caselink.ui.look.palettes import DARK, LIGHT, TARGET, Palette
from caselink.ui.look.stylesheet import stylesheet
from caselink.ui.look.theme import Theme
from caselink.ui.pieces.flowing import Flowing


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_colours_are_those_that_were_measured() -> None:
    assert (LIGHT.to_do, LIGHT.done, LIGHT.accent) == ("#A3262A", "#1F6B45", "#2F5D8A")
    assert (LIGHT.warning, LIGHT.quiet) == ("#8A5A00", "#5B6470")
    assert (DARK.window, DARK.to_do, DARK.done) == ("#1B2027", "#FF9B9B", "#7FD6A4")


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("role", ["text", "quiet", "accent", "to_do", "done", "warning"])
@pytest.mark.parametrize("ground", ["window", "surface", "rail", "hover"])
def test_words_can_be_read_on_every_ground(palette: Palette, role: str, ground: str) -> None:
    assert contrast(getattr(palette, role), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("role", ["accent", "to_do", "done", "warning"])
def test_words_can_be_read_on_the_soft_ground_of_their_role(palette: Palette, role: str) -> None:
    assert contrast(getattr(palette, role), getattr(palette, f"{role}_soft")) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_what_can_be_filled_in_has_an_outline_that_can_be_seen(palette: Palette) -> None:
    assert contrast(palette.edge, palette.surface) >= 3
    assert contrast(palette.on_accent, palette.accent) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_stylesheet_has_no_empty_place_and_no_colour_beside_the_palette(palette: Palette) -> None:
    sheet = stylesheet(palette, 10.0, dict.fromkeys(("arrow_down", "arrow_left", "arrow_right", "tick"), "a.svg"))
    assert "$" not in sheet
    known = {getattr(palette, name) for name in palette.__slots__}
    assert len(set(re.findall(r"#[0-9A-F]{6}", sheet)) - known) <= 2  # the two that are mixed from it


def test_every_button_is_high_enough_to_be_hit(qtbot: QtBot) -> None:
    Theme.current()
    for role in ("", "main", "quiet", "chip", "quiet_chip", "icon", "rail"):
        button = QPushButton("Ouvrir")
        qtbot.addWidget(button)
        button.setProperty("role", role)
        button.ensurePolished()
        assert button.sizeHint().height() >= TARGET, role
        assert button.minimumSizeHint().height() >= TARGET, role


def test_the_look_changes_at_once_with_light_and_dark(qtbot: QtBot) -> None:
    theme = Theme.current()
    with qtbot.waitSignal(theme.changed):
        theme.show_dark(True)
    assert theme.dark
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert DARK.window in app.styleSheet()
    theme.show_dark(None)
    assert not theme.dark


@pytest.mark.usefixtures("qtbot")
def test_high_contrast_leaves_every_colour_to_the_system(qapp: QApplication) -> None:
    theme = Theme.current()
    theme.show_plain(True)
    sheet = qapp.styleSheet()
    theme.show_plain(None)
    assert "#" not in sheet
    assert "background" not in sheet
    assert f"min-height: {TARGET}px" in sheet
    assert LIGHT.window in qapp.styleSheet()


def test_every_drawing_can_be_drawn() -> None:
    Theme.current()
    drawings = sorted((resources_folder() / "icons").glob("*.svg"))
    assert drawings
    for drawing in drawings:
        assert icon(drawing.stem).availableSizes(), drawing.name


@pytest.mark.usefixtures("qapp")
def test_an_icon_is_drawn_once_in_each_colour_and_size() -> None:
    """Qt keeps what it scaled of every icon that was ever made: the rail asks for all of its own at each page."""
    theme = Theme.current()
    first = icon("lock", "quiet").cacheKey()
    assert icon("lock", "quiet").cacheKey() == first
    others = {icon("lock", "accent").cacheKey(), icon("lock", "quiet", 24).cacheKey(), icon("eye", "quiet").cacheKey()}
    assert len(others | {first}) == 4
    try:
        theme.show_dark(not theme.dark)
        assert icon("lock", "quiet").cacheKey() != first
    finally:
        theme.show_dark(None)


@pytest.mark.usefixtures("qapp")
def test_a_layout_of_lines_deletes_what_it_holds() -> None:
    """Qt leaves that to whoever writes a layout."""
    flowing = Flowing()
    kept, gone = QLabel("une", flowing), QLabel("deux", flowing)
    for label in (kept, gone):
        flowing.flow.addWidget(label)
    item = flowing.flow.itemAt(0)
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert flowing.flow.count() == 1
    assert shiboken6.isValid(item)
    flowing.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(item)
