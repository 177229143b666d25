"""The steps one after the other, large: read aloud on the telephone, or across a desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.forms.danger.emergency import EmergencyStep
from caselink.i18n import _
from caselink.ui.emergency.done_steps import DoneSteps
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel

_LARGE: Final = 1.8
"""Times the letters of the window."""
_ON: Final = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown)
_BACK: Final = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp)


class ReadAloud(QDialog):
    """Arrows go on and back, Space says that the step is done, Escape closes."""

    def __init__(self, steps: Sequence[EmergencyStep], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = tuple(steps)
        self._place = 0
        self.setWindowTitle("CaseLink")
        self.setMinimumSize(space(150), space(95))
        self.title = TextLabel("", "display", wraps=True)
        self.lines = TextLabel("", "", wraps=True)
        letters = self.lines.font()
        letters.setPointSizeF(letters.pointSizeF() * _LARGE)
        self.lines.setFont(letters)
        self.before, self.after = QPushButton(_("‹ Avant")), QPushButton(_("Suite ›"))
        self.done_button = QPushButton(_("Fait"))
        self.done_button.setProperty("role", "main")
        for button, work in (
            (self.before, lambda: self._go(-1)), (self.done_button, self._mark), (self.after, lambda: self._go(1)),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(work)
        buttons = QHBoxLayout()
        buttons.addWidget(self.before)
        buttons.addStretch(1)
        buttons.addWidget(self.done_button)
        buttons.addWidget(self.after)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(8), space(6), space(8), space(6))
        column.setSpacing(space(4))
        column.addWidget(self.title)
        column.addWidget(self.lines)
        column.addStretch(1)
        column.addLayout(buttons)
        self._show()
        self.done_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One hand on the telephone: the arrows are enough."""
        if event.key() in _ON:
            self._go(1)
        elif event.key() in _BACK:
            self._go(-1)
        else:
            super().keyPressEvent(event)

    def _go(self, step: int) -> None:
        self._place = max(0, min(len(self._steps) - 1, self._place + step))
        self._show()

    def _mark(self) -> None:
        DoneSteps.current().mark(self._steps[self._place].id, done=True)
        if self._place == len(self._steps) - 1:
            self.accept()
        else:
            self._go(1)

    def _show(self) -> None:
        step = self._steps[self._place]
        self.title.setText(f"{self._place + 1}/{len(self._steps)} · {_(step.title)}")
        self.lines.setText("\n\n".join(_(line) for line in step.lines))
        self.before.setEnabled(self._place > 0)
        self.after.setEnabled(self._place < len(self._steps) - 1)
        done = DoneSteps.current().all()
        said = f"{_('Fait')} {done[step.id]:%H:%M}" if step.id in done else _("Fait")
        self.done_button.setText(said)
