"""Exporting from the window: what is asked first, what is shown once."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
import pytest
from PySide6.QtWidgets import QFileDialog

from caselink.domain.events import EventKind
from caselink.domain.roles import Role
from caselink.services.cases import new_case, read_case
from caselink.ui.shell.export_dialog import ExportDialog
from caselink.ui.shell.main_window import MainWindow
from caselink.ui.shell.session_info import read_session_info
from tests.ui.conftest import Seat


def asked(seat: Seat) -> ExportDialog:
    seat.window.actions_by_name["export"].trigger()
    (dialog,) = seat.window.findChildren(ExportDialog)
    return dialog


def saved_to(monkeypatch: pytest.MonkeyPatch, out: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(out), ""))


def test_the_open_case_is_exported_with_its_reason_and_the_passphrase_shown_once(
    seat: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = seat.ask(lambda office: new_case(office, "2026-0001", "Amina"))
    seat.ask(lambda office: new_case(office, "2026-0002", "Nadia"))
    seat.window.open_case(case.id)
    seat.settle()
    out = tmp_path / "dossiers.age"
    saved_to(monkeypatch, out)
    dialog = asked(seat)
    seat.click(dialog.export)
    assert not out.exists(), "nobody said why"
    assert dialog.focusWidget() is dialog.reason
    seat.qtbot.keyClicks(dialog.reason, "Reprise par un autre bureau")
    seat.click(dialog.export)
    seat.settle()
    assert dialog.passphrase is not None
    (written,) = json.loads(pyrage.passphrase.decrypt(out.read_bytes(), dialog.passphrase.text()))["cases"]
    assert written["reference"] == "2026-0001"
    assert not dialog.export.isVisible()
    (event,) = seat.ask(lambda office: read_case(office, case.id)).events
    assert (event.kind, event.body["reason"]) == (EventKind.EXPORTED, "Reprise par un autre bureau")


def test_without_an_open_case_all_are_exported_in_the_clear_when_that_is_asked(
    seat: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for reference in ("2026-0001", "2026-0002"):
        seat.ask(partial(new_case, reference=reference))
    out = tmp_path / "dossiers.json"
    saved_to(monkeypatch, out)
    dialog = asked(seat)
    seat.qtbot.keyClicks(dialog.reason, "Reprise")
    dialog.how.chip("plain").click()
    seat.click(dialog.export)
    seat.settle()
    assert dialog.passphrase is None
    assert [case["reference"] for case in json.loads(out.read_bytes())["cases"]] == ["2026-0001", "2026-0002"]


def test_a_file_that_is_there_is_kept_and_the_worker_asked_again(
    seat: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "dossiers.age"
    out.write_bytes(b"theirs")
    saved_to(monkeypatch, out)
    dialog = asked(seat)
    seat.qtbot.keyClicks(dialog.reason, "Reprise")
    seat.click(dialog.export)
    seat.settle()
    assert dialog.fault.isVisible()
    assert dialog.export.isEnabled()
    assert out.read_bytes() == b"theirs"


def test_only_the_coordination_is_offered_to_export(seat: Seat) -> None:
    desk = seat.ask(read_session_info)
    for role, offered in ((Role.COORDINATOR, True), (Role.WORKER, False), (Role.READ_ONLY, False)):
        window = MainWindow(seat.thread, replace(desk, role=role))
        seat.qtbot.addWidget(window)
        assert ("export" in window.actions_by_name) is offered
        seat.settle()
