"""The team's part of the settings: the list, and one form at a time over it."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from caselink.i18n import _
from caselink.services.handing_over import HandOver
from caselink.services.office import Office
from caselink.services.questionnaires.handing_over import HAND_OVER_CASES, HandOverFacts, hand_over_facts
from caselink.services.reserving import require_second_named
from caselink.services.workers import (
    CODE_AND_RESERVED,
    OLD_COPIES,
    Worker,
    expect_myself,
    left_to_one_warning,
    note_code_kept,
    renew_data_key,
    renew_recovery,
    revoke_recovery,
    show_code_once,
)
from caselink.ui.entry.code_page import CodePage
from caselink.ui.pages.workers.add_form import ADD, AddForm
from caselink.ui.pages.workers.hand_over_page import HandOverPage
from caselink.ui.pages.workers.name_form import RENAME, NameForm
from caselink.ui.pages.workers.passphrase_form import PassphraseForm
from caselink.ui.pages.workers.remove_form import RemoveForm
from caselink.ui.pages.workers.role_form import CHANGE_ROLE, RoleForm
from caselink.ui.pages.workers.sure_form import SureForm
from caselink.ui.pages.workers.team import Team, read_team
from caselink.ui.pages.workers.team_form import TeamForm
from caselink.ui.pages.workers.team_list import TeamList
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.drafts import Drafts
from caselink.ui.pieces.office_keeper import OfficeKeeper
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

_Form = TypeVar("_Form", bound=TeamForm)


class TeamPage(QStackedWidget):
    """`list_shown` says whether the list stands there, and so whether somebody can be added, and may be."""

    list_shown = Signal(bool)
    code_kept = Signal()
    """A new recovery code is on paper, or there is none any more."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thread = thread
        self._shell = shell
        self.team: Team | None = None
        self.list = TeamList()
        self.addWidget(self.list)
        self._connect()

    @cached_property
    def add_form(self) -> AddForm:
        """Asks who is to have a key. This form and those that follow are made when they are first needed: making all
        of them took a fifth of the time in which the window opens.
        """
        return self._ready(AddForm(self._thread))

    @cached_property
    def remove_form(self) -> RemoveForm:
        """Takes somebody's key away."""
        return self._ready(RemoveForm(self._thread))

    @cached_property
    def role_form(self) -> RoleForm:
        """Says what a worker is in the office."""
        return self._ready(RoleForm(self._thread))

    @cached_property
    def name_form(self) -> NameForm:
        """Gives a worker another name."""
        return self._ready(NameForm(self._thread))

    @cached_property
    def own_passphrase_form(self) -> PassphraseForm:
        """Changes one's own passphrase."""
        return self._ready(PassphraseForm(self._thread, own=True))

    @cached_property
    def other_passphrase_form(self) -> PassphraseForm:
        """Gives somebody else a new one."""
        return self._ready(PassphraseForm(self._thread, own=False))

    @cached_property
    def code_form(self) -> SureForm:
        """Asks whether to make a new recovery code."""
        form = self._ready(_code_form(self._thread))
        form.changed.connect(self._show_code)
        return form

    @cached_property
    def revoke_form(self) -> SureForm:
        """Asks whether to take the code away."""
        form = self._ready(_revoke_form(self._thread))
        form.changed.connect(self._code_gone)
        return form

    @cached_property
    def key_form(self) -> SureForm:
        """Asks whether to renew the data key."""
        form = self._ready(_key_form(self._thread))
        form.changed.connect(lambda _nothing: self._done(_("Le coffre a une nouvelle clé.")))
        return form

    @cached_property
    def hand_over_page(self) -> HandOverPage:
        """Shows the words of somebody else's key, once."""
        return self._ready(HandOverPage(self._thread))

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
        self.setCurrentWidget(self.list)
        self.list_shown.emit(self.can_add)
        self.list.setFocus()

    def add(self) -> None:
        """Ask for a new worker."""
        self._open(self.add_form)
        self.add_form.start()

    def _connect(self) -> None:
        self.list.name_asked.connect(lambda worker: self._begin(self.name_form, worker))
        self.list.role_asked.connect(lambda worker: self._begin(self.role_form, worker))
        self.list.removal_asked.connect(lambda worker: self._begin(self.remove_form, worker))
        self.list.passphrase_asked.connect(
            lambda worker: self._begin(
                self.own_passphrase_form if worker.is_me else self.other_passphrase_form, worker
            )
        )
        self.list.cases_asked.connect(self._ask_for_colleague)
        self.list.new_code_button.clicked.connect(self.ask_for_code)
        self.list.revoke_button.clicked.connect(lambda: self._begin_sure(self.revoke_form))
        self.list.renew_key_button.clicked.connect(lambda: self._begin_sure(self.key_form))
        self.list.second_button.clicked.connect(self._require_second)

    def _ready(self, form: _Form) -> _Form:
        self.addWidget(form)
        form.left.connect(self.show_list)
        form.done.connect(self._done)
        form.hand_over.connect(self._hand_over)
        return form

    def _ask_for_colleague(self, worker: Worker) -> None:
        """To whom her cases go, beneath her line."""
        keeper, card = OfficeKeeper(self._thread, self._shell), self.list.card(worker.name)

        def ask(facts: HandOverFacts) -> None:
            form = AskForm(HAND_OVER_CASES.about(facts), keeper)
            form.saved.connect(self._say_what_stays)
            card.ask(form)

        self._thread.run(lambda office: hand_over_facts(office, worker.name), ask, owner=card)

    def _say_what_stays(self, done: HandOver) -> None:
        if done.stays:
            self._shell.show_message(
                _("Restent, réservés à d’autres : {cases}.").format(cases=", ".join(done.stays))
            )

    def _begin(self, form: NameForm | RoleForm | RemoveForm | PassphraseForm, worker: Worker) -> None:
        self._open(form)
        form.start(worker)

    def _begin_sure(self, form: SureForm) -> None:
        self._open(form)
        form.start()

    def _open(self, form: TeamForm) -> None:
        self.setCurrentWidget(form)
        self.list_shown.emit(False)

    def _hand_over(self, name: str, words: str, said: str) -> None:
        self.refresh()
        self._open(self.hand_over_page)
        self.hand_over_page.show_words(name, words, said)

    def _show_code(self, code: str) -> None:
        self.setCurrentWidget(self.code_page)
        self.code_page.show_code(code, self.team.office_name if self.team is not None else "")

    def _code_gone(self, _nothing: object) -> None:
        self.code_kept.emit()
        self._done(_("Le code de secours n’ouvre plus ce coffre."))

    def _note_code(self) -> None:
        self._thread.run(note_code_kept, owner=self)
        self.code_kept.emit()
        self._done(_("Le nouveau code de secours est le seul qui compte."))

    def ask_for_code(self) -> None:
        """Ask whether to make a new recovery code, as the list does."""
        self._begin_sure(self.code_form)
        if self.team is not None:
            self.code_form.show_fault(left_to_one_warning(self.team.left_to_one))

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
        if drafts.waits(ADD) and self.can_add:
            self.add()
        for form_id, may, form in (
            (RENAME, "worker_renamed", lambda: self.name_form), (CHANGE_ROLE, "role_changed", lambda: self.role_form),
        ):
            for key in drafts.waits(form_id):
                worker = workers.get(key.partition(":")[2])
                if worker is not None and team.may(may):
                    self._begin(form(), worker)


def _code_form(thread: VaultThread) -> SureForm:
    paragraphs = (
        _("Un nouveau code est montré une seule fois, avec sa feuille à imprimer. L’ancien n’ouvre plus ce coffre."),
        _(CODE_AND_RESERVED),
        _(OLD_COPIES),
    )
    return SureForm(
        thread, _("Nouveau code de secours"), _("Faire un nouveau code"), paragraphs, _renew_code,
        _("Nouveau code et nouveau fichier : cela peut durer une minute…"),
    )


def _renew_code(office: Office, current: str) -> str:
    expect_myself(office, current)  # first: a code that was never made is not to be waited for
    show_code_once(office)
    return renew_recovery(office, current)


def _revoke_form(thread: VaultThread) -> SureForm:
    paragraphs = (
        _("Le code sur papier n’ouvrira plus ce coffre."),
        _(OLD_COPIES),
        _("Sans code de secours, une phrase de passe oubliée par tous ferme les dossiers pour toujours."),
    )
    return SureForm(
        thread, _("Supprimer le code de secours"), _("Supprimer le code"), paragraphs, revoke_recovery,
        _("Nouvelle clé et nouveau fichier : cela peut durer une minute…"), danger=True,
    )


def _key_form(thread: VaultThread) -> SureForm:
    paragraphs = (
        _("Le coffre est recopié sous une nouvelle clé. Les phrases de passe et le code de secours restent les mêmes."),
        _(OLD_COPIES),
    )
    return SureForm(
        thread, _("Renouveler la clé des données"), _("Renouveler la clé"), paragraphs, renew_data_key,
        _("Nouvelle clé et nouveau fichier : cela peut durer une minute…"),
    )
