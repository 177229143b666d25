"""One case of the agenda while a meeting is prepared: who must never be informed, then who stays and who leaves."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.meetings.room import LeavesLine, PreparedCase
from caselink.ui.look.initials import initials
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading


class CaseCard(QFrame):
    """`masked`: names are shown as initials."""

    wants_case = Signal(str)
    """Its case is to be opened."""
    wants_consent = Signal(str, str)
    """Her consent for that agency is to be asked: case and short name."""
    takes_off = Signal(str)
    """It is to be taken off the agenda."""

    def __init__(self, prepared: PreparedCase, parent: QWidget | None = None, *, masked: bool) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        name = initials(prepared.name) if masked else prepared.name
        title = f"{prepared.number}. {prepared.case} {name}".strip()
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        column.setSpacing(space(1))
        for sentence in prepared.barred:
            column.addWidget(TextLabel(f"✕ {sentence}", "fault", wraps=True))
        head = QHBoxLayout()
        head.addWidget(TextLabel(title, "heading"), 1)
        self.open_button = self._button(_("Ouvrir le dossier"), title)
        self.open_button.clicked.connect(lambda: self.wants_case.emit(prepared.case_id))
        keep_for_reading(self.open_button)
        self.off_button = self._button(_("Retirer"), title)
        self.off_button.clicked.connect(lambda: self.takes_off.emit(prepared.case_id))
        head.addWidget(self.open_button)
        head.addWidget(self.off_button)
        column.addLayout(head)
        said = (
            (_("Proposé par"), prepared.put_by), (_("Pourquoi en parler"), prepared.why),
            (_("Ce qui est attendu"), prepared.wanted), (_("Restent"), ", ".join(prepared.stays) or _("personne")),
        )
        for label, text in said:
            if text:
                words = _("{label} : {value}").format(label=label, value=text)
                column.addWidget(TextLabel(words, wraps=True))
        self.consent_buttons: dict[str, QPushButton] = {}
        for leaver in prepared.leaves:
            column.addLayout(self._leaver(prepared.case_id, leaver))

    def _leaver(self, case_id: str, leaver: LeavesLine) -> QHBoxLayout:
        row = QHBoxLayout()
        words = _("Sort : {name} ({why})").format(name=leaver.name, why=leaver.why)
        row.addWidget(TextLabel(words, "quiet", wraps=True), 1)
        if leaver.may_ask:
            button = self._button(_("Lui demander son accord…"), leaver.name)
            button.clicked.connect(lambda: self.wants_consent.emit(case_id, leaver.partner))
            self.consent_buttons[leaver.partner] = button
            row.addWidget(button)
        return row

    def _button(self, words: str, about: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "quiet")
        button.setAccessibleName(f"{words} {about}")
        return button
