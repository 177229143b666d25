"""The cases to look at again: open one, or keep it for another while. Nothing is erased from here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.retention import ReviewDue, keep_case, reviews_due
from caselink.ui.caseload.review_row import ReviewRow
from caselink.ui.palettes import space
from caselink.ui.vault_thread import VaultThread
from caselink.ui.widgets.quiet_label import QuietLabel
from caselink.ui.widgets.scrolled_dialog import ScrolledDialog


class ReviewsDialog(ScrolledDialog):
    """A row for each, the one waiting longest first."""

    opened = Signal(str)
    """The id of the case that the worker wants to see."""

    def __init__(self, thread: VaultThread, *, initials: bool, parent: QWidget | None = None) -> None:
        super().__init__(_("Dossiers à réexaminer"), parent)
        self._thread = thread
        self._initials = initials
        self.setMinimumSize(space(150), space(90))
        self.rows: list[ReviewRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(space(3))
        self._empty = QuietLabel(_("Plus aucun dossier n’est à réexaminer."))
        self._empty.hide()
        self.body.addWidget(QuietLabel(_(
            "Rien n’y a été noté depuis longtemps. Ouvrez-les pour les clore ou les effacer, ou gardez-les : la "
            "question reviendra après le même délai."
        )))
        self.body.addLayout(self._list)
        self.body.addWidget(self._empty)
        self._ask()

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
