"""Whom to contact for one need, beside the picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from caselink.domain.partners import Partner
from caselink.i18n import _, ngettext
from caselink.services.suggestions import Suggestions, Unfit
from caselink.ui.case.consent.folded import Folded
from caselink.ui.case.overview.suggestion_card import SuggestionCard
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading

_WIDTH = space(88)
AT_ONCE: Final = 4
"""Partners that are looked at before somebody asks for more: a directory may hold thousands."""


class ContactPanel(QFrame):
    """The partners that fit, best first. Escape closes it."""

    chosen = Signal(str)
    """The short name of the partner for which a liaison form is to be prepared."""

    add_asked = Signal()
    """A partner is to be added to the directory."""

    more_asked = Signal(int)
    """So many of those that fit are wanted now."""

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
        self.unfit: Folded | None = None
        self.add = QPushButton()
        self.more = QPushButton()
        self._listed = QVBoxLayout()
        self.item = ""

    def wait_for(self, item: str, label: str) -> None:
        """Say for which need it is, while the directory is asked."""
        self.item = item
        self._title.setText(_("Qui contacter : {need}").format(need=label))
        self.setAccessibleName(self._title.text())
        self._show([TextLabel(_("Recherche dans l’annuaire…"), "quiet")])

    def show_suggestions(self, found: Suggestions) -> None:
        """Show who fits, best first, then who does not, then who listens in any case; go to the first."""
        self.cards = []
        self._listed = _column()
        self._listed.setContentsMargins(0, 0, 0, 0)
        held = QWidget()
        held.setLayout(self._listed)
        parts: list[QWidget] = []
        if not found.fits:
            sentence = _("Aucune structure de l’annuaire ne convient à ce besoin.")
            parts.append(TextLabel(sentence, "quiet", wraps=True))
        self.add = QPushButton(_("Ajouter une structure"))
        self.add.clicked.connect(self.add_asked)
        self.more = QPushButton(_("Montrer les suivantes"))
        self.more.setProperty("role", "quiet")
        self.more.clicked.connect(lambda: self.more_asked.emit(len(self.cards) + AT_ONCE))
        if found.helplines:
            parts += [TextLabel(_helpline_words(found), "label", wraps=True), *map(_helpline, found.helplines)]
        self.unfit = _not_fitting(found.unfit) if found.unfit else None
        self._show([held, self.more, *parts, *([self.unfit] if self.unfit else []), self.add])
        self.show_more(found)
        first = self.cards[0].prepare if self.cards else self.add
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_more(self, found: Suggestions) -> None:
        """Show those that follow, and go to the first of them."""
        made = [SuggestionCard(suggestion) for suggestion in found.fits[len(self.cards):]]
        for card in made:
            card.chosen.connect(self.chosen)
            self._listed.addWidget(card)
        self.cards += made
        self.more.setVisible(found.more)
        if made:
            made[0].prepare.setFocus(Qt.FocusReason.OtherFocusReason)

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
        column = _column()
        held.setLayout(column)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        self._scroll.setWidget(held)


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, space(4), space(4))
    column.setSpacing(space(3))
    return column


def _helpline_words(found: Suggestions) -> str:
    if found.fits:
        return _("Si rien de cela ne convient à la personne, ne pas insister : ces lignes écoutent.")
    return _("En attendant, ces lignes écoutent :")


def _helpline(partner: Partner) -> TextLabel:
    said = " · ".join([*(partner.phones or (partner.web,)), partner.name])
    return TextLabel(said, wraps=True, selectable=True)


def _not_fitting(unfit: Iterable[Unfit]) -> Folded:
    lines = [_("{name} : {why}").format(name=each.partner.name, why=each.why.words) for each in unfit]
    title = ngettext("{count} ne convient pas, et pourquoi", "{count} ne conviennent pas, et pourquoi", len(lines))
    return Folded(title.format(count=len(lines)), TextLabel("\n".join(lines), "quiet", wraps=True))
