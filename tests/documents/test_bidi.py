"""Directions come out as another implementation of the Unicode rules has them."""

from __future__ import annotations

import pytest
from bidi import get_display  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from caselink.documents.bidi import base_level, has_right_to_left, levels, line_levels, visual_order

_SIGNS = "abאבتةé١٢12+%$,.:/-–« »()[]{}\u0301\u064e\u2066\u2067\u2068\u2069"


def _as_seen(text: str) -> str:
    found = levels(text, base_level(text))
    return "".join(text[place] for place in visual_order(found))


@given(st.text(alphabet=_SIGNS, max_size=24))
def test_any_mixture_is_ordered_as_another_implementation_orders_it(text: str) -> None:
    direction = "LR"[base_level(text)]
    assert _as_seen(text) == get_display(text, base_dir=direction)


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("abc", "abc"),
        ("אבג", "גבא"),
        ("née אב (b 12) c", "née בא (b 12) c"),
        ("אב (12)", ")12( בא"),
        ("a א (ב) b", "a )ב( א b"),
        ("تة 123", "123 ةت"),
    ],
)
def test_known_mixtures_with_brackets_before_they_are_mirrored(typed: str, seen: str) -> None:
    assert _as_seen(typed) == seen


def test_white_space_at_the_end_of_a_line_stands_at_the_side_where_the_line_ends() -> None:
    text = "a אב גד"
    found = levels(text, 0)
    assert found == [0, 0, 1, 1, 1, 1, 1]
    assert line_levels(text, found, 0, 5, 0) == [0, 0, 1, 1, 0]


def test_a_text_without_right_to_left_letters_needs_no_ordering() -> None:
    assert not has_right_to_left("Nguyễn (née 1990) नेहा")
    assert has_right_to_left("née أمل")
