"""Who must never be informed of this case."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.errors import CaseLinkError
from caselink.forms.grounds import AVOIDED, Avoided, NeverInform
from caselink.i18n import _
from caselink.services.consents import lift_never_inform, never_inform, never_inform_list
from caselink.ui.case.store import CaseStore
from caselink.ui.palettes import space
from caselink.ui.unfinished import Unfinished
from caselink.ui.widgets.labelled import Labelled
from caselink.ui.widgets.one_press import OnePress
from caselink.ui.widgets.quiet_label import QuietLabel
from caselink.ui.widgets.search_choice import SearchChoice
from caselink.ui.widgets.text_label import TextLabel


class NeverInformBlock(QWidget):
    """The list, and one line to add to it."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.name = QLineEdit()
        self.kind = SearchChoice([(each.value, _(AVOIDED[each])) for each in Avoided], _("Qui est-ce"))
        self.kind.set_value(Avoided.PERPETRATOR.value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(QuietLabel(_("Rien de ce dossier ne leur est transmis, quel que soit l’accord.")))
        column.addLayout(self._lines)
        column.addLayout(self._adding())
        self.fault = TextLabel("", "fault", wraps=True)
        self.fault.hide()
        column.addWidget(self.fault)
        self._work = Unfinished({"name": self.name, "kind": self.kind})

    def unfinished(self) -> dict[str, Json]:
        """A name that is not on the list yet, and who that is; empty where none stands there."""
        return self._work.now() if self.name.text().strip() and not self._saving.resting else {}

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Put back what `unfinished` told."""
        self._work.put(words)

    def show_case(self, case: Case) -> None:
        """Show the list as it is now."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for entry in never_inform_list(case):
            self._lines.addWidget(self._line(entry))

    def _adding(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space(2))
        self.add = QPushButton(_("Ajouter à la liste"))
        self._saving = OnePress(self.add)
        self.add.clicked.connect(self._add)
        self.name.returnPressed.connect(self._add)
        row.addWidget(Labelled(_("Nom"), self.name), 3)
        row.addWidget(Labelled(_("Qui est-ce"), self.kind), 2)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _line(self, entry: NeverInform) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(TextLabel(f"⊘ {entry.name}", "label", wraps=True), 2)
        row.addWidget(TextLabel(_(AVOIDED[entry.kind]), "quiet"), 1)
        lift = QPushButton(_("Retirer de la liste"))
        lift.setProperty("role", "quiet")
        lift.setAccessibleName(_("Retirer de la liste : {name}").format(name=entry.name))
        lift.clicked.connect(lambda: self._lift(entry.id))
        row.addWidget(lift)
        return held

    def _add(self) -> None:
        kind = self.kind.value()
        if not isinstance(kind, str):
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
        self.fault.setText(error.sentence)
        self.fault.show()

    def _lift(self, entry_id: str) -> None:
        self._store.change(partial(lift_never_inform, case_id=self._store.case_id, entry_id=entry_id))
