"""Who opens the vault: one of those who have a key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from caselink.i18n import _
from caselink.ui.pieces.row_list import set_up_choice


class UserChoice(QComboBox):
    """Names only. With several none is chosen before the worker chooses, but for the one who was here before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_("Choisissez votre nom"))
        set_up_choice(self, _("Utilisateur"))

    def show_users(self, names: Sequence[str], before: str = "") -> None:
        """Offer those names; `before` is chosen where it is among them, or what was chosen already."""
        chosen = self.user() or before
        self.clear()
        self.addItems(list(names))
        only = len(names) == 1
        self.setCurrentIndex(0 if only else list(names).index(chosen) if chosen in names else -1)

    def names(self) -> tuple[str, ...]:
        """Who can be chosen."""
        return tuple(self.itemText(row) for row in range(self.count()))

    def user(self) -> str | None:
        """The name chosen."""
        return self.currentText() or None if self.currentIndex() >= 0 else None
