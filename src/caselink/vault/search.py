"""Finding a case by reference, name and the fields that the form says it is searched by (FTS5, `secure-delete`)."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

from caselink.forms.registry import PARTNER_FORM
from caselink.vault.database import Database
from caselink.vault.parts import Part

_NO_SIGN: Final = frozenset({"Cc", "Cs"})
_NAME_PATHS: Final = ("person.goes_by", "person.first_names", "person.last_name")


def is_searched(path: str) -> bool:
    """Whether an answer at that path changes the name of the case or what it is found by."""
    parts = path.split(".")
    return (parts[0], parts[-1]) in _searched_fields()


def case_name(answers: Mapping[str, object]) -> str:
    """The name she goes by, else first and last names; empty where none is known. One line."""
    goes_by, first, last = (_words(answers.get(path)) for path in _NAME_PATHS)
    return " ".join((goes_by or f"{first} {last}").split())


def searched_answers(database: Database, case_id: str) -> dict[str, object]:
    """The searched answers of a case from its rows, by path."""
    rows = database.all("SELECT key, body FROM records WHERE owner = ? AND part = ?", case_id, Part.ANSWERS.value)
    return {path: json.loads(body)["v"] for path, body in rows if is_searched(path)}


def index_case(database: Database, case_id: str, answers: Mapping[str, object], *, is_new: bool) -> None:
    """Write name and index of a case from its searched answers."""
    row = database.one("SELECT number, reference FROM cases WHERE id = ?", case_id)
    assert row is not None  # noqa: S101 - the caller has just read or written it
    number, reference = row
    indexed = (reference, case_name(answers), indexed_words(answers))
    if not is_new:
        if database.one("SELECT reference, name, words FROM search WHERE rowid = ?", number) == indexed:
            return
        database.run("DELETE FROM search WHERE rowid = ?", number)
    database.run("INSERT INTO search (rowid, reference, name, words) VALUES (?, ?, ?, ?)", number, *indexed)
    database.run("UPDATE cases SET name = ? WHERE number = ?", indexed[1], number)


def indexed_words(answers: Mapping[str, object]) -> str:
    """The text of the searched answers, in the order of their paths."""
    return "\n".join(text for path in sorted(answers) if (text := _words(answers[path])))


def query(search: str) -> str | None:
    """What FTS5 is asked for: every word of the search as the beginning of a word. None for an empty search.

    Control signs, which come along with what is pasted, part words.
    """
    words = "".join(" " if unicodedata.category(sign) in _NO_SIGN else sign for sign in search).split()
    if not words:
        return None
    return " ".join(f'"{word.replace(chr(34), "")}"*' for word in words if word.replace('"', "")) or '""'


def _words(value: object) -> str:
    """The words of one value; a yes or no and an answer that is none have no words."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return " ".join(str(item) for item in value)
    return ""


@cache
def _searched_fields() -> frozenset[tuple[str, str]]:
    named = {(path.split(".")[0], path.split(".")[-1]) for path in _NAME_PATHS}
    return frozenset(named | {(section.id, field.name) for section, field in PARTNER_FORM.fields() if field.searched})
