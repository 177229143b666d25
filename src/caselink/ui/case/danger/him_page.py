"""Him: how he is interviewed, what he said, where he is sent. What was said stays closed until it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.case import Case, CaseStatus
from caselink.domain.partners import Partner
from caselink.forms.danger.with_him import INTERVIEW, NEVER_WITH_HIM, WITH_HIM
from caselink.forms.records import said_beside, said_in
from caselink.forms.texts import BETWEEN
from caselink.i18n import _, country_name
from caselink.services.cases import read_case
from caselink.services.danger.with_him import (
    Interview,
    interviews,
    remove_interview,
    services_for_him,
    write_his_paper,
)
from caselink.services.directory import hours_sentence
from caselink.services.office import Office
from caselink.services.questionnaires.with_him import NOTE_WITH_HIM, HimFacts, him_facts
from caselink.ui.case.danger.inner_page import InnerPage
from caselink.ui.case.store import CaseStore
from caselink.ui.look.dates import day_words
from caselink.ui.look.palettes import space
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.ask_place import AskPlace
from caselink.ui.pieces.drafts import key_of
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading
from caselink.ui.shell.save_dialog import ask_where_to_save


@dataclass(frozen=True, slots=True)
class _Shown:
    facts: HimFacts
    services: tuple[Partner, ...]
    found: tuple[Interview, ...]
    closed: bool


class HimPage(InnerPage):
    """Services for those who use violence are named here and nowhere else."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(_("Lui"), parent)
        self._store = store
        self._facts: HimFacts | None = None
        self.note = QPushButton(_("Noter un entretien avec lui"))
        self.note.setProperty("role", "main")
        self.note.setEnabled(False)
        self.head.addWidget(self.note)
        for line in NEVER_WITH_HIM:
            self.column.addWidget(TextLabel(_(line), "warning", wraps=True))
        self._form = QVBoxLayout()
        self.column.addLayout(self._form)
        self.noting = AskPlace(
            self.note, self._form, self._make_form, key=key_of(NOTE_WITH_HIM.id, store.case_id)
        )
        self.cards: tuple[InterviewCard, ...] = ()
        self._cards = QVBoxLayout()
        self._cards.setSpacing(space(2))
        self.column.addLayout(self._cards)
        self._questions()
        self.services = TextLabel("", "", wraps=True, selectable=True)
        self.column.addSpacing(space(2))
        self.column.addWidget(TextLabel(_("Services pour auteurs"), "heading"))
        self.column.addWidget(self.services)
        self.column.addStretch(1)

    def show_case(self, case: Case) -> None:
        """Read what there is on him in that case."""
        self._store.ask(lambda office: _read(office, case), self._show, owner=self, replaces="him")

    def focus_first(self) -> None:
        """On the one thing that is done here."""
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, shown: _Shown) -> None:
        had_keyboard = self.back.hasFocus() or not self.note.isEnabled()
        self._facts = shown.facts
        self.note.setEnabled(not shown.closed)
        self.services.setText("\n".join(map(_service_words, shown.services)) or _("Aucun dans l’annuaire."))
        self._show_cards(shown.found, may_write=not shown.closed)
        self.noting.look()
        if had_keyboard and self.isVisible() and self.noting.form is None:
            self.focus_first()

    def _show_cards(self, found: Sequence[Interview], *, may_write: bool) -> None:
        opened = {card.interview.id for card in self.cards if card.is_open()}
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = tuple(InterviewCard(each) for each in found)
        for card in self.cards:
            self._cards.addWidget(card)
            card.remove_button.setEnabled(may_write)
            card.remove_button.clicked.connect(lambda _pressed=False, card=card: self._remove(card.interview))
            card.paper.clicked.connect(lambda _pressed=False, card=card: self._write(card.interview))
            card.show_all(card.interview.id in opened)

    def _questions(self) -> None:
        for number, step in enumerate(INTERVIEW, start=1):
            self.column.addSpacing(space(1))
            self.column.addWidget(TextLabel(f"{number} · {_(step.title)}", "heading"))
            asked = " ".join(_("« {question} »").format(question=_(each)) for each in step.questions)
            self.column.addWidget(TextLabel(asked, wraps=True))

    def _make_form(self) -> AskForm:
        if self._facts is None:
            raise RuntimeError("the button rests until the case is read")
        key = key_of(NOTE_WITH_HIM.id, self._store.case_id)
        return AskForm(NOTE_WITH_HIM.about(self._facts), self._store, key=key, tone="card")

    def _remove(self, interview: Interview) -> None:
        case_id = self._store.case_id

        def work(office: Office) -> Case:
            remove_interview(office, case_id, interview.id)
            return read_case(office, case_id)

        self._store.change(work, lambda: self._store.say(_("Entretien avec lui retiré."), undoable=True), owner=self)

    def _write(self, interview: Interview) -> None:
        path = ask_where_to_save(self, _("Écrire son orientation"), "orientation-{day}.pdf", _("Papier (*.pdf)"))
        case_id = self._store.case_id
        if path is not None:
            self._store.ask(
                lambda office: write_his_paper(office, case_id, interview.id, path),
                lambda _nothing: self._store.say(_("Son orientation est écrite : rien d’elle n’y est.")), owner=self,
            )


class InterviewCard(QFrame):
    """One interview: its day and what came of it; the rest once it is opened."""

    def __init__(self, interview: Interview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.interview = interview
        values = interview.values
        said = [day_words(interview.on), *(said_in(WITH_HIM, values, name) for name in ("by", "service", "answer"))]
        self.line = TextLabel(BETWEEN.join(filter(None, said)), "label", wraps=True)
        self.open_button, self.remove_button = QPushButton(), QPushButton(_("Retirer"))
        self.paper = QPushButton(_("Écrire son orientation…"))
        for button in (self.open_button, self.remove_button, self.paper):
            button.setProperty("role", "quiet")
        keep_for_reading(self.open_button)
        head = QHBoxLayout()
        head.addWidget(self.line, 1)
        for button in (self.paper, self.remove_button, self.open_button):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(2), space(3), space(2))
        column.addLayout(head)
        said = said_beside(WITH_HIM, values, _IN_LINE)
        self._rest = [TextLabel(text, "quiet", wraps=True, selectable=True) for text in said]
        for label in self._rest:
            column.addWidget(label)
        agreed = interview.values.get("agreed") is True and bool(interview.values.get("service"))
        self.paper.setVisible(agreed)
        self.setAccessibleName(self.line.text())
        self.open_button.clicked.connect(lambda: self.show_all(not self.is_open()))
        self.show_all(False)

    def is_open(self) -> bool:
        """Whether all of it is shown."""
        return any(not label.isHidden() for label in self._rest)

    def show_all(self, shown: bool) -> None:
        """Show or hide what he said."""
        for label in self._rest:
            label.setVisible(shown)
        self.remove_button.setVisible(shown or not self._rest)
        self.open_button.setVisible(bool(self._rest))
        self.open_button.setText(_("Fermer") if shown else _("Lire"))
        self.open_button.setAccessibleName(f"{self.open_button.text()} · {self.line.text()}")


_IN_LINE = ("on", "by", "service", "answer")


def _service_words(partner: Partner) -> str:
    country = country_name(partner.country) if partner.country else ""
    said = (partner.name, " · ".join(partner.phones), hours_sentence(partner.hours), partner.area or country)
    return BETWEEN.join(filter(None, said))


def _read(office: Office, case: Case) -> _Shown:
    return _Shown(
        him_facts(office, case), services_for_him(office), interviews(case), case.status is CaseStatus.CLOSED
    )
