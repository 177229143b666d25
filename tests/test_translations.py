"""The texts a person sees are all taken from the source, all there in English, and keep their placeholders."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

import translations
from caselink.i18n import HER_LANGUAGES, LANGUAGES


def catalogue(language: str, *entries: tuple[str | tuple[str, str], str | tuple[str, str]]) -> Catalog:
    made = Catalog(locale=language, charset="utf-8", fuzzy=False)
    for text, translation in entries:
        made.add(text, translation)
    return made


@pytest.mark.parametrize("language", ["en", "fr", "nl"])
def test_the_catalogue_is_what_it_should_be(language: str) -> None:
    file = translations.CATALOGUES / f"{language}.po"
    assert [*translations.faults(language, translations.catalogue_of(file), translations.texts_of())] == []


@pytest.mark.parametrize("file", sorted(translations.HERS.glob("*.po")), ids=lambda file: file.stem)
def test_what_stands_on_papers_of_hers_is_there_in_every_language(file: Path) -> None:
    wanted = translations.wanted_in(file)
    assert [*translations.faults(file.stem, translations.catalogue_of(file), wanted)] == []
    missing = translations.catalogue_of(file)
    missing.delete("Mon plan")
    assert len([*translations.faults(file.stem, missing, wanted)]) == 1


def test_the_languages_of_her_papers_are_those_of_the_interface_and_their_catalogues() -> None:
    assert {*HER_LANGUAGES} == {*LANGUAGES} | translations.her_languages()


def test_texts_are_found_whichever_way_they_are_marked(tmp_path: Path) -> None:
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "a.py").write_text(
        '_("un")\nx = N_("deux " "trois")\ny = H_("cinq")\nngettext("{n} jour", "{n} jours", n)\n'
    )
    assert {message.id for message in translations.texts_of(tmp_path) if message.id} == {
        "un",
        "deux trois",
        "cinq",
        ("{n} jour", "{n} jours"),
    }


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_text_without_english_or_dutch_is_reported(language: str) -> None:
    texts = catalogue("fr", ("Nouveau dossier", ""))
    assert len([*translations.faults(language, catalogue(language, ("Nouveau dossier", "")), texts)]) == 1
    assert len([*translations.faults(language, catalogue(language), texts)]) == 1


def test_a_translation_of_a_text_that_is_gone_is_reported() -> None:
    assert len([*translations.faults("nl", catalogue("nl", ("Ancien", "Oud")), catalogue("fr"))]) == 1


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("{count} dossiers", "{number} cases"),
        ("{count} dossiers", "cases"),
        ("Dossiers", "{count} cases"),
        ("{count} dossiers", "{count cases"),
        (("{n} jour", "{n} jours"), ("one day", "{n} days")),
    ],
)
def test_other_placeholders_than_the_source_are_reported(
    text: str | tuple[str, str], translation: str | tuple[str, str]
) -> None:
    assert len([*translations.faults("en", catalogue("en", (text, translation)), catalogue("fr", (text, "")))]) == 1


def test_one_day_may_be_said_without_its_number_where_the_source_does() -> None:
    day = ("un jour", "{n} jours")
    english = catalogue("en", (day, ("one day", "{n} days")))
    assert [*translations.faults("en", english, catalogue("fr", (day, "")))] == []
