"""Two hundred consent matrices drawn at random; `make torture ONLY=matrices` tries ten thousand."""

from __future__ import annotations

import random

from caselink.documents.signing import new_private_key
from tests.torture.matrices import leaks_of


def test_a_form_holds_a_word_just_where_she_agreed_to_it() -> None:
    chance, key = random.Random(2026), new_private_key()  # noqa: S311
    found = [leaks_of(chance, key) for _number in range(200)]
    assert [wrong for wrong, _what in found if wrong] == []
    assert sum(what == "form" for _wrong, what in found) > 50
