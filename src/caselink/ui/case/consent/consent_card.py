"""One consent in a clear sentence, its state, and the way to take it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.i18n import _
from caselink.services.consent_lines import ConsentLine, ConsentState
from caselink.ui.case.consent.columns import LOOKS
from caselink.ui.case.consent.withdraw_panel import WithdrawPanel
from caselink.ui.look.palettes import TARGET, space
from caselink.ui.pieces.in_view import bring_into_view
from caselink.ui.pieces.text_label import TextLabel

_CAN_BE_TAKEN_BACK: Final = (ConsentState.ACTIVE, ConsentState.PARTLY_WITHDRAWN, ConsentState.NOT_YET)


class ConsentCard(QFrame):
    """To whom, what, what for, until when, how it was given."""

    withdrawn = Signal(str, object, object)
    """Id of the consent, categories and purposes that she takes back; both empty for all."""

    def __init__(self, line: ConsentLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.line = line
        self._panel: WithdrawPanel | None = None
        self.setAccessibleName(f"{line.recipient_name} : {line.state_text}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(space(5), space(3), space(4), space(4))
        self._column.setSpacing(space(2))
        self._column.addLayout(self._head())
        self._column.addWidget(TextLabel(line.sentence, wraps=True))
        for part in line.taken_back:
            self._column.addWidget(TextLabel(_("Retiré {part}").format(part=part), "to_do", wraps=True))

    def ask_withdrawal(self) -> None:
        """Ask what she takes back."""
        if self._panel is None:
            self._open_panel().extent.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def panel(self) -> WithdrawPanel | None:
        """The question what she takes back, while it stands there."""
        return self._panel

    def unfinished(self) -> dict[str, Json] | None:
        """What is chosen to be taken back, not noted yet; None where that is not asked."""
        return None if self._panel is None or self._panel.saving.resting else self._panel.unfinished()

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Ask again, with what `unfinished` told; not where nothing is left to be taken back."""
        if self.line.state in _CAN_BE_TAKEN_BACK and self._panel is None:
            self._open_panel().take_up(words)

    def not_withdrawn(self) -> None:
        """The vault refused it: what was chosen still stands there."""
        if self._panel is not None:
            self._panel.saving.end()

    def _open_panel(self) -> WithdrawPanel:
        panel = WithdrawPanel(self.line)
        panel.withdrawn.connect(self._withdraw)
        panel.dismissed.connect(self._dismiss)
        self._column.addWidget(panel)
        self._panel = panel
        bring_into_view(panel)
        return panel

    def _withdraw(self, categories: object, purposes: object) -> None:
        self.withdrawn.emit(self.line.id, categories, purposes)

    def _head(self) -> QHBoxLayout:
        sign, role = LOOKS[self.line.state]
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addStrut(TARGET)
        row.addWidget(TextLabel(self.line.recipient_name, "heading", wraps=True), 1)
        row.addWidget(TextLabel(f"{sign} {self.line.state_text}", role), 0, Qt.AlignmentFlag.AlignVCenter)
        self.take_back = QPushButton(_("Elle retire…"))
        self.take_back.setProperty("role", "quiet")
        self.take_back.setAccessibleName(_("Elle retire l’accord pour {name}").format(name=self.line.recipient_name))
        self.take_back.clicked.connect(self.ask_withdrawal)
        if self.line.state not in _CAN_BE_TAKEN_BACK:
            self.take_back.hide()
        row.addWidget(self.take_back)
        return row

    def _dismiss(self) -> None:
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
            self.take_back.setFocus(Qt.FocusReason.OtherFocusReason)
