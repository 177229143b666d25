"""The state of a need: sign, word and colour together."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from caselink.domain.needs import NeedState
from caselink.forms.needs import STATE_LABELS, STATE_SIGNS
from caselink.i18n import _
from caselink.ui.look.theme import set_role
from caselink.ui.pieces.text_label import TextLabel

NEED_ROLES: Final = {
    NeedState.TO_DO: "to_do",
    NeedState.DONE: "done",
    NeedState.NOT_APPLICABLE: "quiet",
    NeedState.NOT_WISHED: "quiet",
    NeedState.NOT_ASSESSED: "quiet",
}
"""The role of the palette that each state is painted in."""


class NeedChip(TextLabel):
    """A sign and a word on a soft ground of the same colour; "✕ à faire (2)" with a count."""

    def __init__(self, state: NeedState, parent: QWidget | None = None, *, count: int | None = None) -> None:
        super().__init__("", "", parent)
        self.show_state(state, count=count)

    def show_state(self, state: NeedState, *, count: int | None = None) -> None:
        """Show that state, and how many needs are in it."""
        words = f"{STATE_SIGNS[state]} {_(STATE_LABELS[state])}"
        self.setText(words if count is None else f"{words} ({count})")
        set_role(self, f"chip_{NEED_ROLES[state]}")
