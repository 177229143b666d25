"""Whom a case names, and what each is to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Section, Standing

_NAMES: Final = (("first_names", "last_name"), ("first_names", "birth_name"), ("goes_by",), ("name",), ("latin_name",))
"""The fields that make a name together."""


def named_in(answers: Mapping[str, object]) -> Iterator[tuple[Standing, str]]:
    """Every name in the answers of a case, by path, with what its bearer is to the case; each once."""
    found = (
        (standing, name)
        for section in PARTNER_FORM.sections if (standing := section.names) is not None
        for stem in _stems(section, answers) for name in _names(stem, answers)
    )
    yield from dict.fromkeys(found)


@cache
def name_fields() -> frozenset[tuple[str, str]]:
    """Section and field of all that is part of such a name."""
    fields = {field for names in _NAMES for field in names}
    return frozenset(
        (section.id, field.name) for section, field in PARTNER_FORM.fields()
        if section.names is not None and field.name in fields
    )


def _stems(section: Section, answers: Iterable[str]) -> list[str]:
    if not section.repeating:
        return [section.id]
    paths = (path.split(".") for path in answers)
    return sorted({".".join(parts[:2]) for parts in paths if parts[0] == section.id and len(parts) > 2})


def _names(stem: str, answers: Mapping[str, object]) -> Iterator[str]:
    for fields in _NAMES:
        parts = [str(value) for field in fields if isinstance(value := answers.get(f"{stem}.{field}"), str) and value]
        if len(parts) == len(fields):
            yield " ".join(parts)
