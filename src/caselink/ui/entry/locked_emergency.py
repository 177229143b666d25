"""In danger now, while no vault is open: the same numbers and steps, by this computer's country."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.danger.emergency import numbers_without_vault
from caselink.ui.emergency.view import EmergencyView
from caselink.ui.look.palettes import space
from caselink.ui.pieces.scrolled_column import ScrolledColumn
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.enter_key import EnterAim, presses_button
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.settings_file import read_country


class LockedEmergency(QWidget):
    """Made and read when it is asked for: the unlock screen does not wait for it."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        EnterAim.watch()
        self.view: EmergencyView | None = None
        self.back = QPushButton(_("‹ Retour"))
        self.back.setProperty("role", "quiet")
        self.back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.addWidget(TextLabel(_("Danger immédiat : appelez d’abord, écrivez ensuite."), "heading", wraps=True), 1)
        head.addWidget(self.back)
        self._area = ScrolledColumn()
        self._area.setAccessibleName(_("Protocole d’urgence"))
        column = QVBoxLayout(self)
        column.setContentsMargins(space(5), space(4), space(3), space(3))
        column.addLayout(head)
        column.addWidget(TextLabel(
            _("Ce qui est coché « fait » ici peut être noté dans un dossier après l’ouverture du coffre."), "quiet",
            wraps=True,
        ))
        column.addWidget(self._area, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        if not presses_button(event, self):
            super().keyPressEvent(event)

    def start(self) -> None:
        """Show what this computer's country needs at this hour."""
        if self.view is None:
            self.view = EmergencyView()
            self._area.column.addWidget(self.view)
            self._area.column.addStretch(1)
        self.view.show_numbers(numbers_without_vault(read_country(), OfficeClock.current().today()))

    def view_begins(self) -> None:
        """It is shown from now on: whole at its first look, the keyboard on its first button."""
        if self.view is not None:
            self.view.lay_out_at_once()
            self.view.aloud.setFocus()
