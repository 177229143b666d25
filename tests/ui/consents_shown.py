"""The consents of a case as they stand on the screen."""

from __future__ import annotations

from collections.abc import Callable

from caselink.services.consent_lines import ConsentLine
from caselink.ui.case.consent.consent_card import ConsentCard
from caselink.ui.case.consent.tab import ConsentTab
from caselink.ui.case.page import CasePage


def card_of(page: CasePage, wanted: Callable[[ConsentLine], bool]) -> ConsentCard:
    """The first consent that is wanted, chosen in the list."""
    tab = page.tab(ConsentTab)
    line = next(line for line in tab.listing.rows() if wanted(line))
    card = tab.choose(line.id)
    assert card is not None
    return card
