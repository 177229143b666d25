"""A passphrase: hidden, shown on request, paste allowed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from caselink.i18n import _
from caselink.ui.entry.secret_edit import SecretEdit
from caselink.ui.look.icons import icon
from caselink.ui.look.palettes import TARGET, space


class PassphraseField(QWidget):
    """A field with a button beside it that shows what was typed."""

    edited = Signal()
    entered = Signal()
    """Return was pressed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.field = SecretEdit()
        self.field.setAccessibleName(name)
        self.show_button = QPushButton()
        self.show_button.setCheckable(True)
        self.show_button.setProperty("role", "icon")
        self.show_button.setFixedWidth(TARGET + space(2))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(1))
        row.addWidget(self.field, 1)
        row.addWidget(self.show_button)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(lambda _text: self.edited.emit())
        self.field.returnPressed.connect(self.entered)
        self.show_button.toggled.connect(self._show)
        self._show(False)

    def text(self) -> str:
        """What was typed."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Fill it in."""
        self.field.setText(text)

    def clear(self) -> None:
        """Empty it and hide what is typed next."""
        self.field.clear()
        self.show_button.setChecked(False)

    def _show(self, shown: bool) -> None:
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        tip = _("Masquer ce qui est tapé") if shown else _("Montrer ce qui est tapé")
        self.show_button.setIcon(icon("eye-off" if shown else "eye", "quiet"))
        self.show_button.setToolTip(tip)
        self.show_button.setAccessibleName(tip)
