"""The window on an office of many more cases than it reads at a time: it shows the first ones, and finds any."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from pytestqt.qtbot import QtBot

from caselink.domain.answers import Answer
from caselink.ui.pages.caseload.page import CaseloadPage
from caselink.ui.shell.vault_thread import VaultThread
from tests.conftest import Prepared
from tests.ui.conftest import Seat, open_seat

CASES: Final = 400
"""Eight times what is read at a time; `make bench` opens a hundred thousand."""
PAGE: Final = 50
"""Rows that are read at a time."""
FOUND: Final = 321


@pytest.fixture
def full(prepared_vault: Prepared, vault_folder: Path, qtbot: QtBot, thread: VaultThread) -> Seat:
    with prepared_vault.open(vault_folder) as vault, vault.change("import") as change:
        for number in range(CASES):
            case_id = change.new_case(f"T-{number:05d}")
            change.put_answer(case_id, "person.goes_by", Answer(f"Nom{number:05d} Prénom"))
    return open_seat(prepared_vault, vault_folder, qtbot, thread)


def test_many_cases_open_with_their_first_rows_and_are_searched_in_the_index(full: Seat) -> None:
    page = full.window.page(CaseloadPage)
    assert page.table.isVisible()
    assert page.model.rowCount() == PAGE
    assert str(CASES) in page.subtitle.text()
    assert _shown(full, 0) == f"T-{CASES - 1:05d}"

    full.qtbot.keyClicks(page.search, f"nom{FOUND:05d}")
    full.qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert _shown(full, 0) == f"T-{FOUND:05d}"

    page.search.clear()
    full.qtbot.waitUntil(lambda: page.model.rowCount() == PAGE)
    page.table.scrollToBottom()
    full.settle()
    assert page.model.rowCount() == 2 * PAGE


def _shown(seat: Seat, row: int) -> object:
    model = seat.window.page(CaseloadPage).model
    return model.index(row, 0).data()
