"""What the list of files says of each."""

from __future__ import annotations

from typing import Final

from babel.numbers import format_decimal

from caselink.forms.attachments import kind_label
from caselink.forms.categories import CATEGORIES
from caselink.i18n import N_, _, language
from caselink.services.attachments import Attachment
from caselink.ui.look.dates import short_day
from caselink.ui.pieces.listing import Column


def size_words(size: int) -> str:
    """So many bytes, in the unit one speaks of."""
    if size >= 2**20:
        return _("{size} Mo").format(size=format_decimal(size / 2**20, "0.0", locale=language()))
    return _("{size} ko").format(size=max(1, round(size / 1024)))


COLUMNS: Final[tuple[Column[Attachment], ...]] = (
    Column("kind", N_("Sorte"), lambda each: kind_label(each.kind), width=40),
    Column("name", N_("Nom"), lambda each: each.name, tip=lambda each: each.name),
    Column("category", N_("Révèle"), lambda each: _(CATEGORIES[each.category].label), width=38),
    Column(
        "taken_on", N_("Prise le"), lambda each: "" if each.taken_on is None else short_day(each.taken_on),
        lambda each: str(each.taken_on or ""), width=28,
    ),
    Column("size", N_("Taille"), lambda each: size_words(each.size), lambda each: each.size, width=20),
    Column("by", N_("Ajoutée par"), lambda each: each.by, width=28),
)

