"""Questions that stay closed on a shared screen until the worker opens them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _, ngettext
from caselink.ui.case.form.field_row import FieldRow
from caselink.ui.look.palettes import space
from caselink.ui.look.spoken import speak_as
from caselink.ui.pieces.text_label import TextLabel


class ClosedGroup(QFrame):
    """A run of closed questions behind one button, which also closes them again. Opened they stay so until the case is
    left or the screen locked.
    """

    opened = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[FieldRow, ...] = ()
        head = QFrame(self)
        head.setProperty("role", "notice")
        across = QHBoxLayout(head)
        across.setContentsMargins(space(4), space(2), space(2), space(2))
        self._words = TextLabel("", parent=head, wraps=True)
        self.button = QPushButton(head)
        self.button.setCheckable(True)
        speak_as(self.button, "fold")
        self.button.toggled.connect(self._show)
        across.addWidget(self._words, 1)
        across.addWidget(self.button)
        self.held = QWidget(self)
        """Where the questions are made."""
        self._questions = QVBoxLayout(self.held)
        self._questions.setContentsMargins(0, space(2), 0, 0)
        self._questions.setSpacing(space(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.held)
        self._show(opened=False)

    def hold(self, rows: Sequence[FieldRow]) -> None:
        """Take these questions, which were made in `held`."""
        self.rows = tuple(rows)
        for row in rows:
            self._questions.addWidget(row)

    def open(self) -> None:
        """Show the questions."""
        self.button.setChecked(True)

    def refresh(self, asked: int, answered: int) -> None:
        """Say how many questions there are, and how many have an answer; nothing where none is asked."""
        self.setVisible(asked > 0)
        questions = ngettext("{count} question repliée", "{count} questions repliées", asked)
        answers = ngettext("{count} réponse", "{count} réponses", answered)
        parts = [questions.format(count=asked)] + ([answers.format(count=answered)] if answered else [])
        parts.append(_("à l’abri des regards"))
        self._words.setText(" · ".join(parts))
        self._name()

    def _show(self, opened: bool) -> None:
        self.held.setVisible(opened)
        self._name()
        if opened:
            self.opened.emit()

    def _name(self) -> None:
        self.button.setText(_("Masquer") if self.button.isChecked() else _("Afficher"))
        self.button.setAccessibleName(f"{self.button.text()} : {self._words.text()}")
