"""The chronology: what happened on which day, for a lawyer or a court. Dated facts, nothing that anybody judged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caselink.disclosure.outputs import Disclosure, Shared, require_seal
from caselink.documents import styles
from caselink.documents.layout import legal_texts, purpose_text
from caselink.documents.letterhead import Letterhead
from caselink.documents.pages import Frame, print_rows
from caselink.documents.rows import LEFT, WIDTH, Ground, Row, TextColumn, kept, rows_of, space
from caselink.documents.who import who_line
from caselink.domain.partial_date import PartialDate
from caselink.errors import Refused
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.texts import BETWEEN, day_text, partial_date_text, value_text
from caselink.i18n import _

_CALM: Final = Ground(styles.BAND, styles.ACCENT)
_DAY: Final = 150.0
"""Points of the column of days."""


def write_chronology(disclosure: Disclosure, letterhead: Letterhead) -> bytes:
    """The chronology as a PDF in memory: not encrypted, without metadata. Raises Refused where no dated fact is shared.
    """
    require_seal(disclosure)
    facts = sorted(filter(_is_fact, disclosure.shared), key=lambda each: (_day(each).first_day(), _what(each)))
    if not facts:
        raise Refused(_("Aucun fait daté ne peut être transmis à ce destinataire : aucune chronologie n’est faite."))
    head = _("Chronologie  ·  pour {recipient}").format(recipient=letterhead.recipient_name)
    foot = _("Confidentiel. Réservé au destinataire et à la finalité indiqués ; ne pas transmettre plus loin.")
    rows = [*_head(disclosure, letterhead), *_lines(facts)]
    return print_rows(rows, Frame(head, foot, letterhead.document_id))


def _head(disclosure: Disclosure, letterhead: Letterhead) -> Iterator[Row]:
    grounds = list(legal_texts(disclosure, letterhead))
    if any(basis.startswith("consent:") for each in disclosure.shared for basis in each.bases):
        grounds.insert(0, _("Accord de la personne"))
    until = disclosure.valid_until
    yield space(6, ground=_CALM)
    for text, style in (
        (letterhead.office_name, styles.LABEL), (_("Chronologie"), styles.TITLE),
        (_("Pour : {recipient}").format(recipient=letterhead.recipient_name), styles.RECIPIENT),
        (_("Finalité : {purpose}").format(purpose=purpose_text(disclosure)), styles.LABEL),
    ):
        if text:
            yield from rows_of(TextColumn(text, style), ground=_CALM)
    yield space(8, ground=_CALM)
    yield space(6)
    said = (
        *_who(disclosure),
        _("Établie le {day}").format(day=day_text(letterhead.made_on)),
        _("Fondement : {grounds}").format(grounds=BETWEEN.join(grounds)),
        "" if until is None else _("Valable jusqu’au {day} inclus").format(day=day_text(until)),
        _("Qui appeler : {who}").format(who=BETWEEN.join(letterhead.caller)),
        _("Des faits et leurs jours, tels qu’ils ont été notés par le service. Ni leur récit, ni un avis."),
    )
    for text in filter(None, said):
        yield from rows_of(TextColumn(text, styles.FACT))
    yield space(8)


def _who(disclosure: Disclosure) -> Iterator[str]:
    """Her, then him, as far as each may be said."""
    people: dict[str, dict[str, str]] = {}
    for each in disclosure.shared:
        place, value = PARTNER_FORM.place(each.piece.path), each.piece.value
        if place is not None and not _is_fact(each) and isinstance(value, str | tuple | bool | int):
            people.setdefault(_(place.section.label), {})[place.field.name] = value_text(place.field, value)
    for section, said in people.items():
        yield _("{label} : {value}").format(label=section, value=who_line(said))


def _lines(facts: list[Shared]) -> Iterator[Row]:
    for each in facts:
        day = TextColumn(partial_date_text(_day(each)), styles.FACT_BOLD, LEFT, _DAY)
        yield from kept(rows_of(day, TextColumn(_what(each), styles.FACT, LEFT + _DAY, WIDTH - _DAY), above=3))


def _is_fact(shared: Shared) -> bool:
    return bool(shared.piece.label or shared.piece.heading)


def _day(shared: Shared) -> PartialDate:
    return PartialDate.parse(str(shared.piece.value))


def _what(shared: Shared) -> str:
    words = (shared.piece.heading, shared.piece.label)
    return BETWEEN.join(_(each) for each in words if each)
