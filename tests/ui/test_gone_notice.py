"""The vault that is open is replaced under the window: said over every page, with the way to what was saved beside."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from caselink.services.office import Office, look_around, remember_place
from caselink.supervisor import LOCKED, OPENED
from caselink.ui.look.theme import Theme
from caselink.ui.shell.session import Session
from caselink.ui.shell.supervisor_line import SupervisorLine
from tests.conftest import USER, Prepared
from tests.ui.ending import end
from tests.ui.test_damage_notice import open_with_keys, window_of
from tests.ui.waiting import wait_for
from tests.vault.filling import add_case


@pytest.fixture
def session(qapp: QApplication, vault_folder: Path, prepared_vault: Prepared) -> Iterator[Session]:
    """A session whose window is open."""
    Theme.current()
    with prepared_vault.open(vault_folder) as vault:
        add_case(vault)
    session = Session(qapp, vault_folder)
    session.show()
    open_with_keys(session, lambda: Office(prepared_vault.open(vault_folder)))
    wait_for(lambda: session.window is not None and not session.thread_of_vault.busy)
    yield session
    end(session)


def replace_it(folder: Path) -> None:
    new = folder / ".~cases-1.db"
    new.write_bytes((folder / "cases-1.db").read_bytes())
    new.replace(folder / "cases-1.db")


def the_saved_one(folder: Path) -> Path:
    (saved,) = (path for path in folder.parent.glob("*.caselink") if path != folder)
    return saved


def test_it_is_said_over_every_page_and_leads_to_what_was_saved(
    session: Session, vault_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    session.supervisor = SupervisorLine(session)
    window = window_of(session)
    assert window.gone.isHidden()
    replace_it(vault_folder)
    session.thread_of_vault.run(lambda office: remember_place(office, {"page": "partners"}))
    wait_for(window.gone.isVisible)
    saved = the_saved_one(vault_folder)
    assert saved.name in window.gone.accessibleName()
    window.show_page("partners")
    wait_for(lambda: not session.thread_of_vault.busy)
    assert window.gone.isVisible()
    ended: list[int] = []
    session.ended.connect(ended.append)
    window.gone.open_button.click()
    assert ended == [LOCKED]
    assert f"{os.fsdecode(OPENED)}{USER} {saved}" in capfd.readouterr().out.splitlines()


def test_it_is_noticed_while_nobody_saves(session: Session, vault_folder: Path) -> None:
    replace_it(vault_folder)
    session.thread_of_vault.run(look_around)
    wait_for(window_of(session).gone.isVisible)


def test_what_is_noticed_as_the_session_ends_is_offered_by_the_next_one(
    session: Session, vault_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    session.supervisor = SupervisorLine(session)
    replace_it(vault_folder)
    session.lock()
    assert str(the_saved_one(vault_folder)) in capfd.readouterr().out
