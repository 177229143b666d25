"""One meeting: prepared case by case, opened for the room, followed up by packs and minutes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from caselink.domain.meetings import Attendee
from caselink.errors import CaseLinkError
from caselink.forms.asks import Choices
from caselink.forms.meetings import BASIS_LABELS, KIND_LABELS
from caselink.i18n import _
from caselink.services.directory import partners
from caselink.services.meetings.handouts import (
    write_agenda_paper,
    write_confidentiality_statement,
    write_meeting_calendar,
)
from caselink.services.meetings.holding import hold
from caselink.services.meetings.packs import MINUTES, PACK, when
from caselink.services.meetings.people import name_of
from caselink.services.meetings.planning import remove_meeting, take_off
from caselink.services.meetings.records import find_meeting
from caselink.services.meetings.room import PreparedMeeting, prepared
from caselink.services.office import Office
from caselink.services.questionnaires.meetings import NEW_MEETING, PUT_FORWARD, MeetingFacts, PutFacts
from caselink.ui.look.palettes import space
from caselink.ui.pages.meetings.action_rows import ActionRows
from caselink.ui.pages.meetings.attendance import Attendance
from caselink.ui.pages.meetings.case_card import CaseCard
from caselink.ui.pages.meetings.no_file_dialog import NoFileDialog
from caselink.ui.pages.meetings.packs_dialog import PacksDialog
from caselink.ui.pages.meetings.room_dialog import RoomDialog
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.ask_place import AskPlace
from caselink.ui.pieces.flow_layout import FlowLayout
from caselink.ui.pieces.office_keeper import OfficeKeeper
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.read_only import keep_for_reading
from caselink.ui.shell.save_dialog import ask_where_to_save
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

_Read = tuple[PreparedMeeting, Choices, Choices, list[tuple[str, Any]], str]


class MeetingDetail(QWidget):
    """The page of one meeting, over the list of them."""

    left = Signal()

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thread = thread
        self._shell = shell
        self.meeting_id = ""
        self.shown: PreparedMeeting | None = None
        self._read_facts: tuple[Choices, Choices, str] = ((), (), "")
        self.dialog: RoomDialog | NoFileDialog | PacksDialog | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        self.back = self._button(_("‹ Toutes les réunions"), self.left.emit, reads=True)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.title = TextLabel("", "heading", wraps=True)
        self.about = TextLabel("", "quiet", wraps=True)
        column.addWidget(self.title)
        column.addWidget(self.about)
        self.barred = TextLabel("", "fault", wraps=True)
        column.addWidget(self.barred)
        column.addWidget(self._tools())
        self._asking = QVBoxLayout()
        column.addLayout(self._asking)
        self.cases = QVBoxLayout()
        self.cases.setSpacing(space(2))
        column.addLayout(self.cases)
        self.attendance = Attendance()
        self.attendance.given.connect(self._hold)
        column.addWidget(self.attendance)
        self.actions_title = TextLabel(_("Actions à suivre"), "heading")
        column.addWidget(self.actions_title)
        self.actions_part = ActionRows(thread, shell)
        self.actions_part.changed.connect(self.refresh)
        column.addWidget(self.actions_part)
        column.addStretch(1)
        self.putting = AskPlace(self.put_button, self._asking, self._put_form)
        self.editing = AskPlace(self.edit_button, self._asking, self._edit_form)
        shell.initials_changed.connect(lambda _shown: self._fill())

    def open(self, meeting_id: str) -> None:
        """Show that meeting."""
        self.meeting_id = meeting_id
        self.refresh()
        self.back.setFocus()

    def refresh(self) -> None:
        """Read it again."""
        meeting_id = self.meeting_id
        if meeting_id:
            self._thread.run(
                lambda office: _read(office, meeting_id), self._show, self._gone, owner=self, replaces="meeting"
            )

    def _tools(self) -> QWidget:
        held = QWidget()
        row = FlowLayout(held, space(2))
        self.room_button = self._button(_("Ouvrir dans la salle"), self.open_room)
        self.room_button.setProperty("role", "main")
        self.put_button = self._button(_("Inscrire une situation…"))
        self.edit_button = self._button(_("Changer la réunion…"))
        self.packs_button = self._button(_("Paquets pour les structures…"), lambda: self._ask_folder(PACK))
        self.minutes_button = self._button(_("Relevés de décisions…"), lambda: self._ask_folder(MINUTES))
        self.statement_button = self._button(_("Engagement à signer…"), lambda: self._ask_paper(
            write_confidentiality_statement, "engagement-{day}.pdf", "PDF (*.pdf)"
        ))
        self.agenda_button = self._button(_("Ordre du jour…"), lambda: self._ask_paper(
            write_agenda_paper, "ordre-du-jour-{day}.pdf", "PDF (*.pdf)"
        ))
        self.calendar_button = self._button(_("Dans un agenda…"), lambda: self._ask_paper(
            write_meeting_calendar, "a-voir-{day}.ics", "iCalendar (*.ics)"
        ))
        self.remove_button = self._button(_("Retirer la réunion"), self._remove)
        for button in (
            self.room_button, self.put_button, self.edit_button, self.packs_button, self.minutes_button,
            self.statement_button, self.agenda_button, self.calendar_button, self.remove_button,
        ):
            row.addWidget(button)
        return held

    def _button(self, words: str, pressed: Callable[[], None] | None = None, *, reads: bool = False) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "quiet")
        if pressed is not None:
            button.clicked.connect(lambda _checked: pressed())
        if reads:
            keep_for_reading(button)
        return button

    def _show(self, found: _Read) -> None:
        self.shown, cases, directory, actions, country = found
        self._read_facts = cases, directory, country
        self.actions_part.show_actions(actions)
        self.actions_title.setVisible(bool(actions))
        self._fill()

    def _fill(self) -> None:
        shown = self.shown
        if shown is None:
            return
        meeting = shown.meeting
        self.title.setText(" · ".join(filter(None, (when(meeting), meeting.place, _(KIND_LABELS[meeting.kind])))))
        basis = "" if meeting.basis is None else _("Repose sur {basis}").format(basis=_(BASIS_LABELS[meeting.basis]))
        said = [_("Sans fichier : rien de ce qui se dit n’est gardé.")] if meeting.no_file else []
        said += [each for each in (basis, ", ".join(name for _key, name in shown.agencies)) if each]
        self.about.setText("\n".join(said))
        barred = [f"{each.case} : {sentence}" for each in shown.cases for sentence in each.barred]
        self.barred.setText("\n".join(barred))
        self.barred.setVisible(bool(barred))
        self._show_cases(shown)
        self.attendance.show_meeting(meeting, shown.agencies)
        came = meeting.on <= OfficeClock.current().today()
        self.attendance.setVisible(came)
        self.room_button.setEnabled(meeting.no_file or bool(shown.cases))
        self.put_button.setVisible(not meeting.no_file)
        self.packs_button.setVisible(not meeting.no_file)
        self.minutes_button.setVisible(meeting.was_held and not meeting.no_file)
        self.remove_button.setVisible(not (meeting.was_held or meeting.packs or shown.cases))

    def _show_cases(self, shown: PreparedMeeting) -> None:
        while (item := self.cases.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in shown.cases:
            card = CaseCard(each, masked=self._shell.initials)
            card.wants_case.connect(self._shell.open_case)
            card.wants_consent.connect(self._shell.ask_consent)
            card.takes_off.connect(self._take_off)
            self.cases.addWidget(card)
            card.show()

    def open_room(self) -> None:
        """Show the screen of the room: nothing else can be reached from it."""
        if self.shown is None:
            return
        if self.shown.meeting.no_file:
            self.dialog = NoFileDialog(self._thread, self._shell, self.shown.meeting, self.window())
        else:
            self.dialog = RoomDialog(self._thread, self._shell, self.shown.meeting, self.window())
        self.dialog.finished.connect(lambda _result: self.refresh())
        self.dialog.open()

    def write_papers(self, kind: str, folder: Path) -> None:
        """Write packs or minutes for all into that folder, with progress."""
        self.dialog = PacksDialog(self._thread, self._shell, self.meeting_id, kind, folder, self.window())
        self.dialog.finished.connect(lambda _result: self.refresh())
        self.dialog.open()

    def _put_form(self) -> AskForm:
        agencies = () if self.shown is None else self.shown.agencies
        facts = PutFacts(self.meeting_id, agencies, self._read_facts[0])
        form = AskForm(PUT_FORWARD.about(facts), OfficeKeeper(self._thread, self._shell), tone="card")
        form.saved.connect(lambda _result: self.refresh())
        return form

    def _edit_form(self) -> AskForm:
        held = None if self.shown is None else self.shown.meeting
        facts = MeetingFacts(self._read_facts[1], OfficeClock.current().today(), self._read_facts[2], held)
        form = AskForm(NEW_MEETING.about(facts), OfficeKeeper(self._thread, self._shell), tone="card")
        form.saved.connect(lambda _result: self.refresh())
        return form

    def _hold(self, attended: tuple[Attendee, ...]) -> None:
        meeting_id = self.meeting_id

        def work(office: Office) -> tuple[str, ...]:
            return hold(office, replace(find_meeting(office, meeting_id), attended=attended))

        self._thread.run(work, self._held, self._say, owner=self)

    def _held(self, warnings: tuple[str, ...]) -> None:
        self._shell.show_message(" ".join((_("Les présents sont notés."), *warnings)))
        self.refresh()

    def _take_off(self, case_id: str) -> None:
        meeting_id = self.meeting_id
        self._thread.run(
            lambda office: take_off(office, meeting_id, case_id), lambda _none: self.refresh(), self._say, owner=self
        )

    def _remove(self) -> None:
        meeting_id = self.meeting_id
        self._thread.run(
            lambda office: remove_meeting(office, meeting_id), lambda _none: self.left.emit(), self._say, owner=self
        )

    def _ask_folder(self, kind: str) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Où écrire les fichiers"))
        if chosen:
            self.write_papers(kind, Path(chosen))

    def _ask_paper(self, write: Callable[[Office, str, Path], None], name: str, kind: str) -> None:
        out, meeting_id = ask_where_to_save(self, _("Réunion"), name, kind), self.meeting_id
        if out is not None:
            self._thread.run(
                lambda office: write(office, meeting_id, out),
                lambda _none: self._shell.show_message(_("Le papier est écrit.")), self._say, owner=self,
            )

    def _gone(self, error: CaseLinkError) -> None:
        self._say(error)
        self.left.emit()

    def _say(self, error: CaseLinkError) -> None:
        self._shell.show_fault(error.sentence)


def _read(office: Office, meeting_id: str) -> _Read:
    found = prepared(office, meeting_id)
    on_it = {each.case_id for each in found.cases}
    cases = [(case_id, reference) for case_id, reference in office.vault.open_cases().items() if case_id not in on_it]
    actions = [(name_of(office, each.partner), each) for each in found.actions]
    return found, sorted(cases, key=lambda each: each[1]), [
        (each.short_name, each.name) for each in partners(office)
    ], actions, office.country
