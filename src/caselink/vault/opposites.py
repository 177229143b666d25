"""Names in opposite roles: accused in one case, the person it is about, a worker or somebody trusted in another.

Derived from the cases as the index is, and written with it, so that a new case, an import and a name typed later are
all met. Of two cases open to all a row says so; of a reserved one nothing stands anywhere, and who is named for it has
it worked out (`reserved/heads.py`). Only the coordination is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from caselink.forms.people import named_in
from caselink.forms.schema import Standing
from caselink.names.comparing import codes, may_be_one
from caselink.names.person import Name
from caselink.vault.database import Database
from caselink.vault.parts import Part
from caselink.vault.search import is_searched, named_like

_MOST_LOOKED_AT: Final = 5_000
"""Cases that a name is compared with at once, which costs about a second: a worker's own stands in as many."""


@dataclass(frozen=True, slots=True, order=True)
class Opposite:
    """Who is accused in one case bears the name of somebody in another, and what that one is there."""

    accused_in: str
    other: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class _Known:
    """A name, and what it is looked up by."""

    name: Name
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class ComparedNames:
    """The names of a case that are compared with those of others."""

    case_id: str
    named: tuple[tuple[Standing, _Known], ...]

    @classmethod
    def of(cls, case_id: str, answers: Mapping[str, object]) -> ComparedNames:
        """From its answers by path."""
        return cls(case_id, tuple((standing, _known(name)) for standing, name in named_in(answers)))

    def against(self, other: ComparedNames) -> Iterator[Opposite]:
        """What this case and another have in opposite roles."""
        for one, mine in self.named:
            for theirs, name in other.named:
                is_opposite = (one is Standing.ACCUSED) is not (theirs is Standing.ACCUSED)
                if is_opposite and mine.codes & name.codes and may_be_one(mine.name, name.name):
                    yield (
                        Opposite(self.case_id, other.case_id, theirs) if one is Standing.ACCUSED
                        else Opposite(other.case_id, self.case_id, one)
                    )

    def queries(self) -> Iterator[str]:
        """What an index is asked for to find the cases that may have one."""
        for standing, name in self.named:
            words = named_like(name.codes, accused=standing is not Standing.ACCUSED)
            if words is not None:
                yield words


def opposites_in(database: Database, names: ComparedNames) -> set[Opposite]:
    """What a case and those that are open to all have in opposite roles."""
    return {each for other in _candidates(database, names) for each in names.against(other)}


def note_opposites(database: Database, case_id: str, answers: Mapping[str, object]) -> None:
    """Write what a case that is open to all has with others of these, in place of what was written before."""
    forget_opposites(database, case_id)
    found = opposites_in(database, ComparedNames.of(case_id, answers))
    database.run_many(
        "INSERT INTO opposites (accused_in, other, standing) VALUES (?, ?, ?)",
        [(each.accused_in, each.other, each.standing.value) for each in sorted(found)],
    )


def forget_opposites(database: Database, case_id: str) -> None:
    """Nothing of that case is told beside another any more."""
    database.run("DELETE FROM opposites WHERE accused_in = ?1 OR other = ?1", case_id)


def noted_opposites(database: Database) -> set[Opposite]:
    """What stands of the cases that are open to all."""
    rows = database.all("SELECT accused_in, other, standing FROM opposites")
    return {Opposite(str(accused_in), str(other), Standing(standing)) for accused_in, other, standing in rows}


def opposites_agree(database: Database) -> bool:
    """Whether all that is noted is so."""
    return all(
        each in set(names_of(database, each.accused_in).against(names_of(database, each.other)))
        for each in noted_opposites(database)
    )


def names_of(database: Database, case_id: str) -> ComparedNames:
    """The names of a case that is open to all; none of any other."""
    rows = database.all("SELECT key, body FROM records WHERE owner = ? AND part = ?", case_id, Part.ANSWERS.value)
    return ComparedNames.of(case_id, {path: json.loads(body)["v"] for path, body in rows if is_searched(path)})


@lru_cache(maxsize=2_000)
def _known(typed: str) -> _Known:
    """A worker's name stands in thousands of cases: it is taken apart once."""
    name = Name(typed)
    return _Known(name, codes(name))


def _candidates(database: Database, names: ComparedNames) -> Iterator[ComparedNames]:
    numbers: set[int] = set()
    for words in names.queries():
        rows = database.all("SELECT rowid FROM search WHERE search MATCH ? LIMIT ?", words, _MOST_LOOKED_AT)
        numbers |= {int(row[0]) for row in rows}
    for number in sorted(numbers):
        row = database.one("SELECT id FROM cases WHERE number = ?", number)
        if row is not None and row[0] != names.case_id:
            yield names_of(database, str(row[0]))
