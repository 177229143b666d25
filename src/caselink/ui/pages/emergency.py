"""Numbers for an emergency, large, from the office's own directory, and what to do, step by step, by country."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caselink.domain.partners import Partner, PartnerKind
from caselink.forms.danger.emergency import EMERGENCY_STEPS
from caselink.forms.danger.sources import sources_text
from caselink.i18n import _, country_name
from caselink.services.directory import checked_sentence, hours_sentence, partners
from caselink.services.office import Office
from caselink.services.opening import know_holidays, open_now
from caselink.ui.look.palettes import space
from caselink.ui.pages.window_page import WindowPage
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread


class EmergencyPage(WindowPage):
    """Emergency numbers first, then helplines; those of the office's country before others."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(_("Protocole d’urgence"), thread, shell, parent)
        self.set_subtitle(_("Danger immédiat : appelez d’abord, écrivez ensuite."))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(space(5))
        self.body.addLayout(self._cards)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Read the directory again."""
        self._thread.run(_numbers, self._show, owner=self, replaces="emergency")

    def _show(self, found: tuple[list[Partner], list[Partner], str]) -> None:
        *groups, country = found
        while (item := self._cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        titles = (_("Urgence"), _("Écoute et conseil, ce ne sont pas des numéros d’urgence"))
        for title, listed in zip(titles, groups, strict=True):
            if listed:
                self._cards.addWidget(_card(title, listed))
        for each in [country] if country in EMERGENCY_STEPS else EMERGENCY_STEPS:
            self._cards.addWidget(_steps_card(each))


def _numbers(office: Office) -> tuple[list[Partner], list[Partner], str]:
    know_holidays(office.today())
    country = office.country
    near = sorted(
        (each for each in partners(office) if each.phones),
        key=lambda each: (bool(country) and each.country not in (country, ""), each.country),
    )
    emergency = [each for each in near if each.kind is PartnerKind.EMERGENCY]
    return emergency, [each for each in near if each.kind is PartnerKind.HELPLINE], country


def _card(title: str, listed: list[Partner]) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(space(5), space(4), space(5), space(4))
    column.setSpacing(space(3))
    column.addWidget(TextLabel(title, "heading", wraps=True))
    for partner in listed:
        column.addLayout(_line(partner))
    return card


def _steps_card(country: str) -> QFrame:
    """What to do there, in its order; what is not confirmed yet says so in words."""
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(space(5), space(4), space(5), space(4))
    column.setSpacing(space(1))
    heading = _("Que faire, pas à pas : {country}").format(country=country_name(country))
    column.addWidget(TextLabel(heading, "heading", wraps=True))
    for number, step in enumerate(EMERGENCY_STEPS[country], start=1):
        column.addSpacing(space(2))
        column.addWidget(TextLabel(f"{number} · {_(step.title)}", "label", wraps=True))
        for line in step.lines:
            column.addWidget(TextLabel(_(line), wraps=True))
        unsure = "" if step.confirmed else _("à confirmer")
        column.addWidget(QuietLabel(" · ".join(part for part in (sources_text([step.source]), unsure) if part)))
    return card


def _line(partner: Partner) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(space(4))
    number = TextLabel("\n".join(partner.phones), "number", selectable=True)
    number.setFixedWidth(space(44))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(TextLabel(partner.name, "label", wraps=True))
    is_open = open_now(partner, OfficeClock.current().now())
    parts = [country_name(partner.country), hours_sentence(partner.hours), checked_sentence(partner)]
    if is_open is False:
        parts.insert(0, _("fermé maintenant"))
    words.addWidget(QuietLabel(" · ".join(part for part in parts if part)))
    if partner.note:
        words.addWidget(QuietLabel(partner.note))
    row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row
