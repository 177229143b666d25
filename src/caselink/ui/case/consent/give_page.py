"""Recording what she agrees to: one recipient, what for, what, until when, how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.domain.partners import Partner
from caselink.forms.purposes import PURPOSES, Purpose
from caselink.i18n import _
from caselink.services.consents import give_consent
from caselink.ui.case.consent.how_part import HowPart
from caselink.ui.case.consent.read_aloud import Agreement, sentences
from caselink.ui.case.consent.reading_card import ReadingCard
from caselink.ui.case.consent.what_part import WhatPart
from caselink.ui.case.consent.when_part import WhenPart
from caselink.ui.case.consent.whom_part import WhomPart
from caselink.ui.case.store import CaseStore
from caselink.ui.look.dates import day_words
from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.one_press import OnePress
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.unfinished import Unfinished, part

_SIDE_BY_SIDE = 900
"""Pixels from which the sentences stand beside the questions instead of beneath them."""


class GivePage(QWidget):
    """Five short parts, and beside them the sentences to read aloud."""

    done = Signal()
    """The consent is recorded, or the worker went back."""

    def __init__(self, store: CaseStore, partners: Sequence[Partner], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.whom = WhomPart()
        self.whom.offer(partners)
        self.purposes = ChoiceChips(
            [(each.value, _(PURPOSES[each].label)) for each in Purpose], _("Pour quoi"), multiple=True
        )
        self.what = WhatPart()
        self.when = WhenPart(store.now.date())
        self.how = HowPart()
        self.reading = ReadingCard()
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._questions())
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._area, 3)
        self._side = QWidget(self)
        self._beside = QVBoxLayout(self._side)
        self._beside.setContentsMargins(space(2), space(4), space(6), space(4))
        across.addWidget(self._side, 2)
        self._place_reading(beside=False)
        self.whom.changed.connect(self._offer)
        self.purposes.changed.connect(self._offer)
        self.what.changed.connect(self._say)
        self.when.changed.connect(self._say)
        self._work = Unfinished({
            **self.whom.editors(), "purposes": self.purposes, **self.when.editors(), **self.how.editors(),
        })
        self._offer()

    def start(self, choice: str, purpose: Purpose | None) -> None:
        """Begin with that recipient and purpose, where they are known."""
        self.whom.start(choice)
        self.purposes.set_value(() if purpose is None else (purpose.value,))
        self._offer()
        self.whom.setFocus()

    def unfinished(self) -> dict[str, Json]:
        """All that stands here: the day that is proposed now is not the one of tomorrow."""
        return {**self._work.all(), "what": self.what.unfinished()}

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Put back what `unfinished` told."""
        self._work.put(words)
        self.whom.show_chosen()
        self.when.show_chosen()
        self._offer()
        self.what.take_up(part(words, "what") or {})

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is room, the sentences stay in sight beside the questions; else they come before the button."""
        super().resizeEvent(event)
        self._place_reading(beside=event.size().width() >= _SIDE_BY_SIDE)

    def _place_reading(self, *, beside: bool) -> None:
        wanted = self._beside if beside else self._beneath
        if wanted.indexOf(self.reading) < 0:
            wanted.insertWidget(0, self.reading, 0, Qt.AlignmentFlag.AlignTop)
        self._side.setVisible(beside)

    def _questions(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(space(6), space(4), space(6), space(6))
        column.setSpacing(space(6))
        column.addWidget(TextLabel(_("Recueillir un accord"), "title"))
        column.addWidget(QuestionRow(_("1 · À qui"), self.whom))
        column.addWidget(QuestionRow(_("2 · Pour quoi"), self.purposes))
        column.addWidget(QuestionRow(_("3 · Ce qui peut être dit"), self.what))
        column.addWidget(QuestionRow(_("4 · Jusqu’à quand"), self.when))
        column.addWidget(QuestionRow(_("5 · Comment elle a donné son accord"), self.how))
        self._beneath = QVBoxLayout()
        column.addLayout(self._beneath)
        self.fault = TextLabel("", "fault", wraps=True)
        self.fault.hide()
        column.addWidget(self.fault)
        column.addLayout(self._buttons())
        column.addStretch(1)
        return held

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space(2))
        self.save = QPushButton(_("Enregistrer l’accord"))
        self.save.setProperty("role", "main")
        self.saving = OnePress(self.save)
        """Rests while the consent is on its way to the vault."""
        self.save.clicked.connect(self._save)
        leave = QPushButton(_("Annuler"))
        leave.clicked.connect(self.done)
        row.addWidget(self.save)
        row.addWidget(leave)
        row.addStretch(1)
        return row

    def _chosen_purposes(self) -> tuple[Purpose, ...]:
        return tuple(Purpose(choice) for choice in self.purposes.pressed())

    def _offer(self, _changed: object = None) -> None:
        self.what.offer_for(self._chosen_purposes(), self.whom.partner_kind)

    def _say(self) -> None:
        kind = self.whom.partner_kind
        agreement = Agreement(
            recipient=self.whom.name or "…",
            what=self.what.words() or ["…"],
            purposes=[_(PURPOSES[purpose].label) for purpose in self._chosen_purposes()] or ["…"],
            given_on=day_words(self.when.given_on),
            expires_on=day_words(self.when.expires_on),
            criminal_file=kind is not None and kind.feeds_the_criminal_file,
        )
        self.reading.show_sentences(sentences(agreement))

    def _save(self) -> None:
        if not self.whom.key:
            self._refused(_("Choisissez à qui elle donne cet accord."))
            self.whom.setFocus()
            return
        case_id = self._store.case_id
        write = partial(
            give_consent, case_id=case_id, recipient=self.whom.key, individual=self.whom.individual,
            categories=self.what.categories(), everything_else=self.what.everything_else,
            purposes=self._chosen_purposes(), given_on=self.when.given_on, expires_on=self.when.expires_on,
            mode=self.how.mode, language=self.how.language, interpreter=self.how.interpreter,
            emergency=self.when.emergency,
        )
        if self.saving.begin():
            self._store.change(write, self._saved, lambda error: self._refused(error.sentence), owner=self)

    def _saved(self) -> None:
        self.saving.end()
        self._store.say(_("Accord enregistré."))
        self.done.emit()

    def _refused(self, sentence: str) -> None:
        self.saving.end()
        self.fault.setText(sentence)
        self.fault.show()
