"""Her own copy: what the office holds of her, and who received what, when, on what ground."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from caselink.disclosure.outputs import OwnCopy, Shared, require_seal
from caselink.documents import styles
from caselink.documents.blocks import heading, part_rows, settled_rows
from caselink.documents.content import needs_of, parts_of
from caselink.documents.first_page import letterhead_rows
from caselink.documents.letterhead import Letterhead
from caselink.documents.pages import Frame, print_rows
from caselink.documents.passages import Group
from caselink.documents.rows import LEFT, WIDTH, Ground, Row, TextColumn, kept, rows_of, ruled, space
from caselink.domain.needs import NeedState
from caselink.forms.texts import day_text
from caselink.i18n import _

_CALM: Final = Ground(styles.BAND, styles.ACCENT)
_COLUMNS: Final = (LEFT, LEFT + 92, LEFT + 232, LEFT + 390)


def write_own_copy(copy: OwnCopy, letterhead: Letterhead) -> bytes:
    """The copy as a PDF in memory: not encrypted yet, without metadata. Who received what comes first."""
    require_seal(copy)
    foot = _("Ce papier est à vous. Gardez-le où personne ne le trouve, ou laissez-le chez nous.")
    return print_rows(_rows(copy, letterhead), Frame("", foot, letterhead.document_id))


def _rows(copy: OwnCopy, letterhead: Letterhead) -> Iterator[Row]:
    yield from letterhead_rows(letterhead, _("Votre copie"))
    yield space(6, ground=_CALM, keep=True)
    for text, style in (
        (_("Ce que nous savons de vous, et qui l’a reçu"), styles.RECIPIENT),
        (_(
            "Vous pouvez demander de corriger, de retirer un accord, ou d’effacer. Les données d’autres personnes n’y "
            "sont pas."
        ), styles.VALUE),
        (_("Qui appeler : {who}").format(who=", ".join(letterhead.caller)), styles.VALUE),
    ):
        yield from rows_of(TextColumn(text, style), ground=_CALM, keep=True)
    yield space(6, ground=_CALM)
    yield from _received(copy)
    shared = [Shared(piece, ()) for piece in copy.pieces]
    for part in parts_of(shared):
        yield from part_rows(part, marked=False)
    needs = needs_of(shared)
    to_do = [line for line in needs if line.state is NeedState.TO_DO]
    yield from settled_rows(to_do, marked=False, title=_("Ce qui reste à faire"))
    yield from settled_rows([line for line in needs if line not in to_do], marked=False)


def _received(copy: OwnCopy) -> Iterator[Row]:
    yield from heading(_("Qui a reçu quelque chose"))
    if not copy.received:
        yield from rows_of(TextColumn(_("Personne n’a rien reçu de nous."), styles.FACT))
        return
    widths = [right - left - 8 for left, right in pairwise((*_COLUMNS, LEFT + WIDTH + 8))]
    heads = (_("Quand"), _("Qui"), _("Quoi"), _("Pourquoi c’était permis"))
    table = Group("Table")
    first = Group("TR", table)
    yield from kept(ruled(rows_of(*(
        TextColumn(head, styles.SMALL_LABEL, left, width, tag="TH", inside=first)
        for head, left, width in zip(heads, _COLUMNS, widths, strict=True)
    )), styles.HAIRLINE, 2))
    for each in copy.received:
        what = ", ".join((each.paper, *each.categories))
        texts = (day_text(each.on), each.recipient, what, each.ground)
        line = Group("TR", table)
        yield from rows_of(*(
            TextColumn(text, styles.FACT, left, width, tag="TD", inside=line)
            for text, left, width in zip(texts, _COLUMNS, widths, strict=True)
        ), above=2)
