"""A question above its field, with one line of help between them."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from caselink.ui.look.palettes import space
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.text_label import TextLabel


class Labelled(QWidget):
    """Label, help, field, and beneath it what is wrong with what was typed, all close together."""

    def __init__(self, label: str, field: QWidget, help_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label: QLabel = TextLabel(label, "label", wraps=True)
        self.label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(label)
        self.fault = TextLabel("", "fault", wraps=True)
        self.fault.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(space(1))
        self.column.addWidget(self.label)
        if help_text:
            self.column.addWidget(QuietLabel(help_text))
        self.column.addWidget(field)
        self.column.addWidget(self.fault)

    def show_fault(self, sentence: str | None) -> None:
        """Say beneath the field what is wrong; None for nothing."""
        self.fault.setText(sentence or "")
        self.fault.setVisible(bool(sentence))
