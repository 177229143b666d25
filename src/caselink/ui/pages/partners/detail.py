"""One partner agency, as one reads it while the phone is in the other hand."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from caselink.domain.partners import Partner
from caselink.forms.directory import PARTNER_KIND_LABELS, SERVES_LABELS
from caselink.forms.needs import DOMAIN_LABELS
from caselink.i18n import _
from caselink.services.directory import checked_sentence, hours_sentence
from caselink.services.opening import is_holiday, open_now
from caselink.ui.look.palettes import space
from caselink.ui.look.spoken import speak_as
from caselink.ui.pages.partners.words import languages_words
from caselink.ui.pieces.phone_line import PhoneLine
from caselink.ui.pieces.text_label import TextLabel


class PartnerDetail(QScrollArea):
    """Name, whether it is open now, numbers, and all else in lines of label and words."""

    edit_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Structure choisie"))
        speak_as(self, "group")
        self.edit_button = QPushButton(_("Modifier"))
        self.edit_button.clicked.connect(self.edit_asked)

    def show_partner(self, partner: Partner, now: datetime) -> None:
        """Show that one, with whether it is open at that moment."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(space(6), 0, space(2), space(6))
        column.setSpacing(space(3))
        head = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(space(1))
        names.addWidget(TextLabel(partner.name, "heading", wraps=True, selectable=True))
        kind = _(PARTNER_KIND_LABELS[partner.kind])
        names.addWidget(TextLabel(f"{kind} · {partner.short_name}", "quiet", wraps=True))
        head.addLayout(names, 1)
        self.edit_button.setParent(None)
        head.addWidget(self.edit_button)
        column.addLayout(head)
        column.addWidget(_open_line(partner, now))
        for phone in partner.phones:
            column.addWidget(PhoneLine(phone, partner.name))
        for label, words in _lines(partner):
            if words:
                column.addLayout(_line(label, words))
        column.addStretch(1)
        self.setWidget(inner)
        self.edit_button.show()


def _open_line(partner: Partner, now: datetime) -> TextLabel:
    is_open, hours = open_now(partner, now), hours_sentence(partner.hours)
    if is_open is None:
        return TextLabel(hours[:1].upper() + hours[1:], "quiet", wraps=True)
    closed = is_holiday(partner.country, now.date())
    shut = _("Fermé maintenant, jour férié · {hours}") if closed else _("Fermé maintenant · {hours}")
    state = _("Ouvert maintenant · {hours}") if is_open else shut
    return TextLabel(state.format(hours=hours), "done" if is_open else "quiet", wraps=True)


def _lines(partner: Partner) -> list[tuple[str, str]]:
    contacts = "\n".join(
        " · ".join(part for part in (each.name, each.role, each.phone, each.email) if part) for each in partner.contacts
    )
    return [
        (_("Domaines"), ", ".join(_(DOMAIN_LABELS[domain]) for domain in partner.domains)),
        (_("Langues"), _languages(partner)),
        (_("Dossiers en"), languages_words(partner.file_languages)),
        (_("Pour"), ", ".join(_(SERVES_LABELS.get(each, each)) for each in partner.serves)),
        (_("Bon à savoir"), ", ".join(_good_to_know(partner))),
        (_("Adresse"), partner.address),
        (_("Courriel"), partner.email),
        (_("Site"), partner.web),
        (_("Secteur"), partner.area),
        (_("Personnes"), contacts),
        (_("Note"), partner.note),
        (_("Source"), partner.source),
        (_("Vérification"), checked_sentence(partner)),
    ]


def _languages(partner: Partner) -> str:
    words = languages_words(partner.languages)
    return _("{languages}, autres avec interprète").format(languages=words) if partner.with_interpreter else words


def _good_to_know(partner: Partner) -> list[str]:
    facts = (
        (partner.free, _("gratuit"), _("payant")),
        (partner.anonymous, _("anonyme"), _("pas anonyme")),
        (partner.takes_children, _("accueille les enfants"), _("sans enfants")),
    )
    return [yes if known else no for known, yes, no in facts if known is not None]


def _line(label: str, words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(space(3))
    name = TextLabel(label, "quiet")
    name.setFixedWidth(space(26))
    row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(TextLabel(words, wraps=True, selectable=True), 1)
    return row
