"""A real vault on disk, made once for each test process and copied for each test.

`vault_folder` is a fresh copy that `open_vault(vault_folder, USER, PASSPHRASE)` opens; `vault` is such a copy already
open. `prepared_office` knows the partners of the starter directory too. Passphrases are cheap in these processes
(quick_age.py).
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import settings

from caselink.forms.directory import starter_directory
from caselink.i18n import choose_terms
from caselink.vault import Vault, create
from caselink.vault.keys.keys import DataKey
from caselink.vault.opening import open_unlocked
from tests import quick_age

quick_age.install()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"  # French, whatever this computer speaks
settings.register_profile("any computer", deadline=None)  # a busy one is no fault
settings.register_profile("mutants", deadline=None, derandomize=True, database=None)  # the same for each of them
settings.load_profile("mutants" if "CASELINK_MUTANTS" in os.environ else "any computer")

USER = "amal"
PASSPHRASE = "prairie fenêtre sept colibri ombre tiroir"


_COMPUTERS = itertools.count()
MEASURED = tuple(
    Path(__file__).parent / room for room in ("names", "domain", "forms", "consent", "figures", "disclosure")
)
"""Tests that must reach every branch of their rooms; those marked `no_cover` would only be slower for it."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("no_cover") is None and any(item.path.is_relative_to(room) for room in MEASURED):
            item.add_marker("measured")


@dataclass(frozen=True)
class Prepared:
    """The vault that every test copies: closed, empty, with one worker."""

    folder: Path
    code: str
    data_key: DataKey
    identity: str

    def copy_to(self, folder: Path) -> Path:
        """A copy under that name."""
        shutil.copytree(self.folder, folder)
        return folder

    def open(self, folder: Path) -> Vault:
        """A copy opened with the keys at hand."""
        return open_unlocked(folder, USER, self.data_key, self.identity)


def prepare(folder: Path) -> Prepared:
    """Make the vault that is copied."""
    vault, code = create(folder, USER, PASSPHRASE)
    vault.close()
    return Prepared(folder, code, vault.opened.data_key, vault.opened.identity)


@pytest.fixture(scope="session")
def prepared_vault(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    return prepare(tmp_path_factory.mktemp("prepared") / "office.caselink")


@pytest.fixture(scope="session")
def prepared_office(prepared_vault: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The same vault with the partners of the starter directory."""
    folder = prepared_vault.copy_to(tmp_path_factory.mktemp("prepared") / "office.caselink")
    with prepared_vault.open(folder) as vault, vault.change("partner_saved") as change:
        for partner in starter_directory():
            change.put_partner(partner)
    return replace(prepared_vault, folder=folder)


@pytest.fixture
def vault_folder(prepared_vault: Prepared, tmp_path: Path) -> Path:
    return prepared_vault.copy_to(tmp_path / "office.caselink")


@pytest.fixture
def vault(prepared_vault: Prepared, vault_folder: Path) -> Iterator[Vault]:
    with prepared_vault.open(vault_folder) as opened:
        yield opened


@pytest.fixture(autouse=True)
def labels_of_no_country() -> None:
    """A process has one office, whose country's words it reads; a test process has many."""
    choose_terms({})


@pytest.fixture(autouse=True)
def lists_of_this_computer(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """User folders for each test: the copies of the prepared vault are of one office, and would follow what was erased
    in each other; and no test writes into the settings or the log of whoever runs it."""
    # Not numbered by pytest, which reads for each the whole list of those before: with thousands of tests, seconds.
    folder = tmp_path_factory.mktemp(f"computer-{next(_COMPUTERS)}", numbered=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    for kind in ("CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(folder / kind.lower()))
    monkeypatch.setattr("caselink.vault.backup.saving_side_files.data_folder", lambda: folder / "caselink")
    monkeypatch.setattr("caselink.vault.erasure.erased_list.data_folder", lambda: folder / "caselink")
    return folder / "caselink"
