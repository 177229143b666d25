"""What the office says of itself, when the session locks; and beneath it what counts on this computer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.questionnaires.office import OFFICE, OfficeSettings, read_settings
from caselink.ui.look.palettes import space
from caselink.ui.pages.settings.computer_part import ComputerPart
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.office_keeper import OfficeKeeper
from caselink.ui.pieces.scrolled_column import ScrolledColumn
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread


class OfficePart(ScrolledColumn):
    """One form, whose buttons stand in the head of the page."""

    renamed = Signal(str)
    idle_changed = Signal(int)
    unsaved = Signal(bool)
    """Whether something stands there that is neither saved nor given up."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thread = thread
        self._shell = shell
        self.setAccessibleName(_("Service"))
        self.form: AskForm | None = None
        """Once the settings are read."""
        self.buttons = QWidget()
        self._buttons_row = QHBoxLayout(self.buttons)
        self._buttons_row.setContentsMargins(0, 0, 0, 0)
        self.computer = ComputerPart(thread, shell)
        column = self.column
        column.setContentsMargins(0, space(2), space(2), space(6))
        column.setSpacing(space(2))
        column.addWidget(self.computer)
        column.addStretch(1)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody is to believe that a shorter time to lock counts which she forgot to save."""
        super().hideEvent(event)
        if self.window().isVisible() and self.form is not None and self.form.has_unsaved():
            self._shell.show_message(_("Les réglages changés ne sont pas encore enregistrés."))

    def refresh(self) -> None:
        """Read the settings again."""
        self._thread.run(read_settings, self._refreshed, owner=self, replaces="settings")

    def _refreshed(self, settings: OfficeSettings) -> None:
        """What is being saved comes after it; what was changed and not saved yet stays over it."""
        if self.form is None:
            self._make_form(settings).take_up()
        elif not self.form.saving.resting:
            self.form.begin(OFFICE.about(settings), keep=True)
        self._tell_unsaved()

    def _make_form(self, settings: OfficeSettings) -> AskForm:
        self.form = form = AskForm(
            OFFICE.about(settings), OfficeKeeper(self._thread, self._shell), key=OFFICE.id, stays=True
        )
        form.saved.connect(self._saved)
        form.answered.connect(self._tell_unsaved)
        form.given_up.connect(self._tell_unsaved)
        self._buttons_row.addWidget(form.cancel_button)
        self._buttons_row.addWidget(form.save_button)
        self.column.insertWidget(0, form)
        form.show()
        self.setFocusProxy(form.editor("name"))
        return form

    def _tell_unsaved(self) -> None:
        self.unsaved.emit(self.form is not None and self.form.has_unsaved())

    def _saved(self, settings: OfficeSettings) -> None:
        if self.form is not None:
            self.form.begin(OFFICE.about(settings))
            self.form.focus_first()
        self._tell_unsaved()
        self.renamed.emit(settings.name)
        self.idle_changed.emit(settings.idle)
