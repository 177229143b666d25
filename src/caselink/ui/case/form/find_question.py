"""A question of the form found by typing a part of its words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caselink.domain.case import Case
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.validation import is_asked
from caselink.i18n import _
from caselink.ui.pieces.editors.search_choice import SearchChoice


class FindQuestion(QWidget):
    """Ctrl+K, a few letters, Enter: the keyboard is in that field. Of what repeats the first entry is meant."""

    found = Signal(str)
    """The path of the field."""

    def __init__(self, parent: QWidget) -> None:
        """`parent` is the page on which the key counts."""
        super().__init__(parent)
        self.choice = SearchChoice([], _("Chercher une question (Ctrl+K)"), parent=self)
        self.choice.field.setPlaceholderText(_("Chercher une question (Ctrl+K)"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.choice)
        self.setFocusProxy(self.choice)
        self.choice.changed.connect(self._chosen)
        QShortcut(QKeySequence("Ctrl+K"), parent, self.begin)

    def begin(self) -> None:
        """Put the keyboard where one types."""
        self.choice.field.selectAll()
        self.choice.setFocus()

    def show_case(self, case: Case) -> None:
        """Offer what is asked now."""
        self.choice.offer(_questions(case.entries, case))

    def _chosen(self, path: object) -> None:
        if isinstance(path, str):
            self.choice.set_value(None)
            self.found.emit(path)


def _questions(entries: Mapping[str, tuple[str, ...]], case: Case) -> list[tuple[str, str]]:
    offered = []
    for section, field in PARTNER_FORM.fields():
        words = _("{question} — {section}").format(question=_(field.label), section=_(section.label))
        if not section.repeating:
            path = f"{section.id}.{field.name}"
            if is_asked(path, case.answers):
                offered.append((path, words))
        elif entries.get(section.id):
            offered.append((f"{section.id}.{entries[section.id][0]}.{field.name}", words))
    return offered
