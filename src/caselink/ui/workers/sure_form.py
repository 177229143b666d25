"""A change of the vault's keys that is explained before it is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caselink.services.office import Office
from caselink.ui.theme import set_role
from caselink.ui.vault_thread import VaultThread
from caselink.ui.widgets.text_label import TextLabel
from caselink.ui.workers.team_form import TeamForm


class SureForm(TeamForm):
    """Says what will be, does `change` when the button is pressed; `changed` brings what `change` gave back."""

    changed = Signal(object)

    def __init__(
        self, thread: VaultThread, title: str, action: str, paragraphs: tuple[str, ...],
        change: Callable[[Office], object], busy: str, *, danger: bool = False, parent: QWidget | None = None,
    ) -> None:
        super().__init__(thread, title, action, parent)
        for place, paragraph in enumerate(paragraphs):
            role = "warning" if danger and place == len(paragraphs) - 1 else ""
            self.add_field(TextLabel(paragraph, role, wraps=True), is_input=False)
        if danger:
            self.action.setDefault(False)
            set_role(self.action, "danger")
        self.action.clicked.connect(lambda: self.work(change, self.changed.emit, busy))

    def start(self) -> None:
        """Begin; where it is dangerous the cursor is on the way back."""
        self.show_fault("")
        (self.action if self.action.isDefault() else self.cancel_button).setFocus()
