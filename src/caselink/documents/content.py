"""What a liaison form says, in words, made from a disclosure alone.

Only what is shared has a place here. Nothing counts, numbers or leaves room for anything else: a section, an entry or
a domain of which nothing is shared does not appear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from caselink.disclosure.outputs import Disclosure, Shared
from caselink.domain.answers import Value
from caselink.domain.danger import FactorAnswer, Level
from caselink.domain.needs import NeedState
from caselink.forms.attachments import kind_label
from caselink.forms.danger.levels import danger_words
from caselink.forms.needs import DOMAIN_LABELS, NEEDS, STATE_LABELS, STATE_SIGNS
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Place
from caselink.forms.texts import value_text
from caselink.i18n import _

_NEEDS: Final = "needs."
_ATTACHMENTS: Final = "attachments."
_LEGAL: Final = "legal:"


@dataclass(frozen=True, slots=True)
class Said:
    """One question and its answer. `exceptional` where it is shared on a legal ground instead of her consent."""

    label: str
    value: str
    exceptional: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """Answers that belong together: a section's, or those about one child, one step. `title` is "" for a section's."""

    title: str
    answers: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the form, with the entries of which something is shared."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need in words, its state as sign and word."""

    label: str
    state: NeedState
    sign: str
    state_label: str
    exceptional: bool


@dataclass(frozen=True, slots=True)
class NeedGroup:
    """The needs of one domain."""

    title: str
    lines: tuple[NeedLine, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """All that the form says about her, in reading order: what is asked, her answers, the other needs."""

    asked: tuple[NeedGroup, ...]
    parts: tuple[Part, ...]
    others: tuple[NeedGroup, ...]

    @property
    def has_exceptional(self) -> bool:
        """Whether any of it is shared on a legal ground."""
        return any(_grounds(self))

    @property
    def all_exceptional(self) -> bool:
        """Whether all of it is shared on a legal ground."""
        return all(_grounds(self))


def content_of(disclosure: Disclosure) -> Content:
    """The words of a disclosure. Raises KeyError for a piece that the form has no place for."""
    needs = [shared for shared in disclosure.shared if shared.piece.path.startswith(_NEEDS)]
    files = [shared for shared in disclosure.shared if shared.piece.path.startswith(_ATTACHMENTS)]
    danger = [shared for shared in disclosure.shared if isinstance(shared.piece.value, FactorAnswer | Level)]
    apart = {id(shared) for shared in (*needs, *danger, *files)}
    answers = [shared for shared in disclosure.shared if id(shared) not in apart]
    asked = [shared for shared in needs if shared.piece.value is NeedState.TO_DO]
    others = [shared for shared in needs if shared.piece.value is not NeedState.TO_DO]
    parts = (*_danger(danger), *_parts(answers), *_files(files))
    return Content(tuple(_need_groups(asked)), parts, tuple(_need_groups(others)))


def legal_decisions(disclosure: Disclosure) -> tuple[str, ...]:
    """The ids of the legal decisions that something of it rests on, each once."""
    found = (basis for shared in disclosure.shared for basis in shared.bases if basis.startswith(_LEGAL))
    return tuple(dict.fromkeys(basis.removeprefix(_LEGAL) for basis in found))


def _grounds(content: Content) -> Iterator[bool]:
    for part in content.parts:
        for entry in part.entries:
            yield from (said.exceptional for said in entry.answers)
    for group in (*content.asked, *content.others):
        yield from (line.exceptional for line in group.lines)


def _exceptional(shared: Shared) -> bool:
    return any(basis.startswith(_LEGAL) for basis in shared.bases)


def _need_groups(needs: Iterable[Shared]) -> Iterator[NeedGroup]:
    items = ((NEEDS[shared.piece.path.removeprefix(_NEEDS)], shared) for shared in needs)
    for domain, group in groupby(items, key=lambda pair: pair[0].domain):
        lines = tuple(_need_line(item.label, shared) for item, shared in group)
        yield NeedGroup(_(DOMAIN_LABELS[domain]), lines)


def _need_line(label: str, shared: Shared) -> NeedLine:
    state = shared.piece.value
    if not isinstance(state, NeedState):
        raise KeyError(shared.piece.path)
    return NeedLine(_(label), state, STATE_SIGNS[state], _(STATE_LABELS[state]), _exceptional(shared))


def _danger(pieces: list[Shared]) -> Iterator[Part]:
    """What is known of the danger stands before all that the form says."""
    said = tuple(
        Said(_(shared.piece.label), danger_words(shared.piece.value), _exceptional(shared)) for shared in pieces
        if isinstance(shared.piece.value, FactorAnswer | Level)
    )
    if said:
        yield Part(_("Danger"), (Entry("", said),))


def _parts(answers: Iterable[Shared]) -> Iterator[Part]:
    placed = ((_place(shared), shared) for shared in answers)
    for _section, of_section in groupby(placed, key=lambda pair: pair[0].section.id):
        pairs = list(of_section)
        section = pairs[0][0].section
        entries = tuple(
            Entry("" if entry is None else _sentence(_(section.entry_label)), tuple(_said(list(of_entry))))
            for entry, of_entry in groupby(pairs, key=lambda pair: pair[0].entry)
        )
        yield Part(_(section.label), entries)


def _files(files: list[Shared]) -> Iterator[Part]:
    said = tuple(
        Said(
            _("Pièce {number}").format(number=number), kind_label(str(shared.piece.value)), _exceptional(shared),
        )
        for number, shared in enumerate(files, 1)
    )
    if said:
        yield Part(_("Pièces jointes à ce document"), (Entry("", said),))


def _place(shared: Shared) -> Place:
    place = PARTNER_FORM.place(shared.piece.path)
    if place is None:
        raise KeyError(shared.piece.path)
    return place


def _said(pairs: list[tuple[Place, Shared]]) -> Iterator[Said]:
    """One answer for each field: a field with several ticked options may come in several pieces."""
    for _path, of_field in groupby(pairs, key=lambda pair: pair[1].piece.path):
        pieces = list(of_field)
        place = pieces[0][0]
        value = _joined([shared for _place_of, shared in pieces], place)
        exceptional = any(_exceptional(shared) for _place_of, shared in pieces)
        yield Said(_(place.field.label), value_text(place.field, value), exceptional)


def _joined(pieces: list[Shared], place: Place) -> Value:
    first = pieces[0].piece.value
    if isinstance(first, NeedState | Level | FactorAnswer):
        raise KeyError(place.path)
    if not isinstance(first, tuple):
        return first
    ticked = [option for shared in pieces if isinstance(shared.piece.value, tuple) for option in shared.piece.value]
    order = [option.id for option in place.field.options]
    return tuple(sorted(ticked, key=lambda option: order.index(option) if option in order else len(order)))


def _sentence(label: str) -> str:
    return label[:1].upper() + label[1:]
