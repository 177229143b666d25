"""The frame of each page before the vault is open: a narrow column in the middle of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.ui.entry.busy_line import BusyLine
from caselink.ui.entry.new_passphrase import NewPassphrase
from caselink.ui.entry.passphrase_field import PassphraseField
from caselink.ui.look.icons import picture
from caselink.ui.look.palettes import space
from caselink.ui.pieces.fault_line import FaultLine
from caselink.ui.pieces.in_view import bring_into_view
from caselink.ui.pieces.text_label import TextLabel

_WIDTH = 440


class EntryPage(QScrollArea):
    """Title, a card: `fields`, what went wrong, what helps then (`after`), the main action; links beneath.

    While the action is done a moving line stands in its place, and `resting` is true: nothing can be pressed.
    """

    left = Signal()
    """The worker goes back to where she came from."""

    def __init__(self, title: str, action: str, parent: QWidget | None = None, *, with_mark: bool = True) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(space(4))
        self.fault = FaultLine()
        self.after = QVBoxLayout()
        self.resting = False
        self.busy = BusyLine()
        self.action = QPushButton(action)
        self.action.setProperty("role", "main")
        self.action.setDefault(True)
        self._foot = QWidget()
        self._last = QStackedLayout(self._foot)
        self.links = QHBoxLayout()
        self.links.setSpacing(space(2))
        self.below = QHBoxLayout()
        self._inputs: list[QWidget] = []
        self._links: list[QPushButton] = []
        self.has_way_back = False
        """Whether the worker may leave it without doing what it is for."""
        inner = QWidget()
        across = QHBoxLayout(inner)
        across.addStretch(1)
        across.addLayout(self._column(title, with_mark))
        across.addStretch(1)
        self.setWidget(inner)

    def set_title(self, title: str) -> None:
        """Another title."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def add_link(self, text: str, *, apart: bool = False) -> QPushButton:
        """A quiet button under the card; `apart` beneath the others."""
        button = QPushButton(text)
        button.setProperty("role", "quiet")
        if apart:
            self.below.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        else:
            self.links.insertWidget(self.links.count() - 1, button)
        self._links.append(button)
        return button

    def add_way_back(self) -> None:
        """A link that leaves the page, as Escape and Alt+Left do."""
        self.add_link(_("Retour")).clicked.connect(self.left)
        self.has_way_back = True

    def add_field(self, widget: QWidget, *, is_input: bool = True) -> None:
        """Put a field into the card; inputs rest while the vault opens."""
        self.fields.addWidget(widget)
        if is_input:
            self._inputs.append(widget)

    def show_fault(self, sentence: str, field: QWidget | None = None) -> None:
        """Say what went wrong, of that field where it is about one, and let the worker try again."""
        self.rest(False)
        self.fault.tell(sentence, field)

    def rest(self, resting: bool, words: str = "") -> None:
        """While the vault opens nothing can be pressed twice."""
        self.resting = resting
        helping = [item.widget() for place in range(self.after.count()) if (item := self.after.itemAt(place))]
        for widget in (*self._inputs, *self._links, *filter(None, helping), self.action):
            widget.setEnabled(not resting)
        if resting:
            self.fault.tell("")
            self.busy.say(words)
        self._last.setCurrentWidget(self.busy if resting else self.action)

    def forget(self) -> None:
        """Let go of every secret that stands on the page."""
        for field in self.findChildren(PassphraseField):
            field.clear()
        for chosen in self.findChildren(NewPassphrase):
            chosen.clear()

    def reveal(self, widget: QWidget) -> None:
        """Scroll until it can be seen, once all has its place."""
        bring_into_view(widget)

    def _column(self, title: str, with_mark: bool) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, space(8), 0, space(8))
        column.setSpacing(space(4))
        mark = TextLabel()
        mark.setPixmap(picture("caselink", size=48))
        self._title = TextLabel(title, "display")
        for label in (mark, self._title):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(_WIDTH)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(space(6), space(6), space(6), space(6))
        inside.setSpacing(space(4))
        inside.addLayout(self.fields)
        inside.addWidget(self.fault)
        inside.addLayout(self.after)
        self._last.addWidget(self.action)
        self._last.addWidget(self.busy)
        inside.addWidget(self._foot)
        column.addStretch(2)
        if with_mark:
            column.addWidget(mark)
        column.addWidget(self._title)
        column.addSpacing(space(2))
        column.addWidget(card)
        self.links.addStretch(1)
        column.addLayout(self.links)
        column.addLayout(self.below)
        column.addStretch(3)
        return column
