"""Unknown, not asked, does not wish to say: three small quiet chips under a field. None of them reads as "no"."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caselink.domain.answers import NoAnswer
from caselink.i18n import N_, _
from caselink.ui.pieces.chip_row import ChipRow

NO_ANSWER_LABELS: Final = {
    NoAnswer.UNKNOWN: N_("inconnu"),
    NoAnswer.NOT_ASKED: N_("pas demandé"),
    NoAnswer.DECLINED: N_("ne souhaite pas dire"),
}


class NoAnswerChips(ChipRow):
    """At most one is pressed; pressing it again frees it."""

    changed = Signal(object)
    """The new `NoAnswer` or None, when the worker changed it."""

    def __init__(self, field_label: str, parent: QWidget | None = None) -> None:
        """`field_label` is the question that they are about, for screen readers."""
        super().__init__(
            [(state.value, _(label)) for state, label in NO_ANSWER_LABELS.items()], role="quiet_chip", parent=parent
        )
        self.setAccessibleName(_("Sans réponse : {field}").format(field=field_label))
        self.pressed_changed.connect(lambda: self.changed.emit(self.value()))

    def value(self) -> NoAnswer | None:
        """Which one is pressed."""
        pressed = self.pressed()
        return NoAnswer(pressed[0]) if pressed else None

    def set_value(self, value: NoAnswer | None) -> None:
        """Press that one or none, without a signal."""
        self.press(() if value is None else (value.value,))
