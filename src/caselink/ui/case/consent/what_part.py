"""What may be said: the current categories together, the sensitive ones each by itself."""

from __future__ import annotations

from collections.abc import Collection

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
from caselink.ui.pieces.editors.editor import Editor, Raw, Shown
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.text_label import TextLabel


class WhatPart(Editor):
    """Offers only what the chosen purposes may need. A bundle never ticks a sensitive category."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer = offer((), None)
        self._is_made = False
        self.bundles = ChoiceChips([(each.value, _(BUNDLE_LABELS[each])) for each in Bundle], _("Combien"))
        self.bundles.set_value(Bundle.PURPOSE.value)
        self.bundles.changed.connect(self._bundle_chosen)
        self._first_choose = QuietLabel(_("Choisissez d’abord une finalité : seul ce qui sert cette finalité est "
                                          "proposé."))
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
        self.setFocusProxy(self.bundles)
        self.offer_for((), None)

    def offer_for(self, purposes: Collection[Purpose], kind: PartnerKind | None) -> None:
        """Offer what these purposes may need, for a recipient of that kind."""
        offered = offer(purposes, kind)
        if offered == self._offer and self._is_made:
            return
        self._offer, self._is_made = offered, True
        some = bool(self._offer.current)
        self._first_choose.setVisible(not some)
        self.bundles.setVisible(some)
        self._make_current()
        self._make_ticks()
        current = () if self.current is None else self.current.chips()
        in_order((self.bundles.chips()[-1], *current, *(tick.box for tick in self.ticks.values())))
        self._press_bundle()
        self._tell()

    def value(self) -> Raw:
        """Whether it is all that is current, and the categories that are named by themselves."""
        everything = self.bundles.value() == Bundle.EVERYTHING.value
        named = self._ticked_now() | (set() if everything else self._pressed())
        written: dict[str, object] = {
            "everything_else": everything,
            "categories": [category.value for category in Category if category in named],
        }
        return written

    def set_value(self, value: Shown) -> None:  # noqa: ARG002 (nothing is known before she says it)
        """What the purpose asks for, and nothing sensitive."""
        self.bundles.set_value(Bundle.PURPOSE.value)
        for tick in self.ticks.values():
            tick.box.setChecked(False)

    def said(self) -> tuple[Category, ...]:
        """What is read aloud."""
        named = self._pressed() | self._ticked_now()
        return tuple(category for category in Category if category in named)

    def draft(self) -> Json:
        """What is chosen of what these purposes offer."""
        return {
            "bundle": self.bundles.draft(), "chosen": [each.value for each in Category if each in self._pressed()],
            "ticked": [each.value for each in Category if each in self._ticked_now()],
        }

    def put_draft(self, draft: Json, before: Json) -> None:  # noqa: ARG002
        """Choose again what is offered now."""
        if not isinstance(draft, dict):
            return
        self.bundles.put_draft(draft.get("bundle"), None)
        if self.current is not None:
            self.current.put_draft(draft.get("chosen"), None)
        ticked = draft.get("ticked")
        for category, tick in self.ticks.items():
            tick.box.setChecked(isinstance(ticked, list) and category.value in ticked)

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
            tick.box.toggled.connect(self._tell)
            self._ticks_place.addWidget(tick)
        self._explicit_frame.setVisible(bool(self.ticks))

    def _ticked_now(self) -> set[Category]:
        return {category for category, tick in self.ticks.items() if tick.box.isChecked()}

    def _pressed(self) -> set[Category]:
        return set() if self.current is None else {Category(choice) for choice in self.current.pressed()}

    def _press_bundle(self) -> None:
        bundle = self.bundles.value()
        if self.current is not None and isinstance(bundle, str):
            self.current.press([category.value for category in bundle_ticks(Bundle(bundle), self._offer)])

    def _bundle_chosen(self, _bundle: object) -> None:
        self._press_bundle()
        self._tell()

    def _picked_by_hand(self, _value: object) -> None:
        """Categories chosen one by one are no bundle any more."""
        self.bundles.set_value(None)
        self._tell()

    def _tell(self, _ticked: object = None) -> None:
        self.changed.emit(self.value())
