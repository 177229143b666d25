"""One name that must never be informed, and the way off the list."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.consent.grounds import NeverInform
from caselink.domain.answers import Json
from caselink.forms.consent_terms import AVOIDED
from caselink.i18n import _
from caselink.ui.case.consent.lift_panel import LiftPanel
from caselink.ui.look.palettes import space
from caselink.ui.pieces.in_view import bring_into_view
from caselink.ui.pieces.text_label import TextLabel


class AvoidedLine(QWidget):
    """Name and who that is; the button asks, it takes nobody off by itself."""

    lifted = Signal(str)
    """Why the name leaves the list."""

    def __init__(self, entry: NeverInform, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.panel: LiftPanel | None = None
        """The question why, while it stands there."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(2))
        row = QHBoxLayout()
        row.addWidget(TextLabel(f"⊘ {entry.name}", "label", wraps=True), 2)
        row.addWidget(TextLabel(_(AVOIDED[entry.kind]), "quiet"), 1)
        self.lift = QPushButton(_("Retirer de la liste…"))
        self.lift.setProperty("role", "quiet")
        self.lift.setAccessibleName(_("Retirer de la liste : {name}").format(name=entry.name))
        self.lift.clicked.connect(self._ask)
        row.addWidget(self.lift)
        self._column.addLayout(row)

    def unfinished(self) -> dict[str, Json] | None:
        """What was typed into the question; None where it is not asked, or on its way."""
        return None if self.panel is None or self.panel.saving.resting else self.panel.unfinished()

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Ask again, with what `unfinished` told."""
        self._open().take_up(words)

    def refuse(self, sentence: str) -> None:
        """The vault refused it."""
        if self.panel is not None:
            self.panel.refuse(sentence)

    def _ask(self) -> None:
        self._open().ask()

    def _open(self) -> LiftPanel:
        if self.panel is None:
            self.panel = LiftPanel(self.entry.name)
            self.panel.lifted.connect(self.lifted)
            self.panel.dismissed.connect(self._dismiss)
            self._column.addWidget(self.panel)
            bring_into_view(self.panel)
        return self.panel

    def _dismiss(self) -> None:
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
            self.lift.setFocus(Qt.FocusReason.OtherFocusReason)
