"""The rules of the house hold, and the checker that says so can tell when they don't."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import house


def faults(name: str, source: str, *, is_package: bool = False) -> list[str]:
    return [*house.faults_of([house.Module(name, ast.parse(source), is_package)])]


def test_the_program_keeps_the_rules_of_the_house() -> None:
    assert [*house.faults_of(house.modules())] == []


def test_every_room_of_the_plan_is_looked_at() -> None:
    rooms = {module.room for module in house.modules()}
    assert {"domain", "forms", "disclosure", "documents", "intake", "vault", "services", "ui"} <= rooms


def test_nothing_was_left_unfinished() -> None:
    assert [*house.left_over(house.ROOT / name for name in ("src", "tests", "tools", "docs"))] == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("caselink.domain.case", "from caselink.forms import schema"),
        ("caselink.domain.case", "from ..forms.schema import Field"),
        ("caselink.domain.case", "from caselink.i18n import _"),
        ("caselink.forms.registry", "import caselink.disclosure.gate"),
        ("caselink.disclosure.gate", "def f():\n    from caselink.vault import keys"),
        ("caselink.vault.store", "from caselink import documents"),
        ("caselink.vault.store", "from .. import disclosure"),
        ("caselink.intake.json_document", "from caselink.services.cases import new_case"),
        ("caselink.documents.liaison", "from caselink.vault import keys"),
        ("caselink.services.cases", "from caselink.ui import window"),
        ("caselink.ui.window", "from caselink.vault.store import Store"),
        ("caselink.ui.window", "from caselink.disclosure.outputs import Disclosure"),
        ("caselink.cli", "from caselink.vault import store"),
        ("caselink.supervisor", "from caselink.ui import session"),
        ("caselink.elsewhere.room", "from caselink.domain import case"),
    ],
)
def test_an_import_against_the_direction_of_the_rooms_is_found(name: str, source: str) -> None:
    assert len(faults(name, source)) == 1


def test_a_relative_import_in_the_file_of_a_package_starts_at_that_package() -> None:
    assert faults("caselink.vault", "from .keys import Keys", is_package=True) == []
    assert faults("caselink.vault", "from ..ui import window", is_package=True) != []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("caselink.services.cases", "from PySide6.QtCore import QObject"),
        ("caselink.cli", "import PySide6"),
        ("caselink.services.backup_copies", "import sqlcipher3"),
        ("caselink.documents.liaison", "from loro import LoroDoc"),
        ("caselink.ui.preview", "from reportlab.pdfgen import canvas"),
        ("caselink.vault.store", "import pikepdf"),
        ("caselink.domain.needs", "import platformdirs"),
        ("caselink.domain.needs", "import anyascii"),
        ("caselink.vault.search", "from anyascii import anyascii"),
        ("caselink.services.cases", "import a_package_nobody_named"),
        ("caselink.vault.store", "__import__('PySide6')"),
        ("caselink.vault.store", "import importlib\nimportlib.import_module('reportlab')"),
        ("caselink.commands.registry", "pkgutil.resolve_name('reportlab:Canvas')"),
        ("caselink.cli", "pkgutil.resolve_name(words[0])"),
    ],
)
def test_a_package_used_outside_the_room_that_owns_it_is_found(name: str, source: str) -> None:
    assert len(faults(name, source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "import socket",
        "import http.client",
        "from http import server",
        "from urllib.request import urlopen",
        "from urllib import request",
        "from PySide6 import QtNetwork",
        "from PySide6.QtNetwork import QTcpSocket",
        "import asyncio",
        "import pickle",
        "import sqlite3",
    ],
)
def test_the_network_and_unsafe_modules_are_found_anywhere(source: str) -> None:
    assert len(faults("caselink.ui.window", source)) == 1
    assert len(faults("caselink.vault.store", source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "Disclosure((), purpose, on, (), None, seal=object())",
        "outputs.Disclosure()",
        "x = outputs.SEAL",
        "from caselink.disclosure.outputs import SEAL",
        "class Mine(Disclosure): pass",
        "dataclasses.replace(decision.disclosure, shared=())",
        "object.__new__(Disclosure)",
        "from caselink.disclosure.gate import case_free",
        "gate.case_free('', 'title', (case.name,))",
    ],
)
def test_what_only_the_gate_may_make_is_found_when_made_elsewhere(source: str) -> None:
    assert faults("caselink.services.sharing", source) != []


def test_a_paper_without_a_case_is_asked_for_where_it_is_made() -> None:
    assert faults("caselink.services.erasing", "from caselink.disclosure.gate import case_free") == []


@pytest.mark.parametrize(
    "source",
    [
        "from caselink.documents.liaison import write_liaison",
        "from caselink.documents.certificate import write_certificate as print_it",
        "from caselink.documents.seal import seal_pdf",
    ],
)
def test_a_paper_written_around_the_way_of_all_papers_is_found(source: str) -> None:
    assert len(faults("caselink.services.erasing", source)) == 1


def test_a_writer_of_a_paper_that_is_not_declared_is_found() -> None:
    assert len(faults("caselink.documents.letter", "def write_letter(decided: Disclosure) -> bytes: ...")) == 1
    assert faults("caselink.documents.liaison", "def write_liaison(decided: Disclosure) -> bytes: ...") == []


def test_the_gate_itself_may_make_it() -> None:
    assert faults("caselink.disclosure.gate", "Disclosure(a, b, c, d, e, seal=SEAL)") == []


@pytest.mark.parametrize(
    "source",
    [
        "from caselink.domain.case import Case",
        "def write(case: 'Case') -> bytes: ...",
        "def write(*, cases: list[Case]) -> bytes: ...",
        "def write(decision: Decision) -> bytes: ...",
        "from caselink.disclosure.gate import decide",
    ],
)
def test_a_writer_that_takes_a_case_is_found(source: str) -> None:
    assert faults("caselink.documents.liaison", source) != []


@pytest.mark.parametrize(
    "source",
    [
        "try:\n    f()\nexcept Exception:\n    pass",
        "try:\n    f()\nexcept (ValueError, BaseException):\n    pass",
        "try:\n    f()\nexcept:\n    pass",
        "try:\n    f()\nexcept BaseException as fault:\n    raise ValueError from fault",
        "print('hello')",
        "eval('1')",
        "_(f'Bonjour {name}')",
        "tempfile.gettempdir()",
        "tempfile.mkdtemp(prefix='x')",
    ],
)
def test_a_habit_that_the_house_does_not_have_is_found(source: str) -> None:
    assert len(faults("caselink.services.cases", source)) == 1


@pytest.mark.parametrize(
    "source",
    ["path.write_bytes(b'')", "path.write_text('')", "path.open('wb')", "open(path, mode='a')", "os.open(path, 0)",
     "path.open('r+b')", "path.touch()"],
)
def test_a_file_written_by_anybody_but_the_one_writer_is_found(source: str) -> None:
    assert faults("caselink.services.sharing", source) != []
    assert faults("caselink.vault.outside", source) == []


def test_reading_a_file_is_no_fault() -> None:
    assert faults("caselink.commands.importing", "path.open('rb')\nopen(path)\ndialog.open()") == []


def test_cleaning_up_and_raising_again_is_no_fault() -> None:
    assert faults("caselink.vault.store", "try:\n    f()\nexcept BaseException:\n    g()\n    raise") == []


def test_two_classes_of_one_name_are_found() -> None:
    assert list(house.name_faults(house.modules())) == []
    twice = [house.Module(name, ast.parse("class Quay: ...")) for name in ("caselink.a", "caselink.b")]
    assert any("Quay" in fault for fault in house.name_faults(twice))


def test_the_commands_may_print() -> None:
    assert faults("caselink.cli", "print('hello')") == []


def test_what_the_rules_allow_is_left_in_peace() -> None:
    source = "from caselink.vault.store import Store\nfrom caselink.i18n import _\nfrom datetime import date"
    assert faults("caselink.services.cases", source) == []


def test_a_mark_of_unfinished_work_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "ROOT", tmp_path)
    (tmp_path / "page.md").write_text("TO" + "DO: write this\n", encoding="utf-8")
    assert [*house.left_over([tmp_path])] == ["page.md:1 was left unfinished"]


@pytest.mark.parametrize(
    "source",
    [
        "datetime.now(UTC)", "datetime.datetime.now()", "date.today()", "time.time()", "time.time_ns()",
        "moment.astimezone()", "datetime.fromtimestamp(seconds)", "QDate.currentDate()",
    ],
)
def test_the_computer_s_clock_is_asked_in_one_place_alone(source: str) -> None:
    assert len(faults("caselink.services.cases", source)) == 1
    assert faults("caselink.clock", source) == []


@pytest.mark.parametrize("source", ["office.now()", "time.monotonic()", "moment.astimezone(UTC)", "clock.today()"])
def test_other_clocks_may_be_asked(source: str) -> None:
    assert faults("caselink.services.cases", source) == []
