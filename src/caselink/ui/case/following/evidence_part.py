"""Evidence by phone and computer: how it is done, on cards, and point by point where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.forms.evidence import CARDS, STATES
from caselink.i18n import _
from caselink.services.evidence import EvidenceLine, set_evidence
from caselink.ui.case.store import CaseStore
from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading


class EvidencePart(QWidget):
    """Folded until one press opens it: most cases have other things on this page."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.rows: dict[str, ChoiceChips] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        self.open_button = QPushButton(_("Comment faire, point par point"))
        self.open_button.setProperty("role", "quiet")
        keep_for_reading(self.open_button)
        head = QHBoxLayout()
        head.addWidget(TextLabel(_("Preuves numériques"), "heading"), 1)
        head.addWidget(self.open_button)
        column.addLayout(head)
        self.told = TextLabel("", "quiet", wraps=True)
        column.addWidget(self.told)
        self.body = QWidget()
        self._rows = QVBoxLayout(self.body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(space(1))
        column.addWidget(self.body)
        self.body.hide()
        self.open_button.clicked.connect(lambda: self.show_all(self.body.isHidden()))

    def show_all(self, shown: bool) -> None:
        """Open it or fold it."""
        self.body.setVisible(shown)
        self.open_button.setText(_("Replier") if shown else _("Comment faire, point par point"))

    def show_lines(self, lines: Sequence[EvidenceLine], *, closed: bool) -> None:
        """Show where each point stands."""
        if not self.rows:
            self._make(lines)
        for line in lines:
            chips = self.rows[line.item.id]
            chips.blockSignals(True)
            chips.set_value(line.state or None)
            chips.blockSignals(False)
            chips.setEnabled(not closed)
        done = sum(line.state == "done" for line in lines)
        to_do = sum(line.state == "to_do" for line in lines)
        self.told.setText(_("{done} à l’abri, {to_do} à faire").format(done=done, to_do=to_do))
        self.told.setVisible(bool(done + to_do))

    def _make(self, lines: Sequence[EvidenceLine]) -> None:
        for card in CARDS:
            frame = QFrame()
            frame.setProperty("role", "card")
            held = QVBoxLayout(frame)
            held.addWidget(TextLabel(_(card.title), "label"))
            for text in card.lines:
                held.addWidget(TextLabel(_(text), "quiet", wraps=True))
            frame.setAccessibleName(_(card.title))
            self._rows.addWidget(frame)
        for line in lines:
            chips = ChoiceChips([(each.id, _(each.label)) for each in STATES], _(line.item.label))
            chips.setFixedWidth(chips.row.one_line_width())
            chips.changed.connect(lambda value, item=line.item.id: self._set(item, value))
            across = QHBoxLayout()
            across.setSpacing(space(3))
            across.addWidget(TextLabel(_(line.item.label), wraps=True), 1)
            across.addWidget(chips, 0, Qt.AlignmentFlag.AlignVCenter)
            self._rows.addLayout(across)
            self.rows[line.item.id] = chips

    def _set(self, item: str, value: object) -> None:
        case_id, state = self._store.case_id, value if isinstance(value, str) else ""
        self._store.change(
            lambda office: set_evidence(office, case_id, item, state),
            lambda: self._store.say(_("Preuve notée ; la fiche suit."), undoable=True), owner=self,
        )
