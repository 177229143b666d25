"""Bytes of a stranger become plain values or one fault; never a traceback."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselink.intake.faults import MOST_FAULTS, DocumentFaults, Enough, Fault, shown_key
from caselink.intake.json_text import DEEPEST, LARGEST_DOCUMENT, read_json


def fault_of(data: bytes) -> Fault:
    read = read_json(data)
    assert isinstance(read, Fault), read
    return read


def nested(levels: int) -> bytes:
    return b"[" * levels + b"]" * levels


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "JSON"),
        (b"   ", "JSON"),
        (b"{", "JSON"),
        (b'{"cases": [}', "ligne 1, colonne 12"),
        (b'{"cases":\n\n nothing}', "ligne 3, colonne 2"),
        (b"{'cases': []}", "JSON"),
        (b'{"a": 1,}', "JSON"),
        (b'{"a": 1} x', "JSON"),
        (b'{"a": "\x00"}', "JSON"),
        (b'{"a": "line\nbreak"}', "JSON"),
        (b"\xff\xfe{\x00}\x00", "UTF-8"),
        ('{"a": "é"}'.encode("latin-1"), "UTF-8"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": [Infinity]}', "Infinity"),
        (b'{"a": -Infinity}', "Infinity"),
        (b'{"a": ' + b"9" * 5000 + b"}", "trop long"),
        (nested(DEEPEST + 1), "niveaux"),
        (nested(100_000), "niveaux"),
        (b'{"a":' * 500 + b"1" + b"}" * 500, "niveaux"),
        (b'[{"\\ud800": 1}]', "caractère"),
        (b'["ok", {"a": "\\udfff"}]', "caractère"),
    ],
)
def test_what_is_no_json_is_one_fault(data: bytes, words: str) -> None:
    fault = fault_of(data)
    assert words in fault.sentence
    assert "\n" not in fault.sentence


def test_a_repeated_key_is_found_with_its_place() -> None:
    fault = fault_of(b'{"cases": [{"reference": "a"}, {"answers": {"x": 1, "y": 2, "x": 3}}]}')
    assert fault.place == "cases[1].answers"
    assert "« x »" in fault.sentence


def test_half_a_character_is_found_with_its_place() -> None:
    assert fault_of(b'{"cases": [{"reference": "\\ud83d"}]}').place == "cases[0].reference"


def test_a_repeated_key_beside_a_bottomless_branch_is_no_crash() -> None:
    assert "niveaux" in fault_of(b'{"a": 1, "a": 2, "b": ' + nested(900) + b"}").sentence


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read_json(b'\xef\xbb\xbf{"cases": []}') == {"cases": []}


def test_whole_pairs_and_every_script_are_kept() -> None:
    text = "أمينة 😀 Ünïcødé हिन्दी"
    assert read_json(json.dumps({"a": text}).encode()) == {"a": text}
    assert read_json(json.dumps({"a": text}, ensure_ascii=False).encode()) == {"a": text}


def test_the_deepest_allowed_document_is_read() -> None:
    assert not isinstance(read_json(nested(DEEPEST)), Fault)


def test_a_document_over_the_limit_is_not_even_read() -> None:
    assert "Mo" in fault_of(b" " * (LARGEST_DOCUMENT + 1)).sentence


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    read_json(data)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)
                    | st.dictionaries(st.text(), inner, max_size=3), max_leaves=20))
def test_what_json_can_spell_comes_back_unchanged(values: object) -> None:
    read = read_json(json.dumps(values).encode())
    assert read == values or isinstance(read, Fault)


def test_a_strange_key_is_shown_short_and_harmless() -> None:
    assert shown_key("\x1b[31m" + "k" * 500) == "�[31m" + "k" * 55 + "…"


def test_the_hundred_and_first_fault_says_that_it_is_enough() -> None:
    faults = DocumentFaults()
    for number in range(MOST_FAULTS):
        faults.add(f"cases[{number}]", "faute")
    assert not faults.more
    with pytest.raises(Enough):
        faults.add("cases[100]", "faute")
    assert (len(faults.listed), faults.more) == (100, True)
