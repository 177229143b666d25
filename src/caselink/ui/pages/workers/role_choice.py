"""Which role: three buttons, and one line on the one chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caselink.domain.roles import Role
from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pages.workers.role_words import ROLE_HELP, ROLE_LABELS
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.quiet_label import QuietLabel


class RoleChoice(QWidget):
    """One of the roles is always chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = ChoiceChips([(role.value, _(label)) for role, label in ROLE_LABELS.items()], _("Rôle"),
                                 required=True)
        self._help = QuietLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addWidget(self.chips)
        column.addWidget(self._help)
        self.setFocusProxy(self.chips)
        self.chips.changed.connect(lambda _value: self.explain())
        self.choose(Role.WORKER)

    def choose(self, role: Role) -> None:
        """Choose that one."""
        self.chips.set_value(role.value)
        self.explain()

    def role(self) -> Role:
        """The one chosen."""
        return Role(str(self.chips.value()))

    def explain(self) -> None:
        """Say what the one chosen may do."""
        self._help.setText(_(ROLE_HELP[self.role()]))
