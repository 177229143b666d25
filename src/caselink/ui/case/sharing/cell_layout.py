"""Where the words of one cell of the preview stand: measured and painted from the same list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from caselink.i18n import _
from caselink.ui.case.sharing.rows import ComparedRow
from caselink.ui.look.palettes import space

_SIGN: Final = space(6)
_ABOVE: Final = space(1)
_TITLE_ABOVE: Final = space(4)


@dataclass(frozen=True, slots=True)
class Words:
    """Some words in their place, their font and the palette role of their colour."""

    rect: QRect
    text: str
    font: QFont
    role: str
    flags: int


@dataclass(frozen=True, slots=True)
class CellFonts:
    """The three fonts of a cell, made from the view's own."""

    normal: QFont
    bold: QFont
    small: QFont

    @classmethod
    def of(cls, font: QFont) -> CellFonts:
        """Bold for labels, a little smaller for grounds and categories."""
        bold, small = QFont(font), QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        small.setPointSizeF(max(8.0, font.pointSizeF() * 0.9))
        return cls(font, bold, small)


def title_words(title: str, fonts: CellFonts, width: int) -> list[Words]:
    """The title of a group."""
    height = QFontMetrics(fonts.normal).height()
    rect = QRect(0, _TITLE_ABOVE, width, height + space(1))
    return [Words(rect, title, fonts.normal, "quiet", int(Qt.AlignmentFlag.AlignLeft))]


def shared_words(row: ComparedRow, fonts: CellFonts, width: int) -> list[Words]:
    """What the recipient gets of a field: label and ground, the values, and what must be read again."""
    if not row.shared:
        return []
    beneath = [
        part for line in row.shared
        for part in ((line.value_text, "text"), (_("à relire : texte libre") if line.free_text else "", "warning"))
    ]
    return list(_laid_out("✓", "done", row.label, row.shared[0].basis_text, beneath, fonts, width))


def withheld_words(row: ComparedRow, fonts: CellFonts, width: int) -> list[Words]:
    """What it does not get of a field, and why."""
    if not row.withheld:
        return []
    reasons = dict.fromkeys(line.reason_text for line in row.withheld)
    beneath = [(reason, "quiet") for reason in reasons]
    return list(_laid_out("⊘", "quiet", row.label, row.withheld[0].category_label, beneath, fonts, width))


def height_of(words: list[Words]) -> int:
    """Pixels that a cell takes."""
    return max((each.rect.bottom() + 1 for each in words), default=0) + _ABOVE


def _laid_out(
    sign: str, sign_role: str, label: str, beside: str, beneath: list[tuple[str, str]], fonts: CellFonts, width: int
) -> Iterator[Words]:
    left = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
    top = _ABOVE
    yield Words(QRect(0, top, _SIGN, QFontMetrics(fonts.bold).height()), sign, fonts.bold, sign_role, left)
    beside_width = QFontMetrics(fonts.small).horizontalAdvance(beside) + 1
    label_width = max(space(20), width - _SIGN - beside_width - space(3))
    label_rect = QRect(_SIGN, top, label_width, _height(fonts.bold, label, label_width))
    yield Words(label_rect, label, fonts.bold, "text", left)
    right = int(Qt.AlignmentFlag.AlignRight)
    beside_rect = QRect(width - beside_width, top, beside_width, QFontMetrics(fonts.normal).height())
    yield Words(beside_rect, beside, fonts.small, "quiet", right)
    top = label_rect.bottom() + 1
    for text, role in beneath:
        if text:
            rect = QRect(_SIGN, top, width - _SIGN, _height(fonts.normal, text, width - _SIGN))
            yield Words(rect, text, fonts.normal, role, left)
            top = rect.bottom() + 1


def _height(font: QFont, text: str, width: int) -> int:
    flags = int(Qt.TextFlag.TextWordWrap)
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(1, width), 100_000), flags, text).height()
