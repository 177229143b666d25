"""From what would be erased to what was: the dialog, the vault, the sentence afterwards."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from caselink.domain.case import Case
from caselink.errors import CaseLinkError
from caselink.i18n import _
from caselink.services.erasing_answers import Confirmed, Erasure, erase_answer, erasure_of_answer, went_words
from caselink.services.office import Office
from caselink.services.traces import Trace
from caselink.ui.case.erasing.dialog import EraseDialog
from caselink.ui.case.store import CaseStore

Erasing = Callable[[Office, Confirmed], tuple[Case, tuple[Trace, ...]]]


def ask_to_erase(
    store: CaseStore,
    erasure: Erasure,
    erase: Erasing,
    parent: QWidget,
    done: Callable[[], None] = lambda: None,
    given_up: Callable[[str], None] = lambda _sentence: None,
) -> EraseDialog:
    """Show what would go and erase it once she confirms; `given_up` is told why it was not done, or nothing where she
    thought better of it."""
    dialog = EraseDialog(erasure, store.shell, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def erased(answer: tuple[Case, tuple[Trace, ...]]) -> None:
        store.take(answer[0])
        done()
        store.say(went_words(answer[1]))

    def refused(error: CaseLinkError) -> None:
        given_up(error.sentence)
        store.say_fault(error)

    dialog.confirmed.connect(lambda said: store.ask(lambda office: erase(office, said), erased, refused))
    dialog.rejected.connect(lambda: given_up(""))
    dialog.open()
    return dialog


def ask_to_erase_answer(store: CaseStore, path: str, parent: QWidget) -> None:
    """Ask before the answer at that path is erased with all that ever stood there."""
    case_id = store.case_id

    def erase(office: Office, confirmed: Confirmed) -> tuple[Case, tuple[Trace, ...]]:
        return erase_answer(office, case_id, path, confirmed)

    def ask(erasure: Erasure) -> None:
        if erasure:
            ask_to_erase(store, erasure, erase, parent)
        else:
            store.say(_("Rien n’est noté ici, ni ne l’a été : rien n’a été effacé."))

    store.ask(lambda office: erasure_of_answer(office, case_id, path), ask, store.say_fault, owner=parent)
