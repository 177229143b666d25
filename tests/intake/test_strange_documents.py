"""A thousand documents that something happened to: none of them crashes the reader, none is misread."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

from caselink.forms.import_schema import import_schema
from caselink.intake.json_document import read_document
from tests.forms.stranger import Stranger
from tests.intake.test_json_document import WHOLE

JUNK: tuple[Any, ...] = (
    None, True, False, 0, -1, 3.5, 10**30, "", " ", "x", "\x00", "\u202e", "all", "2026-13-01", "<img src='/etc/x'>",
    "é" * 5_000, [], [[]], [None], ["x"], {}, {"state": "unknown"}, {"state": 1}, {"value": "x"}, {"x": "y"},
    {"age": -1, "said_on": "2026-01-01"},
)


def places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value inside."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from places(each, (*path, key))


def mutated(chance: random.Random) -> dict[str, Any]:
    """The whole document with something put in the place of one to three of its values, or one taken out."""
    document = copy.deepcopy(WHOLE)
    for _time in range(chance.randint(1, 3)):
        *way, last = chance.choice([path for path in places(document) if path] or [("cases",)])
        holder: Any = document
        for key in way:
            holder = holder[key]
        if isinstance(holder, dict) and chance.random() < 0.2:
            holder[f"{last}{chance.choice(('x', '.y', ' '))}"] = holder.pop(last)
        else:
            holder[last] = copy.deepcopy(chance.choice(JUNK))
    return document


def test_a_thousand_mutated_documents_are_read_or_refused_and_what_is_read_fits_the_schema() -> None:
    chance = random.Random(20)  # noqa: S311 - to be told again, not a secret
    schema = Stranger(import_schema())
    accepted = 0
    for _time in range(1_000):
        document = mutated(chance)
        read = read_document(json.dumps(document).encode())
        assert all(fault.sentence for fault in read.faults)
        if not read.faults:
            accepted += 1
            assert schema.faults(document) == []
    assert 0 < accepted < 500


def test_a_thousand_documents_with_broken_bytes_are_read_or_refused() -> None:
    chance = random.Random(21)  # noqa: S311
    whole = json.dumps(WHOLE, ensure_ascii=False).encode()
    refused = 0
    for _time in range(1_000):
        data = bytearray(whole)
        for _byte in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        refused += bool(read_document(bytes(data)).faults)
    assert refused > 500
