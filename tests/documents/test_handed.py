"""What she takes away, in her language: drawn whole, read from her side, a number never turned round."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from caselink.disclosure.gate import handed_to_her
from caselink.documents.handed import write_handed
from caselink.documents.typesetting import Style, has_letters_for, set_text
from caselink.forms.danger.plan_items import PLAN_TEXTS, PLAN_TITLE
from caselink.forms.her_texts import told_of_text
from caselink.i18n import HER_LANGUAGES, RIGHT_TO_LEFT, text_in
from caselink.services.danger.plan import number_line
from tests.documents.readers import both, plain
from tests.documents.samples import case_of

NUMBER = "0800 30 030"


def paper(language: str, *lines: str, beside: str = "", notes: tuple[str, ...] = ()) -> bytes:
    """Her plan, with these lines."""
    case = case_of({"contact.may_keep_paper": True})
    title = text_in(language, PLAN_TITLE)
    return write_handed(handed_to_her(case, title, ((title, lines),), language, beside=beside, notes=notes))


@pytest.mark.parametrize("language", HER_LANGUAGES)
def test_every_sentence_of_the_plan_is_drawn_without_a_box_and_read_back(language: str) -> None:
    said = [text_in(language, text) for text in PLAN_TEXTS]
    assert [text for text in said if not has_letters_for(text)] == []
    notes = told_of_text(language, PLAN_TEXTS)
    read = [plain(each) for each in both(paper(language, *said, notes=notes))]
    for text in (*said, *notes):
        assert all(plain(text) in each for each in read), text


@pytest.mark.parametrize("language", sorted(RIGHT_TO_LEFT))
def test_a_page_is_whole_from_right_to_left(language: str) -> None:
    word = text_in(language, "Urgence")
    edges = ink(paper(language, f"\u2066{NUMBER}\u2069  {word}", f"□  {word}", "116 006", "France Victimes"))
    *text, _rule, foot = edges
    assert len(text) == 6
    assert all(532 < right <= 540 and left > 300 for left, right in text)
    assert foot[0] < 60 and foot[1] < 120


@pytest.mark.parametrize("language", ["nl", "ps"])
def test_who_hears_the_page_is_told_its_language_and_its_title(language: str) -> None:
    with pikepdf.open(io.BytesIO(paper(language, "116 006"))) as document:
        assert str(document.Root.Lang) == language
        (first, *_rest) = document.Root.StructTreeRoot.K.K
        assert first.S == "/H1"


@pytest.mark.parametrize("language", HER_LANGUAGES)
def test_a_number_keeps_the_order_of_its_parts(language: str) -> None:
    style = Style(10, 15, leftward=language in RIGHT_TO_LEFT)
    for number in (NUMBER, "01 23 45 67 89 · 116 006"):
        (line,) = set_text(number_line(number, text_in(language, "Urgence"), language), style, 400)
        assert line.leftward is style.leftward
        runs = sorted(line.runs, key=lambda run: run.x)
        signs = "".join(glyph.text for run in runs for glyph in run.shaped.glyphs)
        assert number in "".join(sign for sign in signs if sign.isprintable())


def test_where_there_is_no_text_half_the_page_is_left_to_write_it_by_hand() -> None:
    long = "Apprendre aux enfants à sortir et à appeler, jamais à s’interposer"
    pdf = paper("fr", long, beside="tigrigna")
    read = both(pdf)
    assert all("Mon plan tigrigna Mon plan" in each and plain(long) in each for each in read)
    title, *text, rule, _foot_rule, _foot = ink(pdf)
    assert title[1] > 350
    assert all(right < 300 for _left, right in text) and len(text) == 3
    assert rule[1] > 530


def ink(pdf: bytes) -> list[tuple[int, int]]:
    """Where each line of the one page begins and ends, in points from its left edge, from the top."""
    (page,) = pypdfium2.PdfDocument(pdf)
    drawn = page.render(scale=1, grayscale=True)
    bands: list[list[int]] = []
    last = -9
    for row in range(drawn.height):
        line = bytes(drawn.buffer[row * drawn.stride : row * drawn.stride + drawn.width])
        dark = [place for place, grey in enumerate(line) if grey < 246]
        if dark and row - last > 3:  # dots stand apart from their letters
            bands.append([])
        if dark:
            bands[-1] += (dark[0], dark[-1])
            last = row
    return [(min(each), max(each)) for each in bands]
