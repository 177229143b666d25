"""Who must never be informed of this case."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caselink.consent.events import read_grounds
from caselink.domain.case import Case
from caselink.errors import CaseLinkError
from caselink.i18n import _
from caselink.services.consents import put_back_never_inform
from caselink.services.questionnaires.consents import JOIN_LIST
from caselink.ui.case.consent.lifted_line import LiftedLine
from caselink.ui.case.consent.must_not_receive_line import MustNotReceiveLine
from caselink.ui.case.store import CaseStore
from caselink.ui.look.palettes import space
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.drafts import key_of
from caselink.ui.pieces.in_view import focus_in_view
from caselink.ui.pieces.quiet_label import QuietLabel


class MustNotReceiveBlock(QWidget):
    """The list, and one line to add to it."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.lines: tuple[MustNotReceiveLine, ...] = ()
        self.lifted_lines: tuple[LiftedLine, ...] = ()
        """Those who were on the list, and may be put back."""
        self._column_of_names = QVBoxLayout()
        self._column_of_names.setSpacing(0)
        self.form = AskForm(
            JOIN_LIST.about(store.case_id), store, key=key_of(JOIN_LIST.id, store.case_id), stays=True
        )
        self.form.saved.connect(self._added)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(QuietLabel(_("Rien de ce dossier ne leur est transmis, quel que soit l’accord.")))
        column.addLayout(self._column_of_names)
        column.addWidget(self.form)

    def take_up(self) -> bool:
        """Put back a name that was being added before a lock; whether there was one."""
        return self.form.take_up()

    def show_case(self, case: Case) -> bool:
        """Show the list as it is now; what is being typed beneath a name stays. Whether something is asked there."""
        for line in self.lines:
            line.asking.put_aside()
        while (item := self._column_of_names.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        grounds = read_grounds(case.events)
        self.lines = tuple(MustNotReceiveLine(entry, self._store) for entry in grounds.never_inform)
        self.lifted_lines = tuple(LiftedLine(lifted) for lifted in grounds.lifted)
        for line in self.lines:
            line.lifted.connect(partial(self._lifted, line.entry.id))
            self._column_of_names.addWidget(line)
        for gone in self.lifted_lines:
            gone.back.connect(partial(self._put_back, gone))
            self._column_of_names.addWidget(gone)
        return sum(line.asking.look() for line in self.lines) > 0

    def _added(self, _case: Case) -> None:
        """The next name can be typed at once."""
        self.form.begin()
        self.form.focus_first()

    def _lifted(self, entry_id: str) -> None:
        """The keyboard is on the way back onto the list, never on the next name's way off it."""
        back = partial(put_back_never_inform, case_id=self._store.case_id, entry_id=entry_id)
        self._store.shell.show_message(_("Ce nom n’est plus sur la liste."), lambda: self._store.change(back))
        for gone in self.lifted_lines:
            if gone.lifted.entry.id == entry_id:
                focus_in_view(gone.put_back)

    def _put_back(self, gone: LiftedLine) -> None:
        write = partial(put_back_never_inform, case_id=self._store.case_id, entry_id=gone.lifted.entry.id)

        def refused(error: CaseLinkError) -> None:
            gone.saving.end()
            self._store.say_fault(error)

        def done() -> None:
            self._store.say(_("Ce nom est de nouveau sur la liste."))
            focus_in_view(self.form.rows["name"])

        self._store.change(write, done, refused, owner=self)
