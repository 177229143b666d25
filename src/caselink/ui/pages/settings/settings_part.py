"""A part of the settings: one form that is always there, whose buttons stand in the head of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from caselink.services.office import Office
from caselink.services.questionnaires.questionnaire import Questionnaire
from caselink.ui.look.palettes import space
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.office_keeper import OfficeKeeper
from caselink.ui.pieces.scrolled_column import ScrolledColumn
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

F = TypeVar("F")


class SettingsPart(ScrolledColumn, Generic[F]):
    """`read` gives the facts that the questionnaire is asked on, and so does its `write`."""

    unsaved = Signal(bool)
    """Whether something stands there that is neither saved nor given up."""

    def __init__(
        self, questionnaire: Questionnaire[F, F], read: Callable[[Office], F], thread: VaultThread, shell: Shell,
        name: str,
    ) -> None:
        """`name` is what a screen reader calls the part."""
        super().__init__()
        self._questionnaire, self._read = questionnaire, read
        self._thread, self._shell = thread, shell
        self.setAccessibleName(name)
        self.form: AskForm | None = None
        """Once the facts are read."""
        self.buttons = QWidget()
        self._buttons_row = QHBoxLayout(self.buttons)
        self._buttons_row.setContentsMargins(0, 0, 0, 0)
        self.column.setContentsMargins(0, space(2), space(2), space(6))
        self.column.setSpacing(space(2))

    def refresh(self) -> None:
        """Read the facts again."""
        self._thread.run(self._read, self._refreshed, owner=self, replaces=self._questionnaire.id)

    def show_facts(self, facts: F) -> None:
        """Show what follows from them beside the form."""

    def kept(self, facts: F) -> None:
        """The answers are written."""

    def _refreshed(self, facts: F) -> None:
        """What is being saved comes after it; what was changed and not saved yet stays over it."""
        self.show_facts(facts)
        if self.form is None:
            self._make_form(facts).take_up()
        elif not self.form.saving.resting:
            self.form.begin(self._questionnaire.about(facts), keep=True)
        self._tell_unsaved()

    def _make_form(self, facts: F) -> AskForm:
        self.form = form = AskForm(
            self._questionnaire.about(facts), OfficeKeeper(self._thread, self._shell), key=self._questionnaire.id,
            stays=True,
        )
        form.saved.connect(self._saved)
        form.answered.connect(self._tell_unsaved)
        form.given_up.connect(self._tell_unsaved)
        self._buttons_row.addWidget(form.cancel_button)
        self._buttons_row.addWidget(form.save_button)
        self.column.insertWidget(0, form)
        form.show()
        self.setFocusProxy(form.editor(form.inquiry.asks[0].name))
        return form

    def _tell_unsaved(self) -> None:
        self.unsaved.emit(self.form is not None and self.form.has_unsaved())

    def _saved(self, facts: F) -> None:
        if self.form is not None:
            self.form.begin(self._questionnaire.about(facts))
            self.form.focus_first()
        self._tell_unsaved()
        self.kept(facts)
