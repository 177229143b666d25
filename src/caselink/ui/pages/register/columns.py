"""What a list of what left shows."""

from __future__ import annotations

from datetime import date
from typing import Final

from caselink.i18n import N_, _
from caselink.services.register import RegisterEntry
from caselink.ui.look.dates import local_moment, registered_moment, short_day
from caselink.ui.pieces.listing import Column, Filter


def ground_words(basis: str) -> str:
    """"accord", "cadre légal" or both, for grounds as the register writes them."""
    kinds = {ground.partition(":")[0] for ground in basis.split()}
    words = {"consent": _("accord"), "legal": _("cadre légal")}
    return " + ".join(words[kind] for kind in words if kind in kinds)


def searched(entry: RegisterEntry) -> str:
    """What an entry is found by."""
    parts = (
        entry.id, entry.case, entry.reached_names, entry.recipient, entry.purpose_label, entry.made_by,
        entry.paper_label,
    )
    return " ".join(parts)


def _held(entry: RegisterEntry) -> str:
    categories = ", ".join(entry.categories)
    if entry.unconfirmed:
        return _("Sur un texte de loi à confirmer : {categories}").format(categories=categories)
    return _("{number} : {categories}").format(number=entry.id, categories=categories)


def _ground(entry: RegisterEntry) -> str:
    words = ground_words(entry.basis)
    if entry.taken_back:
        day = short_day(date.fromisoformat(entry.taken_back))
        words = _("{ground}, retiré le {day}").format(ground=words, day=day)
    return _("{ground}, texte à confirmer").format(ground=words) if entry.unconfirmed else words


MADE: Final[Column[RegisterEntry]] = Column(
    "made", N_("Date"), lambda entry: registered_moment(local_moment(entry.made_at)),
    order=lambda entry: entry.made_at, width=40, tip=_held,
)
RECIPIENT: Final[Column[RegisterEntry]] = Column(
    "recipient", N_("Destinataire"), lambda entry: entry.reached_names, tip=_held
)
PURPOSE: Final[Column[RegisterEntry]] = Column(
    "purpose", N_("Finalité"), lambda entry: entry.purpose_label, width=46, tip=_held
)
PAPER: Final[Column[RegisterEntry]] = Column(
    "paper", N_("Document"), lambda entry: entry.paper_label, width=36, tip=_held
)
GROUND: Final[Column[RegisterEntry]] = Column(
    "ground", N_("Fondement"), _ground, width=46, tip=_held
)
BY: Final[Column[RegisterEntry]] = Column("by", N_("Par"), lambda entry: entry.made_by, width=22, tip=_held)
CASE: Final[Column[RegisterEntry]] = Column("case", N_("Dossier"), lambda entry: entry.case, width=26, tip=_held)

FILTERS: Final[tuple[Filter[RegisterEntry], ...]] = (
    Filter("all", N_("toutes")),
    Filter("consent", N_("sur son accord"), lambda entry: "consent:" in entry.basis),
    Filter("legal", N_("sur un cadre légal"), lambda entry: "legal:" in entry.basis),
)

OF_ALL_CASES: Final = (MADE, CASE, RECIPIENT, PURPOSE, GROUND, BY)
OF_ONE_CASE: Final = (MADE, RECIPIENT, PURPOSE, PAPER, GROUND, BY)
