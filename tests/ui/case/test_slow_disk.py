"""The disk takes its time: what is typed and chosen is noted at once, and what waits is written together.

A job that waits at a gate stands for a disk that has not answered yet.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from caselink.services.answers import drafts, keep_draft, record_answer
from caselink.ui.case.form.entered import read_entered
from caselink.ui.case.form.field_row import FieldRow
from caselink.ui.case.form.tab import FormTab
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.shell.vault_thread import JobKind
from caselink.vault import Vault
from caselink.vault.database import Database
from tests.conftest import Prepared
from tests.ui.case.conftest import Bench

FORM = "form"
NAMES = ("person.first_names", "person.last_name", "person.birth_name", "person.latin_name")


def row_of(bench: Bench, path: str) -> FieldRow:
    """The row of that path, without waiting for the vault."""
    bench.page.tab(FormTab).go_to(path)
    row = bench.page.tab(FormTab).page().reveal(path)
    assert row is not None
    return row


def field_of(row: FieldRow) -> QWidget:
    widget: QWidget = row.editor
    while (proxy := widget.focusProxy()) is not None:
        widget = proxy
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    return widget


def choose(row: FieldRow, choice: str) -> None:
    editor = row.editor
    assert isinstance(editor, ChoiceChips)
    editor.chip(choice).click()


def answer(bench: Bench, *paths: str) -> None:
    """A word into each, each but the last one left."""
    for path in paths:
        QTest.keyClicks(field_of(row_of(bench, path)), f"word of {path}")


@contextmanager
def killed(bench: Bench, prepared: Prepared, tmp_path: Path) -> Iterator[Vault]:
    """The vault as it would lie there if the process were killed now."""
    typing = bench.page.store.typing
    assert typing is not None
    typing.wait()
    copy = tmp_path / "killed.caselink"
    subprocess.run(("cp", "-r", str(bench.folder), str(copy)), check=True)  # this process opens the database once
    with prepared.open(copy) as vault:
        yield vault


@pytest.fixture
def waiting(empty: Bench, gate: Event) -> Bench:
    """The form of an empty case, over a disk that does not answer."""
    empty.page.show_tab(FORM)
    row_of(empty, NAMES[0])
    row_of(empty, "contact.may_call")
    empty.settle()
    empty.thread.call(gate.wait, kind=JobKind.READING)
    return empty


def test_killed_while_the_disk_does_not_answer_she_finds_all_that_she_did(
    waiting: Bench, prepared_vault: Prepared, tmp_path: Path
) -> None:
    choose(row_of(waiting, "contact.may_call"), "no")
    answer(waiting, *NAMES)
    waiting.page.tab(FormTab).flush()
    case_id = waiting.page.store.case_id
    with killed(waiting, prepared_vault, tmp_path) as vault:
        kept = vault.drafts(case_id)
        place = vault.place()
    assert {path: kept.get(path) for path in NAMES} == {path: f"word of {path}" for path in NAMES}
    assert "false" in kept["contact.may_call"]
    assert (place["case"], place["field"]) == (case_id, NAMES[-1])


def test_what_was_chosen_and_never_recorded_is_chosen_again_and_recorded_when_the_page_is_left(
    waiting: Bench, gate: Event, prepared_vault: Prepared, tmp_path: Path
) -> None:
    choose(row_of(waiting, "contact.may_call"), "no")
    with killed(waiting, prepared_vault, tmp_path) as vault:
        kept = vault.drafts(waiting.page.store.case_id)["contact.may_call"]
    gate.set()
    waiting.settle()
    waiting.open_empty(FORM)
    case_id = waiting.page.store.case_id
    waiting.ask(lambda office: keep_draft(office, case_id, "contact.may_call", kept))
    waiting.open(case_id, FORM)
    row = row_of(waiting, "contact.may_call")
    assert row.editor.value() is False
    assert row.saved == "pas encore enregistré"
    assert waiting.case().value("contact.may_call") is None
    waiting.ask(lambda office: record_answer(office, case_id, "contact.hours", "le soir"))
    waiting.page.store.load()
    waiting.settle()
    assert row.editor.value() is False
    waiting.page.show_tab("overview")
    assert waiting.case().value("contact.may_call") is False
    assert waiting.ask(lambda office: drafts(office, case_id)) == {}


def test_a_draft_of_a_choice_that_the_field_does_not_take_any_more_is_left_out(empty: Bench) -> None:
    case_id = empty.page.store.case_id
    field = row_of(empty, "contact.may_call").place.field
    for strange in ("\x1e", "\x1e[]", '\x1e[true, "nobody"]', "\x1e[[[["):
        assert read_entered(field, strange) is None
    empty.ask(lambda office: keep_draft(office, case_id, "contact.may_call", '\x1e["castle", null]'))
    empty.open(case_id, FORM)
    assert row_of(empty, "contact.may_call").saved == ""
    empty.page.show_tab("overview")
    assert empty.case().value("contact.may_call") is None


def test_what_waits_is_one_commit_and_what_is_refused_keeps_nothing_else_back(
    waiting: Bench, gate: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits: list[str] = []
    run = Database.run

    def watched(database: Database, sql: str, *parameters: str | int | bytes | None) -> None:
        run(database, sql, *parameters)
        if sql == "COMMIT":
            commits.append(sql)

    monkeypatch.setattr(Database, "run", watched)
    QTest.keyClicks(field_of(row_of(waiting, "person.birth")), "never")
    answer(waiting, *NAMES)
    choose(row_of(waiting, "contact.may_call"), "yes")
    waiting.page.tab(FormTab).flush()
    gate.set()
    waiting.settle()
    assert len(commits) == 1
    case = waiting.case()
    assert {path: case.value(path) for path in NAMES} == {path: f"word of {path}" for path in NAMES}
    assert case.value("contact.may_call") is True
    assert row_of(waiting, "person.birth").fault
    case_id = waiting.page.store.case_id
    assert waiting.ask(lambda office: drafts(office, case_id)) == {"person.birth": "never"}
    waiting.page.store.undo_last()
    waiting.settle()
    assert waiting.case().value("contact.may_call") is None


def test_answers_are_owed_by_nobody_a_decision_is(waiting: Bench, gate: Event) -> None:
    answer(waiting, *NAMES)
    waiting.page.tab(FormTab).flush()
    assert waiting.thread.busy
    assert not waiting.thread.owes
    store = waiting.page.store
    store.change(lambda office: office.vault.case(store.case_id))
    assert waiting.thread.owes
    gate.set()
    waiting.settle()
    assert not waiting.thread.owes
