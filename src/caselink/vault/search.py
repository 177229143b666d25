"""Finding a case by reference, name and the fields that the form says it is searched by (FTS5, `secure-delete`).

What is found and what is typed go through the one folding (decision 23). A row is made by `search_row` alone; it is
derived from the case, so that an index of an older making can be written anew at any time.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Final

from caselink.forms.people import name_fields, named_in
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Standing
from caselink.names.comparing import codes
from caselink.names.folding import found_by, latin, numbers, plain
from caselink.names.person import Name
from caselink.vault.database import Database
from caselink.vault.parts import Part

_NO_SIGN: Final = frozenset({"Cc", "Cs"})
_NAME_PATHS: Final = ("person.goes_by", "person.first_names", "person.last_name")
_MOST_JOINED: Final = 4
"""Words that somebody may have written apart although they are one."""
_SHORTEST_APART: Final = 3
"""Digits of a part of a number that is looked for by itself; with shorter ones half of all cases would be read."""
_LONGEST_NAME: Final = 16
"""Words of one answer that are searched; no name or number has more."""
_MOST_WORDS: Final = 150
_MOST_SIGNED: Final = 150
"""What a row of the index holds at most. FTS5 with `secure-delete` damages its index where rows with many hundred words
are replaced again and again (SQLite 3.53, seen with 400 of one beginning): the vault would count as damaged."""
_ACCUSED: Final = "\ue000"
_ANYBODY_ELSE: Final = "\ue001"
"""Signs for private use, which the index takes for letters: what begins with one is no word of a search."""
_NOTHING: Final = '""'
"""A search that finds nothing."""


def is_searched(path: str) -> bool:
    """Whether an answer at that path changes the name of the case, what it is found by, or whom it names."""
    return _field_of(path) in _searched_fields() | name_fields()


def case_name(answers: Mapping[str, object]) -> str:
    """The name she goes by, else first and last names; empty where none is known. One line."""
    goes_by, first, last = (_words(answers.get(path)) for path in _NAME_PATHS)
    return " ".join((goes_by or f"{first} {last}").split())


def searched_answers(database: Database, case_id: str) -> dict[str, object]:
    """The searched answers of a case from its rows, by path."""
    rows = database.all("SELECT key, body FROM records WHERE owner = ? AND part = ?", case_id, Part.ANSWERS.value)
    return {path: json.loads(body)["v"] for path, body in rows if is_searched(path)}


def search_row(reference: str, answers: Mapping[str, object]) -> tuple[str, str, str]:
    """What a case is found by, from its searched answers: the columns of `search`."""
    words = dict.fromkeys(_as_many(line for text in _texts(answers) for line in found_by(text).splitlines()))
    words |= {} if reference.isascii() else {plain(reference): None, latin(reference): None}
    words |= dict.fromkeys(islice(dict.fromkeys(_signed(answers)), _MOST_SIGNED))
    return reference, case_name(answers), "\n".join(words)


def _as_many(lines: Iterable[str]) -> Iterator[str]:
    """The first lines, up to `_MOST_WORDS` words in all."""
    count = 0
    for line in dict.fromkeys(lines):
        count += len(line.split())
        if count > _MOST_WORDS:
            return
        yield line


def named_like(looked_up_by: Iterable[str], *, accused: bool) -> str | None:
    """What FTS5 is asked for: the cases where the accused person, or anybody else whom the case names, may bear the
    name that is looked up by these codes. None for a name that has no two telling words, and so no code."""
    mark = _mark(accused=accused)
    return " OR ".join(f'"{mark}{code}"' for code in sorted(looked_up_by)) or None


def index_case(database: Database, case_id: str, answers: Mapping[str, object], *, is_new: bool) -> bool:
    """Write name and index of a case from its searched answers; False where they are as they were."""
    row = database.one("SELECT number, reference FROM cases WHERE id = ?", case_id)
    assert row is not None  # noqa: S101 - the caller has just read or written it
    number, reference = row
    indexed = search_row(reference, answers)
    if not is_new:
        if database.one("SELECT reference, name, words FROM search WHERE rowid = ?", number) == indexed:
            return False
        database.run("DELETE FROM search WHERE rowid = ?", number)
    database.run("INSERT INTO search (rowid, reference, name, words) VALUES (?, ?, ?, ?)", number, *indexed)
    database.run("UPDATE cases SET name = ? WHERE number = ?", indexed[1], number)
    return True


def query(search: str) -> str | None:
    """What FTS5 is asked for: every word of the search as the beginning of a word, or the search as one word, or its
    digits. None for an empty search.

    Control signs, which come along with what is pasted, part words.
    """
    chunks = "".join(" " if unicodedata.category(sign) in _NO_SIGN else sign for sign in search).split()
    if not chunks:
        return None
    words = plain(search).split()
    is_number = len(words) > 1 and all(word.isdecimal() for word in words)
    ways = [_every(map(write, chunks)) for write in (plain, latin)]
    if is_number and min(map(len, words)) < _SHORTEST_APART:
        ways = []
    if 1 < len(words) <= (_MOST_JOINED if not is_number else len(words)):
        ways.append(_beginning("".join(words)))
    if not any(sign.isalpha() for sign in search):
        ways += map(_beginning, numbers(search))
    return " OR ".join(dict.fromkeys(f"({way})" for way in ways if way)) or _NOTHING


def _every(phrases: Iterable[str]) -> str:
    return " AND ".join(_beginning(phrase) for phrase in phrases if phrase.strip())


def _beginning(phrase: str) -> str:
    """Words that follow each other, of which the last is the beginning of one."""
    return f'"{phrase}"*'


def _texts(answers: Mapping[str, object]) -> Iterator[str]:
    """The text of the searched answers, in the order of their paths."""
    searched = (path for path in sorted(answers) if _field_of(path) in _searched_fields())
    return (text for path in searched if (text := _words(answers[path])))


def _signed(answers: Mapping[str, object]) -> Iterator[str]:
    """The names of a case as names in an opposite role are looked up: each code with a sign before it that nobody
    types, so that the search of a worker finds none of them."""
    for standing, name in named_in({path: _words(value) for path, value in answers.items()}):
        mark = _mark(accused=standing is Standing.ACCUSED)
        yield from (f"{mark}{code}" for code in sorted(codes(Name(name))))


def _mark(*, accused: bool) -> str:
    return _ACCUSED if accused else _ANYBODY_ELSE


def _field_of(path: str) -> tuple[str, str]:
    section, *_entry, field = path.split(".")
    return section, field


def _words(value: object) -> str:
    """The words of one value; a yes or no and an answer that is none have no words."""
    text = value if isinstance(value, str) else " ".join(map(str, value)) if isinstance(value, list) else ""
    words = text.split()
    return text if len(words) <= _LONGEST_NAME else " ".join(words[:_LONGEST_NAME])


@cache
def _searched_fields() -> frozenset[tuple[str, str]]:
    named = {(path.split(".")[0], path.split(".")[-1]) for path in _NAME_PATHS}
    return frozenset(named | {(section.id, field.name) for section, field in PARTNER_FORM.fields() if field.searched})
