"""The pictures of the demo, drawn without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caselink.app import grab_pictures
from caselink.demo.example import open_example
from caselink.errors import UserError, WrongPassphrase
from caselink.services.office import Office
from tests.conftest import PASSPHRASE, USER, Prepared


def colours(picture: QImage) -> int:
    step = 7
    columns, rows = range(0, picture.width(), step), range(0, picture.height(), step)
    return len({picture.pixel(x, y) for x in columns for y in rows})


@pytest.mark.usefixtures("qtbot")
def test_both_pictures_show_the_window(vault_folder: Path, prepared_vault: Prepared, tmp_path: Path) -> None:
    with prepared_vault.open(vault_folder) as vault:
        open_example(Office(vault))
    made = grab_pictures(vault_folder, USER, PASSPHRASE, tmp_path)
    assert made == {"dashboard": tmp_path / "dashboard.png", "caseload": tmp_path / "caseload.png"}
    for path in made.values():
        picture = QImage(str(path))
        assert (picture.width(), picture.height()) == (1440, 900)
        assert colours(picture) > 20
    assert QImage(str(made["dashboard"])) != QImage(str(made["caseload"]))


@pytest.mark.usefixtures("qtbot")
def test_a_vault_without_cases_gives_a_sentence_and_no_picture(vault_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        grab_pictures(vault_folder, USER, PASSPHRASE, tmp_path)
    assert not (tmp_path / "dashboard.png").exists()


def test_a_wrong_passphrase_draws_nothing(qtbot: QtBot, vault_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongPassphrase):
        grab_pictures(vault_folder, USER, "not this one at all", tmp_path)
    assert [path for path in tmp_path.iterdir() if path.suffix == ".png"] == []
    qtbot.waitUntil(lambda: not any(window.isVisible() for window in QApplication.topLevelWidgets()))
