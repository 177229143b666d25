"""Numbers first, large, then the steps: what a worker needs whether a vault is open or not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.partners import Partner
from caselink.errors import CaseLinkError
from caselink.forms.danger.emergency import EMERGENCY_STEPS, steps_of
from caselink.i18n import _, country_name
from caselink.services.danger.emergency import EmergencyNumbers, write_emergency_sheet
from caselink.services.delivered_words import delivered_words
from caselink.services.directory import checked_sentence, hours_sentence
from caselink.services.opening import open_now
from caselink.ui.emergency.read_aloud import ReadAloud
from caselink.ui.emergency.steps_card import StepsCard
from caselink.ui.look.palettes import space
from caselink.ui.pieces.announcing import announce
from caselink.ui.pieces.phone_line import PhoneLine
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.read_only import keep_for_reading
from caselink.ui.shell.save_dialog import ask_where_to_save


class EmergencyView(QWidget):
    """Of one country where it is known, else of each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.numbers = EmergencyNumbers((), (), "")
        self.steps: list[StepsCard] = []
        self.aloud = QPushButton(_("Lire à voix haute"))
        self.print = QPushButton(_("Une page à imprimer…"))
        self.said = TextLabel("", "quiet", wraps=True)
        self.said.hide()
        keep_for_reading(self)
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        for button in (self.aloud, self.print):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(space(5))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        column.addLayout(buttons)
        column.addWidget(self.said)
        column.addLayout(self._cards)
        self.aloud.clicked.connect(self._read)
        self.print.clicked.connect(self._print)

    def show_numbers(self, numbers: EmergencyNumbers) -> None:
        """Show these, and the steps of their country."""
        self.numbers = numbers
        self.steps = []
        while (item := self._cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        titles = (_("Urgence"), _("Écoute et conseil, ce ne sont pas des numéros d’urgence"))
        for title, listed in zip(titles, (numbers.emergency, numbers.helplines), strict=True):
            if listed:
                self._cards.addWidget(_card(title, _answering_first(listed)))
        for country in self.countries():
            card = StepsCard(country)
            self.steps.append(card)
            self._cards.addWidget(card)
        self.lay_out_at_once()

    def lay_out_at_once(self) -> None:
        """Cards that come onto a page that is looked at have the height of none for some frames, their words one upon
        the other: nobody waits for that in danger."""
        for place in range(self._cards.count()):
            item = self._cards.itemAt(place)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.show()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def countries(self) -> tuple[str, ...]:
        """Whose steps are shown."""
        country = self.numbers.country
        return (country,) if country in EMERGENCY_STEPS else tuple(EMERGENCY_STEPS)

    def _read(self) -> None:
        dialog = ReadAloud(steps_of(self.countries()[0]), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _print(self) -> None:
        path = ask_where_to_save(self, _("Une page à imprimer"), _("urgence.pdf"), _("Papier (*.pdf)"))
        if path is None:
            return
        try:
            write_emergency_sheet(self.numbers, self.countries()[0], path)
        except CaseLinkError as fault:
            self.said.show_as(fault.sentence, "fault")
            announce(self, fault.sentence, at_once=True)
        else:
            self.said.show_as(_("La page est écrite : imprimez-la et gardez-la près du téléphone."), "quiet")
        self.said.show()


def _answering_first(listed: Sequence[Partner]) -> list[Partner]:
    """Those that are closed at this hour stand behind the others."""
    now = OfficeClock.current().now()
    return sorted(listed, key=lambda partner: open_now(partner, now) is False)


def _card(title: str, listed: Sequence[Partner]) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(space(5), space(4), space(5), space(4))
    column.setSpacing(space(3))
    column.addWidget(TextLabel(title, "heading", wraps=True))
    for partner in listed:
        column.addLayout(_line(partner))
    return card


def _line(partner: Partner) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(space(4))
    numbers = QWidget()
    numbers.setFixedWidth(space(56))
    lines = QVBoxLayout(numbers)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    for phone in partner.phones:
        lines.addWidget(PhoneLine(phone, delivered_words(partner.name)))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(TextLabel(delivered_words(partner.name), "label", wraps=True))
    is_open = open_now(partner, OfficeClock.current().now())
    parts = [country_name(partner.country), hours_sentence(partner.hours), checked_sentence(partner)]
    if is_open is False:
        parts.insert(0, _("fermé maintenant"))
    words.addWidget(QuietLabel(" · ".join(part for part in parts if part)))
    if partner.note:
        words.addWidget(QuietLabel(delivered_words(partner.note)))
    row.addWidget(numbers, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row
