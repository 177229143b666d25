"""What assistive tools and keys find in every page, tab, dialog and state. New pages and tabs come under it at once."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QPushButton,
    QTableWidget,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.shell.vault_thread import VaultThread
from tests.ui.case.conftest import Bench
from tests.ui.test_entry import entry
from tests.ui.walked.rounds import State, entry_round, whole_round
from tests.ui.walked.rules import RULES
from tests.ui.walked.tree import stops_of, tree_of


def test_everything_says_what_it_is_in_every_state(bench: Bench) -> None:
    bench.window.resize(QSize(1366, 740))
    broken = [line for state in whole_round(bench) for line in broken_in(state)]
    assert not broken, "\n".join(broken)


def test_everything_says_what_it_is_before_a_vault_is_open(
    qtbot: QtBot, thread: VaultThread, vault_folder: Path
) -> None:
    window = entry(qtbot, thread, vault_folder)
    broken = [line for state in entry_round(window, vault_folder) for line in broken_in(state)]
    assert not broken, "\n".join(broken)


def broken_in(state: State) -> list[str]:
    """What breaks a rule there."""
    name, window = state
    nodes = tree_of(window)
    found = {rule.__name__: rule(nodes) for rule in RULES}
    kept = os.environ.get("WALKED")
    if kept:  # the figures, where somebody wants them
        with Path(kept).open("a", encoding="utf-8") as file:
            numbers = " ".join(f"{rule} {len(lines)}" for rule, lines in found.items() if lines)
            file.write(f"{name}: {len(stops_of(window))} stops, {numbers or 'nothing broken'}\n")
    return [f"{name}: {rule}: {line}" for rule, lines in found.items() for line in lines]


def test_each_rule_finds_what_breaks_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setWindowTitle("CaseLink")
    column = QVBoxLayout(window)
    chip, title = QCheckBox("oui"), QLabel("Titre")
    chip.setProperty("role", "chip")
    title.setProperty("role", "title")
    more = QToolButton()
    more.setText("⋯")
    nothing, odd = QPushButton(""), QWidget()
    odd.setFocusPolicy(QTextEdit().focusPolicy())
    choice = SearchChoice([("a", "A"), ("b", "B")], "Lesquelles", multiple=True)
    choice.set_value(["a", "b"])
    choice.setProperty("spoken", None)
    table, ours = QTableWidget(1, 1), QLabel("partner:CPVCF")
    for widget in (nothing, odd, chip, QPushButton("▸ Suite"), more, title, choice, table, ours):
        column.addWidget(widget)
    for chosen in choice.picked.buttons():
        chosen.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    title.setProperty("spoken", "nothing of ours")
    window.show()
    nodes = tree_of(window)
    assert [rule.__name__ for rule in RULES if not rule(nodes)] == []
