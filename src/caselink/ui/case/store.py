"""The case on the page: read and changed on the vault's thread, told to every part of the page when it changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from caselink.domain.case import Case
from caselink.errors import CaseLinkError
from caselink.i18n import _, ngettext
from caselink.services.answers import keep_draft
from caselink.services.cases import read_case
from caselink.services.history import take_back
from caselink.services.office import Office, Typing
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import JobKind, VaultThread

T = TypeVar("T")


class HoldsCase(Protocol):
    """What came of a change, with the case as it is then."""

    @property
    def case(self) -> Case:
        """The case as it is now."""


class CaseStore(QObject):
    """One case for all tabs of the page. Nothing here waits: answers come back through the signals."""

    changed = Signal(object)
    """The `Case` as it is now, after reading it or after each change."""

    disclosed = Signal()
    """A document was made of it: what lists those reads again."""

    def __init__(self, vault_thread: VaultThread, case_id: str, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault_thread = vault_thread
        self.case_id = case_id
        self.shell = shell
        self.case: Case | None = None
        self.typing: Typing | None = None
        """What notes at once what is typed; None until the case was read, and where nothing is written."""
        self.now = OfficeClock.current().now()
        """The office's local moment of the last answer."""

    @property
    def vault_thread(self) -> VaultThread:
        """The vault's thread, for a list that reads a page at a time."""
        return self._vault_thread

    def load(self) -> None:
        """Read the case again."""
        self.change(lambda office: read_case(office, self.case_id))

    def ask(
        self,
        work: Callable[[Office], T],
        then: Callable[[T], None],
        failed: Callable[[CaseLinkError], None] | None = None,
        *,
        owner: QObject | None = None,
        replaces: str = "",
    ) -> None:
        """Ask the vault something; `owner` is the widget that must still be there for the answer."""
        self._vault_thread.run(work, then, failed, owner=owner or self, replaces=replaces, kind=JobKind.READING)

    def do(self, work: Callable[[Office], object]) -> None:
        """Have something done that nobody waits for."""
        self._vault_thread.run(work, owner=self)

    def keep_typed(self, path: str, text: str) -> bool:
        """Note at once what stands in a field, and say whether it is: where it can't be, the vault is asked to."""
        typing, case_id = self.typing, self.case_id
        if typing is None or typing.refused:
            self.do(lambda office: keep_draft(office, case_id, path, text))
            return False
        typing.draft(path, text)
        return True

    def change(
        self,
        work: Callable[[Office], Case],
        then: Callable[[], None] | None = None,
        failed: Callable[[CaseLinkError], None] | None = None,
        *,
        owner: QObject | None = None,
        kind: JobKind = JobKind.OWED,
        together: bool = False,
    ) -> None:
        """Do something that changes the case, hand the new one to everybody, then call `then`.

        Where `owner` is gone by then, the case is shown all the same and errors go to the message bar. `together` for
        what only changes answers or needs, and may be done with others of its kind, and once more.
        """

        def arrived(answer: tuple[Case, datetime, Typing | None]) -> None:
            case, now, self.typing = answer
            self._show(case, now)
            if then is not None and _is_there(owner):
                then()

        def refused(error: CaseLinkError) -> None:
            if failed is not None and _is_there(owner):
                failed(error)
            else:
                self.say_fault(error)

        case_id = self.case_id
        self._vault_thread.run(
            lambda office: (work(office), office.now(), office.typing(case_id)), arrived, refused, owner=self,
            kind=kind, together=together,
        )

    def write(
        self, work: Callable[[Office], Case | HoldsCase], then: Callable[[Case | HoldsCase], None],
        failed: Callable[[CaseLinkError], None], *, owner: QObject | None = None,
    ) -> None:
        """As a `Keeper` of forms: `change`, with what came of it."""
        results: list[Case | HoldsCase] = []

        def case_of(office: Office) -> Case:
            results.append(work(office))
            return results[0] if isinstance(results[0], Case) else results[0].case

        self.change(case_of, lambda: then(results[0]), failed, owner=owner)

    def take(self, case: Case) -> None:
        """Hand everybody a case that came back beside something else (a withdrawal)."""
        self._show(case, self.now)

    def undo_last(self) -> None:
        """Take back this worker's last change of answers or needs, and say which, or that there was none."""
        said: list[str] = []

        def work(office: Office) -> Case:
            taken = take_back(office, self.case_id)
            said.append(_("Il n’y a rien à annuler.") if taken is None else _undone(taken.what))
            return read_case(office, self.case_id) if taken is None else taken.case

        self.change(work, lambda: self.say(said[0]))

    def say(self, sentence: str, *, undoable: bool = False) -> None:
        """Say one sentence in the message bar; with a button that takes the last change back where that can be."""
        self.shell.show_message(sentence, self.undo_last if undoable else None)

    def say_fault(self, error: CaseLinkError) -> None:
        """Say in the message bar why something could not be done."""
        self.shell.show_fault(error.sentence)

    def _show(self, case: Case, now: datetime) -> None:
        self.case = case
        self.now = now
        self.changed.emit(case)


def _undone(what: tuple[str, ...]) -> str:
    """What an undo took back: the first of it by name, never a value, which may be closed on this screen."""
    if len(what) < 2:
        return _("Annulé : {what}").format(what="".join(what))
    others = len(what) - 1
    return ngettext(
        "Annulé : {what}, et {count} autre réponse", "Annulé : {what}, et {count} autres réponses", others
    ).format(what=what[0], count=others)


def _is_there(owner: QObject | None) -> bool:
    return owner is None or shiboken6.isValid(owner)
