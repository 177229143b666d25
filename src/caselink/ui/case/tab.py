"""What every tab of a case has in common. A tab says only what it does otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caselink.forms.purposes import Purpose
from caselink.ui.case.store import CaseStore


@dataclass(frozen=True, slots=True)
class Wish:
    """What one tab asks another to begin with: for whom (the id of a recipient choice, empty for nobody yet),
    what for, and which kind of paper."""

    recipient: str
    purpose: Purpose
    paper: str = "liaison_form"


class Tab(QWidget):
    """A part of the page of one case, declared in `tabs.py`. Nothing in it waits for the vault."""

    wanted = Signal(str, object)
    """Another tab, by its id, is to be shown, and to begin with that `Wish`."""

    done = Signal()
    """What another tab wanted of this one is done: whoever came for it goes back."""

    moved = Signal()
    """Something else in it is the current one: the worker's place is to be kept."""

    flush_asked = Signal()
    """What is being typed anywhere on the page is to be recorded now."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store

    def focus_first(self) -> None:
        """Put the cursor where the work of the tab begins."""
        self.setFocus()

    def begin(self, wish: Wish) -> None:
        """Begin with what another tab wanted."""

    def place(self) -> dict[str, str]:
        """Where in the tab the worker is, in ids and numbers, never in words of a case. Keys are of one page."""
        return {}

    def restore(self, place: Mapping[str, str]) -> None:
        """Go back to a place that `place` gave; the case is there."""

    def flush(self) -> None:
        """Make one change of the case of whatever is being typed."""
