"""What counts; then, once the factors were gone through, the level that the rules propose, and the worker's own with a
reason where it differs."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from caselink.domain.danger import Level
from caselink.forms.danger.checking import LONGEST_REASON
from caselink.forms.danger.describing import rule_said
from caselink.forms.danger.judging import Judgement, judge
from caselink.forms.danger.levels import level_words
from caselink.forms.danger.schema import Factor, Grid
from caselink.i18n import _, ngettext
from caselink.ui.case.danger.answer_sheet import AnswerSheet
from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.chip_row import ChipRow
from caselink.ui.pieces.text_label import TextLabel

_MANY = 4


class OutcomePart(QFrame):
    """Follows the answers; proposes, and never decides. No level stands beside an answer: it is proposed once every
    factor was answered, or when the worker asks for it."""

    changed = Signal()
    revealed = Signal()
    """The level is proposed from now on."""

    def __init__(self, sheet: AnswerSheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._grid: Grid | None = None
        self._on = date.min
        self.is_revealed = False
        self.judgement: Judgement | None = None
        self.counts = TextLabel("", "", wraps=True)
        self.fear = TextLabel("", "quiet", wraps=True)
        self.proposed = TextLabel("", "label", wraps=True)
        self.rule = TextLabel("", "small", wraps=True)
        self.levels = ChipRow([(level.value, level_words(level)) for level in Level], required=True)
        self.levels.setAccessibleName(_("Votre niveau"))
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.setAccessibleName(_("Pourquoi un autre niveau"))
        self.reason.setPlaceholderText(_("Pourquoi un autre niveau que celui proposé"))
        self.after = TextLabel(_("Le niveau est proposé après les facteurs."), "quiet", wraps=True)
        self._own: Level | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        for widget in (self.counts, self.fear, self.after, self.proposed, self.rule, self.levels, self.reason):
            column.addWidget(widget)
        column.addStretch(1)
        self.levels.pressed_changed.connect(self._choose)
        sheet.changed.connect(self.show_outcome)

    def start(self, grid: Grid, on: date, own: Level | None, reason: str, *, revealed: bool = False) -> None:
        """Judge by that grid as of that day; `revealed` where the level was proposed already."""
        self._grid, self._on, self._own = grid, on, own
        self.is_revealed = revealed
        self.reason.setText(reason)
        self.show_outcome()

    def reveal(self) -> None:
        """Propose the level."""
        self.is_revealed = True
        self.show_outcome()
        self.revealed.emit()

    def set_day(self, on: date) -> None:
        """Judge as of another day."""
        self._on = on
        self.show_outcome()

    @property
    def level(self) -> Level | None:
        """The worker's own level; None where she takes the one proposed."""
        proposed = None if self.judgement is None else self.judgement.proposed
        return None if self._own is proposed else self._own

    def show_outcome(self) -> None:
        """Judge again and show what may be shown of it."""
        if self._grid is None:
            return
        if not self.is_revealed and all(self._sheet.is_touched(factor.id) for factor in self._grid.factors):
            self.is_revealed = True
            self.revealed.emit()
        judged = self.judgement = judge(self._grid, self._sheet.answers(), self._on)
        self.counts.setText(_("Ce qui compte : {counts}").format(counts=counted_words(judged)))
        fear = next((each for each in judged.risks if each.id == "her_fear"), None)
        self.fear.setText("" if fear is None else _("Sa propre peur compte : elle peut être plus basse que le danger."))
        self.fear.setVisible(fear is not None)
        self.proposed.setText(_("Proposé : {level}").format(level=level_words(judged.proposed)))
        leading = next((rule_said(self._grid, each) for each in judged.rules), "")
        self.rule.setText(leading)
        self.levels.press([(self._own or judged.proposed).value])
        for widget in (self.proposed, self.rule, self.levels):
            widget.setVisible(self.is_revealed)
        self.after.setVisible(not self.is_revealed)
        self.reason.setVisible(self.is_revealed and self.level is not None)
        self.changed.emit()

    def _choose(self) -> None:
        self._own = Level(self.levels.pressed()[0])
        self.show_outcome()
        if self.level is not None:
            self.reason.setFocus()


def counted_words(judged: Judgement) -> str:
    """"2 alertes (étranglement, menace), 9 risques, 1 protection, 8 inconnus"."""
    counted = (
        (judged.alerts, ngettext("{count} alerte", "{count} alertes", len(judged.alerts)), True),
        (judged.risks, ngettext("{count} risque", "{count} risques", len(judged.risks)), False),
        (judged.safety, ngettext("{count} protection", "{count} protections", len(judged.safety)), False),
        (judged.unknown, ngettext("{count} inconnu", "{count} inconnus", len(judged.unknown)), False),
    )
    return ", ".join(_part(factors, words, named=named) for factors, words, named in counted)


def _part(factors: tuple[Factor, ...], words: str, *, named: bool) -> str:
    said = words.format(count=len(factors))
    if not named or not factors:
        return said
    names = [_(factor.label) for factor in factors[:_MANY]] + (["…"] if len(factors) > _MANY else [])
    return f"{said} ({', '.join(names)})"
