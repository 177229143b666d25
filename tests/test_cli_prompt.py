"""The prompt for a passphrase, on a real terminal: it shows nothing of what is typed, and `new` asks twice."""

from __future__ import annotations

import os
import select
import sys
from pathlib import Path

import pytest

from caselink.errors import Exit
from tests.conftest import PASSPHRASE

PROMPT_END = "\u00a0: "

pty = pytest.importorskip("pty", reason="a system without pseudo-terminals")


def type_at(words: tuple[str, ...], *answers: str) -> tuple[int, str]:
    """Runs a command on a terminal and answers each prompt; gives its exit code and all that the terminal showed."""
    process, terminal = pty.fork()
    if process == 0:
        os.execv(sys.executable, (sys.executable, "-m", "caselink", *words))  # noqa: S606 - a process of our own
    shown, answered = "", 0
    while select.select([terminal], [], [], 60)[0]:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # Linux ends a terminal so
            break
        if not piece:
            break
        shown += piece.decode(errors="replace")
        if answered < len(answers) and shown.count(PROMPT_END) > answered:
            os.write(terminal, (answers[answered] + "\n").encode())
            answered += 1
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown


def test_a_prompt_opens_the_vault_and_shows_nothing_of_the_passphrase(vault_folder: Path) -> None:
    code, shown = type_at(("cases", str(vault_folder), "--json"), PASSPHRASE)
    assert code == Exit.DONE
    assert '{"cases": []}' in shown
    assert PASSPHRASE not in shown


def test_a_new_passphrase_is_asked_for_twice_and_must_be_the_same(tmp_path: Path) -> None:
    vault = tmp_path / "v.caselink"
    code, shown = type_at(("new", str(vault), "--user", "solene"), PASSPHRASE, PASSPHRASE + "s")
    assert code == Exit.WRONG_USE
    assert PASSPHRASE not in shown
    assert not vault.exists()
