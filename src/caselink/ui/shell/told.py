"""What she is told without having asked (`services/notices.py`), one sentence at a time over every page, until she says
that she has seen it; where it is about who may see which case, with the way to decide it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from caselink.i18n import _
from caselink.services.notices import Notice, note_seen, notices
from caselink.ui.pieces.notice import NoticeFrame
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.vault_thread import JobKind, VaultThread


class ToldNotice(NoticeFrame):
    """Calm, no dialog. `manage` opens a case where it is decided who may see it."""

    def __init__(self, thread: VaultThread, manage: Callable[[str], None], parent: QWidget | None = None) -> None:
        self.words = TextLabel("", "warning", wraps=True)
        self.case_buttons = [QPushButton(), QPushButton()]
        self.seen_button = QPushButton(_("C’est &vu"))
        super().__init__([self.words], [*self.case_buttons, self.seen_button], parent, is_fault=False)
        self._thread = thread
        self._manage = manage
        self._told: tuple[Notice, ...] = ()
        for number, button in enumerate(self.case_buttons):
            button.clicked.connect(lambda _checked=False, number=number: self._decide(number))
        self.seen_button.clicked.connect(self._seen)
        self.refresh()

    def refresh(self) -> None:
        """Ask again what there is to be told."""
        self._thread.run(notices, self._show, owner=self, replaces="told", kind=JobKind.READING)

    def _seen(self) -> None:
        shown, *_rest = self._told
        self._thread.run(lambda office: note_seen(office, shown), self._show, owner=self)

    def _decide(self, number: int) -> None:
        self._manage(self._told[0].cases[number].id)

    def _show(self, told: tuple[Notice, ...]) -> None:
        """The first of them; it is read aloud when it comes."""
        is_new = bool(told) and told[:1] != self._told[:1]
        self._told = told
        self.setVisible(bool(told))
        if not told:
            return
        first = told[0]
        words = first.words if len(told) == 1 else f"{first.words} (1/{len(told)})"
        self.words.setText(words)
        self.setAccessibleName(words)
        for number, button in enumerate(self.case_buttons):
            button.setVisible(number < len(first.cases))
            if number < len(first.cases):
                button.setText(_("Décider qui voit {case}…").format(case=first.cases[number].reference))
        if is_new:
            self.read_aloud(words)
