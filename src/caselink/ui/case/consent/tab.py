"""Her consents, who must never be informed, and the legal grounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.case import Case
from caselink.domain.partners import Partner
from caselink.forms.legal_bases import LegalBasis
from caselink.forms.purposes import Purpose
from caselink.i18n import _, ngettext
from caselink.services.consent_lines import ConsentLine, consents, newest_consents
from caselink.services.consents import Withdrawn, legal_bases, never_inform_list
from caselink.services.directory import partners
from caselink.services.office import Office
from caselink.services.questionnaires.consents import WITHDRAWAL
from caselink.services.questionnaires.giving import GIVE_CONSENT, GivingFacts
from caselink.ui.case.consent.columns import COLUMNS
from caselink.ui.case.consent.consent_card import ConsentCard
from caselink.ui.case.consent.folded import Folded
from caselink.ui.case.consent.give_page import GivePage
from caselink.ui.case.consent.legal_block import LegalBlock
from caselink.ui.case.consent.must_not_receive_block import MustNotReceiveBlock
from caselink.ui.case.consent.sent_notice import SentNotice
from caselink.ui.case.recipient_choices import choice_id, recipient_of_choice
from caselink.ui.case.store import CaseStore
from caselink.ui.case.tab import Tab, Wish
from caselink.ui.look.palettes import FORM_WIDTH, ROW, space
from caselink.ui.pieces.drafts import Drafts, key_of
from caselink.ui.pieces.in_view import focus_in_view
from caselink.ui.pieces.listing import Listing, Whole
from caselink.ui.pieces.listing_table import ListingPlace, ListingTable
from caselink.ui.pieces.low_scroll import OnePage
from caselink.ui.pieces.scrolled_column import ScrolledColumn
from caselink.ui.pieces.text_label import TextLabel

_SEEN: Final = 6
"""Consents that are seen at once; a woman has a few, hers may be many over the years."""


class ConsentTab(Tab):
    """The list of her consents; the page on which one is recorded takes its place for as long as that lasts."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self._partners: Sequence[Partner] = ()
        read = Whole(self._read, COLUMNS, begin=self._read_newest)
        self.listing = Listing(_("Ce qu’elle accepte"), COLUMNS, read, store.vault_thread, self)
        self.table = ListingTable(self.listing)
        self.card: ConsentCard | None = None
        """The consent that is chosen, whole, with the way to take it back."""
        self._last = ""
        self._goes_on = False
        """Whether a consent was just recorded, and its form can be prepared next."""
        self.page: GivePage | None = None
        self._shown: Case | None = None
        self._has_offers = False
        self.never = MustNotReceiveBlock(store)
        self.never_fold = Folded("", self.never)
        self.legal = LegalBlock(store)
        self.legal_fold = Folded(_("Cadre légal exceptionnel"), self.legal)
        self._stack = OnePage()
        self._stack.addWidget(self._list())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        store.changed.connect(self._refresh)
        store.ask(_offers, self._have_offers, owner=self)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the consents as they are now, and open what was not finished."""
        super().showEvent(event)
        self._refresh()
        self._take_up_forms()

    def _refresh(self) -> None:
        """Out of sight nothing is asked; what changed meanwhile is asked when the tab is looked at."""
        case = self._store.case
        if case is None or case is self._shown or not self.isVisible():
            return
        self._shown = case
        if self.never.show_case(case):
            self.never_fold.button.setChecked(True)
        count = len(never_inform_list(case))
        words = ngettext("À ne jamais informer ({count} nom)", "À ne jamais informer ({count} noms)", count)
        self.never_fold.set_title(words.format(count=count))
        standing = self.legal.show_case(case)
        if standing:
            said = ngettext(
                "Cadre légal exceptionnel ({count} décision en vigueur)",
                "Cadre légal exceptionnel ({count} décisions en vigueur)", standing,
            )
            self.legal_fold.set_title(said.format(count=standing))
            self.legal_fold.button.setChecked(True)
        else:
            self.legal_fold.set_title(_("Cadre légal exceptionnel"))
        self.listing.reload()

    def start(self, choice: str = "", purpose: Purpose | None = None) -> None:
        """Record a new consent, for that recipient and purpose where they are known."""
        self._leave()
        Drafts.current().let_go(self._giving_key)
        recipient, individual = recipient_of_choice(choice)
        facts = GivingFacts(
            self._store.case_id, self._partners, self._store.now.date(), recipient, individual, purpose
        )
        self.page = GivePage(self._store, facts)
        self.page.done.connect(self._done)
        self.page.form.saved.connect(self._given)
        self._stack.addWidget(self.page)
        self._stack.setCurrentWidget(self.page)
        self.page.focus_first()

    def restore(self, place: Mapping[str, str]) -> None:
        """Begin a consent for the partner that a meeting asks it for."""
        if place.get("ask_for"):
            self.start(choice_id(place["ask_for"], individual=False), Purpose.NETWORK)

    def begin(self, wish: Wish) -> None:
        """Record a consent that is missing."""
        self.start(wish.recipient, wish.purpose)

    def focus_first(self) -> None:
        """Put the cursor on the way to a new consent, or into the first part of the one that is being recorded."""
        if self.page is None:
            self.collect.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.page.focus_first()

    def _take_up_forms(self) -> None:
        if not self._has_offers or self._store.case is None or not self.isVisible():
            return
        if self.legal.look():
            self.legal_fold.button.setChecked(True)
        if self.never.take_up():
            self.never_fold.button.setChecked(True)
        given = Drafts.current().take(self._giving_key) if self.page is None else None
        if given is not None:
            self.start()
            if self.page is not None:
                self.page.form.put_back(given)

    @property
    def _giving_key(self) -> str:
        return key_of(GIVE_CONSENT.id, self._store.case_id)

    def _start_blank(self) -> None:
        self.start()

    def _list(self) -> QWidget:
        area = ScrolledColumn(width=FORM_WIDTH + space(90))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = area.column
        column.setContentsMargins(space(6), space(4), space(6), space(6))
        column.setSpacing(space(3))
        head = QHBoxLayout()
        head.addWidget(TextLabel(_("Ce qu’elle accepte"), "title"), 1)
        self.collect = QPushButton(_("Recueillir un accord"))
        self.collect.setProperty("role", "main")
        self.collect.clicked.connect(self._start_blank)
        head.addWidget(self.collect)
        column.addLayout(head)
        self._sent = QVBoxLayout()
        column.addLayout(self._sent)
        self._place = ListingPlace(self.table, _(
            "Aucun accord pour l’instant : rien de ce dossier ne peut être transmis. Un accord est donné pour une "
            "seule structure à la fois, et peut être retiré à tout moment."
        ))
        self.table.chosen.connect(self._show_whole)
        self.listing.loaded.connect(self._show_total)
        column.addWidget(self._place)
        self._whole = QVBoxLayout()
        column.addLayout(self._whole)
        column.addSpacing(space(3))
        column.addWidget(self.never_fold)
        column.addWidget(self.legal_fold)
        column.addStretch(1)
        return area

    def choose(self, consent_id: str) -> ConsentCard | None:
        """Show that consent whole; None where it is not among the rows that were read."""
        numbers = [number for number, line in enumerate(self.listing.rows()) if line.id == consent_id]
        if numbers:
            self.table.selectRow(numbers[0])
        return self.card if numbers else None

    def _read(self, office: Office) -> Sequence[ConsentLine]:
        case = self._store.case
        return () if case is None else consents(office, case)

    def _read_newest(self, office: Office, count: int) -> tuple[Sequence[ConsentLine], int]:
        case = self._store.case
        return ((), 0) if case is None else newest_consents(office, case, count)

    def _show_total(self, total: int) -> None:
        """The list is as high as its rows, up to a few; the consent that was chosen is chosen again, else the first."""
        self._place.setFixedHeight(space(8) + ROW * min(max(total, 1), _SEEN) + space(2))
        asked = [key.rpartition(":")[2] for key in Drafts.current().waits(WITHDRAWAL.id)]
        wanted = next((each for each in (self._last, *asked) if self._is_listed(each)), "")
        if total:
            self.choose(wanted or self.listing.rows()[0].id)
        goes_on, self._goes_on = self._goes_on and self.isVisible(), False
        if goes_on and self.card is not None and not self.card.prepare.isHidden():
            focus_in_view(self.card.prepare)

    def _is_listed(self, consent_id: str) -> bool:
        return any(line.id == consent_id for line in self.listing.rows())

    def _show_whole(self, line: ConsentLine | None) -> None:
        focus, had_keyboard = self.window().focusWidget(), False
        if self.card is not None:
            had_keyboard = focus is not None and self.card.isAncestorOf(focus)
            self.card.asking.put_aside()
            self.card.hide()
            self.card.deleteLater()
            self.card = None
        if line is None:
            return
        self._last = line.id
        self.card = ConsentCard(line, self._store)
        self.card.withdrawn.connect(self._withdrawn)
        self.card.prepare_asked.connect(lambda: self._prepare(line))
        self._whole.addWidget(self.card)
        self.card.show()
        if had_keyboard:
            (self.collect if self.card.take_back.isHidden() else self.card.take_back).setFocus()

    def _withdrawn(self, result: Withdrawn) -> None:
        self._clear_sent()
        self._sent.addWidget(SentNotice(result, self._store, self._last))

    def _clear_sent(self) -> None:
        while (item := self._sent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _given(self, _case: object) -> None:
        """What comes next is the form: its button has the keyboard as soon as the consent stands in the list."""
        self._last, self._goes_on = "", True

    def _prepare(self, line: ConsentLine) -> None:
        chosen = choice_id(line.recipient, individual=line.individual)
        self.wanted.emit("sharing", Wish(chosen, line.purposes[0]))

    def _done(self) -> None:
        self._leave()
        self.done.emit()

    def _leave(self) -> None:
        self._clear_sent()
        if self.page is not None:
            self._stack.setCurrentIndex(0)
            self._stack.removeWidget(self.page)
            self.page.form.forget()
            self.page.deleteLater()
            self.page = None

    def _have_offers(self, offers: tuple[Sequence[Partner], Sequence[LegalBasis]]) -> None:
        self._partners, bases = offers
        self.legal.offer(bases, self._partners)
        if self.page is not None:
            self.page.offer(self._partners)
        self._has_offers = True
        self._take_up_forms()


def _offers(office: Office) -> tuple[Sequence[Partner], Sequence[LegalBasis]]:
    return partners(office), legal_bases(office)
