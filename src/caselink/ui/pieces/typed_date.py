"""A date typed as people type it, and the date that was understood beneath."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from caselink.domain.partial_date import PartialDate
from caselink.i18n import _
from caselink.ui.look.dates import date_words, spelled_day
from caselink.ui.look.palettes import space
from caselink.ui.look.theme import set_role
from caselink.ui.pieces.text_label import TextLabel


class TypedDate(QWidget):
    """`3/11`, `hier`, `2019`, `vers mars 2019`. `value` is the text of a `PartialDate`, or None for none understood."""

    changed = Signal(object)
    """The new value, when the worker leaves the field and it is another one; None when emptied."""

    def __init__(
        self, name: str, read: Callable[[str], PartialDate | None], parent: QWidget | None = None, *,
        placeholder: str = "",
    ) -> None:
        """`read` understands what is typed, or gives None; `name` is for screen readers."""
        super().__init__(parent)
        self._read = read
        self._sent: str | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        self.field = QLineEdit(self)
        self.field.setAccessibleName(name)
        self.field.setMaximumWidth(space(70))
        self.field.setPlaceholderText(placeholder or _("3/11, hier, mars 2019…"))
        self.understood = TextLabel("", "small", self)
        column.addWidget(self.field)
        column.addWidget(self.understood)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._show)
        self.field.editingFinished.connect(self._left)
        self._show()

    def value(self) -> str | None:
        """The date understood, `2019-03-11` with its parts and its `~`, or None."""
        found = self._read(self.field.text()) if self.field.text().strip() else None
        return None if found is None else str(found)

    def set_value(self, value: str | None) -> None:
        """Show that date as it is read, without a signal."""
        self._sent = value
        self.field.setText("" if value is None else spelled_day(value))

    def is_understood(self) -> bool:
        """False while something stands there that is no date."""
        return not self.field.text().strip() or self.value() is not None

    def _show(self) -> None:
        typed = self.field.text().strip()
        found = self._read(typed) if typed else None
        self.understood.setVisible(bool(typed))
        fault = bool(typed) and found is None and not self.field.hasFocus()
        if found is not None:
            self.understood.show_as(date_words(found), "small")
        elif typed:
            said = _("Date non comprise : par exemple 3/11/2026, mars 2019 ou 2019.")
            self.understood.show_as(said if fault else _("…"), "fault" if fault else "small")
        set_role(self.field, "fault" if fault else "")

    def _left(self) -> None:
        self._show()
        if self.is_understood() and self.value() != self._sent:
            self._sent = self.value()
            self.changed.emit(self._sent)
