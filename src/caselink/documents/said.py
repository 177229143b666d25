"""One question and its answer in words, from the pieces of a disclosure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caselink.disclosure.outputs import Shared
from caselink.domain.answers import Value
from caselink.domain.danger import FactorAnswer, Level
from caselink.domain.needs import NeedState
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Place
from caselink.forms.texts import value_text
from caselink.forms.to_her import field_to_her
from caselink.i18n import _

_LEGAL = "legal:"


@dataclass(frozen=True, slots=True)
class Said:
    """One question and its answer. `section` and `name` are the ids of both, `exceptional` says that it is shared on a
    legal ground instead of her consent, `hers` that these are her own words."""

    path: str
    section: str
    name: str
    label: str
    value: str
    exceptional: bool
    hers: bool = False
    to_her: bool = False
    """Whether it is said to herself, on a paper of her own."""
    raw: Value | None = None
    """The value itself, where it is one of the form."""


def is_exceptional(shared: Shared) -> bool:
    """Whether it is shared on a legal ground."""
    return any(basis.startswith(_LEGAL) for basis in shared.bases)


def place_of(path: str) -> Place:
    """Where that answer stands. Raises KeyError for a path that the form has no place for."""
    place = PARTNER_FORM.place(path)
    if place is None:
        raise KeyError(path)
    return place


def said_of(pieces: Sequence[Shared], *, to_her: bool = False) -> Said:
    """The answer of one field, which may come in several pieces; `to_her` as it is said to herself. Raises KeyError for
    what the form has no place for."""
    first = pieces[0].piece
    place = place_of(first.path)
    value = _joined(pieces, place)
    asked = field_to_her(place.field) if to_her else place.field
    return Said(
        first.path, place.section.id, asked.name, _(asked.label), value_text(asked, value),
        any(map(is_exceptional, pieces)), first.hers, to_her, value,
    )


def _joined(pieces: Sequence[Shared], place: Place) -> Value:
    first = pieces[0].piece.value
    if isinstance(first, NeedState | Level | FactorAnswer):
        raise KeyError(place.path)
    if not isinstance(first, tuple):
        return first
    ticked = [option for shared in pieces if isinstance(shared.piece.value, tuple) for option in shared.piece.value]
    order = [option.id for option in place.field.options]
    return tuple(sorted(ticked, key=lambda option: order.index(option) if option in order else len(order)))
