"""Names in every script come out of the finished document as they were typed, with two readers."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselink.documents.liaison import write_liaison
from tests.documents.readers import both, pages_by_pypdf, plain
from tests.documents.samples import LETTERHEAD, disclosure_of

_NAMES = (
    "Élodie Œuvrard-Łukasz",
    "Nguyễn Thị Hường",
    "Оксана Шевченко-Їжак",
    "Ελένη Παπαδοπούλου",
    "فاطمة الزهراء",
    "مُحَمَّد بن علي",
    "پریسا گل‌محمدی",
    "प्रिया शर्मा",
    "रश्मि त्रिपाठी",
    "רחל כהן",
    "አማኑኤል ተስፋዬ",
    "Անի Պետրոսյան",
    "ნინო ბერიძე",
    "রুমা চক্রবর্তী",
    "மாலா கிருஷ்ணன்",
    "王芳 淑贞",
    "山田 花子",
    "さくら ヨーコ",
    "김민지",
    "สมหญิง น้ำฝน",
    "ស្រីមុំ ចាន់ថា",
    "ນາງ ຄຳແພງ",
    "ဒေါ်အောင် ကြည်",
    "ਪਰਮਜੀਤ ਕੌਰ",
    "ශ්‍රීමතී නිර්මලා",
    "ⵜⴰⵏⵉⵔⵜ",
    "ߝߊ߫ߕߎ߬",
    "ܡܪܝܡ",
    "e\u0301a\u0323\u0302 x\u0323\u0308",
)
_LINES = (
    "Nom : فاطمة الزهراء (née 1990) – dossier [A-12]",
    "Sa sœur رنا (12 ans) et son frère",
    "Sa fille (فاطمة) vient, « seule ».",
    "Paris, [שרה] puis \"محمد\"",
    "« كريم » بن علي",
    "Elle a dit (« السلام عليكم ») puis « non »",
    "السلام عليكم 123 ورحمة الله",
    "تحدثت مع أختها (مرحبا) أمس",
    "الهاتف: 06 12 34 56 78 مساء",
    "السلام Paris 123 (مرحبا)",
    "Voir प्रिया (née en 1951), [B-7]",
    "Mme 王芳 (Wang Fang), née le 12/3 [C-4]",
    "✕ à faire, ✓ fait, ◇ ne souhaite pas",
    "a <b> c & d < e </b> &amp; &#65;",
)


@pytest.mark.parametrize("text", [*_NAMES, *_LINES])
def test_what_was_typed_is_found_in_the_document_by_both_readers(text: str) -> None:
    pdf = write_liaison(disclosure_of({"person.goes_by": text}), LETTERHEAD)
    for found in both(pdf):
        assert plain(text) in found


@pytest.mark.parametrize("text", _NAMES)
def test_names_are_found_in_the_head_of_the_document_too(text: str) -> None:
    pdf = write_liaison(disclosure_of({"person.goes_by": "x"}), replace(LETTERHEAD, recipient_name=text))
    for found in both(pdf):
        assert plain(f"Pour : {text}") in found


_LATIN = st.text(alphabet="abcéèœñ", min_size=1, max_size=8)
_RIGHT = st.text(alphabet="ابتثجحخدرسشعفقكلمنهوي", min_size=2, max_size=7)
_NUMBER = st.integers(0, 9999).map(str)


@settings(max_examples=40, deadline=None)
@given(_LATIN, st.lists(_RIGHT, min_size=1, max_size=3).map(" ".join), _NUMBER, _LATIN)
def test_any_arabic_name_in_a_french_line_with_numbers_and_brackets(
    before: str, name: str, number: str, after: str
) -> None:
    line = f"{before} {name} (né en {number}), {after} [{number}]"
    for found in both(write_liaison(disclosure_of({"family.dependants": line}), LETTERHEAD)):
        assert line in found


_WORDS = st.sampled_from(("née", "A-12", "12", "06 12", "٤٥", "فاطمة", "لا", "مُحَمَّد", "כהן", "प्रिया", "शर्मा"))
_FRAMES = st.sampled_from(("{}", "({})", "[{}]", "« {} »", '"{}"', "{},", "{}.", "{} –"))
_PHRASE = st.lists(st.builds(lambda frame, word: frame.format(word), _FRAMES, _WORDS), min_size=1, max_size=6)


@settings(max_examples=30, deadline=None)
@given(st.lists(_PHRASE.map(" ".join), min_size=1, max_size=6))
def test_any_mixture_of_scripts_numbers_and_brackets_is_read_in_order_by_a_reader_that_goes_by_places(
    phrases: list[str],
) -> None:
    pdf = write_liaison(disclosure_of({"parental_authority.decisions": "\n".join(phrases)}), LETTERHEAD)
    found = both(pdf)[1]
    for phrase in phrases:
        assert phrase in found


_ANY = st.text(
    alphabet=st.characters(codec="utf-8") | st.sampled_from("فاط محم प्रियाλЖ()[] \n\u200f\u202e"),
    min_size=1,
    max_size=80,
)


@settings(max_examples=40, deadline=None)
@given(_ANY)
def test_no_letter_or_digit_that_was_typed_is_missing_from_the_document(text: str) -> None:
    read = "".join(pages_by_pypdf(write_liaison(disclosure_of({"family.dependants": text}), LETTERHEAD)))
    found = _letters(read[read.index(_HEADING) + len(_HEADING) : read.index("Cette fiche ne vaut")])
    besides = _letters(_LABEL)
    for letter, count in _letters(text).items():
        assert found.get(letter, 0) - besides.get(letter, 0) >= count


_HEADING, _LABEL = "Situation familiale", "Autres personnes à charge"
"""All that stands on the page between that heading and the last lines, besides the value."""


def _letters(text: str) -> dict[str, int]:
    kept = [character for character in text if unicodedata.category(character)[0] in "LN"]
    return {letter: kept.count(letter) for letter in set(kept)}
