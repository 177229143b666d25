"""Where each worker was when her session ended, and what she had not recorded yet, as the rows hold it.

Of a reserved case no more than its id and the tab stands readable: which section, field or need she was at would tell
what is in it, and all that stood unfinished in the window is sealed together with it.
"""

from __future__ import annotations

import contextlib
import json
from typing import Final

from caselink.domain.answers import Json
from caselink.errors import UserError
from caselink.vault.database import Database
from caselink.vault.records import spell
from caselink.vault.renamed import name_today, names_of
from caselink.vault.reserved.keyring import CaseKey, Keyring

_READABLE: Final = ("page", "case", "tab", "window")
_SEALED: Final = "sealed"
_UNFINISHED: Final = "unfinished"
_NEW_CASE: Final = "new_case"
"""The form in which a case is opened."""


def keep_place(database: Database, keys: Keyring, place: dict[str, Json]) -> None:
    """Write where a worker is. Of a case that is reserved to others, or gone, nothing is kept but the window."""
    write_row(database, keys.user, spell(_bare(keys, place)))


def place_row(user: str, place: dict[str, Json], key: CaseKey | None) -> str:
    """What the row says of that place; `key` is that of its case, where that is reserved."""
    return spell(place if key is None else _sealed(user, place, key))


def write_row(database: Database, user: str, row: str) -> None:
    """Write what `place_row` gave, also where she got another name since."""
    database.run("UPDATE workers SET place = ? WHERE name = ?", row, name_today(database, user))


def read_place(database: Database, keys: Keyring) -> dict[str, Json]:
    """What `keep_place` wrote; without what was sealed where this worker can't open it any more."""
    row = database.one("SELECT place FROM workers WHERE name = ?", keys.user)
    place: dict[str, Json] = {} if row is None else json.loads(row[0])
    sealed = place.pop(_SEALED, None)
    if sealed is None:
        return place
    try:
        key = keys.key_of(str(place["case"]))
    except (UserError, ValueError):
        return place
    spot = {} if key is None else _opened(str(sealed), key, names_of(database, keys.user))
    return {**place, **spot} if isinstance(spot, dict) else place


def forget_places(database: Database, case_id: str, reference: str = "") -> None:
    """Forget where the workers were who are in that case, and what they had not recorded yet; of the others only what
    is about it: a form that is about it or names its id, and its reference typed for a new case.

    Values are compared, never text: `12` is a reference in one place, a house number or a part of the window's shape
    in another.
    """
    for name, row in database.all("SELECT name, place FROM workers"):
        place: dict[str, Json] = json.loads(row)
        left = {} if place.get("case") == case_id else _without(place, case_id, reference)
        if left != place:
            write_row(database, str(name), spell(left))


def _without(place: dict[str, Json], case_id: str, reference: str) -> dict[str, Json]:
    left = {name: value for name, value in place.items() if value != case_id}
    words = _read(left.get(_UNFINISHED))
    if words is None:
        return left
    told = {
        form: value for form, value in words.items() if case_id not in form.split(":") and not _names(value, case_id)
    }
    match told.get(_NEW_CASE):
        case {"reference": str(typed)} if typed == reference:
            del told[_NEW_CASE]
    return left if told == words else {**left, _UNFINISHED: spell(told) if told else ""}


def _read(words: Json) -> dict[str, Json] | None:
    """What stood unfinished, by the names of the forms and of what they are about; None where that is nothing."""
    try:
        read = json.loads(words) if isinstance(words, str) else None
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def _names(value: Json, case_id: str) -> bool:
    """Whether that id is among the values, at any depth."""
    if isinstance(value, dict):
        return case_id in value or any(_names(each, case_id) for each in value.values())
    if isinstance(value, list | tuple):
        return any(_names(each, case_id) for each in value)
    return value == case_id


def _bare(keys: Keyring, place: dict[str, Json]) -> dict[str, Json]:
    case_id = place.get("case")
    if case_id is None:
        return place
    try:
        key = keys.key_of(str(case_id))
    except UserError:
        return {"window": place["window"]} if "window" in place else {}
    return place if key is None else _sealed(keys.user, place, key)


def _sealed(user: str, place: dict[str, Json], key: CaseKey) -> dict[str, Json]:
    readable: dict[str, Json] = {name: place[name] for name in _READABLE if name in place}
    hidden: Json = {name: place[name] for name in place if name not in _READABLE}
    return {**readable, _SEALED: key.seal_json(hidden, _place_of(user))}


def _opened(sealed: str, key: CaseKey, names: tuple[str, ...]) -> Json:
    """What was sealed while she bore any of her names; nothing where that can't be opened."""
    for name in names:
        with contextlib.suppress(ValueError):
            return key.open_json(sealed, _place_of(name))
    return {}


def _place_of(user: str) -> str:
    return f"place {user}"
