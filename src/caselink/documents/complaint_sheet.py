"""What a complaint is prepared from, for her lawyer or police victim support: facts, him, harm, what is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caselink.disclosure.outputs import Disclosure, require_seal
from caselink.documents import styles
from caselink.documents.blocks import need_rows, part_rows
from caselink.documents.content import Content, content_of
from caselink.documents.first_page import boxes, letterhead_rows
from caselink.documents.layout import legal_texts
from caselink.documents.layouts import LAYOUTS, in_order
from caselink.documents.letterhead import Letterhead
from caselink.documents.pages import Frame, print_rows
from caselink.documents.rows import Ground, Row, TextColumn, rows_of, space
from caselink.errors import Refused
from caselink.i18n import _

_CALM: Final = Ground(styles.BAND, styles.ACCENT)
_JUSTICE: Final = next(layout for layout in LAYOUTS if layout.id == "justice")


def write_complaint_sheet(disclosure: Disclosure, letterhead: Letterhead) -> bytes:
    """The sheet as a PDF in memory: not encrypted yet, without metadata. Raises Refused where nothing is shared."""
    require_seal(disclosure)
    if not disclosure.shared:
        raise Refused(_("Rien ne peut être transmis à ce destinataire : aucune feuille n’est faite."))
    foot = _("Confidentiel. Réservé au destinataire et à la finalité indiqués ; ne pas transmettre plus loin.")
    frame = Frame(_("Préparation de plainte"), foot, letterhead.document_id)
    return print_rows(_rows(disclosure, content_of(disclosure), letterhead), frame)


def _rows(disclosure: Disclosure, content: Content, letterhead: Letterhead) -> Iterator[Row]:
    yield from letterhead_rows(letterhead, _("Préparation de plainte"))
    yield space(6, ground=_CALM, keep=True)
    for text, style in (
        (_("Pour : {recipient}").format(recipient=letterhead.recipient_name), styles.RECIPIENT),
        (_("Avant de déposer plainte : rien de ceci n’est encore une déclaration."), styles.LABEL),
    ):
        yield from rows_of(TextColumn(text, style), ground=_CALM, keep=True)
    yield space(6, ground=_CALM, keep=True)
    if content.person is not None:
        yield space(6, keep=True)
        yield from rows_of(TextColumn(content.person.text, styles.RECIPIENT), keep=True)
    yield space(8, keep=True)
    consent = () if content.all_exceptional else (_("Accord de la personne"),)
    grounds = (*consent, *legal_texts(disclosure, letterhead))
    yield from boxes(disclosure, content, letterhead, grounds, marked=False)
    yield from need_rows(_("Ce qui est voulu"), content.asked, marked=False)
    for part in in_order(content.parts, _JUSTICE):
        yield from part_rows(part, marked=False)
