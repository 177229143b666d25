"""Answers of older versions of the form keep loading."""

from __future__ import annotations

import pytest

from caselink.forms.registry import PARTNER_FORM
from caselink.forms.upgrades import RENAMES, Renames, path_today

MADE_UP: Renames = {
    2: {"housing.state": "housing.situation", "children.name": "children.first_name", "person.shoe_size": None},
    3: {"housing.situation": "housing.status"},
}


@pytest.mark.parametrize(
    ("path", "given_under", "today"),
    [
        ("housing.state", 1, "housing.status"),
        ("housing.situation", 2, "housing.status"),
        ("housing.status", 3, "housing.status"),
        ("children.a1.name", 1, "children.a1.first_name"),
        ("children.a1.school", 1, "children.a1.school"),
        ("person.shoe_size", 1, None),
        ("person.shoe_size", 2, "person.shoe_size"),
    ],
)
def test_a_path_is_followed_through_every_later_version(path: str, given_under: int, today: str | None) -> None:
    assert path_today(path, given_under, MADE_UP, version=3) == today


@pytest.mark.parametrize("version", [0, 4])
def test_a_version_that_this_program_does_not_know_is_refused(version: int) -> None:
    with pytest.raises(ValueError, match="version"):
        path_today("housing.status", version, MADE_UP, version=3)


def test_today_nothing_has_another_name() -> None:
    assert path_today("housing.status", PARTNER_FORM.version) == "housing.status"
    assert all(1 < version <= PARTNER_FORM.version for version in RENAMES)
