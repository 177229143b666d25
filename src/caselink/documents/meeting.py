"""What an agency takes home of a meeting: its pack before, its minutes after. One PDF that carries the same as JSON, so
that another CaseLink opens it and gives back what became of the agency's own actions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from caselink.disclosure.outputs import Action, CaseFree, ForAgency, Situation, require_seal
from caselink.documents import styles
from caselink.documents.blocks import need_rows, part_rows, settled_rows
from caselink.documents.carried import Sign, digest_of_pages, signed
from caselink.documents.content import Content, content_of
from caselink.documents.enclosing import enclose
from caselink.documents.first_page import letterhead_rows
from caselink.documents.letterhead import Letterhead
from caselink.documents.meeting_json import with_pages
from caselink.documents.pages import Frame, print_rows
from caselink.documents.rows import LEFT, WIDTH, Ground, Row, TextColumn, kept, rows_of, ruled, space
from caselink.forms.meetings import STATES
from caselink.forms.texts import day_text
from caselink.i18n import _

_CALM: Final = Ground(styles.BAND, styles.ACCENT)
_DANGER: Final = Ground(styles.DANGER_GROUND, styles.RED)
_LABEL: Final = 120.0
_STATES: Final = {state.id: state.label for state in STATES}


def write_meeting_pack(given: ForAgency, letterhead: Letterhead, beside: bytes, sign: Sign) -> bytes:
    """What an agency has before a meeting, as a PDF in memory, not encrypted yet; `beside` is the same as JSON, which
    is signed with these pages."""
    require_seal(given)
    return _written(given, letterhead, beside, sign, _("Réunion : ce que vous pouvez lire avant"))


def write_minutes(given: ForAgency, letterhead: Letterhead, beside: bytes, sign: Sign) -> bytes:
    """The same after the meeting: what was decided, who does what."""
    require_seal(given)
    return _written(given, letterhead, beside, sign, _("Relevé de décisions"))


def write_statement(statement: CaseFree, letterhead: Letterhead) -> bytes:
    """The confidentiality statement with a line for each who signs, as a PDF in memory, not encrypted: it says nothing
    of anybody who is helped. `facts` are names and agencies; the text comes before."""
    require_seal(statement)
    rows = [*letterhead_rows(letterhead, statement.title)]
    for paragraph in statement.paragraphs:
        rows += rows_of(TextColumn(paragraph, styles.VALUE), above=5)
    rows += [space(10)]
    rows += kept(ruled(rows_of(
        TextColumn(_("Nom"), styles.SMALL_LABEL, LEFT, 170),
        TextColumn(_("Structure"), styles.SMALL_LABEL, LEFT + 178, 150),
        TextColumn(_("Signature"), styles.SMALL_LABEL, LEFT + 336, WIDTH - 336),
    ), styles.HAIRLINE, 2))
    for name, agency in statement.facts:
        rows += ruled(rows_of(
            TextColumn(name or " ", styles.BOX, LEFT, 170), TextColumn(agency or " ", styles.BOX, LEFT + 178, 150),
            above=14,
        ), styles.HAIRLINE, 4)
    return print_rows(rows, Frame(statement.title, "", letterhead.document_id))


def write_meeting_answer(answer: CaseFree, letterhead: Letterhead, beside: bytes, sign: Sign) -> bytes:
    """What goes back to the office that made a pack: its number and the states of actions by theirs, nothing of the
    pack itself; `beside` is the same as JSON, which is signed with these pages."""
    require_seal(answer)
    rows = [*letterhead_rows(letterhead, answer.title), *_facts(answer.facts)]
    pages = print_rows(rows, Frame(answer.title, _("Confidentiel."), letterhead.document_id))
    return enclose(pages, signed(with_pages(beside, digest_of_pages(pages)), sign))


def write_agenda(agenda: CaseFree, letterhead: Letterhead) -> bytes:
    """The agenda on paper, for everybody: day, place, who comes, situations by number alone."""
    require_seal(agenda)
    rows = [*letterhead_rows(letterhead, agenda.title), *_facts(agenda.facts)]
    for paragraph in agenda.paragraphs:
        rows += rows_of(TextColumn(paragraph, styles.VALUE), above=8)
    return print_rows(rows, Frame(agenda.title, "", letterhead.document_id))


def _written(given: ForAgency, letterhead: Letterhead, beside: bytes, sign: Sign, title: str) -> bytes:
    foot = _("Confidentiel. Réservé au destinataire et à la finalité indiqués ; ne pas transmettre plus loin.")
    pages = print_rows(_rows(given, letterhead, title), Frame(title, foot, letterhead.document_id))
    return enclose(pages, signed(with_pages(beside, digest_of_pages(pages)), sign))


def _rows(given: ForAgency, letterhead: Letterhead, title: str) -> Iterator[Row]:
    yield from letterhead_rows(letterhead, title)
    yield space(6, ground=_CALM, keep=True)
    yield from rows_of(
        TextColumn(_("Pour : {recipient}").format(recipient=given.name), styles.RECIPIENT), ground=_CALM, keep=True
    )
    yield space(6, ground=_CALM)
    yield from _facts(given.facts)
    old = [each for each in given.situations if each.number == 0]
    listed = [each for each in given.situations if each.number]
    yield from _own(given.situations)
    if not listed and not old:
        nothing = _("Aucune situation ne vous est transmise pour cette réunion.")
        yield from rows_of(TextColumn(nothing, styles.VALUE), above=10)
    for situation in listed:
        yield from _situation(situation)
    yield space(10, rule=styles.HAIRLINE)
    yield from rows_of(TextColumn(_(
        "Ne parlez de cette réunion à personne qui n’y est pas pour la même situation. Détruisez ce document quand il "
        "ne sert plus, ou dès que nous le demandons."
    ), styles.NOTE), above=4)


def _facts(facts: Iterable[tuple[str, str]]) -> Iterator[Row]:
    for label, value in facts:
        yield from rows_of(
            TextColumn(label, styles.FACT_LABEL, LEFT, _LABEL),
            TextColumn(value, styles.FACT, LEFT + _LABEL + 8, WIDTH - _LABEL - 8), above=3,
        )


def _own(situations: Iterable[Situation]) -> Iterator[Row]:
    """The agency's own actions before anything else: old ones first."""
    own = [(each, action) for each in situations for action in each.actions if action.theirs]
    if not own:
        return
    yield from _heading(_("Vos actions"))
    for situation, action in own:
        yield from _action(action, name_of(situation))


def _situation(situation: Situation) -> Iterator[Row]:
    content = content_of(situation.disclosure)
    yield from _heading(name_of(situation, numbered=True))
    if content.danger:
        for line in content.danger:
            yield from rows_of(TextColumn(line.text, styles.BOX_BOLD), ground=_DANGER, keep=True)
        yield space(4)
    said = ((_("Pourquoi en parler"), situation.why), (_("Ce qui est attendu"), situation.wanted))
    yield from _facts((label, text) for label, text in said if text)
    for decision in situation.decisions:
        yield from _facts([(_("Décidé"), decision)])
    for action in situation.actions:
        yield from _action(action, action.who)
    yield from _of_her(content)


def _of_her(content: Content) -> Iterator[Row]:
    reach = content.reach
    lines = [*([] if reach.number is None else [reach.number]), *reach.how, *reach.never]
    yield from _facts((_("La joindre"), line.text) for line in lines)
    marked = content.has_exceptional and not content.all_exceptional
    yield from need_rows(_("À faire"), (*content.asked, *content.others), marked=marked)
    for part in content.parts:
        yield from part_rows(part, marked=marked)
    yield from settled_rows(content.settled, marked=marked)


def _action(action: Action, about: str) -> Iterator[Row]:
    due = "" if action.due is None else _("d’ici le {day}").format(day=day_text(action.due))
    state = _(_STATES[action.state]) if action.state in _STATES else action.state
    text = " · ".join(filter(None, (action.what, due, state, action.why)))
    yield from rows_of(
        TextColumn(about, styles.FACT_BOLD, LEFT, _LABEL),
        TextColumn(text, styles.FACT, LEFT + _LABEL + 8, WIDTH - _LABEL - 8), above=3,
    )


def _heading(title: str) -> list[Row]:
    return kept(ruled(rows_of(TextColumn(title, styles.HEADING), above=14), styles.HAIRLINE, 4))


def name_of(situation: Situation, *, numbered: bool = False) -> str:
    """What the situation is called for this agency: who she is where it may have that, else its number."""
    person = content_of(situation.disclosure).person
    number = _("Situation {number}").format(number=situation.number) if situation.number else _("Autre situation")
    if person is None:
        return number
    return f"{number} · {person.text}" if numbered else person.text
