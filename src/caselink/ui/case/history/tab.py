"""Who changed what in this case, when, and what was there before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from caselink.domain.case import Case
from caselink.i18n import _, ngettext
from caselink.services.history import HistoryChange, HistoryLine, history_by_change, put_back
from caselink.ui.case.erasing.asking import ask_to_erase_answer
from caselink.ui.case.history.change_card import ChangeCard
from caselink.ui.case.store import CaseStore
from caselink.ui.case.tab import Tab
from caselink.ui.look.dates import day_words, local_moment
from caselink.ui.look.palettes import space
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.scrolled_column import ScrolledColumn
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading

_AT_ONCE: Final = 25
"""Changes shown at first, and with each further click."""


class HistoryTab(Tab):
    """By day, newest first. It is read whenever it is looked at; what was opened in it closes when it is left."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self._changes: tuple[HistoryChange, ...] = ()
        self._shown = _AT_ONCE
        self.cards: list[ChangeCard] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(space(2))
        self._none = QuietLabel(_(
            "Rien n’a encore été changé depuis l’ouverture du dossier. Chaque réponse, chaque besoin et chaque accord "
            "s’inscrira ici de lui-même, avec ce qui était noté avant."
        ))
        self._none.hide()
        self.more = QPushButton()
        self.more.setProperty("role", "quiet")
        self.more.clicked.connect(self._show_more)
        self.more.hide()
        keep_for_reading(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scrolling())
        store.changed.connect(self._case_changed)

    def focus_first(self) -> None:
        """Let the arrow keys scroll."""
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_again(self) -> None:
        """Read the history again."""
        case_id = self._store.case_id
        self._store.ask(lambda office: history_by_change(office, case_id), self._show, owner=self, replaces="history")

    def showEvent(self, event: QShowEvent) -> None:
        """Read it again whenever it is looked at."""
        super().showEvent(event)
        self.ask_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the history closes what was opened in it."""
        super().hideEvent(event)
        for card in self.cards:
            card.close_again()

    def _scrolling(self) -> QScrollArea:
        self._area = ScrolledColumn()
        self._area.setAccessibleName(_("Historique du dossier"))
        body = self._area.column
        body.setContentsMargins(space(6), space(4), space(6), space(6))
        body.setSpacing(space(2))
        body.addWidget(TextLabel(_("Historique du dossier"), "title"))
        body.addWidget(QuietLabel(
            _("Remettre une valeur ou annuler une modification n’efface rien : cela s’inscrit ici à la suite.")
        ))
        body.addWidget(self._none)
        body.addLayout(self._list)
        body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        body.addStretch(1)
        return self._area

    def _case_changed(self, _case: Case) -> None:
        if self.isVisible():
            self.ask_again()

    def _show(self, found: Sequence[HistoryChange]) -> None:
        self._changes = tuple(found)
        focused = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.focus_first()  # the button that was pressed goes with its card
        self._empty()
        self._add(0, self._shown)
        self._none.setVisible(all(change.kind == "opened" for change in self._changes))

    def _show_more(self) -> None:
        before, self._shown = self._shown, self._shown + _AT_ONCE
        self._add(before, self._shown)
        if before < len(self.cards):
            self.cards[before].setFocus(Qt.FocusReason.OtherFocusReason)

    def _empty(self) -> None:
        self.cards = []
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, first: int, end: int) -> None:
        day = local_moment(self._changes[first - 1].at).date() if first else None
        for change in self._changes[first:end]:
            moment = local_moment(change.at)
            if moment.date() != day:
                day = moment.date()
                heading = TextLabel(_day(day, self._store.now.date()), "heading")
                heading.setContentsMargins(0, space(4), 0, 0)
                self._list.addWidget(heading)
            self._add_card(change)
        left = len(self._changes) - end
        older = ngettext("{count} modification plus ancienne", "{count} modifications plus anciennes", left)
        self.more.setText(_("Afficher la suite : {older}").format(older=older.format(count=left)))
        self.more.setVisible(left > 0)

    def _add_card(self, change: HistoryChange) -> None:
        card = ChangeCard(change)
        card.take_back_asked.connect(self._store.undo_last)
        card.put_back_asked.connect(self._put_back)
        card.erase_asked.connect(lambda path: ask_to_erase_answer(self._store, path, self))
        self.cards.append(card)
        self._list.addWidget(card)

    def _put_back(self, line: HistoryLine) -> None:
        case_id = self._store.case_id
        said = _("Remis : {what}").format(what=line.what)
        self._store.change(
            lambda office: put_back(office, case_id, line), lambda: self._store.say(said, undoable=True), owner=self
        )


def _day(day: date, today: date) -> str:
    words = day_words(day)
    if day == today:
        return _("Aujourd’hui, {day}").format(day=words)
    if day == today - timedelta(days=1):
        return _("Hier, {day}").format(day=words)
    return words
