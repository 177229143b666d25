"""Counts of needs in words and signs."""

from __future__ import annotations

from collections.abc import Iterable

from caselink.i18n import _, ngettext
from caselink.services.cases import DomainCount


def total(counts: Iterable[DomainCount]) -> DomainCount:
    """All domains of a case together."""
    listed = list(counts)
    return DomainCount(
        sum(count.to_do for count in listed), sum(count.done for count in listed),
        sum(count.other for count in listed), sum(count.not_assessed for count in listed),
    )


def count_words(count: DomainCount) -> str:
    """"2 à faire, 1 fait, 3 non évalués", without what there is none of."""
    parts = (
        (count.to_do, _("{count} à faire")),
        (count.done, ngettext("{count} fait", "{count} faits", count.done)),
        (
            count.other,
            ngettext("{count} sans objet ou non souhaité", "{count} sans objet ou non souhaités", count.other),
        ),
        (count.not_assessed, ngettext("{count} non évalué", "{count} non évalués", count.not_assessed)),
    )
    return ", ".join(words.format(count=number) for number, words in parts if number)


def count_signs(count: DomainCount) -> tuple[tuple[str, str], ...]:
    """Signs and the role of their colour, two at most: what is to do, or else not assessed, and what is done.

    So a domain in which something is not assessed is never green alone.
    """
    signs: list[tuple[str, str]] = []
    if count.to_do:
        signs.append((f"✕\u2009{count.to_do}", "to_do"))
    elif count.not_assessed:
        signs.append((f"○\u2009{count.not_assessed}", "quiet"))
    if count.done:
        signs.append((f"✓\u2009{count.done}", "done"))
    return tuple(signs) or (("–", "quiet"),)
