"""Saving while one types: noted each second, one change of the case when a field is left."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from caselink.domain.answers import Source
from caselink.domain.case import Case
from caselink.errors import CaseLinkError
from caselink.services.answers import drop_draft, keep_draft, record_and_erase, record_answer
from caselink.services.erasing_answers import Confirmed, ErasureAsked
from caselink.services.office import Office
from caselink.services.traces import Trace
from caselink.ui.case.erasing.asking import ask_to_erase, ask_to_erase_answer
from caselink.ui.case.form.entered import entered_words
from caselink.ui.case.form.field_row import FieldRow
from caselink.ui.case.store import CaseStore
from caselink.ui.shell.vault_thread import JobKind

_DRAFT_MS: Final = 1000


class Saver(QObject):
    """Has what is typed noted, never more than a second late, and hands it to the vault."""

    said = Signal(str)
    """Whether and when the answer that was entered last is recorded, in words."""

    pointed_at = Signal(str)
    """What the question means that the pointer is on."""

    def __init__(self, store: CaseStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._drafts: dict[str, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DRAFT_MS)
        self._timer.timeout.connect(self.keep_drafts)

    def note(self, path: str, text: str) -> None:
        """Keep this text as the draft of that field within a second."""
        self._drafts[path] = text
        if not self._timer.isActive():
            self._timer.start()

    def keep_drafts(self) -> None:
        """Keep all noted drafts now."""
        self._timer.stop()
        noted, self._drafts = self._drafts, {}
        for path, text in noted.items():
            self._store.keep_typed(path, text)

    def record(self, raw: object, source: Source | None, row: FieldRow) -> None:
        """Make it one change of the case. It is noted first: nothing is lost where the session ends before the disk has
        the change. Where it is refused, what was typed stays as a draft.
        """
        store, path, text = self._store, row.path, row.draft()
        self._drafts.pop(path, None)
        is_noted = store.keep_typed(path, text or entered_words(raw, source))
        row.on_its_way()

        def arrived() -> None:
            if store.case is not None:
                row.arrived(store.case.answers.get(path))

        def write(office: Office) -> Case:
            try:
                return record_answer(office, store.case_id, path, raw, source)
            except CaseLinkError:
                if text:
                    keep_draft(office, store.case_id, path, text)
                else:
                    drop_draft(office, store.case_id, path)
                raise

        def erase(office: Office, confirmed: Confirmed) -> tuple[Case, tuple[Trace, ...]]:
            return record_and_erase(office, store.case_id, path, raw, source, confirmed)

        def refused(error: CaseLinkError) -> None:
            if isinstance(error, ErasureAsked):
                ask_to_erase(store, error.erasure, erase, row, arrived, row.refuse)
            else:
                row.refuse(error.sentence)

        kind = JobKind.NOTED if is_noted else JobKind.OWED
        store.change(write, arrived, refused, owner=row, kind=kind, together=True)

    def erase(self, row: FieldRow) -> None:
        """Ask before the answer of that field is erased for good, with all that ever stood there."""
        self._drafts.pop(row.path, None)
        row.forget_left_over()
        ask_to_erase_answer(self._store, row.path, row)
