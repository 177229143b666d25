"""What the list of her consents shows."""

from __future__ import annotations

from typing import Final

from caselink.forms.categories import CATEGORIES
from caselink.forms.purposes import PURPOSES
from caselink.i18n import N_, _
from caselink.services.consent_lines import ConsentLine, ConsentState
from caselink.ui.look.dates import short_day
from caselink.ui.pieces.listing import Column

LOOKS: Final = {
    ConsentState.ACTIVE: ("✓", "chip_done"),
    ConsentState.PARTLY_WITHDRAWN: ("◐", "chip_warning"),
    ConsentState.WITHDRAWN: ("✕", "chip_to_do"),
    ConsentState.EXPIRED: ("–", "chip_quiet"),
    ConsentState.NOT_YET: ("○", "chip_quiet"),
}
"""The sign of a state, and how it is painted."""


def what_words(line: ConsentLine) -> str:
    """What may be shared, in a few words."""
    everything = [_("les renseignements courants")] if line.everything_else else []
    return ", ".join([*everything, *(_(CATEGORIES[each].label).lower() for each in line.categories)])


def _state(line: ConsentLine) -> str:
    return f"{LOOKS[line.state][0]} {line.state_text}"


def _purposes(line: ConsentLine) -> str:
    return ", ".join(_(PURPOSES[purpose].label) for purpose in line.purposes)


COLUMNS: Final[tuple[Column[ConsentLine], ...]] = (
    Column("recipient", N_("Destinataire"), lambda line: line.recipient_name, tip=lambda line: line.sentence),
    Column("what", N_("Ce qui peut être transmis"), what_words, tip=lambda line: line.sentence),
    Column("purposes", N_("Finalité"), _purposes, width=38),
    Column(
        "given", N_("Donné"), lambda line: short_day(line.given_on), order=lambda line: line.given_on.isoformat(),
        width=28,
    ),
    Column("state", N_("Où il en est"), _state, order=lambda line: line.expires_on.isoformat(), width=60),
)
