"""The tab as it opens: level and what led to it, then the assessments beside each other."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QPushButton, QTableView, QVBoxLayout, QWidget

from caselink.domain.case import Case
from caselink.domain.danger import Level
from caselink.forms.danger.describing import rule_words
from caselink.forms.danger.levels import level_words
from caselink.forms.danger.standing import DangerStanding, judgement_of, standing
from caselink.i18n import _, ngettext
from caselink.services.danger.through_time import compared
from caselink.ui.case.danger.comparison import AssessmentsModel
from caselink.ui.case.danger.outcome_part import counted_words
from caselink.ui.look.dates import day_words
from caselink.ui.look.palettes import FORM_WIDTH, TARGET, space
from caselink.ui.pieces.flowing import Flowing
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading


class StandingView(QWidget):
    """One main action: assess. What follows from a level stands beneath it."""

    assess_asked = Signal(str)
    """The id of the grid."""
    plan_asked = Signal()
    him_asked = Signal()
    sheet_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level = TextLabel("", "display", wraps=True)
        self.when = TextLabel("", "quiet", wraps=True)
        self.stale = TextLabel("", "warning", wraps=True)
        self.counts = TextLabel("", "", wraps=True)
        self.why = TextLabel("", "quiet", wraps=True)
        self.protocol = TextLabel(_("Danger immédiat : le protocole d’urgence est à portée de la touche F1."), "to_do")
        self.short = QPushButton(_("Évaluer : grille courte"))
        self.full = QPushButton(_("Évaluer : grille complète"))
        self.plan = QPushButton(_("Plan de sécurité"))
        self.him = QPushButton(_("Lui"))
        self.sheet = QPushButton(_("Fiche de danger…"))
        self.plan.setToolTip(_("Ce qui est préparé avec elle, point par point"))
        self.him.setToolTip(_("Pour ceux qui travaillent avec lui : questions, ce qu’il dit, où l’orienter"))
        self.sheet.setToolTip(_("Voir ce qu’un parquet ou une patrouille recevrait, puis la préparer"))
        keep_for_reading(self.plan, self.him)
        self.buttons = Flowing()
        self.model = AssessmentsModel(self)
        self.table = QTableView()
        self._lay_out()
        self.short.clicked.connect(lambda: self.assess_asked.emit("short"))
        self.full.clicked.connect(lambda: self.assess_asked.emit("full"))
        self.plan.clicked.connect(self.plan_asked)
        self.him.clicked.connect(self.him_asked)
        self.sheet.clicked.connect(self.sheet_asked)

    def add_action(self, button: QPushButton) -> None:
        """Put something beside the two ways to assess."""
        self.buttons.flow.addWidget(button)

    def focus_first(self) -> None:
        """The short grid is the first way."""
        self.short.setFocus()

    def show_case(self, case: Case, today: date) -> None:
        """Show where the case stands on that day."""
        now = standing(case, today)
        if now is None:
            self._show_none()
        else:
            self._show_standing(now, today)
        self.model.show_assessments(compared(case))
        self.table.setVisible(bool(case.assessments))
        if case.assessments:
            self.table.setColumnWidth(0, space(64))
            height = self.model.rowCount() * TARGET + self.table.horizontalHeader().sizeHint().height() + space(5)
            self.table.setMinimumHeight(min(height, space(120)))

    def _show_none(self) -> None:
        self.level.show_as(_("Danger non évalué"), "title")
        self.when.setText(_(
            "Deux grilles, une seule liste : la courte tient en douze questions et deux minutes, la complète regarde "
            "aussi son côté à lui, les enfants et ce qui protège. Le programme propose un niveau, vous le décidez."
        ))
        for widget in (self.stale, self.counts, self.why, self.protocol, self.sheet):
            widget.hide()

    def _show_standing(self, now: DangerStanding, today: date) -> None:
        made = now.assessment
        self.level.show_as(_("Danger : {level}").format(level=level_words(now.level)), "display")
        self.when.setText(" · ".join(_when(now, today)))
        self.stale.setText(_("À réévaluer : {why}").format(why=now.why))
        self.stale.setVisible(now.stale)
        judged = judgement_of(made)
        counted = "" if judged is None else counted_words(judged)
        self.counts.setText(_("Ce qui compte : {counts}").format(counts=counted))
        self.counts.setVisible(judged is not None)
        led = "" if judged is None or not judged.rules else rule_words(made, judged.rules[0])
        reason = _("{level} proposé, changé : {reason}").format(level=level_words(made.proposed), reason=made.reason)
        self.why.setText(reason if made.level is not made.proposed else led)
        self.why.show()
        self.protocol.setVisible(now.level is Level.IMMEDIATE)
        self.sheet.show()

    def _lay_out(self) -> None:
        self.short.setProperty("role", "main")
        for button in (self.short, self.full):
            self.buttons.flow.addWidget(button)
        self.others = Flowing()
        for button in (self.plan, self.him, self.sheet):
            self.others.flow.addWidget(button)
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Évaluations dans le temps"))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(TARGET)
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.horizontalHeader().setDefaultSectionSize(space(36))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        keep_for_reading(self.table)
        card = QFrame()
        card.setProperty("role", "card")
        card.setMaximumWidth(FORM_WIDTH)
        words = QVBoxLayout(card)
        words.setContentsMargins(space(5), space(4), space(5), space(4))
        words.setSpacing(space(2))
        said = (self.level, self.when, self.stale, self.protocol, self.counts, self.why)
        for widget in (*said, self.buttons, self.others):
            words.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(4), space(6), space(5))
        column.setSpacing(space(4))
        column.addWidget(card)
        column.addWidget(self.table, 1)
        column.addStretch(0)


def _when(now: DangerStanding, today: date) -> list[str]:
    made = now.assessment
    days = (today - made.on).days
    ago = ngettext("il y a {count} jour", "il y a {count} jours", days).format(count=days)
    said = [_("évalué le {day}, {ago}").format(day=day_words(made.on), ago=ago if days else _("aujourd’hui"))]
    if made.worker:
        said.append(_("par {worker}").format(worker=made.worker))
    if made.in_crisis is not None:
        said.append(_("dans la crise") if made.in_crisis else _("après la crise"))
    if made.alone is not None:
        said.append(_("en tête-à-tête") if made.alone else _("pas en tête-à-tête"))
    said.append(_("à refaire avant le {day}").format(day=day_words(now.due)))
    return said
