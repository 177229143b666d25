"""Which of what leaves can't be printed in its own letters."""

from __future__ import annotations

from collections.abc import Iterable

from caselink.documents.typesetting import has_letters_for
from caselink.i18n import _
from caselink.services.preview import SharedLine


def fields_without_letters(lines: Iterable[SharedLine]) -> tuple[str, ...]:
    """Section and field, in words, of each answer with a sign that no face of the documents has."""
    return tuple(_named(line) for line in lines if not has_letters_for(line.value_text))


def names_without_letters(office_name: str, recipient_name: str) -> tuple[str, ...]:
    """Whose name, of the two on the head of a paper, has such a sign, in words."""
    found = []
    if not has_letters_for(recipient_name):
        found.append(_("le nom du destinataire"))
    if not has_letters_for(office_name):
        found.append(_("le nom du service"))
    return tuple(found)


def _named(line: SharedLine) -> str:
    place = line.place
    entry = "" if place.number is None else f" {place.number}"
    return f"{place.section}{entry} · {place.field}"
