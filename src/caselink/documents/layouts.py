"""How a liaison form is laid out for each sort of partner: what it reads first.

Justice after the protocol sheet of the TACTICS report (association, then whoever forwards, then the prosecutor). The
order of the others is ours: what the service decides by comes first, the rest follows in the order of the form.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from caselink.documents.content import PaperPart
from caselink.domain.partners import PartnerKind as P
from caselink.i18n import N_


@dataclass(frozen=True, slots=True)
class FormLayout:
    """One layout: for which partners, what it is called, the sections that come first."""

    id: str
    name: str
    kinds: frozenset[P]
    first: tuple[str, ...]


NETWORK: Final = FormLayout(
    "network", N_("réseau"), frozenset(), ("request", "danger", "housing", "family", "children")
)
LAYOUTS: Final[tuple[FormLayout, ...]] = (
    FormLayout(
        "justice", N_("justice"), frozenset({P.POLICE, P.JUSTICE, P.PUBLIC_PROSECUTOR, P.LAWYER, P.EMERGENCY}),
        ("danger", "violence", "protection_justice", "children", "parental_authority", "perpetrator", "family"),
    ),
    FormLayout(
        "housing", N_("logement"), frozenset({P.SHELTER, P.HOUSING}),
        ("request", "housing", "family", "children", "parental_authority", "work_money", "access"),
    ),
    FormLayout(
        "health", N_("santé"), frozenset({P.HEALTH}), ("request", "health", "danger", "violence", "access"),
    ),
    FormLayout(
        "children", N_("protection de l’enfant"), frozenset({P.CHILD_PROTECTION, P.EDUCATION}),
        ("children", "parental_authority", "family", "danger", "violence"),
    ),
    FormLayout(
        "integration", N_("insertion"),
        frozenset({P.EMPLOYMENT, P.SOCIAL_SERVICE, P.IMMIGRATION_LAW, P.IMMIGRATION_AUTHORITY}),
        ("request", "work_money", "residence", "language", "access", "barriers"),
    ),
    NETWORK,
)
_LAST: Final = ("professional", "files")
"""Who filled in the form, and what lies beside it."""


def layout_for(kind: P | None) -> FormLayout:
    """The layout for a partner of that kind; a person, or another sort, gets that of the network."""
    return next((layout for layout in LAYOUTS if kind in layout.kinds), NETWORK)


def in_order(parts: Iterable[PaperPart], layout: FormLayout) -> list[PaperPart]:
    """The parts as that layout reads them."""
    ranks = {name: rank for rank, name in enumerate(layout.first)}
    late = {name: len(layout.first) + 1 + rank for rank, name in enumerate(_LAST)}
    return sorted(parts, key=lambda part: ranks.get(part.id, late.get(part.id, len(layout.first))))
