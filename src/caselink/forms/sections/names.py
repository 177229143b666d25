"""A name that is written in another script, once more for those who can't read it."""

from __future__ import annotations

from caselink.forms.categories import Category
from caselink.forms.schema import Field, Kind, Sensitivity
from caselink.i18n import N_


def latin_name(
    category: Category, *, searched: bool = False, sensitivity: Sensitivity = Sensitivity.OPEN
) -> Field:
    """The field beside the names, of the category that they have."""
    return Field(
        "latin_name", N_("Nom en lettres latines"), Kind.TEXT, category,
        N_("Quand le nom a une autre écriture, comme sur le passeport ou comme il se prononce."),
        sensitivity=sensitivity, searched=searched,
    )
