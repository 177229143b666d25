"""Whom to contact for one need, beside the picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.suggestions import Suggestion
from caselink.ui.case.overview.suggestion_card import SuggestionCard
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading

_WIDTH = space(88)


class ContactPanel(QFrame):
    """The partners that fit, best first. Escape closes it."""

    chosen = Signal(str)
    """The short name of the partner for which a liaison form is to be prepared."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), 0, 0)
        column.setSpacing(space(3))
        column.addLayout(self._head())
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._scroll, 1)
        self.cards: list[SuggestionCard] = []
        self.item = ""

    def wait_for(self, item: str, label: str) -> None:
        """Say for which need it is, while the directory is asked."""
        self.item = item
        self._title.setText(_("Qui contacter : {need}").format(need=label))
        self.setAccessibleName(self._title.text())
        self._show([TextLabel(_("Recherche dans l’annuaire…"), "quiet")])

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Show them, best first, and go to the first."""
        self.cards = [SuggestionCard(suggestion) for suggestion in suggestions]
        for card in self.cards:
            card.chosen.connect(self.chosen)
        if not self.cards:
            sentence = _("Aucune structure de l’annuaire ne convient à ce besoin. Ajoutez-en une dans « Structures ».")
            self._show([TextLabel(sentence, "quiet", wraps=True)])
            return
        self._show(self.cards)
        self.cards[0].prepare.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, space(2), 0)
        self._title = TextLabel("", "heading", wraps=True)
        close = QPushButton("✕")
        keep_for_reading(close)
        close.setProperty("role", "quiet")
        close.setFixedWidth(space(10))
        close.setAccessibleName(_("Fermer « Qui contacter »"))
        close.setToolTip(_("Fermer (Échap)"))
        close.clicked.connect(self.closed)
        row.addWidget(self._title, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _show(self, widgets: Sequence[QWidget]) -> None:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, space(4), space(4))
        column.setSpacing(space(3))
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        self._scroll.setWidget(held)
