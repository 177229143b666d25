"""What left of this case: when, to whom, what for, on what ground."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from caselink.domain.case import Case
from caselink.i18n import _
from caselink.services.register import RegisterEntry, entries
from caselink.ui.case.register.entry_card import EntryCard
from caselink.ui.case.store import CaseStore
from caselink.ui.case.tab import Tab
from caselink.ui.look.palettes import FORM_WIDTH, space
from caselink.ui.pieces.text_label import TextLabel


class RegisterTab(Tab):
    """Newest first; nothing in it can be changed."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self.cards: tuple[EntryCard, ...] = ()
        held = QWidget()
        held.setMaximumWidth(FORM_WIDTH)
        self._column = QVBoxLayout(held)
        self._column.setContentsMargins(space(6), space(4), space(6), space(6))
        self._column.setSpacing(space(3))
        self._column.addWidget(TextLabel(_("Registre des transmissions"), "title"))
        self._none = TextLabel(_("Rien n’a été transmis de ce dossier."), "quiet")
        self._none.hide()
        self._column.addWidget(self._none)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(space(3))
        self._column.addLayout(self._cards)
        self._column.addStretch(1)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(_("Registre des transmissions"))
        area.setWidget(held)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        store.changed.connect(self._case_changed)
        store.disclosed.connect(self.ask_again)

    def focus_first(self) -> None:
        """Let the arrow keys scroll."""
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_again(self) -> None:
        """Read the register again."""
        case = self._store.case
        if case is not None:
            reference = case.reference
            self._store.ask(lambda office: entries(office, reference), self._show, owner=self, replaces="register")

    def showEvent(self, event: QShowEvent) -> None:
        """Read it again whenever it is looked at."""
        super().showEvent(event)
        self.ask_again()

    def _case_changed(self, _case: Case) -> None:
        if self.isVisible():
            self.ask_again()

    def _show(self, found: Sequence[RegisterEntry]) -> None:
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = tuple(EntryCard(entry) for entry in found)
        for card in self.cards:
            self._cards.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        self._none.setVisible(not self.cards)
