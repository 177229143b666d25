"""Bytes of a stranger to plain JSON values, within limits: size, encoding, depth, repeated keys, numbers that are none.

Depth and foreign files: docs/rules/guarding.md. The size is ours: 25 MB is the limit for foreign files, but a document
of 10,000 cases with 30 answers each is 10 to 60 MB, so the import document may have 100 MB (docs/commands.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final, NoReturn

from caselink.domain.answers import Json
from caselink.i18n import _
from caselink.intake.faults import Fault, shown_key

LARGEST_DOCUMENT: Final = 100 * 1024 * 1024
"""Bytes of one import document."""

DEEPEST: Final = 20
"""Lists and objects inside each other."""


class _Repeated(dict[str, Json]):
    """An object in which a key stands twice; `key` is that one."""

    key: str = ""


class _NoNumber(ValueError):
    """NaN or Infinity, which JSON has not."""


def read_json(data: bytes) -> Json | Fault:
    """The values that the bytes spell, or the fault that keeps them from being read; never raises for bad bytes."""
    if len(data) > LARGEST_DOCUMENT:
        return Fault("", _("Le fichier dépasse {limit} Mo.").format(limit=LARGEST_DOCUMENT // 2**20))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return Fault("", _("Le fichier n’est pas en UTF-8 (octet {position}).").format(position=fault.start))
    try:
        values: Json = json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except json.JSONDecodeError as fault:
        return Fault("", _not_json(fault))
    except _NoNumber:
        return Fault("", _("NaN et Infinity ne sont pas des nombres du JSON."))
    except RecursionError:
        return Fault("", _too_deep())
    except ValueError:  # a whole number of thousands of digits, which Python refuses to read
        return Fault("", _("Un nombre du fichier est trop long."))
    return _first_fault(values) or values


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    read = dict(pairs)
    if len(read) == len(pairs):
        return read
    seen: set[str] = set()
    repeated = _Repeated(read)
    repeated.key = next(key for key, _value in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return repeated


def _no_number(_name: str) -> NoReturn:
    raise _NoNumber


def _not_json(fault: json.JSONDecodeError) -> str:
    return _("Ce n’est pas du JSON : faute à la ligne {line}, colonne {column}.").format(
        line=fault.lineno, column=fault.colno
    )


def _too_deep() -> str:
    return _("Le document est imbriqué sur plus de {depth} niveaux.").format(depth=DEEPEST)


def _first_fault(values: Json) -> Fault | None:
    """The first fault that only the whole tree shows, with its place."""
    level: list[Json] = [values]
    clean = True
    for _depth in range(DEEPEST + 1):
        if not level:
            return None if clean else next(_located(values, ""))
        clean = clean and all(_is_clean(value) for value in level)
        level = [inner for value in level for inner in _inside(value)]
    return Fault("", _too_deep())


def _is_clean(value: Json) -> bool:
    if isinstance(value, str):
        return value.isascii() or _is_unicode(value)
    if isinstance(value, dict):
        return not isinstance(value, _Repeated) and all(key.isascii() or _is_unicode(key) for key in value)
    return True


def _is_unicode(text: str) -> bool:
    """False for half of a surrogate pair, which no UTF-8 file can hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _inside(value: Json) -> Iterator[Json]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _located(value: Json, place: str) -> Iterator[Fault]:
    if isinstance(value, _Repeated):
        yield Fault(place, _("La clé « {key} » s’y trouve deux fois.").format(key=shown_key(value.key)))
    elif not _is_clean(value):
        yield Fault(place, _("Ce texte contient la moitié d’un caractère (\\ud800 à \\udfff)."))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _located(inner, f"{place}.{shown_key(key)}" if place else shown_key(key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _located(inner, f"{place}[{index}]")
