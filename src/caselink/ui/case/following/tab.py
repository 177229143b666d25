"""Who has seen her and what comes next: encounters noted in twenty seconds, deadlines, everything in one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.case import Case
from caselink.domain.deadlines import Deadline
from caselink.i18n import _
from caselink.services.complaints import ComplaintStep, complaints
from caselink.services.deadlines import deadlines_of
from caselink.services.encounters import Encounter, encounters
from caselink.services.evidence import EvidenceLine, evidence_of
from caselink.services.office import Office
from caselink.services.questionnaires.case_papers import PaperFacts, paper_facts
from caselink.services.questionnaires.deadlines import DeadlineFacts, deadline_facts
from caselink.services.questionnaires.encounters import NOTE_ENCOUNTER, encounter_facts
from caselink.services.questionnaires.records import RecordFacts
from caselink.services.questionnaires.referrals import ReferralFacts, referral_facts
from caselink.services.referrals import Referral, referrals
from caselink.services.timeline import TimelineLine, timeline
from caselink.ui.case.following.complaint_part import ComplaintPart
from caselink.ui.case.following.deadline_rows import DeadlineRows
from caselink.ui.case.following.encounter_cards import EncounterCards
from caselink.ui.case.following.evidence_part import EvidencePart
from caselink.ui.case.following.papers_part import PapersPart
from caselink.ui.case.following.referral_part import ReferralPart
from caselink.ui.case.following.timeline_part import TimelinePart
from caselink.ui.case.store import CaseStore
from caselink.ui.case.tab import Tab
from caselink.ui.look.palettes import space
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.ask_place import AskPlace
from caselink.ui.pieces.drafts import key_of
from caselink.ui.pieces.scrolled_column import ScrolledColumn
from caselink.ui.pieces.text_label import TextLabel

_OF_COMPLAINT: Final = ("complaint_preparation", "complaint_sheet", "complaint_letter", "statement")
_OF_TIMELINE: Final = ("chronology", "timeline_page")
"""Papers that are asked for beneath the complaint and the timeline."""


@dataclass(frozen=True, slots=True)
class _Followed:
    """What the tab shows of a case."""

    encounters: tuple[Encounter, ...]
    deadlines: tuple[Deadline, ...]
    lines: tuple[TimelineLine, ...]
    complaint: tuple[ComplaintStep, ...]
    facts: RecordFacts
    deadline_facts: DeadlineFacts
    referrals: tuple[Referral, ...]
    referral_facts: ReferralFacts
    paper_facts: PaperFacts
    evidence: tuple[EvidenceLine, ...]
    closed: bool


class FollowingTab(Tab):
    """The safe-contact line stands above it, as above every tab."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self._followed: _Followed | None = None
        self._is_entered = False
        """Whether the keyboard is to go to the button as soon as it can be pressed."""
        self._area = ScrolledColumn()
        self._area.setAccessibleName(_("Suivi"))
        column = self._area.column
        column.setContentsMargins(space(6), space(4), space(6), space(6))
        column.setSpacing(space(3))
        self.note_button = QPushButton(_("Noter un entretien"))
        self.note_button.setProperty("role", "main")
        self.note_button.setToolTip(_("Noter qui l’a vue ou entendue (Ctrl+E)"))
        self.note_button.setShortcut("Ctrl+E")
        self.note_button.setEnabled(False)
        head = QHBoxLayout()
        head.addWidget(TextLabel(_("Suivi"), "title"), 1)
        head.addWidget(self.note_button)
        column.addLayout(head)
        self._form = QVBoxLayout()
        column.addLayout(self._form)
        self.noting = AskPlace(
            self.note_button, self._form, self._make_form, key=key_of(NOTE_ENCOUNTER.id, store.case_id)
        )
        self.deadlines = DeadlineRows(store, lambda: self._read().deadline_facts)
        self.encounters = EncounterCards(store, self._ask_again, self.note_button)
        self.complaint = ComplaintPart(store, self._asked_on)
        self.complaint_papers = PapersPart(store, _OF_COMPLAINT, lambda: self._read().paper_facts)
        self.evidence = EvidencePart(store)
        self.referrals = ReferralPart(store, lambda: self._read().referral_facts)
        self.timeline = TimelinePart()
        self.papers = PapersPart(store, _OF_TIMELINE, lambda: self._read().paper_facts)
        for part in (
            self.deadlines, self.complaint, self.complaint_papers, self.evidence, self.referrals, self.encounters,
            self.timeline, self.papers,
        ):
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        store.changed.connect(self._case_changed)

    def focus_first(self) -> None:
        """On the one thing that is done here most."""
        self._is_entered = not self.note_button.isEnabled()
        target = self._area if self._is_entered else self.note_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Read it again whenever it is looked at."""
        super().showEvent(event)
        self._ask_again()

    def _case_changed(self, _case: Case) -> None:
        if self.isVisible():
            self._ask_again()

    def _ask_again(self) -> None:
        case = self._store.case
        if case is not None:
            self._store.ask(lambda office: _followed(office, case), self._show, owner=self, replaces="following")

    def _show(self, followed: _Followed) -> None:
        self._followed = followed
        self.note_button.setEnabled(not followed.closed)
        self.deadlines.show_deadlines(followed.deadlines, followed.facts.today, closed=followed.closed)
        self.referrals.show_referrals(followed.referrals, closed=followed.closed)
        self.evidence.show_lines(followed.evidence, closed=followed.closed)
        for button in self.complaint_papers.buttons.values():
            button.setEnabled(not followed.closed)
        self.complaint.show_steps(followed.complaint, closed=followed.closed)
        self.encounters.show_encounters(followed.encounters)
        self.timeline.show_lines(followed.lines, followed.facts.today)
        self.noting.look()
        if self._is_entered and self._area.hasFocus():
            self.focus_first()

    def _read(self) -> _Followed:
        if self._followed is None:
            raise RuntimeError("the buttons rest until the case is read")
        return self._followed

    def _asked_on(self) -> RecordFacts:
        return self._read().facts

    def _make_form(self) -> AskForm:
        key = key_of(NOTE_ENCOUNTER.id, self._store.case_id)
        return AskForm(NOTE_ENCOUNTER.about(self._asked_on()), self._store, key=key, tone="card")


def _followed(office: Office, case: Case) -> _Followed:
    return _Followed(
        encounters(case), deadlines_of(case, office.today()), timeline(office, case), complaints(case),
        encounter_facts(office, case), deadline_facts(office, case), referrals(case), referral_facts(office, case),
        paper_facts(office, case), evidence_of(case), case.status.value == "closed",
    )

