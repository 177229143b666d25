"""Yes or no, as two buttons; neither pressed is no answer."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caselink.domain.answers import Value
from caselink.i18n import _
from caselink.ui.case.form.editors.editor import Editor
from caselink.ui.pieces.chips import ChoiceChips


class YesNoEditor(Editor):
    """Enters at once; pressing the pressed one again clears the field."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is the question, for screen readers."""
        super().__init__(parent)
        self.choices = ChoiceChips([("yes", _("oui")), ("no", _("non"))], name, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.choices)
        self.setFocusProxy(self.choices)
        self.choices.changed.connect(lambda value: self.entered.emit(None if value is None else value == "yes"))

    def show_value(self, value: Value | None) -> None:
        """Show the recorded answer."""
        self.choices.set_value(None if not isinstance(value, bool) else "yes" if value else "no")
