"""Values in the one JSON spelling that rows, documents and imports share."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselink.domain.answers import Age, Answer, NoAnswer, Value, value_from_json, value_to_json

values: st.SearchStrategy[Value | NoAnswer] = st.one_of(
    st.text(),
    st.booleans(),
    st.integers(),
    st.lists(st.text()).map(tuple),
    st.builds(Age, st.integers(0, 130), st.dates()),
    st.sampled_from(NoAnswer),
)


@given(values)
def test_every_value_comes_back_from_json_as_it_was(value: Value | NoAnswer) -> None:
    again = value_from_json(json.loads(json.dumps(value_to_json(value))))
    assert again == value
    assert type(again) is type(value)


@pytest.mark.parametrize(
    "raw",
    [
        None,
        1.5,
        ["a", 1],
        {"state": "no"},
        {"state": ["unknown"]},
        {"state": "unknown", "more": 1},
        {"age": True, "said_on": "2026-11-03"},
        {"age": "34", "said_on": "2026-11-03"},
        {"age": 34, "said_on": "yesterday"},
        {"age": 34},
        {},
    ],
)
def test_any_other_shape_is_no_value(raw: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        value_from_json(raw)


@pytest.mark.parametrize("state", NoAnswer)
def test_unknown_not_asked_and_declined_are_no_values(state: NoAnswer) -> None:
    assert not Answer(state).is_value
    assert Answer(False).is_value
