"""A report without her consent: the facts, who decided, when, why and on what text, whether she was told, whom to call.

It goes to whoever a text names, mostly police and justice: it can't come back, so that it says neither until when it
counts nor that it be destroyed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caselink.disclosure.outputs import Decided, Disclosure, require_seal
from caselink.documents import styles
from caselink.documents.blocks import part_rows
from caselink.documents.content import Content, content_of
from caselink.documents.first_page import boxes, letterhead_rows
from caselink.documents.layout import purpose_text
from caselink.documents.layouts import LAYOUTS, in_order
from caselink.documents.letterhead import Letterhead
from caselink.documents.pages import Frame, print_rows
from caselink.documents.rows import Ground, Row, TextColumn, kept, rows_of, space
from caselink.errors import Refused
from caselink.forms.legal_bases import LEGAL_BASES
from caselink.forms.texts import day_text
from caselink.i18n import _

_CALM: Final = Ground(styles.BAND, styles.ACCENT)
_WARNING: Final = Ground(styles.WARNING_GROUND, styles.WARNING)
_JUSTICE: Final = next(layout for layout in LAYOUTS if layout.id == "justice")


def write_justice_report(disclosure: Disclosure, letterhead: Letterhead) -> bytes:
    """The report as a PDF in memory: not encrypted yet, without metadata.

    Raises Refused where no decision carries anything.
    """
    require_seal(disclosure)
    if not disclosure.shared or not disclosure.decisions:
        raise Refused(_("Aucune décision sur un cadre légal ne permet de signaler quelque chose à ce destinataire."))
    rows = _rows(disclosure, content_of(disclosure), letterhead)
    frame = Frame(_("Signalement"), _("Confidentiel. Réservé au destinataire."), letterhead.document_id)
    return print_rows(rows, frame)


def _rows(disclosure: Disclosure, content: Content, letterhead: Letterhead) -> Iterator[Row]:
    yield from letterhead_rows(letterhead, _("Signalement"))
    yield space(6, ground=_CALM, keep=True)
    for text, style in (
        (_("Pour : {recipient}").format(recipient=letterhead.recipient_name), styles.RECIPIENT),
        (_("Transmis sans l’accord de la personne"), styles.ASKED),
        (_("Finalité : {purpose}").format(purpose=purpose_text(disclosure)), styles.LABEL),
    ):
        yield from rows_of(TextColumn(text, style), ground=_CALM, keep=True)
    yield space(6, ground=_CALM, keep=True)
    if content.person is not None:
        yield space(6, keep=True)
        yield from rows_of(TextColumn(_("Ce signalement concerne"), styles.SMALL_LABEL), keep=True)
        yield from rows_of(TextColumn(content.person.text, styles.RECIPIENT), keep=True)
    yield space(8, keep=True)
    texts = [LEGAL_BASES[each.basis].words(disclosure.on) for each in disclosure.decisions]
    yield from boxes(disclosure, content, letterhead, dict.fromkeys(texts), marked=False)
    for decision in disclosure.decisions:
        yield from _decision(decision, disclosure)
    for part in in_order(content.parts, _JUSTICE):
        yield from part_rows(part, marked=False)


def _decision(decision: Decided, disclosure: Disclosure) -> Iterator[Row]:
    basis = LEGAL_BASES[decision.basis]
    lines = (
        _("Qui s’en prévaut, selon ce texte : {who}").format(who=_(basis.relied_on_by)),
        _("Décidé le {day} par {who}").format(day=day_text(decision.on), who=decision.decided_by),
        _("Pourquoi : {reason}").format(reason=decision.reason),
        _("La personne en a été informée.") if decision.told else _("La personne n’en a pas été informée."),
    )
    yield space(8, keep=True)
    yield space(4, keep=True, ground=_WARNING)
    yield from kept(rows_of(TextColumn(basis.words(disclosure.on), styles.WARNING_TITLE), ground=_WARNING))
    for line in lines:
        yield from kept(rows_of(TextColumn(line, styles.VALUE), ground=_WARNING))
    yield space(5, ground=_WARNING)
