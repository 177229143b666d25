"""The picture of needs: what is still to be done for her, what is done, and whom to contact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from caselink.domain.case import Case
from caselink.domain.needs import Domain
from caselink.errors import CaseLinkError
from caselink.forms.needs import STATE_LABELS
from caselink.i18n import _
from caselink.services.directory import partners
from caselink.services.needs import NeedLine, picture
from caselink.services.office import Office
from caselink.services.questionnaires.needs import NEED_QUESTIONNAIRES, NeedAsk, NeedFacts, decide
from caselink.services.sharing import suggested_purpose
from caselink.services.suggestions import helplines_for, whom_to_contact
from caselink.ui.case.overview.captions import last_contact_words
from caselink.ui.case.overview.card_columns import CardColumns
from caselink.ui.case.overview.contact_panel import AT_ONCE, ContactPanel
from caselink.ui.case.overview.domain_card import DomainCard
from caselink.ui.case.overview.need_row import NeedRow
from caselink.ui.case.overview.red_part import RedPart
from caselink.ui.case.recipient_choices import choice_id
from caselink.ui.case.store import CaseStore
from caselink.ui.case.tab import Tab, Wish
from caselink.ui.look.palettes import space
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.drafts import Drafts, key_of


class OverviewTab(Tab):
    """Cards by domain, and at their side the panel of whom to contact once it is asked for."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self._pending: Counter[str] = Counter()
        self._partners: Sequence[tuple[str, str]] = ()
        self._helplines: Sequence[str] = ()
        self.cards: tuple[DomainCard, ...] = ()
        self.area = _scroll_area(self)
        self.columns = CardColumns(self.area.viewport())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.red = RedPart()
        whole = QWidget()
        stack = QVBoxLayout(whole)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        framed = QVBoxLayout()
        framed.setContentsMargins(space(6), space(3), space(6), 0)
        framed.addWidget(self.red)
        stack.addLayout(framed)
        stack.addWidget(self.columns, 1)
        self.area.setWidget(whole)
        self.red.wanted.connect(self._go_to)
        self.red.domain_wanted.connect(lambda domain: self._card(domain).focus_first())
        self.red.contact_asked.connect(self.ask_contact)
        row.addWidget(self.area, 1)
        self.panel = ContactPanel(self)
        self.panel.hide()
        self.panel.chosen.connect(self._prepare)
        self.panel.add_asked.connect(store.shell.add_partner)
        self.panel.more_asked.connect(self._ask_more)
        self.panel.closed.connect(self._close_panel)
        row.addWidget(self.panel)
        for keys, step in (("F6", 1), ("Shift+F6", -1)):
            shortcut = QShortcut(QKeySequence(keys), self, lambda step=step: self._go_to_card(step))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        store.changed.connect(self.show_case)
        store.ask(_partner_choices, self._have_partners, owner=self)

    def show_case(self, case: Case) -> None:
        """Show the needs of the case as they are now; those being changed stay as the worker sees them."""
        today = self._store.now.date()
        domains = picture(case, today)
        self.red.show_picture(domains, today, last_contact_words(case))
        if self.cards:
            for card, domain in zip(self.cards, domains, strict=True):
                card.show_picture(domain, today, frozenset(self._pending))
            return
        self.cards = tuple(
            DomainCard(each, today, self._form, self.columns) for each in domains
        )
        for card in self.cards:
            card.wanted.connect(self._set)
            card.contact_asked.connect(self.ask_contact)
        self.columns.set_cards(self.cards)
        self._store.ask(lambda office: helplines_for(office, case), self._have_helplines, owner=self)
        self._ask_again()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again what was not answered."""
        super().showEvent(event)
        self._ask_again()

    def _ask_again(self) -> None:
        """Put back what was asked under a need before a lock, once the needs are there and looked at."""
        if not self.cards or not self.isVisible():
            return
        cards = {item: card for card in self.cards for item in card.lines}
        for about, questionnaire in NEED_QUESTIONNAIRES.items():
            for item, card in cards.items():
                if (words := Drafts.current().take(self._key(questionnaire.id, item))) is not None:
                    card.reveal(item).open(about).put_back(words)

    def _form(self, about: NeedAsk, line: NeedLine) -> AskForm:
        inquiry = NEED_QUESTIONNAIRES[about].about(NeedFacts(
            self._store.case_id, line, self._partners, tuple(self._helplines[:3])
        ))
        return AskForm(inquiry, self._store, key=self._key(inquiry.id, line.item), tone="notice")

    def _key(self, questionnaire: str, item: str) -> str:
        return key_of(questionnaire, self._store.case_id, item)

    def _go_to_card(self, step: int) -> None:
        """To the card after the one with the keyboard, or before it."""
        focus = self.window().focusWidget()
        here = [number for number, card in enumerate(self.cards) if focus is not None and card.isAncestorOf(focus)]
        place = here[0] + step if here else 0
        if self.cards:
            self.cards[place % len(self.cards)].focus_first()

    def row(self, item: str) -> NeedRow:
        """The line of that need; raises KeyError where the catalogue has none."""
        return {each: card for card in self.cards for each in card.lines}[item].row(item)

    def place(self) -> dict[str, str]:
        """The need that has the cursor."""
        focus = self.window().focusWidget()
        rows = [(item, row) for card in self.cards for item, row in card.rows.items()]
        here = [item for item, row in rows if focus is not None and row.isAncestorOf(focus)]
        return {"need": here[0]} if here else {}

    def restore(self, place: Mapping[str, str]) -> None:
        """Go back to that need, where its line is there."""
        rows = {item: row for card in self.cards for item, row in card.rows.items()}
        row = rows.get(place.get("need", ""))
        if row is not None:
            row.button.setFocus(Qt.FocusReason.OtherFocusReason)
            if row.asked is not None:
                row.asked.focus_first()

    def focus_first(self) -> None:
        """Put the cursor on the most urgent need that is to be done, else on the first there is."""
        if self.red.focus_first():
            return
        made = [card.rows[item] for card in self.cards for item in card.lines if item in card.rows]
        for row in [row for row in made if row.isVisibleTo(self)][:1]:
            row.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, item: str) -> None:
        self.row(item).button.setFocus(Qt.FocusReason.TabFocusReason)

    def _card(self, domain: Domain) -> DomainCard:
        return next(card for card in self.cards if card.domain is domain)

    def ask_contact(self, item: str) -> None:
        """Open the panel for that need."""
        case = self._store.case
        if case is None:
            return
        self.panel.wait_for(item, self.row(item).line.label)
        self.panel.show()
        self._store.ask(
            lambda office: whom_to_contact(office, case, item, limit=AT_ONCE), self.panel.show_suggestions,
            owner=self.panel, replaces="whom_to_contact",
        )

    def _ask_more(self, count: int) -> None:
        case, item = self._store.case, self.panel.item
        if case is not None:
            self._store.ask(
                lambda office: whom_to_contact(office, case, item, limit=count), self.panel.show_more,
                owner=self.panel, replaces="whom_to_contact",
            )

    def _set(self, line: NeedLine) -> None:
        """Tell the vault what the worker sees already."""
        self._pending[line.item] += 1
        self._refresh_card(line.item)

        def write(office: Office) -> Case:
            return decide(office, self._store.case_id, line)

        def done() -> None:
            self._settle(line.item)
            words = _("{need} : {state}").format(need=line.label, state=_(STATE_LABELS[line.state]))
            self._store.say(words, undoable=True)

        def refused(error: CaseLinkError) -> None:
            self._settle(line.item)
            self._store.say_fault(error)

        self._store.change(write, done, refused, owner=self)

    def _settle(self, item: str) -> None:
        self._pending[item] -= 1
        self._pending += Counter()
        if self._store.case is not None:
            self.show_case(self._store.case)

    def _refresh_card(self, item: str) -> None:
        next(card for card in self.cards if item in card.lines).refresh()

    def _have_partners(self, choices: Sequence[tuple[str, str]]) -> None:
        self._partners = choices

    def _have_helplines(self, numbers: Sequence[str]) -> None:
        self._helplines = numbers

    def _prepare(self, short_name: str) -> None:
        wish = Wish(choice_id(short_name, individual=False), suggested_purpose(self.panel.item))
        self.wanted.emit("sharing", wish)

    def _close_panel(self) -> None:
        self.panel.hide()
        self.row(self.panel.item).contact.setFocus(Qt.FocusReason.OtherFocusReason)


def _partner_choices(office: Office) -> Sequence[tuple[str, str]]:
    return [(partner.short_name, partner.name) for partner in partners(office)]


def _scroll_area(parent: QWidget) -> QScrollArea:
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
