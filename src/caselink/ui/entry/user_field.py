"""Who has a key to a backup: offered as known today, and typed where somebody had one then."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from caselink.i18n import _


class UserField(QComboBox):
    """Names offered, others typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        field = self.lineEdit()
        if field is not None:
            field.setAccessibleName(_("Utilisateur"))
            field.setPlaceholderText(_("Choisissez ou tapez un nom"))

    def show_users(self, names: Sequence[str], before: str) -> None:
        """Offer those names; `before`, or the only one, is filled in."""
        self.clear()
        self.addItems(list(names))
        self.setEditText(before or (names[0] if len(names) == 1 else ""))

    def user(self) -> str:
        """The name chosen or typed."""
        return self.currentText().strip()
