"""Who must never be informed of this case."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caselink.consent.events import read_grounds
from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.errors import CaseLinkError
from caselink.forms.consent_terms import AVOIDED, Avoided
from caselink.i18n import _
from caselink.services.consents import never_inform, put_back_never_inform
from caselink.ui.case.consent.avoided_line import AvoidedLine
from caselink.ui.case.consent.lifted_line import LiftedLine
from caselink.ui.case.store import CaseStore
from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.pieces.in_view import focus_in_view
from caselink.ui.pieces.one_press import OnePress
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.unfinished import Unfinished


class NeverInformBlock(QWidget):
    """The list, and one line to add to it."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.lines: tuple[AvoidedLine, ...] = ()
        self.lifted_lines: tuple[LiftedLine, ...] = ()
        """Those who were on the list, and may be put back."""
        self._column_of_names = QVBoxLayout()
        self._column_of_names.setSpacing(0)
        self.name = QLineEdit()
        self.kind = SearchChoice([(each.value, _(AVOIDED[each])) for each in Avoided], _("Qui est-ce"))
        self.kind.set_value(Avoided.PERPETRATOR.value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(QuietLabel(_("Rien de ce dossier ne leur est transmis, quel que soit l’accord.")))
        column.addLayout(self._column_of_names)
        column.addLayout(self._adding())
        self.fault = TextLabel("", "fault", wraps=True)
        self.fault.hide()
        column.addWidget(self.fault)
        self._work = Unfinished({"name": self.name, "kind": self.kind})

    def unfinished(self) -> dict[str, Json]:
        """A name that is not on the list yet, and who that is. Empty for nothing."""
        return self._work.now() if self.name.text().strip() and not self._saving.resting else {}

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Put back what `unfinished` told."""
        self._work.put(words)

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
        self.lines = tuple(AvoidedLine(entry, self._store) for entry in grounds.never_inform)
        self.lifted_lines = tuple(LiftedLine(lifted) for lifted in grounds.lifted)
        for line in self.lines:
            line.lifted.connect(partial(self._lifted, line.entry.id))
            self._column_of_names.addWidget(line)
        for gone in self.lifted_lines:
            gone.back.connect(partial(self._put_back, gone))
            self._column_of_names.addWidget(gone)
        return sum(line.asking.look() for line in self.lines) > 0

    def _adding(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space(2))
        self.add = QPushButton(_("Ajouter à la liste"))
        self._saving = OnePress(self.add)
        self.add.clicked.connect(self._add)
        self.name.returnPressed.connect(self._add)
        row.addWidget(QuestionRow(_("Nom"), self.name), 3)
        row.addWidget(QuestionRow(_("Qui est-ce"), self.kind), 2)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _add(self) -> None:
        kind = self.kind.value()
        if not isinstance(kind, str):
            self._say(_("Choisissez qui c’est : le nom n’a pas été ajouté."))
            self.kind.setFocus()
            return
        write = partial(never_inform, case_id=self._store.case_id, kind=Avoided(kind), name=self.name.text())
        if self._saving.begin():
            self._store.change(write, self._added, self._refused, owner=self)

    def _added(self) -> None:
        self._saving.end()
        self.name.clear()
        self.fault.hide()
        self.name.setFocus()

    def _refused(self, error: CaseLinkError) -> None:
        self._saving.end()
        self._say(error.sentence)

    def _say(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.show()

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
            focus_in_view(self.name)

        self._store.change(write, done, refused, owner=self)
