"""The cases to look at again: open one, keep it for another while, or go to where it is erased."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caselink.domain.roles import may
from caselink.errors import CaseLinkError
from caselink.i18n import _
from caselink.services.office import Office
from caselink.services.retention import ReviewDue, begin_reason, keep_case, reviews_due
from caselink.ui.look.palettes import space
from caselink.ui.pages.caseload.review_row import ReviewRow
from caselink.ui.pieces.fault_line import FaultLine
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.scrolled_dialog import ScrolledDialog
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

_DRAFT_MS: Final = 1000


class ReviewsDialog(ScrolledDialog):
    """A row for each, the one waiting longest first."""

    opened = Signal(str)
    """The id of the case that the worker wants to see."""
    erasing = Signal(str)
    """The id of the case that she wants to erase."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(_("Dossiers à réexaminer"), shell, parent)
        self._thread = thread
        self._shell = shell
        self.resize(space(170), space(150))
        self.rows: list[ReviewRow] = []
        self._typed: dict[str, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DRAFT_MS)
        self._timer.timeout.connect(self.flush)
        self._list = QVBoxLayout()
        self._list.setSpacing(space(3))
        self.empty = QuietLabel(_("Plus aucun dossier n’est à réexaminer."))
        self.empty.hide()
        self.fault = FaultLine()
        self.body.addWidget(QuietLabel(_(
            "Personne n’a été en contact avec ces personnes depuis longtemps. Ouvrez ces dossiers, effacez-les, ou "
            "gardez-les : la question reviendra après le même délai."
        )))
        self.body.addLayout(self._list)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.fault)
        shell.initials_changed.connect(self._show_initials)
        thread.run(_found, self._show, self._say_fault, owner=self)

    def flush(self) -> None:
        """Keep what is being typed; asked within a second, and before locking."""
        typed, self._typed = self._typed, {}
        for case_id, text in typed.items():
            self._thread.run(partial(begin_reason, case_id=case_id, text=text))

    def done(self, result: int) -> None:
        """What was typed and not sent is there when the list is opened again."""
        self.flush()
        super().done(result)

    def _note(self, case_id: str, text: str) -> None:
        self._typed[case_id] = text
        if not self._timer.isActive():
            self._timer.start()

    def _show(self, found: tuple[Sequence[ReviewDue], bool]) -> None:
        due, may_erase = found
        self.rows = [ReviewRow(each, initials=self._shell.initials, may_erase=may_erase) for each in due]
        for row in self.rows:
            self._list.addWidget(row)
            row.open_asked.connect(self._open)
            row.erase_asked.connect(self._erase)
            row.kept.connect(partial(self._keep, row))
            row.reason.textEdited.connect(partial(self._note, row.case_id))
        self.empty.setVisible(not self.rows)

    def _say_fault(self, error: CaseLinkError) -> None:
        self.fault.tell(error.sentence)

    def _show_initials(self, shown: bool) -> None:
        for row in self.rows:
            row.show_initials(shown)

    def _open(self, case_id: str) -> None:
        self.accept()
        self.opened.emit(case_id)

    def _erase(self, case_id: str) -> None:
        self.accept()
        self.erasing.emit(case_id)

    def _keep(self, row: ReviewRow, reason: str) -> None:
        self._typed.pop(row.case_id, None)
        self._thread.run(
            partial(keep_case, case_id=row.case_id, reason=reason),
            lambda _kept: self._take_away(row), lambda error: row.refuse(error.sentence), owner=self,
        )

    def _take_away(self, row: ReviewRow) -> None:
        """The other rows stay as they are, with what is typed in them; who was in this one goes on in the next."""
        was_here = row.isAncestorOf(self.focusWidget())
        place = self.rows.index(row)
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self.empty.setVisible(not self.rows)
        if was_here and self.rows:
            self.rows[min(place, len(self.rows) - 1)].focus_first()
        elif was_here:
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _found(office: Office) -> tuple[Sequence[ReviewDue], bool]:
    """What waits, and whether this worker may erase it."""
    return reviews_due(office), may(office.role, "case_erased")
