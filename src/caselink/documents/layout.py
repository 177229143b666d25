"""The liaison form on paper: the first page, what is asked, what is shared, what becomes of the paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caselink.disclosure.outputs import Disclosure, Doer
from caselink.documents import styles
from caselink.documents.blocks import need_rows, part_rows, settled_rows
from caselink.documents.content import Content, legal_decisions
from caselink.documents.first_page import asked_rows, boxes, letterhead_rows
from caselink.documents.layouts import in_order, layout_for
from caselink.documents.letterhead import Letterhead
from caselink.documents.rows import Ground, Row, TextColumn, kept, rows_of, space
from caselink.forms.legal_bases import LEGAL_BASES
from caselink.forms.purposes import PURPOSES
from caselink.i18n import _

_WARNING: Final = Ground(styles.WARNING_GROUND, styles.WARNING)


def liaison_rows(disclosure: Disclosure, content: Content, letterhead: Letterhead) -> Iterator[Row]:
    """Every row of the form, in reading order."""
    marked = content.has_exceptional and not content.all_exceptional
    layout = layout_for(disclosure.recipients[0].kind)
    yield from letterhead_rows(letterhead, _("Fiche de liaison · {layout}").format(layout=_(layout.name)))
    yield from asked_rows(disclosure, content, letterhead, purpose_text(disclosure))
    consent = () if content.all_exceptional else (_("Accord de la personne"),)
    grounds = (*consent, *legal_texts(disclosure, letterhead))
    yield from boxes(disclosure, content, letterhead, grounds, marked=marked)
    if content.has_exceptional:
        yield from _exceptional(disclosure, content, letterhead)
    yield from need_rows(_("Ce qui est demandé"), content.asked, marked=marked)
    for part in in_order(content.parts, layout):
        yield from part_rows(part, marked=marked)
    dated = [line for line in content.others if line.due or line.doer is not Doer.NOBODY]
    yield from need_rows(_("Autres besoins"), dated, marked=marked)
    rest = [line for line in content.others if line not in dated]
    yield from need_rows(_("Autres besoins, sans date") if dated else _("Autres besoins"), rest, marked=marked)
    yield from settled_rows(content.settled, marked=marked)
    yield from _end(disclosure, letterhead)


def purpose_text(disclosure: Disclosure) -> str:
    """The purpose in words, as the start of a sentence."""
    label = _(PURPOSES[disclosure.purpose].label)
    return label[:1].upper() + label[1:]


def legal_texts(disclosure: Disclosure, letterhead: Letterhead) -> tuple[str, ...]:
    """The legal grounds that something rests on, by the names of their texts where the letterhead knows them."""
    bases = (LEGAL_BASES.get(letterhead.legal_bases.get(decision, "")) for decision in legal_decisions(disclosure))
    return tuple(dict.fromkeys(_("cadre légal") if basis is None else basis.words(disclosure.on) for basis in bases))


def _exceptional(disclosure: Disclosure, content: Content, letterhead: Letterhead) -> Iterator[Row]:
    said = (
        _("Ce qui suit est transmis sans l’accord de la personne, sur le fondement : {grounds}.")
        if content.all_exceptional
        else _("Ce qui porte le signe § est transmis sans l’accord de la personne, sur le fondement : {grounds}.")
    )
    yield space(8)
    yield space(5, keep=True, ground=_WARNING)
    yield from kept(rows_of(TextColumn(_("Transmission exceptionnelle"), styles.WARNING_TITLE), ground=_WARNING))
    grounds = ", ".join(legal_texts(disclosure, letterhead))
    yield from kept(rows_of(TextColumn(said.format(grounds=grounds), styles.VALUE), ground=_WARNING))
    yield space(6, ground=_WARNING)


def _end(disclosure: Disclosure, letterhead: Letterhead) -> Iterator[Row]:
    sentences = [_("Cette fiche ne vaut que pour cette finalité et ce destinataire.")]
    if not disclosure.stays_there:
        sentences.append(
            _("Détruisez-la après sa date, ou dès que nous le demandons, et confirmez-le-nous : {office}.").format(
                office=letterhead.office_name or _("l’expéditeur")
            )
        )
    yield from kept([space(12, rule=styles.HAIRLINE)])
    note = rows_of(TextColumn(" ".join(sentences), styles.NOTE), above=4)
    if not letterhead.audit_head:
        yield from note
        return
    yield from kept(note)
    head = _("Code de contrôle du journal d’audit : {head}").format(head=letterhead.audit_head)
    yield from rows_of(TextColumn(head, styles.NOTE), above=2)
