"""The encounters of a case: who, when, how in one line each; what was said stays closed until it is opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.case import Case
from caselink.forms.encounters import ENCOUNTER
from caselink.forms.records import said_beside, said_in
from caselink.forms.texts import BETWEEN, clock_text
from caselink.i18n import _, ngettext
from caselink.services.cases import read_case
from caselink.services.encounters import Encounter, remove_encounter
from caselink.services.office import Office
from caselink.ui.case.store import CaseStore
from caselink.ui.look.dates import short_day
from caselink.ui.look.palettes import space
from caselink.ui.pieces.row_keyboard import give_keyboard, row_with_keyboard
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading

_IN_LINE = ("on", "at", "by", "channel", "place")


class EncounterCards(QWidget):
    """Who has seen her, then each encounter, the last one first."""

    def __init__(
        self, store: CaseStore, changed: Callable[[], None], beside: QWidget, parent: QWidget | None = None
    ) -> None:
        """`beside` has the keyboard once the last of them is gone."""
        super().__init__(parent)
        self._beside = beside
        self._store = store
        self._changed = changed
        self.cards: tuple[EncounterCard, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(TextLabel(_("Qui l’a vue"), "heading"))
        self.seen = TextLabel("", "quiet", wraps=True)
        column.addWidget(self.seen)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(space(2))
        column.addLayout(self._cards)

    def show_encounters(self, found: Sequence[Encounter]) -> None:
        """Show these; cards that are open stay open, and the keyboard stays at its place."""
        held = row_with_keyboard(self.cards)
        opened = {card.encounter.id for card in self.cards if card.is_open()}
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = tuple(EncounterCard(each) for each in found)
        for card in self.cards:
            self._cards.addWidget(card)
            card.remove_button.clicked.connect(lambda _pressed=False, card=card: self._remove(card.encounter))
            card.show_all(card.encounter.id in opened)
        give_keyboard(self.cards, held, self._beside)
        self.seen.setText(_seen_words(found) if found else _("Personne du service ne l’a encore vue."))

    def _remove(self, encounter: Encounter) -> None:
        case_id = self._store.case_id

        def work(office: Office) -> Case:
            remove_encounter(office, case_id, encounter.id)
            return read_case(office, case_id)

        self._store.change(work, lambda: self._store.say(_("Entretien retiré."), undoable=True), owner=self)


class EncounterCard(QFrame):
    """One encounter."""

    def __init__(self, encounter: Encounter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.encounter = encounter
        self.line = TextLabel(_line(encounter), "label", wraps=True)
        self.open_button = QPushButton()
        self.remove_button = QPushButton(_("Retirer"))
        for button in (self.open_button, self.remove_button):
            button.setProperty("role", "quiet")
        keep_for_reading(self.open_button)
        head = QHBoxLayout()
        head.addWidget(self.line, 1)
        head.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(2), space(3), space(2))
        column.setSpacing(space(1))
        column.addLayout(head)
        said = said_beside(ENCOUNTER, encounter.values, _IN_LINE)
        self._rest = [TextLabel(text, "quiet", wraps=True, selectable=True) for text in said]
        for label in self._rest:
            column.addWidget(label)
        self.setAccessibleName(self.line.text())
        self.open_button.clicked.connect(lambda: self.show_all(not self.is_open()))
        self.show_all(False)

    def is_open(self) -> bool:
        """Whether all of it is shown."""
        return any(not label.isHidden() for label in self._rest)

    def show_all(self, shown: bool) -> None:
        """Show or hide what was said."""
        for label in self._rest:
            label.setVisible(shown)
        self.remove_button.setVisible(shown or not self._rest)
        self.open_button.setVisible(bool(self._rest))
        self.open_button.setText(_("Fermer") if shown else _("Lire"))
        self.open_button.setAccessibleName(f"{self.open_button.text()} · {self.line.text()}")


def _line(encounter: Encounter) -> str:
    at, said = encounter.values.get("at"), [short_day(encounter.on)]
    if isinstance(at, str):
        said[0] = f"{said[0]}, {clock_text(time.fromisoformat(at))}"
    said += [said_in(ENCOUNTER, encounter.values, name) for name in ("by", "channel", "place")]
    return BETWEEN.join(filter(None, said))


def _seen_words(found: Sequence[Encounter]) -> str:
    """Each of the office with how often and the last day, who saw her last first."""
    by: dict[str, list[Encounter]] = {}
    for each in found:
        by.setdefault(each.by, []).append(each)
    return BETWEEN.join(
        ngettext("{who}, {count} fois, le {day}", "{who}, {count} fois, la dernière le {day}", len(seen)).format(
            who=who, count=len(seen), day=short_day(seen[0].on)
        )
        for who, seen in by.items()
    )
