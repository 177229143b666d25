"""What is known of who asks "whom do I contact", as the rules of `contact_rules.py` look at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from caselink.domain.case import Case
from caselink.forms.need_item import NeedItem

BRUSSELS_FILES: Final = frozenset({"fr", "nl"})
"""The languages of administrative files in Brussels."""

WOMEN: Final = frozenset({"women", "victims", "children", "migrants"})
MEN: Final = frozenset({"men", "victims", "children", "migrants"})

_HARDLY: Final = ("none", "little")
_LEVELS: Final = {"fr": "language.french", "nl": "language.dutch", "en": "language.english"}
_NOT_WITH_HER: Final = ("him", "relatives", "placed", "abroad")


@dataclass(frozen=True, slots=True)
class NeedAsked:
    """A need and what is known of who has it."""

    need: NeedItem
    countries: frozenset[str] = frozenset()
    """That of the office, and those where she lives or asks for help (ISO 3166, upper case); empty where none is known.
    """
    languages: frozenset[str] = frozenset()
    """Those she gets along in (ISO 639); empty where nobody asked."""
    file_languages: frozenset[str] = frozenset()
    """French and Dutch, where she speaks them or her administrative file is in them; empty for neither."""
    children_with_her: bool = False
    groups: frozenset[str] = WOMEN
    """The groups that she belongs to, in the words of `Partner.serves`."""
    town: str = ""
    without_permit: bool = False
    """Whether it is noted, with her leave, that she has no residence permit."""


def asking(case: Case, need: NeedItem, country: str) -> NeedAsked:
    """What this case asks, in an office of that country (empty where it is not set)."""
    named = {code.upper() for code in _chosen(case, "housing.countries")}
    languages = _languages(case)
    file_language = case.value("language.file_language")
    files = BRUSSELS_FILES if file_language == "both" else BRUSSELS_FILES & {file_language}
    return NeedAsked(
        need,
        frozenset({country, *named} - {""}),
        languages,
        files | (languages & BRUSSELS_FILES),
        _children_with_her(case),
        MEN if case.value("person.gender") == "man" else WOMEN,
        str(case.value("housing.town") or ""),
        case.value("residence.permit") == "none" and case.value("residence.recording") == "record",
    )


def _children_with_her(case: Case) -> bool:
    """A child of whom nobody noted where it lives counts."""
    children = case.entries.get("children", ())
    return any(case.value(f"children.{child}.lives_with") not in _NOT_WITH_HER for child in children)


def _languages(case: Case) -> frozenset[str]:
    """What she speaks and prefers, and what she is said to speak well; a language she hardly speaks is none of hers."""
    said = {code: case.value(path) for code, path in _LEVELS.items()}
    well = {code for code, level in said.items() if level is not None and level not in _HARDLY}
    hardly = {code for code, level in said.items() if level in _HARDLY}
    spoken = {*_chosen(case, "language.spoken"), *_chosen(case, "language.preferred")}
    return frozenset((spoken | well) - hardly)


def _chosen(case: Case, path: str) -> tuple[str, ...]:
    value = case.value(path)
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
