"""The folding: what is the same word or number, however it is typed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselink.names.folding import found_by, latin, numbers, plain, sorting_key


@given(st.text())
def test_a_name_made_plain_stays_as_it_is(name: str) -> None:
    assert plain(plain(name)) == plain(name)


@given(st.text())
def test_latin_has_letters_and_digits_of_ascii_alone(name: str) -> None:
    assert all(sign == " " or (sign.isascii() and sign.isalnum() and not sign.isupper()) for sign in latin(name))


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("Янис Тахири", "yanis tahiri"), ("Γιάννης Ταχίρι", "yannis tahiri"), ("王芳", "wang fang"),
        ("Małgorzata Dąbrowska", "malgorzata dabrowska"), ("Đặng", "dang"), ("Yıldız", "yildiz"), ("sœur", "soeur"),
        ("김민수", "gim min su"),
        (unicodedata.normalize("NFD", "김민수"), "gim min su"), ("🌸", ""), ("Кarim", "karim"),
        ("አበበ", "abebe"), ("გიორგი", "giorgi"), ("١٢", "12"),
    ],
)
def test_every_script_is_written_in_latin_letters(typed: str, letters: str) -> None:
    assert latin(typed) == letters


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("06 12 34 56 78", ("0612345678",)), ("+33 6 12 34 56 78", ("0612345678",)), ("0033612345678", ("0612345678",)),
        ("+33 (0)6-12.34/56 78", ("0612345678",)), ("+352 621 123 456", ("0621123456",)),
        ("+1 212 555 0199", ("02125550199",)), ("0612345678 ou 0475 12 39 84", ("0612345678", "0475123984")),
        ("17", ()), ("3919", ("3919",)), ("00123", ("00123",)), ("a1234", ()), ("٠٦ ١٢ ٣٤ ٥٦ ٧٨", ("0612345678",)),
    ],
)
def test_a_number_is_its_digits_as_dialled_at_home(typed: str, found: tuple[str, ...]) -> None:
    assert numbers(typed) == found


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("Małgorzata", "malgorzata"), ("Yıldız", "yildiz"), ("Đặng", "dang"), ("Sœur", "soeur"), ("O’Brien", "obrien"),
        ("06 12 34 56 78", "0612345678"), ("مُحَمَّد", "محمد"), ("محمد", "mhmd"), ("Van den Berg", "vandenberg"),
        (unicodedata.normalize("NFD", "김민수"), unicodedata.normalize("NFKD", "김민수")), ("Янис", "yanis"),
    ],
)
def test_what_is_kept_is_found_by_the_folded_the_joined_and_the_digits(kept: str, typed: str) -> None:
    assert typed in found_by(kept).split()


def test_lists_stand_in_the_order_of_the_language() -> None:
    names = ["Zélie", "Élan", "Fleur", "été", "Eté", "Œuvre", "Ode", "Яна", "étage", "Abri"]
    assert sorted(names, key=sorting_key) == [
        "Abri", "Élan", "étage", "Eté", "été", "Fleur", "Ode", "Œuvre", "Яна", "Zélie",
    ]  # fmt: skip
