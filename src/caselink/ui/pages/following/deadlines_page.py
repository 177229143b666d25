"""Everything that is due in the office, overdue first: put off with a reason, done, taken away, put in a calendar."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QPushButton, QWidget

from caselink.domain.deadlines import DeadlineKind
from caselink.errors import CaseLinkError
from caselink.forms.deadlines import KIND_LABELS
from caselink.forms.needs import NEEDS
from caselink.forms.texts import BETWEEN, clock_text
from caselink.i18n import N_, _, ngettext
from caselink.services.calendar_file import write_deadlines
from caselink.services.deadlines import deadlines, finish_deadline, remove_deadline
from caselink.services.history import take_back
from caselink.services.office import Office
from caselink.services.office_lists import DueRow, due_rows
from caselink.services.questionnaires.deadlines import SNOOZE, SnoozeFacts
from caselink.ui.look.dates import short_day
from caselink.ui.pages.following.list_page import ListPage
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.ask_place import AskPlace
from caselink.ui.pieces.listing import Column, Filter
from caselink.ui.pieces.office_keeper import OfficeKeeper
from caselink.ui.shell.read_only import keep_for_reading
from caselink.ui.shell.save_dialog import ask_where_to_save
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread


def _when(row: DueRow) -> str:
    each = row.deadline
    hour = "" if each.at is None else f", {clock_text(each.at)}"
    return ("✕ " if row.late else "") + short_day(each.shows_on) + hour


def _kind(row: DueRow) -> str:
    kind = _(KIND_LABELS[row.deadline.kind])
    return kind[:1].upper() + kind[1:]


def _about(row: DueRow) -> str:
    each, item = row.deadline, NEEDS.get(row.deadline.item)
    put_off = "" if not each.reason else _("remis : {reason}").format(reason=each.reason)
    return BETWEEN.join(filter(None, ("" if item is None else _(item.label), each.partner, each.text, put_off)))


COLUMNS: Final[tuple[Column[DueRow], ...]] = (
    Column("case", N_("Dossier"), lambda row: row.deadline.case, width=26),
    Column("when", N_("Pour le"), _when, order=lambda row: (row.deadline.shows_on, str(row.deadline.at)), width=36),
    Column("kind", N_("Échéance"), _kind, width=46),
    Column("about", N_("De quoi il s’agit"), _about, tip=_about),
    Column("owner", N_("Qui y veille"), lambda row: row.deadline.owner or "", width=26),
)
FILTERS: Final[tuple[Filter[DueRow], ...]] = (
    Filter("mine", N_("les miennes et celles du service"), lambda row: row.mine),
    Filter("all", N_("toutes")),
    Filter("late", N_("en retard"), lambda row: row.late),
)


class DeadlinesPage(ListPage[DueRow]):
    """One list of all that is due, wherever it arises."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Échéances"), COLUMNS, FILTERS, due_rows, lambda row: row.deadline.case_id, lambda row: row.deadline.id,
            _("Rien n’est dû."), thread, shell, parent,
        )
        self.calendar_button = QPushButton(_("Agenda…"))
        self.calendar_button.setToolTip(_("Un fichier pour un autre agenda : des heures, et rien d’autre"))
        self.calendar_button.clicked.connect(self._ask_where)
        self.add_tool(self.calendar_button)
        keep_for_reading(self.calendar_button)
        self.later_button = QPushButton(_("Remettre…"))
        self.doing.flow.addWidget(self.later_button)
        self.putting_off = AskPlace(self.later_button, self.form, self._make_form)
        self.done_button = self.add_action(_("C’est fait"), self._finish)
        self.remove_button = self.add_action(_("Retirer"), self._remove)
        self.model.loaded.connect(self._show_total)
        self.show_chosen(None)

    def show_chosen(self, row: DueRow | None) -> None:
        """What follows from elsewhere is done there."""
        super().show_chosen(row)
        own = row is not None and row.deadline.source.startswith("deadlines.")
        self.later_button.setEnabled(row is not None and row.deadline.kind is not DeadlineKind.CASE_REVIEW)
        self.done_button.setEnabled(own)
        self.remove_button.setEnabled(own)

    def write_calendar(self, out: Path) -> None:
        """Write what is due there, as moments that tell nothing."""
        self._thread.run(
            lambda office: write_deadlines(office, deadlines(office), out),
            lambda _nothing: self._shell.show_message(_("L’agenda est écrit : il ne dit que des heures.")),
            self._say, owner=self,
        )

    def _make_form(self) -> AskForm:
        if self.chosen is None:
            raise RuntimeError("the button rests until a row is chosen")
        facts = SnoozeFacts(self.chosen.deadline.case_id, self.chosen.deadline.id)
        form = AskForm(SNOOZE.about(facts), OfficeKeeper(self._thread, self._shell), tone="notice")
        form.saved.connect(lambda _case: self.refresh())
        return form

    def _finish(self, row: DueRow) -> None:
        self._do(row, finish_deadline, _("Échéance faite."))

    def _remove(self, row: DueRow) -> None:
        self._do(row, remove_deadline, _("Échéance retirée."))

    def _do(self, row: DueRow, work: Callable[[Office, str, str], None], said: str) -> None:
        case_id, deadline_id = row.deadline.case_id, row.deadline.id

        def done(_nothing: None) -> None:
            self._shell.show_message(said, lambda: self._undo(case_id))
            self.refresh()

        self._thread.run(lambda office: work(office, case_id, deadline_id), done, self._say, owner=self)

    def _undo(self, case_id: str) -> None:
        def shown(_taken: object) -> None:
            self.refresh()

        self._thread.run(lambda office: take_back(office, case_id), shown, self._say, owner=self)

    def _show_total(self, count: int) -> None:
        self.set_subtitle(ngettext("{count} échéance", "{count} échéances", count).format(count=count))

    def _ask_where(self) -> None:
        out = ask_where_to_save(self, _("Agenda des échéances"), "agenda-{day}.ics", "iCalendar (*.ics)")
        if out is not None:
            self.write_calendar(out)

    def _say(self, error: CaseLinkError) -> None:
        self._shell.show_message(error.sentence)
