"""The supervisor, real sessions and a real vault: after a lock nobody is left who knew the passphrase."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from caselink.supervisor import supervise
from tests.conftest import Prepared

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes where Linux shows them")


def test_after_a_lock_the_process_that_had_the_vault_open_is_gone(
    prepared_vault: Prepared, vault_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    notes = tmp_path / "notes"
    command = (sys.executable, "-m", "tests.ui.hand", str(vault_folder), str(notes), "lock", "leave")
    supervise(command)
    lines = [line.split() for line in notes.read_text(encoding="utf-8").splitlines()]
    assert [word for _process, word in lines] == ["opened", "opened"]
    processes = {process for process, _word in lines}
    assert len(processes) == 2, "each unlock is another process"
    assert not [process for process in processes if Path("/proc", process).exists()]
    with prepared_vault.open(vault_folder) as vault:
        assert vault.place(), "where she was is kept"
