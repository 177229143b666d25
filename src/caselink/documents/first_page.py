"""The first page of a paper: who asks what of whom, by when; how she may be reached and what must never be done; the
danger, where it is shared; on what ground; whom to call.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from caselink.disclosure.outputs import Disclosure
from caselink.documents import styles
from caselink.documents.blocks import EDGES, HALF, marked_label
from caselink.documents.content import Content
from caselink.documents.head_facts import HeadLine
from caselink.documents.letterhead import Letterhead
from caselink.documents.rows import LEFT, WIDTH, Ground, Picture, Row, Set, TextColumn, rows_of, side_by_side, space
from caselink.documents.typesetting import Style
from caselink.forms.texts import day_text
from caselink.i18n import _

_CALM: Final = Ground(styles.BAND, styles.ACCENT)
_INSET: Final = 12.0
_LEADING: Final = 13.5
_LOGO: Final = 34.0


def letterhead_rows(letterhead: Letterhead, paper: str) -> Iterator[Row]:
    """The office at the left, with its picture; what paper this is, its id and its day at the right."""
    if letterhead.logo:
        yield Row((), _LOGO, 0.0, keep=True, pictures=(Picture(letterhead.logo, LEFT, HALF),))
        yield space(4, keep=True)
    contact = " · ".join(part for part in (letterhead.office_phone, letterhead.office_email) if part)
    made = _("{mark} · établie le {day}").format(mark=letterhead.document_id, day=day_text(letterhead.made_on))
    right = LEFT + WIDTH - HALF
    yield from rows_of(
        TextColumn(letterhead.office_name, styles.OFFICE, LEFT, HALF),
        TextColumn(paper.upper(), styles.PAPER_NAME, right, HALF, right=True), keep=True,
    )
    yield from rows_of(
        TextColumn(contact, styles.SMALL_LABEL, LEFT, HALF),
        TextColumn(made, styles.SMALL_LABEL, right, HALF, right=True),
        keep=True,
    )
    yield space(8, keep=True)


def asked_rows(disclosure: Disclosure, content: Content, letterhead: Letterhead, purpose: str) -> Iterator[Row]:
    """For whom it is, what is asked, by when; about whom it is."""
    yield space(7, ground=_CALM, keep=True)
    texts: list[tuple[str, Style]] = [
        (_("Pour : {recipient}").format(recipient=letterhead.recipient_name), styles.RECIPIENT),
        *((line, styles.LABEL) for line in letterhead.recipient_lines),
    ]
    asking = disclosure.asking
    if asking.through:
        route = _("{office} établit cette fiche, {through} la transmet, {recipient} décide.")
        texts.append((route.format(
            office=letterhead.office_name or _("Le service"), through=asking.through,
            recipient=letterhead.recipient_name,
        ), styles.LABEL))
    if asking.text:
        texts += [(_("Ce que nous vous demandons"), styles.CALM_TITLE), (asking.text, styles.ASKED)]
    if asking.by is not None:
        texts.append((_("Réponse attendue le {day} au plus tard").format(day=day_text(asking.by)), styles.VALUE_BOLD))
    texts.append((_("Finalité : {purpose}").format(purpose=purpose), styles.LABEL))
    for text, style in texts:
        if text:
            yield from rows_of(TextColumn(text, style), ground=_CALM, keep=True)
    yield space(8, ground=_CALM, keep=True)
    if content.person is not None:
        yield space(8, keep=True)
        yield from rows_of(TextColumn(_("Cette fiche concerne"), styles.SMALL_LABEL), keep=True)
        name = marked_label(
            content.person.text, content.person.exceptional,
            marked=content.has_exceptional and not content.all_exceptional,
        )
        yield from rows_of(TextColumn(name, styles.RECIPIENT, paths=content.person.paths), keep=True)
    yield space(8, keep=True)


def boxes(
    disclosure: Disclosure, content: Content, letterhead: Letterhead, grounds: Iterable[str], *, marked: bool
) -> Iterator[Row]:
    """How to reach her beside the danger, the ground and whom to call."""
    left = [*_reach(content, marked=marked)]
    right = [*_danger(content, marked=marked), *_call(letterhead), *_ground(disclosure, grounds)]
    widths = (HALF - _INSET, HALF - _INSET)
    yield from side_by_side(left, right, (EDGES[0] + _INSET, EDGES[1] + _INSET), widths, _LEADING)
    yield space(4)


def _reach(content: Content, *, marked: bool) -> Iterator[Set]:
    ground = Ground(styles.WARNING_GROUND, styles.WARNING, EDGES[0] + _INSET, HALF - 2 * _INSET)
    yield Set(_("LA JOINDRE"), styles.BOX_TITLE, ground)
    reach = content.reach
    if not reach.known:
        yield Set(_("Ne la contactez pas vous-même : passez par nous."), styles.BOX_BOLD, ground)
    if reach.number is not None:
        number = marked_label(reach.number.text, reach.number.exceptional, marked=marked)
        yield Set(number, styles.BOX_NUMBER, ground, reach.number.paths)
    for line in reach.how:
        yield _set(line, ground, marked=marked)
    if reach.never:
        yield Set(_("À NE JAMAIS FAIRE"), styles.DANGER_TITLE, ground)
    for line in reach.never:
        text = marked_label(line.text, line.exceptional, marked=marked)
        yield Set(text, styles.BOX_RED if line.strong else styles.BOX_BOLD, ground, line.paths)


def _danger(content: Content, *, marked: bool) -> Iterator[Set]:
    if not content.danger:
        return
    ground = Ground(styles.DANGER_GROUND, styles.RED, EDGES[1] + _INSET, HALF - 2 * _INSET)
    yield Set(_("DANGER"), styles.DANGER_TITLE, ground)
    for line in content.danger:
        yield _set(line, ground, marked=marked)
    yield Set("", styles.BOX)


def _set(line: HeadLine, ground: Ground, *, marked: bool) -> Set:
    text = marked_label(line.text, line.exceptional, marked=marked)
    return Set(text, styles.BOX_BOLD if line.strong else styles.BOX, ground, line.paths)


def _call(letterhead: Letterhead) -> Iterator[Set]:
    first, *others = letterhead.caller or (letterhead.office_name,)
    yield Set(_("QUI APPELER ICI"), styles.CALM_TITLE)
    yield Set(first, styles.BOX_BOLD)
    for line in others:
        yield Set(line, styles.BOX)


def _ground(disclosure: Disclosure, grounds: Iterable[str]) -> Iterator[Set]:
    yield Set(_("FONDEMENT"), styles.CALM_TITLE)
    for line in grounds:
        yield Set(line, styles.BOX)
    if disclosure.valid_until is not None and not disclosure.stays_there:
        until = _("Valable jusqu’au {day} inclus").format(day=day_text(disclosure.valid_until))
        yield Set(until, styles.BOX)
