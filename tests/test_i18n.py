"""Which language is spoken, and what stands where a translation is missing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from caselink import i18n


@pytest.fixture(autouse=True)
def french_again() -> Iterator[None]:
    before = i18n.language()
    yield
    i18n.choose_language(before)


@pytest.mark.parametrize(
    ("set_to", "spoken"),
    [
        ({}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "nl_BE.UTF-8"}, "nl"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
        ({"LANG": "nl_BE.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "nl_BE.UTF-8", "LC_ALL": ""}, "nl"),
    ],
)
def test_the_language_of_the_system_is_spoken_and_french_where_it_says_none(
    set_to: dict[str, str], spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in set_to.items():
        monkeypatch.setenv(name, value)
    assert i18n.system_language() == spoken


def test_the_french_stands_where_a_translation_is_missing() -> None:
    i18n.choose_language("nl")
    assert i18n._("un texte que personne n’a traduit") == "un texte que personne n’a traduit"


def test_french_counts_nought_as_one_and_english_does_not() -> None:
    forms = ("{count} dossier", "{count} dossiers")
    i18n.choose_language("fr")
    assert i18n.ngettext(*forms, 0) == "{count} dossier"
    i18n.choose_language("en")
    assert i18n.ngettext(*forms, 0) == "{count} cases"


def test_french_signs_never_begin_a_line() -> None:
    i18n.choose_language("fr")
    assert i18n._("à faire : « rien » ?") == "à faire\u00a0: «\u00a0rien\u00a0»\u00a0?"


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="language"):
        i18n.choose_language("de")
