"""The liaison form on paper: who it is for and why, what holds it, what is asked, what is shared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caselink.disclosure.outputs import Disclosure
from caselink.documents import styles
from caselink.documents.content import Content, Entry, NeedGroup, Part, Said, legal_decisions
from caselink.documents.letterhead import Letterhead
from caselink.documents.rows import LEFT, WIDTH, Column, Ground, Row, kept, rows_of, ruled, space
from caselink.documents.typesetting import Style
from caselink.domain.needs import NeedState
from caselink.forms.legal_bases import LEGAL_BASES
from caselink.forms.purposes import PURPOSES
from caselink.forms.texts import day_text
from caselink.i18n import _

_LABELS: Final = 148.0
_VALUES: Final = LEFT + _LABELS + 14
_VALUE_WIDTH: Final = WIDTH - _LABELS - 14
_HALF: Final = (WIDTH - 20) / 2
_SIGN: Final = 16.0
_STATE: Final = 92.0
_EXCEPTIONAL: Final = "§"
_CALM: Final = Ground(styles.BAND, styles.ACCENT)
_WARNING: Final = Ground(styles.WARNING_GROUND, styles.WARNING)
_STATE_COLOURS: Final = {NeedState.TO_DO: styles.RED, NeedState.DONE: styles.GREEN}


def liaison_rows(disclosure: Disclosure, content: Content, letterhead: Letterhead) -> Iterator[Row]:
    """Every row of the form, in reading order."""
    yield from _band(disclosure, letterhead)
    if content.has_exceptional:
        yield from _exceptional(disclosure, content, letterhead)
    yield from _facts(disclosure, content, letterhead)
    marked = content.has_exceptional and not content.all_exceptional
    yield from _needs(_("Ce qui est demandé"), content.asked, marked=marked)
    for part in content.parts:
        yield from _part(part, marked=marked)
    yield from _needs(_("Autres besoins"), content.others, marked=marked)
    yield from _end(disclosure, letterhead)


def purpose_text(disclosure: Disclosure) -> str:
    """The purpose in words, as the start of a sentence."""
    label = _(PURPOSES[disclosure.purpose].label)
    return label[:1].upper() + label[1:]


def legal_texts(disclosure: Disclosure, letterhead: Letterhead) -> tuple[str, ...]:
    """The legal grounds that something rests on, by the names of their texts where the letterhead knows them."""
    bases = (LEGAL_BASES.get(letterhead.legal_bases.get(decision, "")) for decision in legal_decisions(disclosure))
    return tuple(dict.fromkeys(_("cadre légal") if basis is None else basis.words(disclosure.on) for basis in bases))


def _band(disclosure: Disclosure, letterhead: Letterhead) -> Iterator[Row]:
    purpose = _("Finalité : {purpose}").format(purpose=purpose_text(disclosure))
    recipient = _("Pour : {recipient}").format(recipient=letterhead.recipient_name)
    texts = (
        (letterhead.office_name, styles.LABEL),
        (_("Fiche de liaison"), styles.TITLE),
        (recipient, styles.RECIPIENT),
        *((line, styles.LABEL) for line in letterhead.recipient_lines),
        (purpose, styles.PURPOSE),
    )
    yield space(10, ground=_CALM)
    for text, style in texts:
        if text:
            yield from rows_of(Column(text, style), ground=_CALM)
    yield space(12, ground=_CALM)


def _exceptional(disclosure: Disclosure, content: Content, letterhead: Letterhead) -> Iterator[Row]:
    said = (
        _("Ce qui suit est transmis sans l’accord de la personne, sur le fondement : {grounds}.")
        if content.all_exceptional
        else _("Ce qui porte le signe § est transmis sans l’accord de la personne, sur le fondement : {grounds}.")
    )
    yield space(12)
    yield space(7, keep=True, ground=_WARNING)
    yield from kept(rows_of(Column(_("Transmission exceptionnelle"), styles.WARNING_TITLE), ground=_WARNING))
    grounds = " ; ".join(legal_texts(disclosure, letterhead))
    yield from kept(rows_of(Column(said.format(grounds=grounds), styles.VALUE), ground=_WARNING))
    yield space(8, ground=_WARNING)


def _facts(disclosure: Disclosure, content: Content, letterhead: Letterhead) -> Iterator[Row]:
    """What the recipient has to know before reading on. The main line of each fact is bold."""
    consent = () if content.all_exceptional else (_("Accord de la personne"),)
    grounds = "\n".join((*consent, *legal_texts(disclosure, letterhead)))
    until = disclosure.valid_until
    last_day = "" if until is None else _("{day} inclus").format(day=day_text(until))
    called = (letterhead.worker, letterhead.office_phone, letterhead.office_email, letterhead.office_name)
    first, *others = [line for line in called if line] or [""]
    made = _("établie le {day}").format(day=day_text(letterhead.made_on))
    yield space(14, keep=True)
    yield from _fact_pair((_("Fondement"), grounds, ""), (_("Valable jusqu’au"), last_day, ""))
    yield from _fact_pair(
        (_("Qui appeler"), first, "\n".join(others)), (_("Référence"), letterhead.document_id, made)
    )


def _fact_pair(left: tuple[str, str, str], right: tuple[str, str, str]) -> Iterator[Row]:
    edges = (LEFT, LEFT + _HALF + 20)
    for place, style in enumerate((styles.SMALL_LABEL, styles.VALUE_BOLD, styles.VALUE)):
        texts = (left[place], right[place])
        if any(texts):
            columns = [Column(text, style, edge, _HALF) for text, edge in zip(texts, edges, strict=True)]
            yield from kept(rows_of(*columns))
    yield space(7)


def _heading(title: str) -> list[Row]:
    return kept(ruled(rows_of(Column(title, styles.HEADING), above=16), styles.HAIRLINE, 5))


def _needs(title: str, groups: tuple[NeedGroup, ...], *, marked: bool) -> Iterator[Row]:
    if not groups:
        return
    yield from _heading(title)
    for group in groups:
        for place, line in enumerate(group.lines):
            colour = _STATE_COLOURS.get(line.state, styles.QUIET)
            name = _marked(line.label, marked=marked and line.exceptional)
            yield from rows_of(
                Column(group.title if place == 0 else "", styles.LABEL, LEFT, _LABELS),
                Column(line.sign, Style(10, 15, colour=colour), _VALUES, _SIGN),
                Column(name, styles.VALUE, _VALUES + _SIGN, _VALUE_WIDTH - _SIGN - _STATE - 8),
                Column(line.state_label, Style(9, 15, colour=colour), LEFT + WIDTH - _STATE, _STATE, right=True),
                above=3 if place == 0 else 0,
            )


def _part(part: Part, *, marked: bool) -> Iterator[Row]:
    yield from _heading(part.title)
    for place, entry in enumerate(part.entries):
        yield from _entry(entry, marked=marked, first=place == 0)


def _entry(entry: Entry, *, marked: bool, first: bool) -> Iterator[Row]:
    """The answers of an entry; the last two stay on one page."""
    if entry.title:
        yield from kept(rows_of(Column(entry.title, styles.ENTRY), above=4 if first else 8))
    for place, said in enumerate(entry.answers, start=2):
        rows = _answer(said, marked=marked)
        yield from kept(rows) if place == len(entry.answers) else rows


def _answer(said: Said, *, marked: bool) -> list[Row]:
    label = _marked(said.label, marked=marked and said.exceptional)
    return rows_of(
        Column(label, styles.LABEL, LEFT, _LABELS), Column(said.value, styles.VALUE, _VALUES, _VALUE_WIDTH), above=2
    )


def _marked(label: str, *, marked: bool) -> str:
    return f"{label} {_EXCEPTIONAL}" if marked else label


def _end(disclosure: Disclosure, letterhead: Letterhead) -> Iterator[Row]:
    sentences = [_("Cette fiche ne vaut que pour cette finalité et ce destinataire.")]
    if not any(recipient.kind and recipient.kind.feeds_the_criminal_file for recipient in disclosure.recipients):
        sentences.append(
            _("Passé sa date, ou si l’accord est retiré, détruisez-la et dites-le à {office}.").format(
                office=letterhead.office_name or _("l’expéditeur")
            )
        )
    yield from kept([space(18, rule=styles.HAIRLINE)])
    note = rows_of(Column(" ".join(sentences), styles.NOTE), above=4)
    if not letterhead.audit_head:
        yield from note
        return
    yield from kept(note)
    head = _("Empreinte du journal d’audit : {head}").format(head=letterhead.audit_head)
    yield from rows_of(Column(head, styles.NOTE), above=4)
