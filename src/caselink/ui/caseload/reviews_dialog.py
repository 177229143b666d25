"""The cases to look at again: open one, or keep it for another while. Nothing is erased from here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.retention import ReviewDue, keep_case, reviews_due
from caselink.ui.caseload.review_row import ReviewRow
from caselink.ui.palettes import space
from caselink.ui.vault_thread import VaultThread
from caselink.ui.widgets.quiet_label import QuietLabel
from caselink.ui.widgets.text_label import TextLabel


class ReviewsDialog(QDialog):
    """A row for each, the one waiting longest first."""

    opened = Signal(str)
    """The id of the case that the worker wants to see."""

    def __init__(self, thread: VaultThread, *, initials: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thread = thread
        self._initials = initials
        self.setWindowTitle("CaseLink")
        self.setMinimumSize(space(150), space(90))
        self.rows: list[ReviewRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(space(3))
        self._empty = QuietLabel(_("Plus aucun dossier n’est à réexaminer."))
        self._empty.hide()
        self.close_button = QPushButton(_("Fermer"))
        self.close_button.clicked.connect(self.accept)
        self._lay_out()
        self._ask()

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(space(6), space(5), space(6), space(5))
        column.setSpacing(space(3))
        column.addWidget(TextLabel(_("Dossiers à réexaminer"), "title"))
        column.addWidget(QuietLabel(_(
            "Rien n’y a été noté depuis longtemps. Ouvrez-les pour les clore ou les effacer, ou gardez-les : la "
            "question reviendra après le même délai."
        )))
        column.addLayout(self._list)
        column.addWidget(self._empty)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        foot = QHBoxLayout()
        foot.setContentsMargins(space(6), space(2), space(6), space(4))
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area, 1)
        outer.addLayout(foot)

    def _ask(self) -> None:
        self._thread.run(reviews_due, self._show, owner=self)

    def _show(self, due: Sequence[ReviewDue]) -> None:
        for old in self.rows:
            old.hide()
            old.deleteLater()
        self.rows = [ReviewRow(each, initials=self._initials) for each in due]
        for row in self.rows:
            self._list.addWidget(row)
            row.open_asked.connect(self._open)
            row.kept.connect(self._keep)
        self._empty.setVisible(not self.rows)

    def _open(self, case_id: str) -> None:
        self.accept()
        self.opened.emit(case_id)

    def _keep(self, case_id: str, reason: str) -> None:
        self._thread.run(
            partial(keep_case, case_id=case_id, reason=reason), lambda _kept: self._ask(), owner=self
        )
