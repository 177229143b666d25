"""Reading one JSON object strictly: each key by its type, unknown keys refused, every fault noted with its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from caselink.domain.answers import Json
from caselink.forms.typed_text import as_text, text_fault
from caselink.i18n import _
from caselink.intake.faults import DocumentFaults, shown_key

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEARS: Final = range(1900, 2201)
"""Years of a consent or decision; far ones would overflow when months are added."""

E = TypeVar("E", bound=StrEnum)


class Reader:
    """One object of the document. Each method gives None (or nothing) after noting a fault."""

    def __init__(self, raw: Mapping[str, Json], place: str, faults: DocumentFaults) -> None:
        self.raw = raw
        self.place = place
        self._faults = faults

    def at(self, key: str) -> str:
        """The place of a key; of the object itself where the key is empty."""
        return f"{self.place}.{key}" if self.place and key else self.place or key

    def fault(self, key: str, sentence: str) -> None:
        """Note a fault at a key."""
        self._faults.add(self.at(key), sentence)

    def only(self, known: Collection[str]) -> None:
        """Note every key that is not known."""
        for key in self.raw:
            if key not in known:
                self.fault(shown_key(key), _("Cette clé n’existe pas ici."))

    def text(self, key: str, longest: int, *, required: bool = True, lines: bool = False) -> str | None:
        """A text without outer spaces, on one line unless `lines`; an empty one where it is left out and may be."""
        value = self.raw.get(key)
        if value is None and not required:
            return ""
        problem = _text_problem(value, longest, required=required, lines=lines)
        if problem is not None:
            self.fault(key, problem)
            return None
        return as_text(str(value)).strip()

    def day(self, key: str, *, required: bool = True) -> date | None:
        """A whole date, `2026-11-03`."""
        value = self.raw.get(key)
        if value is None:
            if required:
                self.fault(key, _("Il manque une date."))
            return None
        day = _day(value)
        if day is None:
            self.fault(key, _("Ce n’est pas une date : écrivez année-mois-jour, comme 2026-11-03."))
        return day

    def flag(self, key: str, *, required: bool = False) -> bool:
        """True or false; false where it is left out and may be."""
        value = self.raw.get(key)
        if isinstance(value, bool):
            return value
        if value is not None or required:
            self.fault(key, _("true ou false est attendu."))
        return False

    def one_of(self, key: str, kind: type[E], default: E | None = None) -> E | None:
        """One id of a list."""
        value = self.raw.get(key)
        if value is None and default is not None:
            return default
        found = _member(kind, value)
        if found is None:
            self.fault(key, _not_in_list(value))
        return found

    def some_of(self, key: str, kind: type[E], also: Collection[str] = ()) -> frozenset[str]:
        """At least one id of a list; `also` are ids allowed beside those of `kind`."""
        value = self.raw.get(key)
        if not isinstance(value, list) or not value:
            self.fault(key, _("Une liste non vide est attendue."))
            return frozenset()
        known = frozenset(kind) | frozenset(also)
        for index, item in enumerate(value):
            if not isinstance(item, str) or item not in known:
                self.fault(f"{key}[{index}]", _not_in_list(item))
        return frozenset(item for item in value if isinstance(item, str) and item in known)

    def inside(self, key: str, raw: Mapping[str, Json]) -> Reader:
        """A reader for the object under a key."""
        return Reader(raw, self.at(key), self._faults)

    def objects(self, key: str) -> Iterator[Reader]:
        """A reader for each object of a list; none where the list is left out."""
        if key not in self.raw:
            return
        value = self.raw[key]
        if not isinstance(value, list):
            self.fault(key, _("Une liste est attendue, entre crochets."))
            return
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield Reader(item, f"{self.at(key)}[{index}]", self._faults)
            else:
                self.fault(f"{key}[{index}]", _("Un objet est attendu, entre accolades."))


def _text_problem(value: Json, longest: int, *, required: bool, lines: bool) -> str | None:
    if not isinstance(value, str):
        return _("Un texte est attendu, entre guillemets.")
    if not value.strip() and not required:
        return None
    fault = text_fault(as_text(value).strip(), longest, many_lines=lines)
    return None if fault is None else fault[:1].upper() + fault[1:]


def _day(value: Json) -> date | None:
    if not isinstance(value, str) or _DAY.fullmatch(value) is None:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def _member(kind: type[E], value: Json) -> E | None:
    if not isinstance(value, str):
        return None
    try:
        return kind(value)
    except ValueError:
        return None


def _not_in_list(value: Json) -> str:
    if isinstance(value, str):
        return _("« {name} » n’est pas dans la liste.").format(name=shown_key(value))
    return _("Un identifiant de la liste est attendu, entre guillemets.")
