"""What just happened, said in place; nothing to click away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.look.theme import set_role
from caselink.ui.pieces.text_label import TextLabel

_STAYS_MS: Final = 8000
"""A message without a fault goes by itself after that; a fault stays until closed or replaced."""


class MessageBar(QWidget):
    """One sentence at a time, with a button that takes back what was done where that can be."""

    def __init__(self, parent: QWidget | None = None, *, margin: int = 0) -> None:
        """`margin` is the pixels left free on both sides of the bar, and above it."""
        super().__init__(parent)
        self._frame = QFrame()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(margin, margin // 2, margin, 0)
        outer.addWidget(self._frame)
        self._undo: Callable[[], None] | None = None
        self._label = TextLabel("", wraps=True)
        self.undo_button = QPushButton(_("Annuler"))
        self.undo_button.setProperty("role", "quiet")
        self._close = QPushButton("✕")
        self._close.setProperty("role", "quiet")
        self._close.setFixedWidth(space(10))
        self._close.setToolTip(_("Fermer le message"))
        self._close.setAccessibleName(_("Fermer le message"))
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(space(4), space(1), space(1), space(1))
        row.setSpacing(space(2))
        row.addWidget(self._label, 1)
        row.addWidget(self.undo_button)
        row.addWidget(self._close)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.undo_button.clicked.connect(self._take_back)
        self._close.clicked.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that stands there."""
        return self._label.text()

    @property
    def goes_by_itself(self) -> bool:
        """Whether the sentence that stands there will go after a while."""
        return self._timer.isActive()

    def say(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        """Say what was done."""
        self._show(sentence, "notice", undo)
        self._timer.start(_STAYS_MS)

    def fault(self, sentence: str) -> None:
        """Say what could not be done."""
        self._show(sentence, "notice_fault", None)
        self._timer.stop()

    def _show(self, sentence: str, role: str, undo: Callable[[], None] | None) -> None:
        self._undo = undo
        self._label.setText(sentence)
        self.undo_button.setVisible(undo is not None)
        set_role(self._frame, role)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _take_back(self) -> None:
        undo = self._undo
        self.hide()
        if undo is not None:
            undo()
