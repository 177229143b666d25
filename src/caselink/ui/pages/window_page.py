"""What every page of the window has in common. A page says only what it does otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from caselink.ui.look.palettes import FORM_WIDTH
from caselink.ui.pieces.page import Page
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread


class WindowPage(Page):
    """A page of the window, declared in `registry.py`. Nothing in it waits for the vault."""

    def __init__(
        self, title: str, thread: VaultThread, shell: Shell, parent: QWidget | None = None, *, scrolls: bool = True,
        width: int | None = FORM_WIDTH,
    ) -> None:
        super().__init__(title, parent, scrolls=scrolls, width=width)
        self._thread = thread
        self._shell = shell

    def refresh(self) -> None:
        """Read again what the page shows."""

    def focus_search(self) -> None:
        """Put the cursor into the search field; where nothing is searched, on the page."""
        self.setFocus()

    def place(self) -> dict[str, str]:
        """What to come back to on this page, in ids and numbers, never in words of a case."""
        return {}

    def restore(self, place: Mapping[str, str]) -> None:
        """Come back to what `place` gave."""

    def flush(self) -> None:
        """Hand what is being typed to the vault's thread."""
