"""The papers of the follow-up: a button each, asked beneath it; a passphrase is shown once, in a dialog of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.questionnaires.case_papers import CASE_PAPERS, PaperDone, PaperFacts
from caselink.ui.case.following.passphrase_dialog import PassphraseDialog
from caselink.ui.case.store import CaseStore
from caselink.ui.look.palettes import space
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.flowing import Flowing
from caselink.ui.pieces.in_view import bring_into_view
from caselink.ui.shell.save_dialog import ask_where_to_save


class PapersPart(QWidget):
    """Where the file goes is asked first, then what the paper needs."""

    def __init__(
        self, store: CaseStore, kinds: Sequence[str], facts: Callable[[], PaperFacts], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._facts = store, facts
        self.form: AskForm | None = None
        self.dialog: PassphraseDialog | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        line = Flowing()
        line.setAccessibleName(_("Documents"))
        self.buttons = {kind: QPushButton(_("{paper}…").format(paper=_(CASE_PAPERS[kind].title))) for kind in kinds}
        for kind, button in self.buttons.items():
            button.setProperty("role", "quiet")
            button.clicked.connect(lambda _checked=False, kind=kind: self._ask_where(kind))
            line.flow.addWidget(button)
        column.addWidget(line)
        self._place = QVBoxLayout()
        column.addLayout(self._place)

    def begin(self, kind: str, out: Path) -> AskForm:
        """Ask what that paper needs, to be written there."""
        self._close()
        form = AskForm(CASE_PAPERS[kind].about(replace(self._facts(), out=out)), self._store, tone="card")
        form.given_up.connect(self._close)
        form.saved.connect(self._done)
        self.form = form
        self._place.addWidget(form)
        form.show()
        bring_into_view(form)
        form.focus_first()
        return form

    def _ask_where(self, kind: str) -> None:
        out = ask_where_to_save(self, _(CASE_PAPERS[kind].title), "document-{day}.pdf", "PDF (*.pdf)")
        if out is not None:
            self.begin(kind, out)

    def _close(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self.form = None

    def _done(self, done: PaperDone) -> None:
        self._close()
        self._store.disclosed.emit()
        if done.prepared is not None:
            self._show_passphrase(done)

    def _show_passphrase(self, done: PaperDone) -> None:
        if done.prepared is None:
            return
        self.dialog = PassphraseDialog(done.prepared, done.recipient, self)
        self._store.shell.lend_keys(self.dialog)
        self.dialog.open()
