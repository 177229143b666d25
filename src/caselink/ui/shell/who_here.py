"""Who works here, as what, in which vault: at the foot of the rail."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.role_words import ROLE_LABELS
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.session_info import SessionInfo


class WhoHere(QFrame):
    """Worker and role, and beneath them the vault; another colour where it is a backup that is looked at."""

    def __init__(self, desk: SessionInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        kind = _("sauvegarde") if desk.copy_of is not None else ""
        vault = " · ".join(each for each in (desk.folder.stem, kind) if each)
        if kind:
            self.setProperty("role", "notice_warning")
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(2), space(2), space(1))
        column.setSpacing(0)
        column.addWidget(TextLabel(desk.user, "label", wraps=True))
        column.addWidget(TextLabel(_(ROLE_LABELS[desk.role]), "small", wraps=True))
        column.addWidget(TextLabel(vault, "small", wraps=True))
        self.setToolTip(str(desk.folder))
        self.words = f"{desk.user}, {_(ROLE_LABELS[desk.role])}, {vault}"
        self.setAccessibleName(self.words)
