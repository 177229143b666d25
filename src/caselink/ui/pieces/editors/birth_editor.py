"""A birth date, or an age that stands for it and keeps the day it was said."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from caselink.domain.answers import Age
from caselink.domain.partial_date import PartialDate
from caselink.forms.texts import age_text, partial_date_text
from caselink.i18n import _, ngettext
from caselink.ui.case.typed_days import read_past_day
from caselink.ui.look.dates import spelled_day
from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.editor import Raw, Shown
from caselink.ui.pieces.editors.text_editor import TextEditor
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.office_clock import OfficeClock

_AGE: Final = re.compile(r"([0-9]{1,3})\s*(?:ans?|jaar|years?(?: old)?)?", re.IGNORECASE)
_WIDTH: Final = space(55)


class BirthEditor(TextEditor):
    """`12/03/1990`, `mars 1990`, `1990`, or `34 ans`; says beside it what was understood."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is the question, for screen readers."""
        super().__init__(parent)
        self._age: Age | None = None
        self.field = QLineEdit(self)
        self.field.setAccessibleName(name)
        self.field.setMaximumWidth(_WIDTH)
        self.field.setMinimumWidth(_WIDTH // 2)
        self.field.setPlaceholderText(_("12/03/1990, 1990 ou 34 ans"))
        self._understood = TextLabel("", "small", self, wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(2))
        row.addWidget(self.field, 3)
        row.addWidget(self._understood, 2)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._say_understood)
        self.field.textEdited.connect(self.tell_typed)
        self.field.editingFinished.connect(self.tell_left)

    def text(self) -> str:
        """What stands in the field."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Let that stand in the field, without a signal."""
        self.field.setText(text)

    def raw(self, text: str) -> Raw:
        """An age with today's day, a date as the form writes it, or the text where neither was understood."""
        found = self._read(text.strip())
        if isinstance(found, Age):
            return {"age": found.years, "said_on": found.said_on.isoformat()}
        return text if found is None else str(found)

    def spelled(self, value: Shown) -> str:
        """The age or the date as people type it."""
        self._age = value if isinstance(value, Age) else None
        if self._age is not None:
            return ngettext("{years} an", "{years} ans", self._age.years).format(years=self._age.years)
        return spelled_day(value) if isinstance(value, str) else ""

    def _read(self, text: str) -> Age | PartialDate | None:
        age = _AGE.fullmatch(text)
        if age is None:
            return read_past_day(text)
        if self._age is not None and self._age.years == int(age[1]):
            return self._age
        return Age(int(age[1]), OfficeClock.current().today())

    def _say_understood(self) -> None:
        text = self.field.text().strip()
        found = self._read(text) if text else None
        words = age_text(found) if isinstance(found, Age) else "" if found is None else partial_date_text(found)
        self._understood.setText(words)
