"""A date typed as people type it, and the date that was understood beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from caselink.domain.answers import Json
from caselink.domain.partial_date import PartialDate
from caselink.i18n import _
from caselink.ui.look.dates import date_words, spelled_day
from caselink.ui.look.palettes import space
from caselink.ui.look.theme import set_role
from caselink.ui.pieces.editors.editor import Raw, Shown
from caselink.ui.pieces.editors.text_editor import TextEditor
from caselink.ui.pieces.text_label import TextLabel

_TYPED, _MEANT = "typed", "meant"
_WIDTH: Final = space(45)


class TypedDate(TextEditor):
    """`3/11`, `hier`, `2019`, `vers mars 2019`. `value` is the text of a `PartialDate`, or what was typed where that is
    no date; `changed` is sent for dates alone.
    """

    def __init__(
        self, name: str, read: Callable[[str], PartialDate | None], parent: QWidget | None = None, *,
        placeholder: str = "",
    ) -> None:
        """`read` understands what is typed, or gives None; `name` is for screen readers."""
        super().__init__(parent)
        self._read = read
        self.field = QLineEdit(self)
        self.field.setAccessibleName(name)
        self.field.setMaximumWidth(_WIDTH)
        self.field.setMinimumWidth(_WIDTH // 2)
        self.field.setPlaceholderText(placeholder or _("3/11, hier, mars 2019…"))
        self.understood = TextLabel("", "small", self, wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(2))
        row.addWidget(self.field, 1)
        row.addWidget(self.understood, 1)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._show)
        self.field.textEdited.connect(self.tell_typed)
        self.field.editingFinished.connect(self.tell_left)
        self._show()

    def text(self) -> str:
        """What stands in the field."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Let that stand in the field, without a signal."""
        self.field.setText(text)

    def raw(self, text: str) -> Raw:
        """The date as the form writes it, `2019-03-11` with its parts and its `~`; else the text."""
        found = self._read(text)
        return text.strip() if found is None else str(found)

    def spelled(self, value: Shown) -> str:
        """The date as people type it."""
        return spelled_day(value) if isinstance(value, str) and _is_date(value) else ""

    def draft(self) -> Json:
        """What is typed, and what that means today."""
        meant = self.value() if self.is_understood() else None
        return {_TYPED: self.field.text(), _MEANT: meant if isinstance(meant, str) else None}

    def put_draft(self, draft: Json, before: Json) -> None:  # noqa: ARG002
        """As it was typed, unless that means another day by now ("hier")."""
        typed, meant = (draft.get(_TYPED), draft.get(_MEANT)) if isinstance(draft, dict) else (None, None)
        if isinstance(typed, str):
            self.field.setText(typed)
            if isinstance(meant, str) and self.value() != meant and _is_date(meant):
                self.set_value(meant)

    def is_understood(self) -> bool:
        """False while something stands there that is no date."""
        text = self.field.text().strip()
        return not text or self._read(text) is not None

    def tell_left(self) -> None:
        """Only dates are told as another value."""
        self._show()
        if self.is_understood():
            super().tell_left()
        else:
            self.left.emit()

    def _show(self) -> None:
        typed = self.field.text().strip()
        found = self._read(typed) if typed else None
        fault = bool(typed) and found is None and not self.field.hasFocus()
        if found is not None:
            self.understood.show_as(date_words(found), "small")
        elif typed:
            said = _("Date non comprise : par exemple 3/11/2026, mars 2019 ou 2019.")
            self.understood.show_as(said if fault else _("…"), "fault" if fault else "small")
        else:
            self.understood.show_as("", "small")
        set_role(self.field, "fault" if fault else "")


def _is_date(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True
