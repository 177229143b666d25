"""What waits today, on one screen: whom she may call now, what is due, answers awaited, who was not seen for long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.deadlines import Deadline
from caselink.domain.partial_date import PartialDate
from caselink.forms.needs import NEEDS
from caselink.i18n import N_, _, ngettext
from caselink.services.deadline_words import what_is_due, when_due
from caselink.services.meetings.packs import when
from caselink.services.meetings.room import MeetingLine
from caselink.services.today import AwaitedLine, Callee, DueLine, Today, today_of
from caselink.ui.look.dates import date_words
from caselink.ui.look.initials import initials
from caselink.ui.look.palettes import space
from caselink.ui.pages.window_page import WindowPage
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

_MINE, _ALL = "mine", "all"
_LISTS: Final = (("deadlines", N_("Échéances")), ("seen", N_("Qui les a vues")), ("referrals", N_("Orientations")))
"""Pages that hold the whole of what waits."""


class TodayPage(WindowPage):
    """Every line opens its case where the work is."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(_("Aujourd’hui"), thread, shell, parent, width=space(250))
        self.today: Today | None = None
        """What is shown; None until it was read."""
        self.whose = ChoiceChips([(_MINE, _("les miens")), (_ALL, _("tous"))], _("Lesquels"), required=True)
        self.whose.set_value(_MINE)
        keep_for_reading(self.whose)
        self.add_tool(self.whose)
        self.lists = tuple(self._way_to(page, words) for page, words in _LISTS)
        self.nothing = TextLabel(_("Rien n’attend aujourd’hui."), "quiet")
        self.nothing.hide()
        self.body.addWidget(self.nothing)
        self.call = _Part(_("Appel possible maintenant"))
        self.due = _Part(_("À faire"))
        self.awaited = _Part(_("Réponses attendues"))
        self.quiet = _Part(_("Sans contact depuis 30 jours"))
        self.report = _Part(_("Rapport annuel"))
        self.meetings = _Part(_("Réunions"))
        for part in (self.call, self.due, self.meetings, self.awaited, self.quiet, self.report):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.whose.changed.connect(self.refresh)
        shell.initials_changed.connect(lambda _shown: self._fill())

    def refresh(self) -> None:
        """Read it again."""
        mine = self.whose.value() == _MINE
        self._thread.run(lambda office: today_of(office, mine=mine), self._show, owner=self, replaces="today")

    def place(self) -> dict[str, str]:
        """Whose it is."""
        return {"whose": str(self.whose.value())}

    def restore(self, place: Mapping[str, str]) -> None:
        """Come back to that."""
        self.whose.set_value(_ALL if place.get("whose") == _ALL else _MINE)

    def _way_to(self, page: str, words: str) -> QPushButton:
        button = QPushButton(_(words))
        button.setProperty("role", "quiet")
        keep_for_reading(button)
        button.clicked.connect(lambda: self._shell.show_page(page))
        self.add_tool(button)
        return button

    def _show(self, today: Today) -> None:
        self.today = today
        day = today.day
        self.set_subtitle(date_words(PartialDate(day.year, day.month, day.day)))
        self._fill()

    def _fill(self) -> None:
        today = self.today
        if today is None:
            return
        self.nothing.setVisible(today.is_empty)
        self.call.show_lines([self._callee(each) for each in today.callees])
        self.due.show_lines([self._due(each, today.day) for each in today.due], today.due_count)
        self.awaited.show_lines([self._awaited(each) for each in today.awaited], today.awaited_count)
        self.quiet.show_lines(self._quiet(today.quiet))
        self.meetings.show_lines([self._meeting(each) for each in today.meetings])
        self.report.show_lines([] if today.report is None else [self._report(today.report, today.day)])

    def _callee(self, each: Callee) -> QWidget:
        number = "" if self._shell.initials else each.number
        return _line("☎", "done", self._who(each.case, each.name), f"{each.sentence}  {number}".strip(),
                     self._opener(each.case_id, _("Ouvrir le suivi"), each.case, "following"))

    def _due(self, line: DueLine, day: date) -> QWidget:
        late = line.deadline.overdue(day)
        said = f"{when_due(line.deadline, day)} · {what_is_due(line.deadline)}"
        tab = "overview" if line.deadline.item else "following"
        return _line("✕" if late else "●", "to_do" if late else "quiet", self._who(line.deadline.case, line.name), said,
                     self._opener(line.deadline.case_id, _("Ouvrir"), line.deadline.case, tab))

    def _awaited(self, line: AwaitedLine) -> QWidget:
        need = NEEDS.get(line.referral.need)
        what = "" if need is None else f" · {_(need.label)}"
        since = ngettext("depuis {count} jour", "depuis {count} jours", line.days).format(count=line.days)
        return _line("…", "quiet", line.case, f"{line.referral.to}, {since}{what}",
                     self._opener(line.referral.case_id, _("Ouvrir"), line.case, "following"))

    def _meeting(self, line: MeetingLine) -> QWidget:
        cases = ngettext("{count} situation", "{count} situations", line.cases).format(count=line.cases)
        button = QPushButton(_("Ouvrir"))
        button.setProperty("role", "quiet")
        button.setAccessibleName(f"{_('Ouvrir')} · {when(line.meeting)}")
        keep_for_reading(button)
        button.clicked.connect(lambda: self._shell.show_page("meetings"))
        return _line("●", "quiet", when(line.meeting), cases, button)

    def _quiet(self, references: Sequence[str]) -> Iterable[QWidget]:
        if not references:
            return ()
        words = ngettext("{count} dossier", "{count} dossiers", len(references)).format(count=len(references))
        shown = ", ".join(references[:8]) + ("…" if len(references) > 8 else "")
        return (TextLabel(_("{label} : {value}").format(label=words, value=shown), wraps=True),)

    def _report(self, due: Deadline, day: date) -> QWidget:
        late = due.overdue(day)
        button = QPushButton(_("Ouvrir les chiffres"))
        button.setProperty("role", "quiet")
        keep_for_reading(button)
        button.clicked.connect(lambda: self._shell.show_page("figures_kept"))
        return _line(
            "✕" if late else "●", "to_do" if late else "quiet", due.text, when_due(due, day), button
        )

    def _who(self, reference: str, name: str) -> str:
        shown = initials(name) if self._shell.initials else name
        return f"{reference} {shown}".strip()

    def _opener(self, case_id: str, words: str, reference: str, tab: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "quiet")
        button.setAccessibleName(f"{words} · {reference}")
        keep_for_reading(button)
        button.clicked.connect(lambda: self._shell.open_case(case_id, tab))
        return button


class _Part(QWidget):
    """A heading and its lines; not there where nothing is."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addWidget(TextLabel(title, "heading"))
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column.addLayout(self._column)
        self.more = TextLabel("", "quiet")
        column.addWidget(self.more)
        self.hide()

    def show_lines(self, lines: Iterable[QWidget], count: int | None = None) -> None:
        """Show these; of more than there are lines, how many more."""
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = list(lines)
        for line in self.lines:
            self._column.addWidget(line)
        others = (len(self.lines) if count is None else count) - len(self.lines)
        self.more.setText(ngettext("et {count} autre", "et {count} autres", others).format(count=others))
        self.more.setVisible(others > 0)
        self.setVisible(bool(self.lines))


def _line(sign: str, role: str, who: str, what: str, button: QPushButton) -> QWidget:
    line = QWidget()
    across = QHBoxLayout(line)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(space(3))
    mark = TextLabel(sign, role)
    mark.setFixedWidth(space(5))
    name = TextLabel(who, "label")
    name.setMinimumWidth(space(52))
    across.addWidget(mark)
    across.addWidget(name)
    across.addWidget(TextLabel(what, wraps=True), 1)
    across.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
    line.setAccessibleName(f"{who} · {what}")
    return line
