"""Where the worker is and what she has not recorded yet, kept in the vault so that unlocking brings it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from caselink.services.office import Typing, remember_place
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.place_on_page import place_on
from caselink.ui.shell.vault_thread import VaultThread


class KeptPlace:
    """The place of one window. `unfinished` is all that stands in its forms, as one text; empty for nothing."""

    def __init__(self, window: QWidget, thread: VaultThread, unfinished: Callable[[], str]) -> None:
        self._window, self._thread, self._unfinished = window, thread, unfinished
        self._kept: dict[str, str] = {}
        self._noted: dict[str, str] = {}

    def on(self, page: QWidget, named: Mapping[str, str]) -> dict[str, str]:
        """The place on the page that is shown; `named` is what the page knows of it by names and ids."""
        return {**named, **place_on(page, named="field" in named or "need" in named), **self._open()}

    def note(self, place: dict[str, str]) -> None:
        """Before the window is hidden, when nothing has the keyboard any more: that is where she was."""
        self._noted = place

    def noted(self) -> dict[str, str]:
        """What was noted; empty for nothing."""
        return self._noted

    def forget(self) -> None:
        """Keep it again though it is the same: the vault may have forgotten it, with an erasure."""
        self._kept = {}

    def keep(self, place: Mapping[str, str], of_page: Mapping[str, str], typing: Typing | None) -> None:
        """At once, without waiting for the changes before it; by the database where the case was not read yet."""
        geometry = bytes(self._window.saveGeometry().toBase64().data()).decode()
        here = {
            **self._open(), **place, **of_page, "day": OfficeClock.current().today().isoformat(), "window": geometry,
        }
        if here == self._kept:
            return
        self._kept = here
        if typing is None or typing.refused:
            self._thread.run(lambda office: remember_place(office, here))
        else:
            typing.place(dict(here))

    def restore_window(self, place: Mapping[str, str]) -> None:
        """Where it stood on the screen, and how large it was."""
        geometry = place.get("window")
        if geometry:
            self._window.restoreGeometry(QByteArray.fromBase64(geometry.encode()))

    def _open(self) -> dict[str, str]:
        text = self._unfinished()
        return {"unfinished": text} if text else {}


def is_first_of_day(place: Mapping[str, str]) -> bool:
    """Whether she was here on another day; who was never here yet begins with the list."""
    return "day" in place and place["day"] != OfficeClock.current().today().isoformat()
