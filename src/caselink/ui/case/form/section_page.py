"""One section of the form on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.case import Case
from caselink.forms.schema import Section
from caselink.i18n import _
from caselink.services.answers import add_entry, remove_entry
from caselink.services.office import Office
from caselink.ui.case.form.entry_box import EntryBox
from caselink.ui.case.form.field_column import FieldColumn
from caselink.ui.case.form.field_row import FieldRow
from caselink.ui.case.form.saver import Saver
from caselink.ui.case.store import CaseStore
from caselink.ui.case.tab_order import in_order
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel

_WIDTH: Final = space(210)
"""Pixels that a row takes at most: question, answer and what stands aside."""


class SectionPage(QWidget):
    """Its questions in one column; where it repeats, one card an entry and a button for one more."""

    def __init__(self, section: Section, store: CaseStore, saver: Saver, parent: QWidget) -> None:
        super().__init__(parent)
        self.section = section
        self._store = store
        self._saver = saver
        self._drafts: Mapping[str, str] = {}
        self._boxes: dict[str, EntryBox] = {}
        self._passed_over: frozenset[str] = frozenset()
        self._single: FieldColumn | None = None
        self._held = QWidget(self)
        self._held.setMaximumWidth(_WIDTH)
        self._column = QVBoxLayout(self._held)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(3))
        self._column.addWidget(TextLabel(_(section.label), "title", self._held, wraps=True))
        across = QHBoxLayout(self)
        across.setContentsMargins(space(6), space(4), space(6), space(6))
        across.addWidget(self._held, 100)
        across.addStretch(1)
        if section.repeating:
            self._add_repeating()
        else:
            self._single = FieldColumn(section, None, saver, self._held)
            self._column.addWidget(self._single)
        self._column.addStretch(1)

    def show_case(self, case: Case) -> None:
        """Show the answers as they are now, and as many entries as there are."""
        if self._single is not None:
            self._single.show_case(case)
            return
        wanted = case.entries.get(self.section.id, ())
        for entry in [each for each in self._boxes if each not in wanted]:
            self._boxes.pop(entry).deleteLater()
        for position, entry in enumerate(wanted):
            if entry not in self._boxes:
                self._boxes[entry] = self._box(entry, position)
            self._boxes[entry].show_case(case, position + 1)
        self._none.setVisible(not wanted)

    def pass_over(self, paths: frozenset[str], case: Case) -> None:
        """Leave these questions out, until others are named."""
        self._passed_over = paths
        for column in self.columns():
            column.pass_over(paths)
        self.show_case(case)

    def put_drafts(self, drafts: Mapping[str, str]) -> None:
        """Put text back that was never recorded."""
        self._drafts = drafts
        for column in self.columns():
            column.put_drafts(drafts)

    def commit(self) -> None:
        """Enter what is being typed."""
        for column in self.columns():
            column.commit()


    def columns(self) -> Iterator[FieldColumn]:
        """The questions, once or for each entry."""
        if self._single is not None:
            yield self._single
        for box in self._boxes.values():
            yield box.fields

    def reveal(self, path: str) -> FieldRow | None:
        """The row of that path, opened where it was closed."""
        return next((row for column in self.columns() if (row := column.reveal(path)) is not None), None)

    def add(self) -> None:
        """Add an entry and put the cursor into it."""
        added: list[str] = []

        def write(office: Office) -> Case:
            case, entry = add_entry(office, self._store.case_id, self.section.id)
            added.append(entry)
            return case

        self._store.change(write, lambda: self._go_to(added[0]), owner=self)

    def _remove(self, entry: str) -> None:
        case_id, section = self._store.case_id, self.section.id
        self._store.change(
            lambda office: remove_entry(office, case_id, section, entry),
            lambda: self._store.say(_("Retiré de la fiche."), undoable=True),
        )

    def _add_repeating(self) -> None:
        self._none = TextLabel(_("Rien de noté ici pour l’instant."), "quiet")
        self._column.addWidget(self._none)
        self._entries = QVBoxLayout()
        self._entries.setSpacing(space(5))
        self._column.addLayout(self._entries)
        self.add_button = QPushButton(_("Ajouter {entry}").format(entry=_(self.section.entry_label)))
        self.add_button.clicked.connect(self.add)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _box(self, entry: str, position: int) -> EntryBox:
        box = EntryBox(self.section, entry, self._saver, self._held)
        box.removed.connect(self._remove)
        self._entries.insertWidget(position, box)
        box.fields.put_drafts(self._drafts)
        box.fields.pass_over(self._passed_over)
        in_order((box.remove, self.add_button))
        return box

    def _go_to(self, entry: str) -> None:
        box = self._boxes.get(entry)
        row = None if box is None else next(iter(box.fields.rows.values()))
        if row is not None:
            row.editor.setFocus(Qt.FocusReason.OtherFocusReason)
