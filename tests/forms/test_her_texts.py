"""What stands on papers of hers: there in every language, whole, and told apart by who has read it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest

from caselink.forms.consent_form import CONSENT_TEXTS
from caselink.forms.danger.plan_items import PLAN_TEXTS
from caselink.forms.her_texts import Review, digest_of, told_of_text
from caselink.i18n import HER_LANGUAGES, LANGUAGES, RIGHT_TO_LEFT, language_name, paper_language, text_in

BEYOND = [code for code in HER_LANGUAGES if code not in LANGUAGES]
SCRIPTS = {
    "ru": "CYRILLIC", "uk": "CYRILLIC", "ar": "ARABIC", "ps": "ARABIC", "fa": "ARABIC",
}
"""The letters of each; Latin where it is not here."""


def test_the_languages_are_the_twelve_of_the_consent_forms() -> None:
    assert set(HER_LANGUAGES) == {"fr", "nl", "en", "es", "pt", "ro", "ar", "tr", "uk", "ru", "ps", "fa"}
    assert set(BEYOND) > RIGHT_TO_LEFT


@pytest.mark.parametrize("code", BEYOND)
@pytest.mark.parametrize("texts", [PLAN_TEXTS, CONSENT_TEXTS], ids=["plan", "consent"])
def test_every_sentence_is_there_in_its_own_letters_and_none_twice(code: str, texts: tuple[str, ...]) -> None:
    said = [text_in(code, text) for text in texts]
    assert len(set(said)) == len(said)
    for text, translated in zip(texts, said, strict=True):
        assert translated != text or text == "non", text
        letters = {unicodedata.name(each).split()[0] for each in translated if each.isalpha()}
        assert SCRIPTS.get(code, "LATIN") in letters, translated
        assert letters <= {SCRIPTS.get(code, "LATIN"), "LATIN"}
        assert re.findall(r"\d+", translated) == re.findall(r"\d+", text)


def test_a_dialect_and_dari_are_read_as_they_are_written_and_other_languages_have_no_text() -> None:
    assert {paper_language(code) for code in ("ary", "arq", "aeb", "arz", "ar")} == {"ar"}
    assert (paper_language("prs"), paper_language("fr"), paper_language("ti")) == ("fa", "fr", "")
    assert language_name("prs") == "dari"


def test_a_translation_is_a_draft_until_somebody_has_read_the_very_words_and_both_sides_are_told() -> None:
    draft = "Traduction provisoire : personne dont c’est la langue ne l’a encore relue."
    assert told_of_text("fr", PLAN_TEXTS) == ()
    hers, ours = told_of_text("es", PLAN_TEXTS)
    assert (ours.replace("\N{NO-BREAK SPACE}", " "), hers) == (draft, text_in("es", draft))
    read = Review("es", digest_of("es", PLAN_TEXTS), "una intérprete", date(2026, 11, 3))
    hers, ours = told_of_text("es", PLAN_TEXTS, (read,))
    assert "una intérprete" in hers and "03/11/2026" in ours and "Traduction relue" in ours
    for other in (Review("ro", read.digest, "x", read.on), Review("es", digest_of("es", PLAN_TEXTS[1:]), "x", read.on)):
        assert "provisional" in told_of_text("es", PLAN_TEXTS, (other,))[0]
