"""What the main window offers to the pages that stand in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget


class Shell(Protocol):
    """The main window as a page sees it."""

    initials: bool
    """Whether names are shown as initials now (someone walked in)."""

    last_case: str
    """The id of the case that was shown last; empty for none yet."""

    initials_changed: SignalInstance
    """Signal with the new value of `initials`."""

    office_renamed: SignalInstance
    """Signal with the new name of the office."""

    idle_changed: SignalInstance
    """Signal with the minutes of rest after which the session locks."""

    language_chosen: SignalInstance
    """Signal with the code of the language that the window is to speak from now on."""

    hiding_key_chosen: SignalInstance
    """Signal with the key that hides everything from now on, one of `settings_file.HIDING_KEYS`."""

    code_kept: SignalInstance
    """Signal: a new recovery code is on paper, or there is none any more."""

    def show_page(self, page: str) -> None:
        """Show the page of that id; see `pages/registry.py`."""

    def open_case(self, case_id: str, tab: str = "") -> None:
        """Show that case, on the tab of that id where one is named."""

    def ask_consent(self, case_id: str, partner: str) -> None:
        """Show that case where a consent is recorded for that partner, so that it may hear her case at meetings."""

    def erase_case(self, case_id: str) -> None:
        """Show that case, and the question that erases it."""

    def leave_case(self) -> None:
        """Go back from the case to the list."""

    def open_partner(self, short_name: str) -> None:
        """Show that partner in the directory."""

    def add_partner(self) -> None:
        """Begin to add a partner to the directory."""

    def show_message(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say one sentence in the message bar, with a button that takes back what was done."""

    def show_fault(self, text: str) -> None:
        """Say in the message bar that something could not be done."""

    def lend_keys(self, dialog: QWidget) -> None:
        """Have the keys that lock and that show names as initials work in a dialog too, which keeps all others off."""

    def remember(self, place: dict[str, str]) -> None:
        """Keep where the worker is (ids, never words), so that unlocking returns there."""
