"""What is read to her says "you", keeps to one idea a sentence and promises nothing that isn't held."""

from __future__ import annotations

import re
from datetime import date

import pytest

from caselink.forms.categories import CATEGORIES, Category
from caselink.forms.purposes import Purpose
from caselink.forms.spoken import (
    SPOKEN_CATEGORIES,
    SPOKEN_PURPOSES,
    Agreement,
    after_she_withdraws,
    before_she_agrees,
    spoken_language,
    spoken_list,
)
from caselink.i18n import LANGUAGES, text_in

ABOUT_HER = {"fr": r"\belle\b", "nl": r"\b(zij|ze|haar)\b", "en": r"\b(she|her)\b"}
"""Words that speak of her to somebody else."""
START, END = date(2026, 11, 1), date(2027, 1, 31)


def _all(code: str, *, criminal_file: bool = True) -> tuple[str, ...]:
    return before_she_agrees(Agreement("X", set(Category), list(Purpose), START, END, criminal_file), code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_she_is_spoken_to_and_never_spoken_of(code: str) -> None:
    withdrawn = after_she_withdraws("X", [START], code, whole=True, comes_back=True)
    assert len([*_all(code)]) > 5
    assert withdrawn
    for sentence in (*_all(code), *withdrawn):
        assert not re.search(ABOUT_HER[code], sentence.casefold()), sentence


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_sentence_holds_a_label_of_the_form(code: str) -> None:
    said = " ".join(_all(code)).casefold()
    for facts in CATEGORIES.values():
        words = text_in(code, facts.label).casefold()
        if " " in words:  # "Justice" alone is a word of every talk
            assert words not in said


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_sentence_but_the_lists_is_short(code: str) -> None:
    lists = (SPOKEN_CATEGORIES[Category.HEALTH], SPOKEN_PURPOSES[Purpose.SAFETY])
    found = [each for each in _all(code) if not any(text_in(code, word)[1:] in each for word in lists)]
    assert len(found) == len(_all(code)) - 2
    for sentence in found:
        assert all(len(each.split()) <= 16 for each in re.split(r"[.?!:]", sentence)), sentence


def test_only_what_she_is_asked_for_is_named() -> None:
    said = " ".join(before_she_agrees(Agreement("X", {Category.FAMILY}, [Purpose.CARE], START, END), "fr"))
    assert "votre famille" in said
    assert "votre santé" not in said
    assert "Des soins." in said
    assert "son avocat" not in said
    assert "1er novembre 2026" in said
    assert "31 janvier 2027" in said


def test_nothing_chosen_yet_is_read_as_such() -> None:
    said = before_she_agrees(Agreement("", (), (), START, END), "en")
    assert any("…" in sentence for sentence in said)
    assert not any("{" in sentence for sentence in said)


def test_the_law_that_needs_no_consent_is_not_hidden_from_her() -> None:
    said = " ".join(_all("fr"))
    assert "et à personne d’autre" not in said
    assert "sans votre accord" in said


def test_police_and_justice_do_not_give_back() -> None:
    assert any("avocat" in each and "reprendre" in each for each in _all("fr"))
    assert not any("reprendre" in each for each in _all("fr", criminal_file=False))
    stays = " ".join(after_she_withdraws("X", [START], "fr", whole=True, comes_back=False))
    assert "détruire" not in stays
    assert "Nous ne pouvons pas le reprendre." in stays


def test_a_withdrawal_says_what_stops_and_what_was_given_already() -> None:
    nothing_sent = after_she_withdraws("X", [], "fr", whole=True, comes_back=False)
    assert len(nothing_sent) == 2
    part = " ".join(after_she_withdraws("", [START, END], "fr", whole=False, comes_back=True))
    assert "plus cette partie" in part
    assert "1er novembre 2026, 31 janvier 2027" in part
    assert "détruire" in part


def test_it_is_read_in_the_language_of_the_talk_where_the_program_speaks_it() -> None:
    assert spoken_language("nl-BE") == "nl"
    assert spoken_language("ar") == "fr"
    assert spoken_language("") == "fr"


def test_a_list_is_spoken_with_an_and_before_its_last() -> None:
    assert spoken_list([], "fr") == ""
    assert spoken_list(["a"], "fr") == "a"
    assert spoken_list(["a", "b", "c"], "en") == "a; b; and c"
