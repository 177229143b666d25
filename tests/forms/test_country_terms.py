"""An office reads the words of its country: labels, papers and refusals alike."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from caselink.forms import country_terms
from caselink.forms.country_terms import COUNTRY_TERMS
from caselink.i18n import LANGUAGES, _, choose_language, choose_terms

WORDS_OF_FRANCE = (
    "juridictionnelle", "ordonnance de protection", "téléphone grave danger", "garde à vue", "contrôle judiciaire",
    "affaires familiales", "CAF", "RSA", "domiciliation", "main courante", "(ITT)",
)


_OF_ONE_COUNTRY = ("country_terms.py", "deadline_lengths.py", "emergency.py")
"""Whose texts are declared for a country each."""
FORMS = Path(country_terms.__file__).parent


def labels() -> Iterator[str]:
    """Every text that the forms declare, read off their source."""
    for file in FORMS.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_":
                (text,) = node.args
                if file.name not in _OF_ONE_COUNTRY and isinstance(text, ast.Constant):
                    yield str(text.value)


@pytest.fixture
def belgian() -> Iterator[None]:
    choose_terms(COUNTRY_TERMS["BE"])
    yield
    choose_terms({})
    choose_language("fr")


def test_every_word_that_is_replaced_is_one_that_somebody_reads() -> None:
    assert set(COUNTRY_TERMS["BE"]) <= set(labels())


@pytest.mark.usefixtures("belgian")
def test_an_office_in_belgium_reads_no_word_that_only_france_has() -> None:
    read = [_(label) for label in labels() if not label.startswith("France\N{NO-BREAK SPACE}:")]
    assert len(read) > 1000
    assert [text for text in read for word in WORDS_OF_FRANCE if word in text and "(France)" not in text] == []


@pytest.mark.usefixtures("belgian")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terms_of_belgium_are_read_in_each_language(language: str) -> None:
    choose_language(language)
    here = {label: _(label) for label in COUNTRY_TERMS["BE"]}
    assert all(here.values())
    assert _("Avocat, aide juridictionnelle") == _("Avocat, aide juridique")


def test_an_office_in_france_and_one_of_no_country_read_what_is_declared() -> None:
    assert _("Ordonnance de protection") == "Ordonnance de protection"
    assert _("Domiciliation") == "Domiciliation"
