"""What is offered to be ticked when she agrees: only what the chosen purposes may need, the explicit ones apart."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from caselink.domain.partners import PartnerKind
from caselink.forms.categories import Category, is_explicit
from caselink.forms.purposes import PURPOSES, Purpose
from caselink.i18n import N_

_LEAST: Final = frozenset({Category.IDENTITY, Category.CONTACT})


class Bundle(StrEnum):
    """How much she is asked for at once (docs/rules/consent.md; three bundles, and the explicit ones apart)."""

    LEAST = "least"
    PURPOSE = "purpose"
    EVERYTHING = "everything"


BUNDLE_LABELS: Final[dict[Bundle, str]] = {
    Bundle.LEAST: N_("Le strict nécessaire"),
    Bundle.PURPOSE: N_("Ce qui sert cette finalité"),
    Bundle.EVERYTHING: N_("Tous les renseignements courants pour cette structure"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """The categories in the order of their declaration: the current ones, and those ticked each by itself."""

    current: tuple[Category, ...]
    explicit: tuple[Category, ...]


def offer(purposes: Collection[Purpose], kind: PartnerKind | None) -> Offer:
    """What these purposes may need at most, for a recipient of that kind (None: an individual)."""
    needed = frozenset[Category]().union(*(PURPOSES[purpose].categories for purpose in purposes))
    offered = [category for category in Category if category in needed]
    return Offer(
        current=tuple(category for category in offered if not is_explicit(category, kind)),
        explicit=tuple(category for category in offered if is_explicit(category, kind)),
    )


def bundle_ticks(bundle: Bundle, offered: Offer) -> frozenset[Category]:
    """The current categories that a bundle ticks; never an explicit one."""
    if bundle is Bundle.LEAST:
        return frozenset(offered.current) & _LEAST
    return frozenset(offered.current)
