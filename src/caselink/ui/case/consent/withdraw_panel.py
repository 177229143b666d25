"""She takes back a consent, or a part of it: said aloud is enough, and it counts at once."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.forms.categories import CATEGORIES, Category
from caselink.forms.purposes import PURPOSES, Purpose
from caselink.i18n import _
from caselink.services.consent_lines import ConsentLine
from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.in_view import bring_into_view
from caselink.ui.pieces.one_press import OnePress
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.unfinished import Unfinished

_ALL, _PART = "all", "part"


class WithdrawPanel(QFrame):
    """All of it, or chosen categories, or chosen purposes, or those categories for those purposes."""

    withdrawn = Signal(object, object)
    """The categories and the purposes that she takes back; both empty for all."""

    dismissed = Signal()

    def __init__(self, line: ConsentLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.extent = ChoiceChips(
            [(_ALL, _("tout l’accord")), (_PART, _("une partie"))], _("Ce qu’elle retire"), required=True
        )
        self.extent.set_value(_ALL)
        categories = [(each.value, _(CATEGORIES[each].label)) for each in _covered(line)]
        self.categories = ChoiceChips(categories, _("Quoi"), multiple=True)
        purposes = [(each.value, _(PURPOSES[each].label)) for each in line.purposes]
        self.purposes = ChoiceChips(purposes, _("Pour quelle finalité"), multiple=True)
        self._part = QWidget()
        part = QVBoxLayout(self._part)
        part.setContentsMargins(0, 0, 0, 0)
        part.setSpacing(space(3))
        part.addWidget(QuestionRow(_("Quoi"), self.categories, _("Rien de choisi : tout ce que couvre l’accord.")))
        part.addWidget(QuestionRow(_("Pour quelle finalité"), self.purposes, _("Rien de choisi : toutes.")))
        self._part.hide()
        for choice in (self.extent, self.categories, self.purposes):
            choice.changed.connect(self._say_what)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(4))
        column.setSpacing(space(3))
        sentence = _("Elle retire cet accord. Cela compte tout de suite, sans raison à donner.")
        column.addWidget(TextLabel(sentence, "label", wraps=True))
        column.addWidget(self.extent)
        column.addWidget(self._part)
        column.addLayout(self._buttons())
        self._work = Unfinished({"extent": self.extent, "categories": self.categories, "purposes": self.purposes})

    def unfinished(self) -> dict[str, Json]:
        """What was chosen so far."""
        return self._work.now()

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Choose again what `unfinished` told."""
        self._work.put(words)
        self._say_what()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space(2))
        self.take_back = QPushButton(_("Noter le retrait de tout l’accord"))
        self.take_back.clicked.connect(self._withdraw)
        leave = QPushButton(_("Annuler"))
        leave.setProperty("role", "quiet")
        leave.clicked.connect(self.dismissed)
        self.saving = OnePress(self.take_back, leave)
        """Rests while the withdrawal is on its way to the vault."""
        row.addWidget(self.take_back)
        row.addWidget(leave)
        row.addStretch(1)
        return row

    def _chosen(self) -> tuple[tuple[Category, ...], tuple[Purpose, ...]]:
        """What she takes back; both empty for all of it, also where a part was meant and nothing is ticked: what she
        says counts at once, and is never lost for want of a tick.
        """
        if self.extent.value() != _PART:
            return (), ()
        return (
            tuple(Category(each) for each in self.categories.pressed()),
            tuple(Purpose(each) for each in self.purposes.pressed()),
        )

    def _say_what(self, _value: object = None) -> None:
        """The button says how far it goes before it is pressed."""
        if self._part.isHidden() and self.extent.value() == _PART:
            bring_into_view(self)
        self._part.setVisible(self.extent.value() == _PART)
        words = _("Noter le retrait de cette partie") if any(self._chosen()) else _("Noter le retrait de tout l’accord")
        self.take_back.setText(words)

    def _withdraw(self) -> None:
        if self.saving.begin():
            self.withdrawn.emit(*self._chosen())


def _covered(line: ConsentLine) -> list[Category]:
    """What the consent may cover: what was named, and with "everything current" whatever is not explicit."""
    return [
        each for each in Category
        if each in line.categories or (line.everything_else and not CATEGORIES[each].explicit)
    ]
