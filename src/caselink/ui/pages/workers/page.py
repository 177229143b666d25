"""The team's part of the settings: the list, and one form at a time over it."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from caselink.i18n import _
from caselink.services.handing_over import HandOver
from caselink.services.questionnaires.handing_over import HAND_OVER_CASES, HandOverFacts, hand_over_facts
from caselink.services.questionnaires.questionnaire import Questionnaire
from caselink.services.questionnaires.team import (
    ADD_WORKER,
    CHANGE_ROLE,
    NEW_CODE,
    OTHER_PASSPHRASE,
    OWN_PASSPHRASE,
    REMOVE_WORKER,
    RENAME_WORKER,
    RENEW_KEY,
    REVOKE_CODE,
    KeyChange,
    KeyFacts,
)
from caselink.services.reserving import require_second_named
from caselink.services.workers import Worker, note_code_kept
from caselink.ui.entry.code_page import CodePage
from caselink.ui.look.palettes import space
from caselink.ui.pages.workers.hand_over_page import HandOverPage
from caselink.ui.pages.workers.team import Team, read_team
from caselink.ui.pages.workers.team_list import TeamList
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.drafts import Drafts, key_of
from caselink.ui.pieces.editors.editor import Editor
from caselink.ui.pieces.editors.passphrase_editor import NewPassphraseEditor
from caselink.ui.pieces.office_keeper import OfficeKeeper
from caselink.ui.pieces.scrolled_column import ScrolledColumn
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

_Keys = Questionnaire[KeyFacts, KeyChange]
_KEPT = (ADD_WORKER, RENAME_WORKER, CHANGE_ROLE)
"""Of these what is typed is kept over a lock; the others ask for nothing but what confirms."""
_NOT_BY_ENTER = (REMOVE_WORKER, REVOKE_CODE)


class TeamPage(QStackedWidget):
    """`list_shown` says whether the list stands there, and so whether somebody can be added, and may be."""

    list_shown = Signal(bool)
    code_kept = Signal()
    """A new recovery code is on paper, or there is none any more."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thread = thread
        self._shell = shell
        self._keeper = OfficeKeeper(thread, shell)
        self.team: Team | None = None
        self.list = TeamList()
        self.form: AskForm | None = None
        """What is asked about a key, while it is."""
        self._sheet = ScrolledColumn()
        self._sheet.column.setContentsMargins(0, space(2), space(2), space(6))
        self._sheet.column.addStretch(1)
        self.addWidget(self.list)
        self.addWidget(self._sheet)
        self._connect()

    @cached_property
    def hand_over_page(self) -> HandOverPage:
        """Shows the words of somebody else's key, once."""
        page = HandOverPage()
        self.addWidget(page)
        page.done.connect(self._done)
        return page

    @cached_property
    def code_page(self) -> CodePage:
        """Shows a new recovery code, once."""
        page = CodePage(self._thread)
        self.addWidget(page)
        page.confirmed.connect(self._note_code)
        return page

    def refresh(self) -> None:
        """Read the team again."""
        self._thread.run(read_team, self._show, owner=self, replaces="team")

    @property
    def can_add(self) -> bool:
        """Whether the list stands there and the worker may add somebody."""
        return self.currentWidget() is self.list and self.team is not None and self.team.may("worker_added")

    def show_list(self) -> None:
        """Back to the list."""
        self._close_form()
        self.setCurrentWidget(self.list)
        self.list_shown.emit(self.can_add)
        self.list.setFocus()

    def add(self) -> None:
        """Ask for a new worker."""
        self._ask(ADD_WORKER)

    def ask_for_code(self) -> None:
        """Ask whether to make a new recovery code, as the list does."""
        self._ask(NEW_CODE)

    def _connect(self) -> None:
        self.list.name_asked.connect(lambda worker: self._ask(RENAME_WORKER, worker))
        self.list.role_asked.connect(lambda worker: self._ask(CHANGE_ROLE, worker))
        self.list.removal_asked.connect(lambda worker: self._ask(REMOVE_WORKER, worker))
        self.list.passphrase_asked.connect(
            lambda worker: self._ask(OWN_PASSPHRASE if worker.is_me else OTHER_PASSPHRASE, worker)
        )
        self.list.cases_asked.connect(self._ask_for_colleague)
        self.list.new_code_button.clicked.connect(self.ask_for_code)
        self.list.revoke_button.clicked.connect(lambda: self._ask(REVOKE_CODE))
        self.list.renew_key_button.clicked.connect(lambda: self._ask(RENEW_KEY))
        self.list.second_button.clicked.connect(self._require_second)

    def _ask(self, questionnaire: _Keys, worker: Worker | None = None) -> None:
        """Ask that, over the list."""
        self._close_form()
        facts = KeyFacts(worker, () if self.team is None else self.team.left_to_one)
        pictures: dict[str, Editor] = {}
        if any(ask.name == "secret" for ask in questionnaire.asks):
            pictures["secret"] = NewPassphraseEditor(hand_over=questionnaire is not OWN_PASSPHRASE)
        key = key_of(questionnaire.id, *filter(None, (facts.name,))) if questionnaire in _KEPT else ""
        self.form = form = AskForm(
            questionnaire.about(facts), self._keeper, key=key, tone="card", danger=questionnaire in _NOT_BY_ENTER,
            pictures=pictures,
        )
        form.given_up.connect(self.show_list)
        form.saved.connect(lambda change: self._changed(questionnaire, change))
        self._sheet.setAccessibleName(form.accessibleName())
        self._sheet.column.insertWidget(0, form)
        form.show()
        form.take_up()
        self.setCurrentWidget(self._sheet)
        self.list_shown.emit(False)
        form.focus_first()

    def _close_form(self) -> None:
        """With it goes every secret that stands there."""
        if self.form is not None:
            self.form.forget()
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _changed(self, questionnaire: _Keys, change: KeyChange) -> None:
        if questionnaire is REVOKE_CODE:
            self.code_kept.emit()
        if change.code:
            self._close_form()
            self.setCurrentWidget(self.code_page)
            self.code_page.show_code(change.code, self.team.office_name if self.team is not None else "")
        elif change.words:
            self._close_form()
            self.refresh()
            self.setCurrentWidget(self.hand_over_page)
            self.hand_over_page.show_words(change.name, change.words, change.said)
        else:
            self._done(change.said)

    def _ask_for_colleague(self, worker: Worker) -> None:
        """To whom her cases go, beneath her line."""
        card = self.list.card(worker.name)

        def ask(facts: HandOverFacts) -> None:
            form = AskForm(HAND_OVER_CASES.about(facts), self._keeper)
            form.saved.connect(self._say_what_stays)
            card.ask(form)

        self._thread.run(lambda office: hand_over_facts(office, worker.name), ask, owner=card)

    def _say_what_stays(self, done: HandOver) -> None:
        if done.stays:
            self._shell.show_message(
                _("Restent, réservés à d’autres : {cases}.").format(cases=", ".join(done.stays))
            )

    def _note_code(self) -> None:
        self._thread.run(note_code_kept, owner=self)
        self.code_kept.emit()
        self._done(_("Le nouveau code de secours est le seul qui compte."))

    def _require_second(self) -> None:
        if self.team is not None:
            required = not self.team.second_named
            self._thread.run(
                lambda office: require_second_named(office, required), lambda _nothing: self.refresh(),
                lambda error: self._shell.show_message(error.sentence), owner=self,
            )

    def _done(self, said: str) -> None:
        self.refresh()
        self.show_list()
        self._shell.show_message(said)

    def _show(self, team: Team) -> None:
        self.team = team
        self.list.show_team(team)
        self.list_shown.emit(self.can_add)
        self._open_again(team)

    def _open_again(self, team: Team) -> None:
        """What was being typed before a lock: the form takes up by itself what waits for it."""
        drafts, workers = Drafts.current(), {worker.name: worker for worker in team.workers}
        for questionnaire in _KEPT:
            for key in drafts.waits(questionnaire.id):
                worker = workers.get(key.partition(":")[2])
                if team.may(questionnaire.id) and (worker is not None or questionnaire is ADD_WORKER):
                    self._ask(questionnaire, worker)
