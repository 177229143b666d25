"""What may be said: the current categories together, the sensitive ones each by itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.domain.partners import PartnerKind
from caselink.forms.categories import CATEGORIES, Category
from caselink.forms.purposes import Purpose
from caselink.i18n import _
from caselink.ui.case.consent.explicit_tick import ExplicitTick
from caselink.ui.case.consent.offer import BUNDLE_LABELS, Bundle, bundle_ticks, offer
from caselink.ui.case.tab_order import in_order
from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.unfinished import Editor, Unfinished


class WhatPart(QWidget):
    """Offers only what the chosen purposes may need. A bundle never ticks a sensitive category."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer = offer((), None)
        self._kind: PartnerKind | None = None
        self.bundles = ChoiceChips([(each.value, _(BUNDLE_LABELS[each])) for each in Bundle], _("Combien"))
        self.bundles.set_value(Bundle.PURPOSE.value)
        self.bundles.changed.connect(self._bundle_chosen)
        self._first_choose = QuietLabel(_("Choisissez d’abord une finalité : seul ce qu’elle demande est proposé."))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(3))
        self._column.addWidget(self._first_choose)
        self._column.addWidget(self.bundles)
        self._chips_place = QVBoxLayout()
        self._column.addLayout(self._chips_place)
        self._explicit_frame = self._make_explicit_frame()
        self._column.addWidget(self._explicit_frame)
        self.current: ChoiceChips | None = None
        self.ticks: dict[Category, ExplicitTick] = {}
        self.offer_for((), None)

    def offer_for(self, purposes: Collection[Purpose], kind: PartnerKind | None) -> None:
        """Offer what these purposes may need, for a recipient of that kind."""
        self._offer = offer(purposes, kind)
        some = bool(self._offer.current)
        self._first_choose.setVisible(not some)
        self.bundles.setVisible(some)
        self._make_current()
        self._make_ticks()
        current = () if self.current is None else self.current.chips()
        in_order((self.bundles.chips()[-1], *current, *(tick.box for tick in self.ticks.values())))
        self._bundle_chosen(self.bundles.value())

    @property
    def everything_else(self) -> bool:
        """Whether she agrees to all that is current for this recipient."""
        return self.bundles.value() == Bundle.EVERYTHING.value

    def categories(self) -> tuple[Category, ...]:
        """What she named: the current ones, where it is not all of them, and the sensitive ones ticked."""
        named = set() if self.everything_else else self._pressed()
        return tuple(category for category in Category if category in named | self._ticked_now())

    def words(self) -> list[str]:
        """What is read aloud."""
        said = self._pressed() | self._ticked_now()
        return [_(CATEGORIES[category].label).lower() for category in Category if category in said]

    def unfinished(self) -> dict[str, Json]:
        """What is chosen of what these purposes offer."""
        return self._editors().all()

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Choose again what `unfinished` told, where it is offered now."""
        self._editors().put(words)
        self.changed.emit()

    def _editors(self) -> Unfinished:
        editors: dict[str, Editor] = {category.value: tick.box for category, tick in self.ticks.items()}
        editors["bundle"] = self.bundles
        if self.current is not None:
            editors["chosen"] = self.current
        return Unfinished(editors)

    def _make_explicit_frame(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "notice_warning")
        self._ticks_place = QVBoxLayout(frame)
        self._ticks_place.setContentsMargins(space(4), space(3), space(4), space(4))
        self._ticks_place.setSpacing(space(3))
        title = TextLabel(_("À cocher un par un, si elle le veut pour ce destinataire"), "label", wraps=True)
        self._ticks_place.addWidget(title)
        return frame

    def _make_current(self) -> None:
        if self.current is not None:
            self.current.hide()
            self.current.deleteLater()
        labels = [(category.value, _(CATEGORIES[category].label)) for category in self._offer.current]
        self.current = ChoiceChips(labels, _("Renseignements courants"), multiple=True) if labels else None
        if self.current is not None:
            for chip in self.current.chips():
                chip.setToolTip(_(CATEGORIES[Category(chip.choice)].holds))
            self.current.changed.connect(self._picked_by_hand)
            self._chips_place.addWidget(self.current)

    def _make_ticks(self) -> None:
        ticked = self._ticked_now()
        for tick in self.ticks.values():
            tick.hide()
            tick.deleteLater()
        self.ticks = {category: ExplicitTick(category) for category in self._offer.explicit}
        for category, tick in self.ticks.items():
            tick.box.setChecked(category in ticked)
            tick.box.toggled.connect(lambda _checked: self.changed.emit())
            self._ticks_place.addWidget(tick)
        self._explicit_frame.setVisible(bool(self.ticks))

    def _ticked_now(self) -> set[Category]:
        return {category for category, tick in self.ticks.items() if tick.box.isChecked()}

    def _pressed(self) -> set[Category]:
        return set() if self.current is None else {Category(choice) for choice in self.current.pressed()}

    def _bundle_chosen(self, bundle: object) -> None:
        if self.current is not None and isinstance(bundle, str):
            self.current.press([category.value for category in bundle_ticks(Bundle(bundle), self._offer)])
        self.changed.emit()

    def _picked_by_hand(self, _value: object) -> None:
        """Categories chosen one by one are no bundle any more."""
        self.bundles.set_value(None)
        self.changed.emit()
