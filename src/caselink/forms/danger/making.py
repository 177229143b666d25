"""A short way to declare a factor: its sources by one letter each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from caselink.domain.danger import FactorKind, Side
from caselink.forms.categories import Category
from caselink.forms.danger.schema import Factor

_LETTERS: Final[Mapping[str, str]] = {
    "0": "guidelines", "1": "brussels", "3": "tactics", "V": "vaada", "M": "maram", "P": "dash", "R": "praticien",
    "L": "limportant", "O": "odara", "D": "danger_assessment",
}
Declare = Callable[..., Factor]


def declares(side: Side, kind: FactorKind) -> Declare:
    """A function that declares factors of that side and kind."""

    def declare(
        factor_id: str, category: Category, letters: str, label: str, ask_her: str = "", seen: str = "",
        ask_him: str = "", *, state: bool = False,
    ) -> Factor:
        sources = tuple(_LETTERS[letter] for letter in letters)
        return Factor(factor_id, side, kind, category, label, ask_her, seen, ask_him, sources, state)

    return declare
