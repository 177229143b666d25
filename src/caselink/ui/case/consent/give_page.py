"""Recording what she agrees to: one recipient, what for, what, until when, how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caselink.domain.partners import Partner
from caselink.forms.spoken import Agreement, before_she_agrees, spoken_language
from caselink.services.office import Office
from caselink.services.questionnaires.giving import GIVE_CONSENT, Giving, GivingFacts
from caselink.services.would_get import WouldGet, would_get
from caselink.ui.case.consent.reading_card import ReadingCard
from caselink.ui.case.consent.what_part import WhatPart
from caselink.ui.case.consent.would_get_card import WouldGetCard
from caselink.ui.case.store import CaseStore
from caselink.ui.look.palettes import space
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.drafts import key_of
from caselink.ui.pieces.scrolled_column import ScrolledColumn
from caselink.ui.shell.office_clock import OfficeClock

_SIDE_BY_SIDE = 900
"""Pixels from which the sentences stand beside the questions instead of beneath them."""


class GivePage(QWidget):
    """The form, whose third question is a picture of its own, and beside it the sentences to read aloud."""

    done = Signal()
    """The consent is recorded, or the worker went back."""

    def __init__(self, store: CaseStore, facts: GivingFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self._store = store
        self.would_get = WouldGetCard()
        self.what = WhatPart()
        self.form = AskForm(
            GIVE_CONSENT.about(facts), store, key=key_of(GIVE_CONSENT.id, facts.case_id), pictures={"what": self.what}
        )
        self.reading = ReadingCard()
        self.area = area = ScrolledColumn()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.column.setContentsMargins(space(6), space(4), space(6), space(6))
        area.column.addWidget(self.form)
        area.column.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(area, 3)
        self._side = QWidget(self)
        self._beside = QVBoxLayout(self._side)
        self._beside.addStretch(1)
        self._beside.setContentsMargins(space(2), space(4), space(6), space(4))
        across.addWidget(self._side, 2)
        self._place_reading(beside=False)
        self.form.answered.connect(self._follow)
        self.form.saved.connect(lambda _case: self.done.emit())
        self.form.given_up.connect(self.done)
        OfficeClock.current().changed.connect(self._day_changed)
        self._follow()

    def offer(self, partners: Sequence[Partner]) -> None:
        """The partners of the directory, as they are now."""
        self._ask_on(replace(self._facts, partners=partners))

    def focus_first(self) -> None:
        """Put the keyboard where the recipient is named."""
        self.form.editor("person" if self.giving().individual else "partner").setFocus(Qt.FocusReason.OtherFocusReason)

    def giving(self) -> Giving:
        """The consent as it stands there."""
        return Giving(self._facts, self.form.answers())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is room, the sentences stay in sight beside the questions; else they come before the button."""
        super().resizeEvent(event)
        self._place_reading(beside=event.size().width() >= _SIDE_BY_SIDE)

    def _place_reading(self, *, beside: bool) -> None:
        wanted = self._beside if beside else self.form.before_buttons
        if wanted.indexOf(self.reading) < 0:
            wanted.insertWidget(0, self.reading, 0, Qt.AlignmentFlag.AlignTop)
            wanted.insertWidget(1, self.would_get, 0, Qt.AlignmentFlag.AlignTop)
        self._side.setVisible(beside)

    def _day_changed(self) -> None:
        """Midnight passed over the open page: the day that was proposed goes along, one that was typed stays."""
        self._ask_on(replace(self._facts, today=OfficeClock.current().today()))

    def _ask_on(self, facts: GivingFacts) -> None:
        self._facts = facts
        self.form.begin(GIVE_CONSENT.about(facts), keep=True)
        self._follow()

    def _follow(self) -> None:
        """What can be said follows the purposes, and what is read aloud all of it."""
        giving = self.giving()
        self.what.offer_for(giving.purposes, giving.partner_kind)
        kind = giving.partner_kind
        self.reading.show_sentences(before_she_agrees(Agreement(
            recipient=giving.name, categories=self.what.said(), purposes=giving.purposes, given_on=giving.given_on,
            expires_on=giving.expires_on, criminal_file=kind is not None and kind.feeds_the_criminal_file,
        ), spoken_language(giving.answers.text("language"))))
        self._look(giving)

    def _look(self, giving: Giving) -> None:
        """What would leave is asked as she decides; nothing of it is noted."""
        says_what = bool(giving.categories or giving.everything_else) and bool(giving.purposes)
        says_to_whom = bool(giving.recipient) and (giving.individual or giving.partner is not None)
        if not says_what or not says_to_whom:
            self.would_get.hide()
            return
        case_id = self._facts.case_id

        def look(office: Office) -> WouldGet:
            return would_get(
                office, case_id, recipient=giving.recipient, individual=giving.individual,
                categories=giving.categories, everything_else=giving.everything_else, purposes=giving.purposes,
                given_on=giving.given_on, expires_on=giving.expires_on,
            )

        self._store.ask(
            look, lambda found: self.would_get.show_found(giving.name, found), lambda _error: self.would_get.hide(),
            owner=self, replaces="would_get",
        )
