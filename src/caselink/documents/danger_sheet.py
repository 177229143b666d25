"""The danger sheet: level, alerts, both sides, what nobody knows, on one page for a prosecutor or a patrol."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final, TypeGuard

from caselink.disclosure.outputs import Disclosure, Shared, require_seal
from caselink.documents import styles
from caselink.documents.layout import legal_texts, purpose_text
from caselink.documents.letterhead import Letterhead
from caselink.documents.pages import Frame, paginate, print_rows, print_with_places
from caselink.documents.passages import Spot
from caselink.documents.rows import LEFT, WIDTH, Ground, Row, TextColumn, kept, rows_of, space
from caselink.documents.typesetting import Style
from caselink.documents.who import who_line
from caselink.domain.answers import Value
from caselink.domain.danger import FactorAnswer, FactorKind, Finding, Level, Side
from caselink.domain.needs import NeedState
from caselink.domain.partial_date import PartialDate
from caselink.errors import Refused
from caselink.forms.danger.levels import KIND_LABELS, SIDE_LABELS, answer_words, level_words
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.texts import day_text, partial_date_text, value_text
from caselink.i18n import _

_LEVEL: Final = "danger.level"
_HALF: Final = (WIDTH - 20) / 2
_EDGES: Final = (LEFT, LEFT + _HALF + 20)
_CALM: Final = Ground(styles.BAND, styles.ACCENT)
_WARNING: Final = Ground(styles.WARNING_GROUND, styles.WARNING)
_BETWEEN: Final = " · "
_SIZES: Final = ((9.5, 13.0), (8.5, 11.5), (7.5, 10.0), (6.5, 8.6))
"""Size and leading of the factors: the largest with which all stands on one page."""


def write_danger_sheet(disclosure: Disclosure, letterhead: Letterhead) -> bytes:
    """The sheet as a PDF in memory, one page as a rule: not encrypted, without metadata.

    Raises Refused where nothing of the danger is shared.
    """
    require_seal(disclosure)
    if not any(shared.piece.path.startswith("danger.") for shared in disclosure.shared):
        raise Refused(_("Rien du danger ne peut être transmis à ce destinataire : aucune fiche n’est faite."))
    rows, frame = _fitting(disclosure, letterhead)
    return print_rows(rows, frame)


def look_at_danger_sheet(disclosure: Disclosure, letterhead: Letterhead) -> tuple[bytes, tuple[Spot, ...]]:
    """The sheet as it will be printed, to be looked at before it leaves, and where free texts stand on it."""
    require_seal(disclosure)
    rows, frame = _fitting(disclosure, letterhead)
    return print_with_places(rows, frame)


def _fitting(disclosure: Disclosure, letterhead: Letterhead) -> tuple[list[Row], Frame]:
    head = _("Fiche de danger  ·  pour {recipient}").format(recipient=letterhead.recipient_name)
    foot = _("Confidentiel. Réservé au destinataire et à la finalité indiqués ; ne pas transmettre plus loin.")
    rows: list[Row] = []
    for size, leading in _SIZES:
        rows = [*_rows(disclosure, letterhead, Style(size, leading, colour=styles.INK))]
        if len(paginate(rows)) == 1:
            break
    return rows, Frame(head, foot, letterhead.document_id)


def _rows(disclosure: Disclosure, letterhead: Letterhead, small: Style) -> Iterator[Row]:
    yield from _band(disclosure, letterhead)
    yield from _who(disclosure, letterhead, small)
    factors = [each for each in disclosure.shared if isinstance(each.piece.value, FactorAnswer)]
    alerts = _(KIND_LABELS[FactorKind.ALERT])
    yield from _block(alerts, _found(factors, alerts), small, _WARNING)
    for left, right in (
        (_(SIDE_LABELS[Side.HER]), _(SIDE_LABELS[Side.HIM])),
        (_(SIDE_LABELS[Side.CHILDREN]), _(SIDE_LABELS[Side.CONTEXT])),
        (_(KIND_LABELS[FactorKind.SAFETY]), ""),
    ):
        yield from _pair(left, _found(factors, left), right, _found(factors, right), small)
    for title, finding in ((_("Non"), Finding.NO), (_("Inconnu"), Finding.UNKNOWN)):
        names = [_(each.piece.label) for each in factors if _finding(each) is finding]
        if names:
            yield from _block(title, [_BETWEEN.join(names)], small, None)
    reason = _said(disclosure, "danger.reason")
    if reason:
        yield from _block(_("Pourquoi ce niveau"), [reason], small, None, paths=("danger.reason",))


def _band(disclosure: Disclosure, letterhead: Letterhead) -> Iterator[Row]:
    level = next((each.piece.value for each in disclosure.shared if each.piece.path == _LEVEL), None)
    said = _("Danger : {level}").format(level=level_words(level).upper()) if isinstance(level, Level) else _("Danger")
    purpose = _("Finalité : {purpose}").format(purpose=purpose_text(disclosure))
    texts = (
        (letterhead.office_name, styles.LABEL), (_("Fiche de danger"), styles.PURPOSE), (said, styles.TITLE),
        (_("Pour : {recipient}").format(recipient=letterhead.recipient_name), styles.RECIPIENT),
        (purpose, styles.LABEL),
    )
    yield space(6, ground=_CALM)
    for text, style in texts:
        if text:
            yield from rows_of(TextColumn(text, style), ground=_CALM)
    yield space(8, ground=_CALM)
    yield space(6)


def _who(disclosure: Disclosure, letterhead: Letterhead, small: Style) -> Iterator[Row]:
    """Who, the circumstances, on what ground, whom to call."""
    people: dict[str, dict[str, str]] = {}
    for each in disclosure.shared:
        place = PARTNER_FORM.place(each.piece.path)
        if place is not None and _is_value(each.piece.value):
            said = people.setdefault(_(place.section.label), {})
            said[place.field.name] = value_text(place.field, each.piece.value)
    grounds = list(legal_texts(disclosure, letterhead))
    if any(basis.startswith("consent:") for each in disclosure.shared for basis in each.bases):
        grounds.insert(0, _("Accord de la personne"))
    until = disclosure.valid_until
    called = (letterhead.worker, letterhead.office_phone, letterhead.office_email)
    facts = (
        *(f"{section} : {who_line(said)}" for section, said in people.items()),
        _BETWEEN.join(_circumstances(disclosure)),
        _("Fondement : {grounds}").format(grounds=_BETWEEN.join(grounds)),
        "" if until is None else _("Valable jusqu’au {day} inclus").format(day=day_text(until)),
        _("Qui appeler : {who}").format(who=_BETWEEN.join(part for part in called if part)),
    )
    for text in facts:
        if text:
            yield from rows_of(TextColumn(text, small))


def _circumstances(disclosure: Disclosure) -> Iterator[str]:
    on = _said(disclosure, "danger.on")
    if on:
        yield _("Évalué le {day}").format(day=partial_date_text(PartialDate.parse(on)))
    if any(each.piece.path == "danger.stale" for each in disclosure.shared):
        yield _("niveau à réévaluer")
    for path, yes, no in (
        ("danger.in_crisis", _("dans la crise"), _("après la crise")), ("danger.alone", _("en tête-à-tête"), _("pas en "
                                                                                                          "tête-à-tête")),
    ):
        value = next((each.piece.value for each in disclosure.shared if each.piece.path == path), None)
        if isinstance(value, bool):
            yield yes if value else no


def _block(
    title: str, lines: list[str], small: Style, ground: Ground | None, paths: tuple[str, ...] = ()
) -> Iterator[Row]:
    if not lines:
        return
    yield space(6)
    yield from kept(rows_of(TextColumn(title, styles.ENTRY), ground=ground))
    for line in lines:
        yield from rows_of(TextColumn(line, small, paths=paths), ground=ground)


def _pair(left: str, lines: list[str], right: str, others: list[str], small: Style) -> Iterator[Row]:
    """Two sides beside each other; one of which nothing is shared leaves no title and no place."""
    if not lines:
        left, lines, right, others = right, others, left, []
    if not lines:
        return
    yield space(6)
    titles = (left, right if others else "")
    heads = (TextColumn(text, styles.ENTRY, edge, _HALF) for text, edge in zip(titles, _EDGES, strict=True))
    yield from kept(rows_of(*heads))
    for pair in zip_longest(lines, others, fillvalue=""):
        yield from rows_of(*(TextColumn(text, small, edge, _HALF) for text, edge in zip(pair, _EDGES, strict=True)))


def _found(factors: list[Shared], heading: str) -> list[str]:
    """What is so, under that heading, and when it last was."""
    return [_line(each) for each in factors if _finding(each) is Finding.YES and _(each.piece.heading) == heading]


def _line(shared: Shared) -> str:
    value = shared.piece.value
    if not isinstance(value, FactorAnswer) or value.last is None:
        return _(shared.piece.label)
    return _("{factor} : {answer}").format(factor=_(shared.piece.label), answer=answer_words(value))


def _finding(shared: Shared) -> Finding | None:
    value = shared.piece.value
    return value.finding if isinstance(value, FactorAnswer) else None


def _said(disclosure: Disclosure, path: str) -> str:
    value = next((each.piece.value for each in disclosure.shared if each.piece.path == path), "")
    return value if isinstance(value, str) else ""


def _is_value(value: object) -> TypeGuard[Value]:
    return not isinstance(value, FactorAnswer | Level | NeedState)
