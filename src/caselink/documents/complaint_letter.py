"""The letter after a complaint was refused, to whoever the refusing service answers to: day, place, what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caselink.disclosure.outputs import Disclosure, require_seal
from caselink.documents import styles
from caselink.documents.first_page import letterhead_rows
from caselink.documents.layout import legal_texts
from caselink.documents.letterhead import Letterhead
from caselink.documents.pages import Frame, print_rows
from caselink.documents.rows import LEFT, WIDTH, Row, TextColumn, kept, rows_of, space
from caselink.documents.who import who_line
from caselink.domain.partial_date import PartialDate
from caselink.errors import Refused
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.texts import BETWEEN, day_text, partial_date_text, value_text
from caselink.i18n import _

_LABEL: Final = 110.0


def write_complaint_letter(disclosure: Disclosure, letterhead: Letterhead, rule: str) -> bytes:
    """The letter as a PDF in memory: not encrypted yet, without metadata. `rule` says why a complaint is taken.

    Raises Refused where nothing of a refusal may be said to this recipient.
    """
    require_seal(disclosure)
    if not any(each.piece.heading for each in disclosure.shared):
        raise Refused(_(
            "Rien d’un refus de plainte ne peut être transmis à ce destinataire : aucune lettre n’est faite."
        ))
    frame = Frame("", _("Confidentiel. Réservé au destinataire."), letterhead.document_id)
    return print_rows(_rows(disclosure, letterhead, rule), frame)


def _rows(disclosure: Disclosure, letterhead: Letterhead, rule: str) -> Iterator[Row]:
    yield from letterhead_rows(letterhead, _("Refus de plainte"))
    yield from rows_of(TextColumn(letterhead.recipient_name, styles.RECIPIENT))
    yield from rows_of(TextColumn(_("Objet : refus de prendre une plainte"), styles.VALUE_BOLD), above=14)
    yield from rows_of(TextColumn(_(
        "La personne que nous accompagnons a voulu porter plainte. Sa plainte n’a pas été prise."
    ), styles.VALUE), above=10)
    yield space(6)
    for label, value in _facts(disclosure):
        yield from kept(rows_of(
            TextColumn(label, styles.FACT_LABEL, LEFT, _LABEL),
            TextColumn(value, styles.VALUE, LEFT + _LABEL, WIDTH - _LABEL),
            above=3,
        ))
    if disclosure.asking.text:
        yield from rows_of(TextColumn(disclosure.asking.text, styles.VALUE), above=10)
    asked = (
        rule,
        _("Nous vous demandons de faire prendre cette plainte, et de nous dire où et quand elle peut être déposée."),
    )
    for text in asked:
        yield from rows_of(TextColumn(text, styles.VALUE), above=10)
    if disclosure.asking.by is not None:
        by = _("Votre réponse est attendue le {day} au plus tard.").format(day=day_text(disclosure.asking.by))
        yield from rows_of(TextColumn(by, styles.VALUE_BOLD), above=10)
    yield from rows_of(TextColumn(_("Fondement : {grounds}").format(
        grounds=BETWEEN.join(_grounds(disclosure, letterhead))
    ), styles.NOTE), above=14)
    yield from rows_of(TextColumn(", ".join(letterhead.caller), styles.VALUE_BOLD), above=14)


def _facts(disclosure: Disclosure) -> Iterator[tuple[str, str]]:
    who: dict[str, str] = {}
    for each in disclosure.shared:
        place, value = PARTNER_FORM.place(each.piece.path), each.piece.value
        if place is not None and isinstance(value, str):
            who[place.field.name] = value_text(place.field, value)
    if who:
        yield _("Personne"), who_line(who)
    for each in disclosure.shared:
        if each.piece.heading:
            value = str(each.piece.value)
            day = each.piece.path.endswith(".on")
            yield _(each.piece.label), partial_date_text(PartialDate.parse(value)) if day else value


def _grounds(disclosure: Disclosure, letterhead: Letterhead) -> list[str]:
    agreed = any(basis.startswith("consent:") for each in disclosure.shared for basis in each.bases)
    return [*([_("Accord de la personne")] if agreed else []), *legal_texts(disclosure, letterhead)]
