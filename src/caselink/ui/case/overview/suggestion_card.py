"""One partner that fits a need: who, why, whether it is open now, and its number in large figures."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _, language_name
from caselink.services.suggestions import Suggestion
from caselink.ui.look.palettes import space
from caselink.ui.pieces.phone_line import PhoneLine
from caselink.ui.pieces.text_label import TextLabel


class SuggestionCard(QFrame):
    """Reads from top to bottom as one would say it on the phone; its one button prepares the liaison form."""

    chosen = Signal(str)
    """The short name of the partner for which a liaison form is to be prepared."""

    def __init__(self, suggestion: Suggestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.partner = partner = suggestion.partner
        self.setAccessibleName(partner.name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(space(4), space(3), space(4), space(4))
        self._column.setSpacing(space(1))
        self._say(partner.name, "heading")
        self._say(" · ".join(reason.words for reason in suggestion.reasons), "quiet")
        self._column.addSpacing(space(1))
        for phone in partner.phones:
            self._column.addWidget(PhoneLine(phone, partner.name, "title"))
        self._say(*_open_words(suggestion))
        self._say(_languages(suggestion), "quiet")
        self._say(suggestion.checked_text, "small")
        for caution in suggestion.cautions:
            self._say(f"⚠ {caution.words}", "warning")
        self._column.addSpacing(space(2))
        self.prepare = QPushButton(
            _("Préparer la fiche pour {partner}").format(partner=partner.short_name).replace("&", "&&")
        )
        self.prepare.clicked.connect(lambda: self.chosen.emit(partner.short_name))
        self._column.addWidget(self.prepare, 0, Qt.AlignmentFlag.AlignLeft)

    def _say(self, words: str, role: str, *, selectable: bool = False) -> None:
        if words:
            self._column.addWidget(TextLabel(words, role, wraps=True, selectable=selectable))


def _open_words(suggestion: Suggestion) -> tuple[str, str]:
    if suggestion.open_now is None:
        return suggestion.hours_text, "quiet"
    if suggestion.open_now:
        return _("● ouvert maintenant · {hours}").format(hours=suggestion.hours_text), "done"
    return _("○ fermé maintenant · {hours}").format(hours=suggestion.hours_text), "quiet"


def _languages(suggestion: Suggestion) -> str:
    partner = suggestion.partner
    spoken = ", ".join(language_name(code) for code in partner.languages)
    if not partner.with_interpreter:
        return spoken
    return _("{languages}, avec interprète pour les autres langues").format(languages=spoken) if spoken else _(
        "avec interprète"
    )
