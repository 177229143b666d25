"""The gate of figures: what leaves is an Aggregate of its making, exact counts are for who coordinates."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import pytest

from caselink.disclosure.aggregates import aggregate, aggregate_of, office_figures
from caselink.disclosure.outputs import Aggregate, OfficeFigures, require_seal
from caselink.domain.roles import Role
from caselink.errors import UserError
from caselink.figures.counting import Key, count
from caselink.figures.publishing import Method, PublicTable, table_from_json, table_to_json
from tests.figures.offices import MONTHS, YEAR, office, somebody, table


def test_nobody_else_makes_one() -> None:
    with pytest.raises(TypeError, match="only the gate"):
        Aggregate((), seal=object())
    with pytest.raises(TypeError, match="only the gate"):
        OfficeFigures((), (), seal=object())
    for kind in (Aggregate, OfficeFigures):
        with pytest.raises(TypeError, match="no subclasses"):
            type("Forged", (kind,), {})


def test_what_it_makes_is_sealed_and_is_neither_copied_nor_stored() -> None:
    people = office(1, 60)
    made = aggregate([table("gender")], people, YEAR, []).aggregate
    inside = office_figures(Role.COORDINATOR, [count(table("gender"), people, YEAR)], ["Pour le service."])
    for each in (made, inside):
        require_seal(each)
        with pytest.raises(TypeError, match="not copied"):
            copy.copy(each)
        with pytest.raises(TypeError, match="not copied"):
            pickle.dumps(each)
        forged = type(each).__new__(type(each))
        with pytest.raises(TypeError, match="not copied"):
            forged.__setstate__([])
        for field in dataclasses.fields(each):
            object.__setattr__(forged, field.name, ())
        with pytest.raises(TypeError, match="only the gate"):
            require_seal(forged)


@pytest.mark.parametrize("role", [Role.WORKER, Role.READ_ONLY])
def test_exact_counts_are_written_by_who_coordinates(role: Role) -> None:
    with pytest.raises(UserError, match="coordination"):
        office_figures(role, [], [])


def test_no_number_of_one_to_four_is_made_into_what_leaves() -> None:
    tried: list[tuple[int, dict[Key, int]]] = [(3, {}), (30, {("woman",): 2})]
    for total, cells in tried:
        made = PublicTable("gender", 1, "received", ("gender",), YEAR, Method.HIDDEN, total, cells)
        with pytest.raises(ValueError, match="never leaves"):
            aggregate_of([made])


def test_who_does_not_want_to_be_counted_is_in_nothing_that_leaves() -> None:
    people = [somebody(str(at), MONTHS[0].start, gender="woman") for at in range(6)]
    shy = [dataclasses.replace(somebody(f"shy-{at}", MONTHS[0].start, gender="man"), counted=False) for at in range(9)]
    for secret in (None, b"s" * 32):
        with_them = aggregate([table("gender")], [*people, *shy], YEAR, [], secret).aggregate
        without = aggregate([table("gender")], people, YEAR, [], secret).aggregate
        assert with_them.tables == without.tables


@pytest.mark.parametrize("secret", [None, b"s" * 32])
def test_a_table_that_left_is_remembered_word_for_word(secret: bytes | None) -> None:
    people = office(2, 200)
    for name in ("gender", "country", "violence", "referral_partners", "cases_opened"):
        for made in aggregate([table(name)], people, YEAR, [], secret).aggregate.tables:
            again = table_from_json(table_to_json(made))
            assert again == made
            assert [*again.cells] == [*made.cells]
            assert aggregate([table(name)], people[:50], YEAR, [again], secret).aggregate.tables == (made,)


def test_what_is_no_table_is_not_read_as_one() -> None:
    tried: list[object] = [None, [], "gender", {}, {"id": "gender"}]
    for raw in tried:
        with pytest.raises((ValueError, KeyError, TypeError)):
            table_from_json(raw)
