"""Who has a key to a backup: offered as known today, and typed where somebody had one then; the printed code too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from caselink.i18n import _
from caselink.services.office import RECOVERY
from caselink.ui.pieces.row_list import set_up_choice


class UserField(QComboBox):
    """Names offered, others typed. The recovery code stands last, as words of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        set_up_choice(self, _("Utilisateur"))
        field = self.lineEdit()
        if field is not None:
            field.setAccessibleName(_("Utilisateur"))
            field.setPlaceholderText(_("Choisissez ou tapez un nom"))

    def show_users(self, names: Sequence[str], before: str) -> None:
        """Offer those names; `before`, or the only one, is filled in."""
        self.clear()
        self.addItems([*names, _("code de secours")])
        self.setEditText(before or (names[0] if len(names) == 1 else ""))

    def user(self) -> str:
        """The name chosen or typed; `recovery` where it is the code that opens."""
        typed = self.currentText().strip()
        return RECOVERY if typed == _("code de secours") else typed
