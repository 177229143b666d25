"""One entry of a repeating section: a child, a step, a resource person."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.case import Case
from caselink.forms.schema import Kind, Section
from caselink.i18n import _
from caselink.ui.case.form.field_column import FieldColumn
from caselink.ui.case.form.saver import Saver
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel


class EntryBox(QFrame):
    """A card with its number and, where one was typed, its name."""

    removed = Signal(str)
    """The id of the entry to be taken away."""

    def __init__(self, section: Section, entry: str, saver: Saver, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._section = section
        self.entry = entry
        self.fields = FieldColumn(section, entry, saver, self)
        self._title = TextLabel("", "heading", self, wraps=True)
        self.remove = QPushButton(_("Retirer"), self)
        self.remove.setProperty("role", "quiet")
        self.remove.clicked.connect(lambda: self.removed.emit(entry))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(5), space(3), space(5), space(5))
        column.setSpacing(space(3))
        column.addLayout(head)
        column.addWidget(self.fields)

    def show_case(self, case: Case, number: int) -> None:
        """Show the answers of the entry; `number` counts from one."""
        name = self._name(case)
        self._title.setText(f"{number} · {name}" if name else str(number))
        spoken = _("{section} {number}").format(section=_(self._section.label), number=self._title.text())
        self.setAccessibleName(spoken)
        self.remove.setAccessibleName(_("Retirer : {entry}").format(entry=spoken))
        self.fields.show_case(case)

    def _name(self, case: Case) -> str:
        """What stands in the first line of text of the entry."""
        first = next((field for field in self._section.fields if field.kind is Kind.TEXT), None)
        value = None if first is None else case.value(f"{self._section.id}.{self.entry}.{first.name}")
        return value if isinstance(value, str) else ""
