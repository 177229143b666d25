"""What to do, step by step, in one country; each step can be said to be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caselink.forms.danger.emergency import EmergencyStep, bases_of, steps_of
from caselink.forms.danger.sources import sources_text
from caselink.i18n import _, country_name
from caselink.ui.emergency.done_steps import DoneSteps
from caselink.ui.look.palettes import space
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.office_clock import OfficeClock


class StepsCard(QFrame):
    """What is not confirmed yet says so in words."""

    def __init__(self, country: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.country = country
        self.ticks: dict[str, QCheckBox] = {}
        self.setProperty("role", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(space(5), space(4), space(5), space(4))
        self._column.setSpacing(space(1))
        heading = _("Que faire, pas à pas : {country}").format(country=country_name(country))
        self._column.addWidget(TextLabel(heading, "heading", wraps=True))
        for number, step in enumerate(steps_of(country), start=1):
            self._add(number, step)
        self._column.addSpacing(space(2))
        self._column.addWidget(TextLabel(_("Ce qui peut être dit sans son accord"), "label"))
        for basis in bases_of(country, OfficeClock.current().today()):
            self._column.addWidget(TextLabel(basis, wraps=True))
        self._column.addWidget(QuietLabel(_("Seulement ce que le danger demande ; lui dire ce qui est transmis.")))
        self._mark()
        DoneSteps.current().changed.connect(self._mark)

    def _add(self, number: int, step: EmergencyStep) -> None:
        tick = QCheckBox(_("fait"))
        tick.setAccessibleName(_("Fait : {step}").format(step=_(step.title)))
        tick.clicked.connect(lambda done, step=step.id: DoneSteps.current().mark(step, done=done))
        self.ticks[step.id] = tick
        head = QHBoxLayout()
        head.addWidget(TextLabel(f"{number} · {_(step.title)}", "label", wraps=True), 1)
        head.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addSpacing(space(2))
        self._column.addLayout(head)
        for line in step.lines:
            self._column.addWidget(TextLabel(_(line), wraps=True))
        unsure = "" if step.confirmed else _("à confirmer")
        said = (sources_text([step.source]), unsure)
        self._column.addWidget(QuietLabel(" · ".join(part for part in said if part)))

    def _mark(self) -> None:
        done = DoneSteps.current().all()
        for step, tick in self.ticks.items():
            tick.setChecked(step in done)
            tick.setText(f"{_('fait')} {done[step]:%H:%M}" if step in done else _("fait"))
