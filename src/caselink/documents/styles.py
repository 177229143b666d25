"""The look of our documents: few sizes, few colours, all measured for contrast on white (docs/rules/guarding.md)."""

from __future__ import annotations

from typing import Final

from caselink.documents.typesetting import Style

INK: Final = "#1B2027"
QUIET: Final = "#5B6470"
ACCENT: Final = "#2F5D8A"
RED: Final = "#A3262A"
GREEN: Final = "#1F6B45"
WARNING: Final = "#8A5A00"
HAIRLINE: Final = "#D3DAE2"
BAND: Final = "#EEF3F8"
WARNING_GROUND: Final = "#FBF4E6"
DANGER_GROUND: Final = "#FBEDEC"
HER_GROUND: Final = "#F4F1F7"
HER_BAR: Final = "#6B4E8E"

TITLE: Final = Style(21, 28, bold=True, colour=ACCENT)
RECIPIENT: Final = Style(12.5, 18, bold=True, colour=INK)
PURPOSE: Final = Style(11, 16, colour=INK)
HEADING: Final = Style(12.5, 18, bold=True, colour=ACCENT)
ENTRY: Final = Style(10, 15, bold=True, colour=INK)
LABEL: Final = Style(9, 15, colour=QUIET)
VALUE: Final = Style(10, 15, colour=INK)
VALUE_BOLD: Final = Style(10, 15, bold=True, colour=INK)
SMALL_LABEL: Final = Style(8, 12, colour=QUIET)
ASKED: Final = Style(12.5, 17, bold=True, colour=INK)
PAPER_NAME: Final = Style(9, 13, bold=True, colour=ACCENT)
OFFICE: Final = Style(11, 15, bold=True, colour=INK)
BOX_TITLE: Final = Style(8.5, 13.5, bold=True, colour=WARNING)
DANGER_TITLE: Final = Style(8.5, 13.5, bold=True, colour=RED)
CALM_TITLE: Final = Style(8.5, 13.5, bold=True, colour=ACCENT)
BOX: Final = Style(9.5, 13.5, colour=INK)
BOX_BOLD: Final = Style(9.5, 13.5, bold=True, colour=INK)
BOX_NUMBER: Final = Style(12.5, 13.5, bold=True, colour=INK)
BOX_RED: Final = Style(9.5, 13.5, bold=True, colour=RED)
PART: Final = Style(11, 15, bold=True, colour=ACCENT)
FACT_LABEL: Final = Style(8.5, 12.5, colour=QUIET)
FACT: Final = Style(9.5, 12.5, colour=INK)
FACT_BOLD: Final = Style(9.5, 12.5, bold=True, colour=INK)
NOTE: Final = Style(8.5, 13, colour=QUIET)
WARNING_TITLE: Final = Style(10.5, 16, bold=True, colour=WARNING)
FOOT: Final = Style(7.5, 10, colour=QUIET)
FOOT_BOLD: Final = Style(7.5, 10, bold=True, colour=INK)
