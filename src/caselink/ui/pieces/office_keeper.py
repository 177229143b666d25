"""Writes what is answered about the office, and says so in the message bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from caselink.errors import CaseLinkError
from caselink.services.office import Office
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

T = TypeVar("T")


class OfficeKeeper:
    """A `Keeper` for what belongs to no case."""

    def __init__(self, thread: VaultThread, shell: Shell) -> None:
        self._thread = thread
        self._shell = shell

    def write(
        self, work: Callable[[Office], T], then: Callable[[T], None], failed: Callable[[CaseLinkError], None], *,
        owner: QObject | None = None,
    ) -> None:
        """Write, then call back with what came of it, where `owner` is still there."""
        self._thread.run(work, then, failed, owner=owner)

    def say(self, sentence: str, *, undoable: bool = False) -> None:  # noqa: ARG002
        """Say that it was done."""
        self._shell.show_message(sentence)
