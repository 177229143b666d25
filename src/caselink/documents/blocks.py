"""What a paper is built from beneath its first page: facts in two columns, tables, her own words, needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from caselink.disclosure.outputs import Doer
from caselink.documents import styles
from caselink.documents.bidi import has_right_to_left
from caselink.documents.content import Entry, NeedEntry, PaperPart
from caselink.documents.passages import Group
from caselink.documents.rows import LEFT, WIDTH, Ground, Row, TextColumn, kept, rows_of, ruled, space
from caselink.documents.said import Said
from caselink.documents.typesetting import Style, set_line
from caselink.domain.needs import NeedState
from caselink.forms.texts import day_text
from caselink.i18n import _

EXCEPTIONAL: Final = "§"
HALF: Final = (WIDTH - 18) / 2
EDGES: Final = (LEFT, LEFT + HALF + 18)
_LABEL: Final = 104.0
_VALUE: Final = HALF - _LABEL - 6
_LONG: Final = 2 * _VALUE
"""The width in points beyond which an answer stands across both columns."""
_COLUMNS: Final = 6
"""So many columns a table has at most."""
_CELL: Final = 8.0
_HERS: Final = Ground(styles.HER_GROUND, styles.HER_BAR)
_STATE_COLOURS: Final = {NeedState.TO_DO: styles.RED, NeedState.DONE: styles.GREEN}


def heading(title: str) -> list[Row]:
    """The title of a part, kept with what follows."""
    return kept(ruled(rows_of(TextColumn(title, styles.PART), above=11), styles.HAIRLINE, 4))


def part_rows(part: PaperPart, *, marked: bool) -> Iterator[Row]:
    """A part: a table where it has several entries that fill it, facts otherwise; her words last."""
    yield from heading(part.title)
    if part.repeating:
        yield from _table(part.entries, marked=marked)
        return
    for entry in part.entries:
        yield from fact_rows((said for said in entry.answers if not said.hers), marked=marked)
    for entry in part.entries:
        for said in entry.answers:
            if said.hers:
                yield from her_words(said, marked=marked)


def fact_rows(facts: Iterable[Said], *, marked: bool) -> Iterator[Row]:
    """Short facts beside each other, long ones across the page, in the order in which they are asked."""
    waiting: Said | None = None
    for said in facts:
        if _is_long(said.value):
            if waiting is not None:
                yield from _pair(waiting, None, marked=marked)
                waiting = None
            yield from _across(said, marked=marked)
        elif waiting is None:
            waiting = said
        else:
            yield from _pair(waiting, said, marked=marked)
            waiting = None
    if waiting is not None:
        yield from _pair(waiting, None, marked=marked)


def her_words(said: Said, *, marked: bool) -> Iterator[Row]:
    """Her own words, on a ground of their own and named as hers."""
    words = _("Vos mots : {question}") if said.to_her else _("Ses mots : {question}")
    label = words.format(question=marked_label(said.label, said.exceptional, marked=marked))
    yield space(4, keep=True)
    yield from kept(rows_of(TextColumn(label, styles.FACT_LABEL), ground=_HERS))
    yield from rows_of(TextColumn(
        said.value, styles.FACT, paths=(said.path,), inside=Group("BlockQuote"),
    ), ground=_HERS)
    yield space(3, ground=_HERS)


def need_rows(title: str, lines: Sequence[NeedEntry], *, marked: bool) -> Iterator[Row]:
    """Needs that are to be done, the most urgent first: what, by when, who sees to it."""
    if not lines:
        return
    yield from heading(title)
    if not any(line.due or line.doer is not Doer.NOBODY for line in lines):
        yield from _need_pairs(lines, marked=marked)
        return
    what, when, who = LEFT + 16, LEFT + 250, LEFT + 372
    for line in lines:
        due = "" if line.due is None else _("d’ici le {day}").format(day=day_text(line.due))
        yield from rows_of(
            TextColumn(line.sign, Style(9.5, 14, colour=_STATE_COLOURS.get(line.state, styles.QUIET)), LEFT, 14),
            TextColumn(marked_label(line.label, line.exceptional, marked=marked), styles.BOX, what, when - what - 8),
            TextColumn(due, styles.BOX_BOLD, when, who - when - 8),
            TextColumn(_doer(line), styles.FACT_LABEL, who, LEFT + WIDTH - who),
        )


def _need_pairs(lines: Sequence[NeedEntry], *, marked: bool) -> Iterator[Row]:
    """Needs of which no more is known than that they are to be done, two in a line."""
    for place in range(0, len(lines), 2):
        columns = []
        for line, edge in zip(lines[place : place + 2], EDGES, strict=False):
            colour = _STATE_COLOURS.get(line.state, styles.QUIET)
            columns += [
                TextColumn(line.sign, Style(9.5, 14, colour=colour), edge, 14),
                TextColumn(marked_label(line.label, line.exceptional, marked=marked), styles.BOX, edge + 16, HALF - 16),
            ]
        yield from rows_of(*columns)


def settled_rows(lines: Sequence[NeedEntry], *, marked: bool, title: str = "") -> Iterator[Row]:
    """Needs, such as those of which nothing is to be done any more, by their state in one paragraph each."""
    if not lines:
        return
    yield from heading(title or _("Déjà fait, ou pas souhaité"))
    for state in NeedState:
        of_state = [line for line in lines if line.state is state]
        if of_state:
            names = " · ".join(marked_label(line.label, line.exceptional, marked=marked) for line in of_state)
            yield from rows_of(
                TextColumn(
                    of_state[0].sign, Style(9.5, 12.5, colour=_STATE_COLOURS.get(state, styles.QUIET)), LEFT, 14
                ),
                TextColumn(_capital(of_state[0].state_label), styles.FACT_LABEL, LEFT + 16, _LABEL - 16),
                TextColumn(names, styles.FACT, LEFT + _LABEL + 6, WIDTH - _LABEL - 6), above=1,
            )


def marked_label(label: str, exceptional: bool, *, marked: bool) -> str:
    """The label, with the sign of what is shared without her consent."""
    return f"{label} {EXCEPTIONAL}" if marked and exceptional else label


def _doer(line: NeedEntry) -> str:
    return {Doer.RECIPIENT: _("confié à vous"), Doer.OFFICE: _("nous nous en occupons")}.get(line.doer, "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_long(value: str) -> bool:
    return has_right_to_left(value) or len(value) > 90 or "\n" in value or set_line(value, styles.FACT).width > _LONG


def _pair(left: Said, right: Said | None, *, marked: bool) -> list[Row]:
    columns = []
    for said, edge in zip((left, right), EDGES, strict=True):
        if said is not None:
            label = marked_label(said.label, said.exceptional, marked=marked)
            columns += [
                TextColumn(label, styles.FACT_LABEL, edge, _LABEL),
                TextColumn(said.value, styles.FACT, edge + _LABEL + 6, _VALUE, paths=(said.path,)),
            ]
    return rows_of(*columns, above=1)


def _across(said: Said, *, marked: bool) -> Iterator[Row]:
    """The question above its answer, which has the whole width."""
    label = marked_label(said.label, said.exceptional, marked=marked)
    yield from kept(rows_of(TextColumn(label, styles.FACT_LABEL), above=1))
    yield from rows_of(TextColumn(said.value, styles.FACT, paths=(said.path,)))


def _table(entries: Sequence[Entry], *, marked: bool) -> Iterator[Row]:
    """What every entry says stands in columns; what only some say stands beneath the entry, so that no empty cell tells
    of anything."""
    names = _columns(entries)
    if not names:
        for entry in entries:
            yield from kept(rows_of(TextColumn(entry.title, styles.FACT_BOLD), above=3))
            yield from _whole(entry.answers, marked=marked)
        return
    widths = _widths(entries, names)
    edges = [LEFT + sum(widths[:place]) for place in range(len(names))]
    head = {said.name: said.label for said in entries[0].answers}
    table = Group("Table")
    heads = Group("TR", table)
    yield from kept(ruled(rows_of(*(
        TextColumn(head[name], styles.SMALL_LABEL, edge, width - _CELL, tag="TH", inside=heads)
        for name, edge, width in zip(names, edges, widths, strict=True)
    )), styles.HAIRLINE, 2))
    for entry in entries:
        said = {each.name: each for each in entry.answers}
        rest = [each for each in entry.answers if each.name not in names]
        line = Group("TR", table)
        cells = rows_of(*(
            TextColumn(
                marked_label(said[name].value, said[name].exceptional, marked=marked),
                styles.FACT_BOLD if place == 0 else styles.FACT, edge, width - _CELL, paths=(said[name].path,),
                tag="TD", inside=line,
            )
            for place, (name, edge, width) in enumerate(zip(names, edges, widths, strict=True))
        ), above=2)
        yield from kept(cells) if rest else cells
        yield from _whole(rest, marked=marked)


def _whole(answers: Iterable[Said], *, marked: bool) -> Iterator[Row]:
    answers = [*answers]
    yield from fact_rows((said for said in answers if not said.hers), marked=marked)
    for said in answers:
        if said.hers:
            yield from her_words(said, marked=marked)


def _columns(entries: Sequence[Entry]) -> list[str]:
    """The first fields that each entry answers shortly; none where that would be fewer than two."""
    found = []
    for said in entries[0].answers:
        of_all = [next((each for each in entry.answers if each.name == said.name), None) for entry in entries]
        if all(each is not None and not _is_long(each.value) for each in of_all):
            found.append(said.name)
    return found[:_COLUMNS] if len(found) > 1 else []


def _widths(entries: Sequence[Entry], names: Sequence[str]) -> list[float]:
    """Widths by what stands in the columns, within bounds; together as wide as the text."""
    wanted = []
    for name in names:
        texts = [said.value for entry in entries for said in entry.answers if said.name == name]
        labels = [said.label for said in entries[0].answers if said.name == name]
        widest = max(
            *(set_line(text, styles.FACT_BOLD).width for text in texts),
            *(set_line(word, styles.SMALL_LABEL).width for label in labels for word in label.split()), 0.0,
        )
        wanted.append(min(max(widest, 44.0), 190.0) + _CELL)
    scale = WIDTH / sum(wanted)
    return [width * scale for width in wanted]
