"""Lines: nothing typed is lost, nothing is wider than its column, faces are found."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from caselink.documents.fonts import face_for, faces, main_face
from caselink.documents.shaping import legible
from caselink.documents.typesetting import Line, Style, has_letters_for, set_line, set_text

_STYLE = Style(10, 15)
_BOLD = Style(10, 15, bold=True)
_COLUMN = 200.0
_SIGNS = "ab ’-/é\u0301 Жλ تة אबि्श(1) [x]中ក្រុ각𠮷😀"


def _stands_for(line: Line) -> str:
    return "".join(sorted("".join(glyph.text for run in line.runs for glyph in run.shaped.glyphs)))


@settings(max_examples=150)
@given(st.text(alphabet=_SIGNS, max_size=120))
def test_every_character_typed_stands_in_some_line(text: str) -> None:
    set_characters = "".join(_stands_for(line) for line in set_text(text, _STYLE, _COLUMN))
    assert sorted(set_characters.replace(" ", "")) == sorted(legible(text).replace(" ", ""))


@settings(max_examples=150)
@example("11111111111111111[𠮷ब[्𠮷")
@example("111[[[[😀𠮷각 ت𠮷")
@given(st.text(alphabet=_SIGNS, max_size=120))
def test_no_line_is_wider_than_its_column(text: str) -> None:
    assert all(line.width <= _COLUMN + 0.01 for line in set_text(text, _STYLE, _COLUMN))


def test_paragraphs_and_empty_lines_are_kept() -> None:
    assert [line.text for line in set_text("un\n\ndeux\r\ntrois", _STYLE, _COLUMN)] == ["un", "", "deux", "trois"]


def test_a_line_breaks_at_spaces_and_after_hyphens_but_not_at_unbreakable_spaces() -> None:
    narrow = Style(10, 15)
    assert [line.text for line in set_text("sous-préfecture", narrow, 50)] == ["sous-", "préfecture"]
    assert [line.text for line in set_text("Valable jusqu’au\u00a0: demain", narrow, 60)][1] == "jusqu’au\u00a0:"


def test_a_word_of_ten_thousand_letters_is_cut_between_letters() -> None:
    lines = set_text("x" * 10_000, _STYLE, _COLUMN)
    assert "".join(line.text for line in lines) == "x" * 10_000
    assert max(line.width for line in lines) <= _COLUMN


def test_a_line_is_in_one_piece_even_where_the_text_has_several() -> None:
    assert set_line("un\ndeux", _STYLE).text == "un deux"


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("Đỗ Ελένη Оксана", "NotoSans"),
        ("فاطمة", "NotoNaskhArabic"),
        ("प्रिया", "NotoSansDevanagari"),
        ("רחל", "NotoSansHebrew"),
        ("አማን", "NotoSansEthiopic"),
        ("Անի", "NotoSansArmenian"),
        ("ნინო", "NotoSansGeorgian"),
        ("রুমা", "NotoSansBengali"),
        ("மாலா", "NotoSansTamil"),
    ],
)
def test_each_script_is_set_in_its_own_face_and_bold_is_really_another(text: str, face: str) -> None:
    plain, bold = set_line(text, _STYLE), set_line(text, _BOLD)
    assert {run.shaped.face.name for run in plain.runs} == {f"{face}-Regular"}
    assert {run.shaped.face.name for run in bold.runs} == {f"{face}-Bold"}
    assert plain.width != bold.width


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("王淑贞 䶮", "DroidSansFallback"),
        ("さくら 山田花子 ヨーコ", "DroidSansFallback"),
        ("김민지", "NanumGothicCoding"),
        ("\u1100\u1175\u11b7\u1106\u1175\u11ab", "NanumGothicCoding"),
        ("สมหญิง น้ำฝน", "NotoSansThai"),
        ("ស្រីមុំ ចាន់ថា", "NotoSansKhmer"),
        ("ນາງ ຄຳແພງ", "NotoSansLao"),
        ("ဒေါ်အောင် ကြည်", "NotoSansMyanmar"),
        ("ਪਰਮਜੀਤ ਕੌਰ", "NotoSansGurmukhi"),
        ("ශ්‍රීමතී නිර්මලා", "NotoSansSinhala"),
        ("પ્રિયા", "NotoSansGujarati"),
        ("లక్ష్మి", "NotoSansTelugu"),
        ("ಲಕ್ಷ್ಮೀ", "NotoSansKannada"),
        ("ലക്ഷ്മി", "NotoSansMalayalam"),
        ("ଲକ୍ଷ୍ମୀ", "NotoSansOriya"),
        ("ⵜⴰⵏⵉⵔⵜ", "NotoSansTifinagh"),
        ("ߝߊ߫ߕߎ߬", "NotoSansNKo"),
        ("ܡܪܝܡ", "NotoSansSyriac"),
        ("𞤀𞤢𞤥𞤭𞤲𞤢", "NotoSansAdlam"),
        ("ފާޠިމަތު", "NotoSansThaana"),
        ("བསོད་ནམས", "NotoSerifTibetan"),
    ],
)
def test_each_script_met_less_often_is_set_in_its_own_face(text: str, face: str) -> None:
    for style in (_STYLE, _BOLD):
        assert {run.shaped.face.name for run in set_line(text, style).runs} == {f"{face}-Regular"}
    assert has_letters_for(text)


def test_no_face_is_variable() -> None:
    for weight in (False, True):
        assert not [face.name for face in faces(bold=weight) if "fvar" in face.face.table_tags]


def test_letters_and_their_accents_typed_apart_are_found_together() -> None:
    assert face_for("e\u0301", bold=False) is main_face(bold=False)
    assert len(set_line("x\u0323\u0308", _STYLE).runs) == 1


def test_what_no_face_has_is_shown_by_its_number_and_still_stands_for_itself() -> None:
    run = set_line("𠮷", _STYLE).runs[0]
    assert run.shaped.text == "𠮷"
    assert [glyph.text for glyph in run.shaped.glyphs] == ["𠮷", *[""] * (len("[U+20BB7]") - 1)]
    drawn = [glyph.index for glyph in run.shaped.glyphs]
    assert drawn == [main_face(bold=False).glyph(character) for character in "[U+20BB7]"]
    assert not has_letters_for("née 𠮷")


def test_signs_that_no_single_face_has_together_are_set_one_by_one() -> None:
    shown = set_line("1\u0301\u093f", _STYLE).runs
    assert [run.shaped.face.name for run in shown] == ["NotoSans-Regular", "NotoSansDevanagari-Regular"]


def test_arabic_letters_are_joined() -> None:
    face = face_for("ف", bold=False)
    assert face is not None
    joined = [glyph.index for glyph in set_line("فاطمة", _STYLE).runs[0].shaped.glyphs]
    assert joined != [face.glyph(character) for character in reversed("فاطمة")]
