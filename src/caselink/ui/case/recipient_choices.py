"""Recipients in a searchable list: partners and people, whoever she agreed to something for first."""

from __future__ import annotations

from collections.abc import Sequence

from caselink.i18n import _
from caselink.services.recipients import RecipientChoice

_PARTNER = "partner:"
_PERSON = "person:"


def choice_id(key: str, *, individual: bool) -> str:
    """One id for a recipient in a list that holds both kinds."""
    return f"{_PERSON if individual else _PARTNER}{key}"


def recipient_of_choice(choice: str) -> tuple[str, bool]:
    """The key behind such an id, and whether it is an individual."""
    individual = choice.startswith(_PERSON)
    return choice.removeprefix(_PERSON if individual else _PARTNER), individual


def recipient_labels(choices: Sequence[RecipientChoice]) -> list[tuple[str, str]]:
    """Ids and words: name, short name, and what one should know before choosing it."""
    return [(choice_id(each.key, individual=each.individual), _words(each)) for each in choices]


def _words(choice: RecipientChoice) -> str:
    parts = [choice.name]
    if not choice.individual and choice.key != choice.name:
        parts.append(choice.key)
    if choice.individual:
        parts.append(_("une personne"))
    if choice.blocked:
        parts.append(_("à ne jamais informer"))
    elif choice.has_consent:
        parts.append(_("accord"))
    return " · ".join(parts)
