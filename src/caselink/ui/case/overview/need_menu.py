"""All that can be decided about a need, as a menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from caselink.domain.needs import NeedState
from caselink.forms.needs import STATE_LABELS, STATE_SIGNS
from caselink.i18n import _


class NeedMenu(QMenu):
    """The five states, and who sees to it until when. Calls back with what was chosen."""

    def __init__(
        self, state: NeedState, choose: Callable[[NeedState], None], asks: dict[str, Callable[[], None]],
        parent: QWidget,
    ) -> None:
        """`asks` are further entries: their words, and what they do."""
        super().__init__(parent)
        for each in NeedState:
            words = f"{STATE_SIGNS[each]}  {_(STATE_LABELS[each])}"
            action = self.addAction(f"{words}…" if each is NeedState.NOT_WISHED else words)
            action.setCheckable(True)
            action.setChecked(each is state)
            action.triggered.connect(lambda _checked=False, each=each: choose(each))
        self.addSeparator()
        for words, do in asks.items():
            self.addAction(words).triggered.connect(do)
