"""What may leave for one partner and one purpose, seen before it leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.errors import CaseLinkError
from caselink.forms.purposes import PURPOSES, Purpose
from caselink.i18n import _
from caselink.services.danger.sheet import preview_danger_sheet
from caselink.services.office import Office
from caselink.services.recipients import RecipientChoice, recipients
from caselink.services.sharing import Preview, preview
from caselink.services.telephone import ToSayAloud, to_say_aloud
from caselink.ui.case.recipient_choices import choice_id, recipient_labels, recipient_of_choice
from caselink.ui.case.sharing.notice_list import NoticeList
from caselink.ui.case.sharing.notices import notices, validity
from caselink.ui.case.sharing.paper_view import PaperView
from caselink.ui.case.sharing.phone_dialog import PhoneDialog
from caselink.ui.case.sharing.prepare_dialog import PrepareDialog, prepared_for
from caselink.ui.case.store import CaseStore
from caselink.ui.case.tab import Tab, Wish
from caselink.ui.look.palettes import TARGET, space
from caselink.ui.pieces.drafts import Drafts, key_of
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.pieces.head_row import HeadRow
from caselink.ui.pieces.one_press import OnePress
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.pieces.wrapped_button import WrappedButton
from caselink.ui.shell.read_only import keep_for_reading

T = TypeVar("T")
_LIAISON, _SHEET = "liaison_form", "danger_sheet"


class SharingTab(Tab):
    """Recipient and purpose, the two columns, and one button that names the partner."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self._stale = True
        self.shown: Preview | None = None
        """What is on the screen."""
        self.dialog: PrepareDialog | None = None
        """Where the document is asked for, while it stands open."""
        self._chosen_key = key_of("recipient", store.case_id)
        self._preparing_key = key_of("prepare", store.case_id)
        Drafts.current().hold(self._chosen_key, self)
        self.recipient = SearchChoice([], _("Destinataire"))
        self.purpose = SearchChoice([(each.value, _(PURPOSES[each].label)) for each in Purpose], _("Finalité"))
        self.paper = ChoiceChips(
            [(_LIAISON, _("Fiche de liaison")), (_SHEET, _("Fiche de danger"))], _("Document"), required=True
        )
        self.paper.set_value(_LIAISON)
        keep_for_reading(self.recipient, self.purpose, self.paper)
        self.paper.changed.connect(self.ask)
        self.recipient.changed.connect(self.ask)
        self.purpose.changed.connect(self.ask)
        self.notices = NoticeList()
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(4), space(6), 0)
        column.setSpacing(space(3))
        column.addWidget(self._head())
        column.addLayout(self._choosers())
        column.addWidget(self.notices)
        column.addWidget(self._body(), 1)
        self._teach()
        store.changed.connect(self._case_changed)

    def choose(self, recipient: str, purpose: Purpose) -> None:
        """Show what that recipient (the id of a choice) would get for that purpose."""
        self.recipient.set_value(recipient)
        self.purpose.set_value(purpose.value)
        self.ask()

    def begin(self, wish: Wish) -> None:
        """Show what another tab asks about."""
        self.paper.set_value(wish.paper)
        if wish.recipient:
            self.choose(wish.recipient, wish.purpose)
        else:
            self.purpose.set_value(wish.purpose.value)
            self._stale = True
            self._look_again()

    def place(self) -> dict[str, str]:
        """The partner and the purpose that are chosen; of a person, whose choice bears a name, nothing is kept."""
        chosen, purpose = self.recipient.value(), self.purpose.value()
        if not isinstance(chosen, str) or not isinstance(purpose, str) or recipient_of_choice(chosen)[1]:
            return {}
        return {"recipient": chosen, "purpose": purpose, "paper": str(self.paper.value())}

    def restore(self, place: Mapping[str, str]) -> None:
        """Choose them again."""
        if place.get("paper") in (_LIAISON, _SHEET):
            self.paper.set_value(place["paper"])
        if place.get("recipient") and place.get("purpose") in {each.value for each in Purpose}:
            self.choose(place["recipient"], Purpose(place["purpose"]))

    def draft(self) -> dict[str, Json] | None:
        """A person who is chosen, with the purpose; None for a partner, whom `place` tells."""
        chosen, purpose = self.recipient.value(), self.purpose.value()
        if isinstance(chosen, str) and isinstance(purpose, str) and recipient_of_choice(chosen)[1]:
            return {"recipient": chosen, "purpose": purpose}
        return None

    def ask(self, _chosen: object = None) -> None:
        """Ask what would leave for the recipient and the purpose that are chosen; until that is known nothing does."""
        chosen, purpose = self.recipient.value(), self.purpose.value()
        self._stale = False
        if not isinstance(chosen, str) or not isinstance(purpose, str):
            self._teach()
            return
        self._awaited.begin()
        self.flush_asked.emit()
        key, individual = recipient_of_choice(chosen)
        case_id = self._store.case_id
        self._store.ask(
            _looking_at(str(self.paper.value()), case_id, key, Purpose(purpose), individual=individual),
            self._if_chosen(chosen, purpose, self.show_preview), self._if_chosen(chosen, purpose, self._refused),
            owner=self, replaces="preview",
        )

    def focus_first(self) -> None:
        """Put the cursor where the recipient is chosen, or on the button once there is something to look at."""
        first = self.prepare if self.prepare.isVisible() and self.prepare.isEnabled() else self.recipient
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_preview(self, shown: Preview) -> None:
        """Show both halves."""
        self.shown = shown
        self.notices.show_notices(notices(shown))
        self.validity.setText(validity(shown))
        self._help.hide()
        self.paper_view.show_preview(shown)
        self.paper_view.show()
        of_danger = shown.paper == _SHEET
        said = _("Préparer la fiche de danger pour {partner}") if of_danger else _("Préparer la fiche pour {partner}")
        self.prepare.setText(said.format(partner=shown.recipient).replace("&", "&&"))
        self.prepare.setVisible(True)
        self._awaited.end()
        self.prepare.setEnabled(bool(shown.shared) and not shown.blocked)
        self.collect.setVisible(not shown.blocked)
        self.by_phone.setVisible(not of_danger and not shown.individual and self.prepare.isEnabled())
        self._prepare_again(shown)

    def _prepare_again(self, shown: Preview) -> None:
        prepared = Drafts.current().take(self._preparing_key) or {}
        if prepared_for(shown).items() <= prepared.items() and self.prepare.isEnabled() and self.isVisible():
            self._open_dialog()
            if self.dialog is not None:
                self.dialog.editors.put_back(prepared)

    def showEvent(self, event: QShowEvent) -> None:
        """Look again where the case changed meanwhile."""
        super().showEvent(event)
        chosen = Drafts.current().take(self._chosen_key) or {}
        recipient, purpose = chosen.get("recipient"), chosen.get("purpose")
        if isinstance(recipient, str) and purpose in {each.value for each in Purpose}:
            self.recipient.set_value(recipient)
            self.purpose.set_value(str(purpose))
        self._look_again()

    def _choosers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space(4))
        recipient = QuestionRow(_("Destinataire"), self.recipient, wide=True)
        purpose = QuestionRow(_("Finalité"), self.purpose, wide=True)
        row.addWidget(recipient, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(purpose, 2, Qt.AlignmentFlag.AlignTop)
        self.paper.setFixedWidth(self.paper.row.one_line_width())
        row.addWidget(QuestionRow(_("Document"), self.paper, wide=True), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _head(self) -> HeadRow:
        words = QHBoxLayout()
        words.setSpacing(space(3))
        words.addWidget(TextLabel(_("Ce qui peut être transmis"), "title"))
        self.validity = TextLabel("", "quiet")
        self.validity.setMinimumHeight(TARGET)
        words.addWidget(self.validity, 1)
        self.collect = QPushButton(_("Recueillir un accord"))
        self.collect.clicked.connect(self._ask_consent)
        self.prepare = WrappedButton()
        self.prepare.setProperty("role", "main")
        self.prepare.clicked.connect(self._press_prepare)
        self.by_phone = QPushButton(_("Dire au téléphone"))
        self.by_phone.clicked.connect(self._ask_words)
        self._awaited = OnePress(self.collect, self.by_phone, self.prepare)
        row = HeadRow(words, _("Ce qui peut être transmis"), self)
        row.add(self.collect)
        row.add(self.by_phone)
        row.add(self.prepare)
        return row

    def _body(self) -> QWidget:
        self.paper_view = PaperView()
        sentence = _(
            "Choisissez à qui et pour quoi : vous verrez les pages que la structure recevrait, et à côté ce qui ne "
            "serait pas transmis. Rien ne part avant que vous prépariez la fiche."
        )
        self._help = TextLabel(sentence, "quiet", wraps=True)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, space(5))
        column.addWidget(self._help, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.paper_view)
        return held

    def _if_chosen(self, recipient: str, purpose: str, show: Callable[[T], None]) -> Callable[[T], None]:
        """Show an answer only where the fields still ask for it: another is about somebody else."""

        def arrived(answer: T) -> None:
            if (self.recipient.value(), self.purpose.value()) == (recipient, purpose):
                show(answer)

        return arrived

    def _teach(self) -> None:
        self.shown = None
        self._awaited.end()
        self.validity.setText("")
        self.notices.show_notices([])
        self.prepare.setVisible(False)
        self.collect.setVisible(False)
        self.by_phone.setVisible(False)
        self.paper_view.forget()
        self.paper_view.hide()
        self._help.show()

    def _case_changed(self, _case: Case) -> None:
        self._stale = True
        self._look_again()

    def _look_again(self) -> None:
        """Out of sight nothing is asked: every look is written down in the audit trail."""
        case = self._store.case
        if case is None or not self._stale or not self.isVisible():
            return
        self._store.ask(
            lambda office: recipients(office, case), self._have_recipients, owner=self, replaces="recipients"
        )
        self.ask()

    def _have_recipients(self, choices: Sequence[RecipientChoice]) -> None:
        self.recipient.offer(recipient_labels(choices))

    def _ask_consent(self) -> None:
        if self.shown is not None:
            chosen = choice_id(self.shown.recipient, individual=self.shown.individual)
            self.wanted.emit("consents", Wish(chosen, self.shown.purpose))

    def _ask_words(self) -> None:
        """What may be said instead of sent, of what is shown."""
        shown = self.shown
        if shown is not None:
            case_id = self._store.case_id
            self._store.ask(
                lambda office: to_say_aloud(office, case_id, shown.recipient, shown.purpose), self._read_out,
                self._refused, owner=self,
            )

    def _read_out(self, page: ToSayAloud) -> None:
        self.phone = PhoneDialog(self._store, page, self)
        self.phone.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.phone.said.connect(self._store.disclosed)
        self.phone.open()

    def _press_prepare(self) -> None:
        """The document is asked for once every free text was read again; until then the first of them is shown."""
        if self.paper_view.is_read:
            self._open_dialog()
        else:
            self.paper_view.go_to_unread()

    def _open_dialog(self) -> None:
        if self.shown is None:
            return
        self.dialog = PrepareDialog(self._store, self.shown, self, texts_read=self.paper_view.is_read)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.prepared.connect(self._store.disclosed)
        self.dialog.outdated.connect(self.ask)
        self.dialog.finished.connect(self._forget_dialog)
        Drafts.current().hold(self._preparing_key, self.dialog)
        self.dialog.open()

    def _forget_dialog(self) -> None:
        Drafts.current().let_go(self._preparing_key)
        self.dialog = None

    def _refused(self, error: CaseLinkError) -> None:
        self._teach()
        self.notices.show_notices([(error.sentence, "notice_fault")])


def _looking_at(
    paper: str, case_id: str, recipient: str, purpose: Purpose, *, individual: bool
) -> Callable[[Office], Preview]:
    """What shows that paper; of a danger sheet, which goes to agencies alone, no person is shown one."""
    if paper == _SHEET and not individual:
        return lambda office: preview_danger_sheet(office, case_id, recipient, purpose)
    return lambda office: preview(office, case_id, recipient, purpose, individual=individual, with_page=True)
