"""Which ground is named, which likenesses are answered for, how a level of danger is cut."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from caselink.consent.grounds import Grounds, MustNotReceive
from caselink.disclosure.gate import case_free, decide, near_matches
from caselink.disclosure.outputs import require_seal
from caselink.disclosure.pieces import DANGER, DANGER_LEVEL, pieces_of
from caselink.domain.answers import Source
from caselink.domain.danger import Assessment, FactorAnswer, Finding, Level
from caselink.forms.categories import Category
from caselink.forms.consent_terms import ExcludedKind
from caselink.forms.danger.grids import VERSIONS
from caselink.forms.purposes import Purpose
from tests.disclosure.cases import DAY, SHELTER, case_of, consent, withdrawal

PIECE = {"housing.town": "Namur"}


@pytest.mark.parametrize(
    "taken_back", [{"categories": {Category.WHEREABOUTS}}, {"purposes": {Purpose.HOUSING}}], ids=["category", "purpose"]
)
def test_the_ground_that_is_named_is_the_one_that_lasts_longest_for_this_piece_and_purpose(
    taken_back: dict[str, set[Category] | set[Purpose]],
) -> None:
    """The longer consent ends earlier for this one, by a withdrawal of a part of it that is dated ahead."""
    (category,) = {piece.category for piece in pieces_of(case_of(PIECE))}
    if "categories" in taken_back:
        taken_back = {"categories": {category}}
    longer = consent(categories={category}, expires_on=date(2026, 9, 1), everything=True)
    shorter = consent(categories={category}, expires_on=date(2026, 5, 1), everything=True)
    ends = withdrawal(longer, DAY + timedelta(days=5), **taken_back)  # type: ignore[arg-type]
    for events in ([longer, shorter, ends], [shorter, longer, ends]):
        disclosure = decide(case_of(PIECE, *events), (SHELTER,), Purpose.HOUSING, DAY).disclosure
        assert [shared.basis for shared in disclosure.shared] == [f"consent:{shorter.id}"]
        assert (disclosure.recipients, disclosure.purpose, disclosure.on) == ((SHELTER,), Purpose.HOUSING, DAY)
        assert disclosure.valid_until == date(2026, 5, 1)


def test_what_was_never_near_the_gate_is_refused_as_what_was_forged() -> None:
    with pytest.raises(TypeError, match="only the gate"):
        require_seal(object())  # type: ignore[arg-type]


def test_of_those_whom_the_form_names_alike_the_first_is_answered_for_and_of_the_list_each() -> None:
    listed = MustNotReceive("e1", ExcludedKind.PERPETRATOR, "Karim Benali")
    names = ("Karim Benali", "Salim Dupont", "Karim Ben")
    of_the_form = [MustNotReceive("", ExcludedKind.PERPETRATOR, name) for name in names]
    partner = replace(SHELTER, said=("tenu par Karim Benali, dit Salim Dupont",))
    grounds = Grounds(never_inform=(of_the_form[0], listed, *of_the_form[1:]))
    assert near_matches(grounds, partner) == (of_the_form[0], listed)
    assert near_matches(Grounds(never_inform=(listed,)), partner) == (listed,)
    assert near_matches(Grounds(never_inform=tuple(of_the_form)), SHELTER) == ()


def test_a_paper_without_a_case_holds_what_it_was_asked_for() -> None:
    paper = case_free("D-1", "Certificat", ("un", "deux"), (("Dossier", "2026-0001"),))
    assert (paper.document_id, paper.title, paper.paragraphs, paper.facts) == (
        "D-1", "Certificat", ("un", "deux"), (("Dossier", "2026-0001"),),
    )
    assert case_free("", "t", ()).facts == ()


def test_of_a_look_at_the_danger_the_level_comes_first_then_what_was_found_in_the_order_of_its_grid() -> None:
    grid = next(iter(VERSIONS.values()))
    first, second, third = (factor.id for factor in grid.taken[:3])
    found = {
        "gone-from-every-list": FactorAnswer(Finding.NO), third: FactorAnswer(Finding.YES, None, Source.THIRD_PARTY),
        second: FactorAnswer(Finding.UNKNOWN), first: FactorAnswer(Finding.NO), "also-gone": FactorAnswer(Finding.YES),
    }
    look = Assessment("a", grid.id, grid.version, DAY, "amal", found, Level.HIGH, Level.IMMEDIATE)
    level, *factors = pieces_of(replace(case_of({}), assessments=(look,)))
    assert (level.path, level.category, level.value) == (DANGER_LEVEL, Category.VIOLENCE, Level.IMMEDIATE)
    assert level.label
    assert [(piece.path, piece.value) for piece in factors] == [
        (f"{DANGER}{each}", replace(found[each], source=None))  # who said it is not for them
        for each in (first, third, "also-gone", "gone-from-every-list")
    ]
    labels = {factor.id: factor.label for factor in grid.taken}
    assert [piece.label for piece in factors] == [labels[first], labels[third], "also-gone", "gone-from-every-list"]
    kept = {factor.id: factor.category for factor in grid.taken}
    assert [piece.category for piece in factors] == [
        kept[first], kept[third], Category.INTIMATE, Category.INTIMATE,
    ]


def test_where_no_grid_is_known_any_more_what_was_found_comes_by_its_name() -> None:
    look = Assessment(
        "a", "gone", 9, DAY, "amal", {"b-b": FactorAnswer(Finding.YES), "a-a": FactorAnswer(Finding.NO)}, Level.HIGH,
        Level.HIGH,
    )
    _level, *factors = pieces_of(replace(case_of({}), assessments=(look,)))
    assert [piece.path for piece in factors] == [f"{DANGER}a-a", f"{DANGER}b-b"]
    assert [*pieces_of(case_of({}))] == []
