"""What the office says of itself, when the session locks; and beneath it what counts on this computer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent

from caselink.i18n import _
from caselink.services.questionnaires.office import OFFICE, OfficeSettings, read_settings
from caselink.ui.pages.settings.computer_part import ComputerPart
from caselink.ui.pages.settings.settings_part import SettingsPart
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread


class OfficePart(SettingsPart[OfficeSettings]):
    """What the office says of itself; beneath it what holds for this computer alone."""

    renamed = Signal(str)
    idle_changed = Signal(int)

    def __init__(self, thread: VaultThread, shell: Shell) -> None:
        super().__init__(OFFICE, read_settings, thread, shell, _("Service"))
        self.computer = ComputerPart(thread, shell)
        self.column.addWidget(self.computer)
        self.column.addStretch(1)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody is to believe that a shorter time to lock counts which she forgot to save."""
        super().hideEvent(event)
        if self.window().isVisible() and self.form is not None and self.form.has_unsaved():
            self._shell.show_message(_("Les réglages changés ne sont pas encore enregistrés."))

    def kept(self, facts: OfficeSettings) -> None:
        """The window names the office, and locks, by what is kept now."""
        self.renamed.emit(facts.name)
        self.idle_changed.emit(facts.idle)
