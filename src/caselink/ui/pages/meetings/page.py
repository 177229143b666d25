"""Meetings: which come and were, and one of them at a time; what agencies took on stands beneath the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from caselink.forms.asks import Choices
from caselink.forms.meetings import KIND_LABELS
from caselink.i18n import _, ngettext
from caselink.services.directory import partners
from caselink.services.meetings.agenda import MeetingAction, all_actions
from caselink.services.meetings.packs import when
from caselink.services.meetings.people import name_of
from caselink.services.meetings.room import MeetingLine, meeting_lines, state_words, undone_by_agency
from caselink.services.office import Office
from caselink.services.questionnaires.meetings import NEW_MEETING, MeetingFacts
from caselink.ui.look.palettes import space
from caselink.ui.pages.meetings.action_rows import ActionRows
from caselink.ui.pages.meetings.detail import MeetingDetail
from caselink.ui.pages.window_page import WindowPage
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.ask_place import AskPlace
from caselink.ui.pieces.office_keeper import OfficeKeeper
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.read_only import keep_for_reading
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

_Read = tuple[Sequence[MeetingLine], Sequence[tuple[str, MeetingAction]], Sequence[str], Choices, str]


class MeetingsPage(WindowPage):
    """A list, then one meeting over it."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(_("Réunions"), thread, shell, parent)
        self.add_button = self.set_main_action(_("Préparer une réunion"))
        self.pages = QStackedWidget()
        self.detail = MeetingDetail(thread, shell)
        self.detail.left.connect(self._back)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        self._asking = QVBoxLayout()
        column.addLayout(self._asking)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(space(1))
        column.addLayout(self.lines)
        self.nothing = TextLabel(_("Aucune réunion n’est encore préparée."), "quiet", wraps=True)
        column.addWidget(self.nothing)
        self.actions_title = TextLabel(_("Actions à suivre"), "heading")
        column.addWidget(self.actions_title)
        self.actions_part = ActionRows(thread, shell)
        self.actions_part.changed.connect(self.refresh)
        column.addWidget(self.actions_part)
        self.undone = TextLabel("", "quiet", wraps=True)
        column.addWidget(self.undone)
        column.addStretch(1)
        self.pages.addWidget(listed)
        self.pages.addWidget(self.detail)
        self.body.addWidget(self.pages, 1)
        self._partners: Choices = ()
        self._country = ""
        self.asking = AskPlace(self.add_button, self._asking, self._form)

    def refresh(self) -> None:
        """Read it again."""
        self._thread.run(_read, self._show, owner=self, replaces="meetings")
        if self.pages.currentIndex():
            self.detail.refresh()

    def place(self) -> dict[str, str]:
        """Which meeting is shown."""
        return {"meeting": self.detail.meeting_id} if self.pages.currentIndex() else {}

    def restore(self, place: Mapping[str, str]) -> None:
        """Come back to it."""
        if place.get("meeting"):
            self.open_meeting(place["meeting"])

    def open_meeting(self, meeting_id: str) -> None:
        """Show that meeting."""
        self.detail.open(meeting_id)
        self.pages.setCurrentIndex(1)
        self.add_button.hide()

    def _back(self) -> None:
        self.pages.setCurrentIndex(0)
        self.add_button.show()
        self.add_button.setFocus()
        self.refresh()

    def _form(self) -> AskForm:
        facts = MeetingFacts(self._partners, OfficeClock.current().today(), self._country)
        form = AskForm(NEW_MEETING.about(facts), OfficeKeeper(self._thread, self._shell), tone="card")
        form.saved.connect(self.open_meeting)
        return form

    def _show(self, found: _Read) -> None:
        lines, actions, undone, self._partners, self._country = found
        while (item := self.lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            button = self._line(line)
            self.lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            button.show()
        self.nothing.setVisible(not lines)
        self.actions_title.setVisible(bool(actions))
        self.actions_part.show_actions(actions)
        self.undone.setText("\n".join(undone))
        self.undone.setVisible(bool(undone))

    def _line(self, line: MeetingLine) -> QPushButton:
        meeting = line.meeting
        cases = ngettext("{count} situation", "{count} situations", line.cases).format(count=line.cases)
        state = _("tenue") if meeting.was_held else _("à venir") if not meeting.no_file else _("sans fichier")
        words = " · ".join(filter(None, (when(meeting), meeting.place, _(KIND_LABELS[meeting.kind]), cases, state)))
        button = QPushButton(words)
        button.setProperty("role", "quiet")
        keep_for_reading(button)
        button.clicked.connect(lambda: self.open_meeting(meeting.id))
        return button


def _read(office: Office) -> _Read:
    actions = [(name_of(office, each.partner), each) for each in all_actions(office, only_open=True)]
    return (
        meeting_lines(office), actions, [_counted(*each) for each in undone_by_agency(office)],
        [(each.short_name, each.name) for each in partners(office)], office.country,
    )


def _counted(name: str, taken: int, done: int, undone: Mapping[str, int]) -> str:
    said = [_("{name} : {done} sur {taken} faites").format(name=name, done=done, taken=taken)]
    said += [f"{state_words(state)} : {count}" for state, count in undone.items()]
    return " · ".join(said)
