"""A change of the vault's keys that is explained before it is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caselink.services.office import Office
from caselink.ui.look.theme import set_role
from caselink.ui.pages.workers.team_form import TeamForm
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.vault_thread import VaultThread


class SureForm(TeamForm):
    """Says what will be, asks for her own passphrase, and does `change` with it when the button is pressed; `changed`
    brings what `change` gave back.
    """

    changed = Signal(object)

    def __init__(
        self, thread: VaultThread, title: str, action: str, paragraphs: tuple[str, ...],
        change: Callable[[Office, str], object], busy: str, *, danger: bool = False, parent: QWidget | None = None,
    ) -> None:
        super().__init__(thread, title, action, parent)
        for place, paragraph in enumerate(paragraphs):
            role = "warning" if danger and place == len(paragraphs) - 1 else ""
            self.add_field(TextLabel(paragraph, role, wraps=True), is_input=False)
        if danger:
            self.action.setDefault(False)
            set_role(self.action, "danger")
            self.add_field(self.current_row)
        else:
            self.ask_for_own()
        self._change, self._busy = change, busy
        self.action.clicked.connect(self._do)

    def start(self) -> None:
        """Begin; where it is dangerous the cursor is on the way back."""
        self.forget()
        self.show_fault("")
        (self.current if self.action.isDefault() else self.cancel_button).setFocus()

    def _do(self) -> None:
        current = self.own()
        if current is not None:
            self.work(lambda office: self._change(office, current), self.changed.emit, self._busy)
