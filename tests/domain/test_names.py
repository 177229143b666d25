"""Comparing names for the list of those who must never be informed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselink.domain.names import near_name, plain, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jean Dupont", "DUPONT, Jean"),
        ("Élodie  Martin", "elodie martin"),
        ("Jean-Marc O’Neil", "jean marc o neil"),
        ("فاطمة", "فاطمة"),
        ("Van den Berg", "Vandenberg"),
        ("Ben Ali", "BENALI"),
        ("O’Brien", "OBrien"),
        ("Łukasz Wójcik", "Lukasz Wojcik"),
        ("Ayşe Yıldız", "Ayse Yildiz"),
        ("Lœtitia Sœur", "Loetitia Soeur"),
        ("Karim", "Ka\u00adr\u200bim"),
        ("Karim", "Кarim"),
        ("🌸", "🌸"),
    ],
)
def test_case_accents_punctuation_and_order_do_not_matter(one: str, other: str) -> None:
    assert same_name(one, other)
    assert not near_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jean Dupont", "Jean Dupond"), ("Dupont", "Jean Dupont"), ("Mohammed Ali", "Mohamed Ali"),
     ("Karim Haddad", "M. Haddad"), ("Karim Haddad", "Mme K. Haddad"), ("Maison d’accueil", "Maison d’acueil")],
)
def test_a_typing_fault_or_a_part_of_a_name_is_near(one: str, other: str) -> None:
    assert near_name(one, other)
    assert near_name(other, one)
    assert not same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("Jean Dupont", "Amina Benali"), ("", "Jean"), ("de", "de la Tour"), ("—", ""),
     ("राम", "रमा"), ("🌸", "🌻"), ("Centre d’accueil", "Maison d’accueil")]
)
def test_other_names_are_neither_the_same_nor_near(one: str, other: str) -> None:
    assert not same_name(one, other)
    assert not near_name(one, other)


like_names = st.one_of(st.text(), st.text("abn é", max_size=12))


@settings(max_examples=500)
@given(like_names, like_names)
def test_comparing_works_both_ways(one: str, other: str) -> None:
    assert same_name(one, other) == same_name(other, one)
    assert near_name(one, other) == near_name(other, one)


@given(st.text())
def test_a_name_made_plain_stays_as_it_is(name: str) -> None:
    assert plain(plain(name)) == plain(name)
