"""What may come in for a field: fitting values of every kind, and things that are none."""

from __future__ import annotations

from hypothesis import strategies as st

from caselink.domain.answers import NoAnswer
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Field, Kind

FIELDS = tuple(field for _section, field in PARTNER_FORM.fields())
PLACES = tuple(f"{section.id}.{field.name}" for section, field in PARTNER_FORM.fields())

_dates = st.one_of(
    st.integers(1850, 2200).map(str),
    st.dates().filter(lambda day: day.year >= 1850).map(lambda day: day.isoformat()),
    st.dates().filter(lambda day: day.year >= 1850).map(lambda day: f"~{day:%Y-%m}"),
)
_days = st.dates().map(lambda day: day.isoformat())
_ages = st.fixed_dictionaries({"age": st.integers(0, 130), "said_on": _days})
_no_answers: st.SearchStrategy[object] = st.sampled_from([{"state": state.value} for state in NoAnswer])
junk: st.SearchStrategy[object] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=5,
)

_kinds: dict[Kind, st.SearchStrategy[object]] = {
    Kind.TEXT: st.from_regex(r"[^\W_][\w '’-]{0,30}", fullmatch=True),
    Kind.LONG_TEXT: st.from_regex(r"[^\W_][\w '’\n\t-]{0,30}", fullmatch=True),
    Kind.YES_NO: st.booleans(),
    Kind.COUNT: st.integers(0, 1_000_000),
    Kind.DATE: _dates,
    Kind.BIRTH: st.one_of(_dates, _ages),
    Kind.PHONE: st.from_regex(r"\+?[0-9]{2}([ ./-][0-9]{2}){0,5}", fullmatch=True),
    Kind.EMAIL: st.from_regex(r"[a-z0-9.]{1,20}@[a-z]{1,10}\.[a-z]{2,3}", fullmatch=True),
}


def fitting(field: Field) -> st.SearchStrategy[object]:
    """Values that the field takes, spelled as in JSON."""
    ids = [option.id for option in field.options]
    if field.kind is Kind.CHOICE:
        return st.sampled_from(ids)
    if field.kind is Kind.CHOICES:
        return st.lists(st.sampled_from([option for option in ids if option != "none"]), min_size=1, unique=True)
    return _kinds[field.kind]


def raw_values(field: Field) -> st.SearchStrategy[object]:
    """Fitting values, no answers and junk alike."""
    return st.one_of(fitting(field), _no_answers, junk)
