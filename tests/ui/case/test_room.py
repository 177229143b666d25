"""Small screens, large letters, long words: everything is seen, nothing that is pressed is cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from caselink.i18n import choose_language
from caselink.ui.shell.main_window import MainWindow
from caselink.ui.shell.session_info import SessionInfo, read_session_info
from tests.ui.case.conftest import Bench
from tests.ui.waiting import wait_for
from tests.ui.walked.fits import cut_in
from tests.ui.walked.rounds import pages_round, tabs_round

SIZES: Final = ((640, 360), (911, 480), (1024, 690), (1366, 690), (1920, 1000))
"""Logical pixels: 1280×720 at twice its size, a laptop at 150 %, two old screens, a large one."""

@pytest.fixture(params=["fr", "en", "nl"])
def spoken(request: pytest.FixtureRequest, shared_bench: Bench, qapp: QApplication) -> Iterator[Bench]:
    """The window in that language, on the same vault."""
    choose_language(request.param)
    desks: list[SessionInfo] = []
    shared_bench.thread.run(read_session_info, desks.append)
    wait_for(lambda: bool(desks))
    window = MainWindow(shared_bench.thread, desks[0])
    window.show()
    window.setUpdatesEnabled(False)  # laid out, and not painted five times
    yield Bench(shared_bench.thread, window, shared_bench.folder)
    window.flush()
    wait_for(lambda: not shared_bench.thread.busy)
    window.deleteLater()
    choose_language("fr")
    qapp.processEvents()


def test_no_button_is_cut_at_any_size_in_any_language(spoken: Bench) -> None:
    cut = []
    for which in (pages_round, tabs_round):
        for name, window in which(spoken, opened=False):
            for size in SIZES:
                window.resize(*size)
                QCoreApplication.processEvents()
                cut += [f"{name} at {size}: {line}" for line in cut_in(window)]
    assert not cut, "\n".join(cut)
