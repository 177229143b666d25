"""The screen of the room: one case at a time, what all who stay may have, and nothing of any other case.

Each case begins closed: by number, with who leaves and not why, since everybody reads it, also whoever must never be
informed. It is shown only once somebody said that they are out. Nothing else of the program can be reached from here;
the keys that hide and lock work.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caselink.domain.meetings import Meeting
from caselink.errors import CaseLinkError, UserError
from caselink.forms.dates_typed import read_typed_date
from caselink.i18n import _, language
from caselink.services.answers import undo
from caselink.services.meetings.holding import note_action, note_decision, note_time
from caselink.services.meetings.packs import when
from caselink.services.meetings.room import RoomCase, room_case
from caselink.services.office import Office
from caselink.ui.look.initials import initials
from caselink.ui.look.palettes import space
from caselink.ui.pages.meetings.action_rows import ActionRows
from caselink.ui.pieces.announcing import announce
from caselink.ui.pieces.fault_line import FaultLine
from caselink.ui.pieces.row_list import set_up_choice
from caselink.ui.pieces.scrolled_dialog import ScrolledDialog
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread


class RoomDialog(ScrolledDialog):
    """`shown` is the case of this moment as it was read; None while it is awaited."""

    def __init__(
        self, thread: VaultThread, shell: Shell, meeting: Meeting, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Réunion"), shell, parent)
        self._thread = thread
        self._meeting = meeting
        self._place = 0
        self._noted = 0
        self.shown: RoomCase | None = None
        self.resize(space(260), space(180))
        self.head = TextLabel(when(meeting), "quiet", wraps=True)
        self.who = TextLabel("", "title", wraps=True)
        self.stays = TextLabel("", "label", wraps=True)
        self.leaves = TextLabel("", "label", wraps=True)
        self.nobody = TextLabel(_("Cette situation ne s’ouvre pas dans cette salle."), "label", wraps=True)
        self.nobody.hide()
        self.open_button = QPushButton(_("Les autres sont dehors : montrer la situation"))
        self.open_button.setProperty("role", "main")
        self.open_button.clicked.connect(self.show_case)
        for widget in (self.head, self.who, self.leaves, self.stays, self.nobody, self.open_button):
            self.body.addWidget(widget)
        self.case_part = self._case_part(shell)
        self.body.addWidget(self.case_part)
        self.body.addLayout(self._foot())
        self.fault = FaultLine()
        self.body.addWidget(self.fault)
        self._since = QElapsedTimer()
        self._clock = QTimer(self)
        self._clock.setInterval(10_000)
        self._clock.timeout.connect(self._show_head)
        self._read()

    def show_case(self) -> None:
        """Those who may not hear it are out: show what all who stay may have."""
        if self.shown is not None and self.shown.stays:
            self._since.start()
            self._clock.start()
            self.open_button.hide()
            self.case_part.show()
            self._show_name()
            self.what.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the case, never the screen of the room: behind it stands the page that says why somebody
        leaves. So a second press is still the sign to hide everything."""
        if event.key() == Qt.Key.Key_Escape:
            self.turn(0)
        else:
            super().keyPressEvent(event)

    def turn(self, step: int) -> None:
        """Another case, or the same, closed; the time spent on this one is kept."""
        self._keep_time()
        self._place += step
        self._read()

    def done(self, result: int) -> None:
        """The time spent on the case that is shown is kept."""
        self._keep_time()
        super().done(result)

    def _case_part(self, shell: Shell) -> QFrame:
        frame = QFrame()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        self.name_button = QPushButton(_("Montrer le nom"))
        self.name_button.setCheckable(True)
        self.name_button.toggled.connect(self._show_name)
        column.addWidget(self.name_button)
        self.danger = TextLabel("", "fault", wraps=True)
        self.about = TextLabel("", "heading", wraps=True)
        self.needs = TextLabel("", "label", wraps=True)
        self.new = TextLabel("", "", wraps=True)
        self.decided = TextLabel("", "", wraps=True)
        for widget in (self.danger, self.about, self.needs, self.new, self.decided):
            column.addWidget(widget)
        self.actions_part = ActionRows(self._thread, shell, named=False)
        self.actions_part.changed.connect(self._read_again)
        column.addWidget(self.actions_part)
        self.decision = QLineEdit()
        self.decision.setPlaceholderText(_("Décision, en une ligne, puis Entrée"))
        self.decision.setAccessibleName(_("Décision, en une ligne, puis Entrée"))
        self.decision.returnPressed.connect(self._note_decision)
        column.addWidget(self.decision)
        line = QHBoxLayout()
        self.partner = QComboBox()
        set_up_choice(self.partner, _("Qui"))
        self.partner.setAccessibleName(_("Qui"))
        self.what, self.due = QLineEdit(), QLineEdit()
        for field, words in ((self.what, _("Action : quoi")), (self.due, _("pour quand"))):
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
            field.returnPressed.connect(self._note_action)
        self.due.setMaximumWidth(space(40))
        line.addWidget(self.partner)
        line.addWidget(self.what, 1)
        line.addWidget(self.due)
        column.addLayout(line)
        self.undo_button = QPushButton(_("Reprendre la dernière ligne"))
        self.undo_button.setProperty("role", "quiet")
        self.undo_button.clicked.connect(self._undo)
        column.addWidget(self.undo_button)
        frame.hide()
        return frame

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.before_button = QPushButton(_("Situation précédente"))
        self.next_button = QPushButton(_("Situation suivante"))
        self.before_button.clicked.connect(lambda: self.turn(-1))
        self.next_button.clicked.connect(lambda: self.turn(1))
        row.addWidget(self.before_button)
        row.addWidget(self.next_button)
        row.addStretch(1)
        return row

    def _read(self) -> None:
        """Close what is shown before the next one is read: nothing of it stays on the screen."""
        self.shown, self._noted = None, 0
        self._since.invalidate()
        self._clock.stop()
        self.case_part.hide()
        self.name_button.setChecked(False)
        for label in (self.who, self.stays, self.leaves, self.danger, self.about, self.needs, self.new,
                      self.decided):
            label.setText("")
        for field in (self.decision, self.what, self.due):
            field.clear()
        self.actions_part.show_actions(())
        self._read_again()

    def _read_again(self) -> None:
        meeting_id, place = self._meeting.id, self._place
        self._thread.run(
            lambda office: room_case(office, meeting_id, place), self._show, self._say, owner=self, replaces="room"
        )

    def _show(self, found: RoomCase) -> None:
        opened = self.case_part.isVisible()
        self.shown = found
        self.before_button.setEnabled(found.number > 1)
        self.next_button.setEnabled(found.number < found.count)
        self.nobody.setVisible(not found.stays)
        names = ", ".join(found.leaves)
        self.leaves.setText(_("Sortent : {names}").format(names=names) if names else "")
        stay = ", ".join(name for _key, name in found.stays) or _("personne")
        self.stays.setText(_("Restent : {names}").format(names=stay))
        self._show_head()
        if not opened:
            self.open_button.setVisible(bool(found.stays))
            announce(self, " ".join(filter(None, (
                self.head.text(), self.leaves.text(), self.stays.text()
            ))))
        elif not found.stays:  # what counts changed meanwhile
            self.case_part.hide()
        self._fill(found)
        if not opened:
            self.open_button.setFocus()

    def _fill(self, found: RoomCase) -> None:
        self._show_name()
        self.danger.setText("\n".join(found.danger))
        said = ((_("Pourquoi en parler"), found.why), (_("À décider"), found.wanted))
        self.about.setText("\n".join(_("{label} : {value}").format(label=label, value=text) for label, text in said
                                     if text))
        self.needs.setText(" · ".join(f"✕ {need}" for need in found.needs))
        new = "\n".join(found.new)
        self.new.setText(_("Depuis la dernière fois :\n{lines}").format(lines=new) if new else "")
        self.decided.setText("\n".join(f"✓ {each}" for each in found.decisions))
        for label in (self.danger, self.about, self.needs, self.new, self.decided):
            label.setVisible(bool(label.text()))
        names = dict(found.stays)
        shown = [(names.get(each.partner, each.partner) or _("ce service"), each) for each in found.actions]
        self.actions_part.show_actions(shown)
        chosen = self.partner.currentData()
        self.partner.clear()
        for key, name in (*found.stays, ("", _("ce service"))):
            self.partner.addItem(name, key)
        self.partner.setCurrentIndex(max(0, self.partner.findData(chosen)))
        self.undo_button.setVisible(self._noted > 0)

    def _show_name(self) -> None:
        found = self.shown
        if found is None:
            return
        self.name_button.setVisible(bool(found.name))
        name = found.name if self.name_button.isChecked() else initials(found.name)
        opened = self.case_part.isVisibleTo(self)
        self.who.setText(name if opened and name else _("Situation {number}").format(number=found.number))

    def _show_head(self) -> None:
        found = self.shown
        if found is None:
            return
        spent = found.spent + (self._since.elapsed() // 1000 if self._since.isValid() else 0)
        self.head.setText(_("{day} · situation {number} sur {count} · {minutes} min").format(
            day=when(self._meeting), number=found.number, count=found.count, minutes=spent // 60
        ))

    def _note_decision(self) -> None:
        text, found = self.decision.text().strip(), self.shown
        if text and found is not None:
            self._write(lambda office: note_decision(office, self._meeting.id, found.case_id, text), self.decision)

    def _note_action(self) -> None:
        what, found = self.what.text().strip(), self.shown
        if not what or found is None:
            return
        partner = str(self.partner.currentData() or "")
        typed = self.due.text().strip()

        def work(office: Office) -> str:
            due = None
            if typed:
                due = _day(typed, office)
            return note_action(office, self._meeting.id, found.case_id, partner, what, due)

        self._write(work, self.what, self.due)

    def _write(self, work: Callable[[Office], object], *fields: QLineEdit) -> None:
        self.fault.tell("", self.what)

        def written(_key: object) -> None:
            self._noted += 1
            for field in fields:
                field.clear()
            self._read_again()

        self._thread.run(work, written, self._say, owner=self)

    def _undo(self) -> None:
        found = self.shown
        if found is not None and self._noted:
            self._noted -= 1
            self._thread.run(
                lambda office: undo(office, found.case_id), lambda _case: self._read_again(), self._say, owner=self
            )

    def _keep_time(self) -> None:
        found = self.shown
        if found is not None and self._since.isValid():
            seconds, meeting_id = int(self._since.elapsed() // 1000), self._meeting.id
            self._since.invalidate()
            self._thread.run(lambda office: note_time(office, meeting_id, found.case_id, seconds), None, self._say)

    def _say(self, error: CaseLinkError) -> None:
        self.fault.tell(error.sentence, self.what)


def _day(typed: str, office: Office) -> date:
    try:
        return read_typed_date(typed, office.today(), language(), ahead=True).last_day()
    except ValueError as fault:
        raise UserError(_(
            "Le jour ne se lit pas : écrivez 3/11, demain, ou laissez vide. Rien n’a été noté."
        )) from fault
