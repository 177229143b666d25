"""Figures as a spreadsheet (XLSX) and as separated values (CSV). Text is text: no cell is ever a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

import xlsxwriter  # type: ignore[import-untyped]

from caselink.disclosure.outputs import Aggregate, OfficeFigures, require_seal
from caselink.documents.charts import cell_text
from caselink.documents.letterhead import Letterhead
from caselink.documents.statistics import INSIDE, TITLE
from caselink.figures.counting import Key
from caselink.figures.publishing import PublicTable
from caselink.figures.wording import Cell, WordedTable, method_words, of_public
from caselink.i18n import _

_NO_DAY: Final = datetime(2000, 1, 1)
_NO_NAME: Final = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME: Final = 31
"""Characters of the name of a sheet."""
_WIDE: Final = 34
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula when it reads separated values."""


def write_statistics_sheet(figures: Aggregate, letterhead: Letterhead, period: str) -> bytes:
    """What may leave, as a spreadsheet in memory: one sheet for each table."""
    require_seal(figures)
    return _workbook(map(of_public, figures.tables), letterhead, period, _(TITLE), ())


def write_office_figures_sheet(figures: OfficeFigures, letterhead: Letterhead, period: str) -> bytes:
    """Exact counts, for the office alone, as a spreadsheet in memory."""
    require_seal(figures)
    return _workbook(figures.tables, letterhead, period, _(INSIDE), figures.notes)


def write_statistics_values(figures: Aggregate, letterhead: Letterhead, period: str) -> bytes:
    """What may leave, as separated values in memory (UTF-8 with its mark, semicolons, as French and Belgian
    spreadsheets expect them)."""
    require_seal(figures)
    return _values(map(of_public, figures.tables), letterhead, period, ())


def write_office_figures_values(figures: OfficeFigures, letterhead: Letterhead, period: str) -> bytes:
    """Exact counts, for the office alone, as separated values in memory."""
    require_seal(figures)
    return _values(figures.tables, letterhead, period, figures.notes)


FilledLine = tuple[str, str, Key]
"""A line of a form: its words, the table that it takes its count from, and the row there (none for the total)."""


def write_funder_form(
    figures: Aggregate, letterhead: Letterhead, period: str, name: str, lines: Sequence[FilledLine]
) -> bytes:
    """A funder's form filled from what may leave, as a spreadsheet in memory."""
    require_seal(figures)
    return _workbook([_filled(figures, name, lines)], letterhead, period, _(TITLE), ())


def write_funder_form_values(
    figures: Aggregate, letterhead: Letterhead, period: str, name: str, lines: Sequence[FilledLine]
) -> bytes:
    """The same as separated values in memory."""
    require_seal(figures)
    return _values([_filled(figures, name, lines)], letterhead, period, ())


def _filled(figures: Aggregate, name: str, lines: Sequence[FilledLine]) -> WordedTable:
    tables = {table.id: table for table in figures.tables}
    rows = tuple((words, _count(tables.get(table), row)) for words, table, row in lines)
    methods = " ".join(dict.fromkeys(method_words(table.method) for table in figures.tables))
    return WordedTable("funder_form", name, methods, 1, (_("ligne"), _("nombre")), rows, (), 1)


def _count(table: PublicTable | None, row: Key) -> int | None:
    """The count of a line; None where it is hidden or did not leave."""
    return None if table is None else table.cells.get(tuple(row)) if row else table.total


def _workbook(
    tables: Iterable[WordedTable], letterhead: Letterhead, period: str, title: str, notes: Sequence[str]
) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }) as book:
        book.set_properties({"created": _NO_DAY})
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        taken: set[str] = set()
        for table in tables:
            sheet = book.add_worksheet(_sheet_name(table.title, taken))
            sheet.set_column(0, table.counts_at - 1, _WIDE)
            lines = [table.title, f"{title} · {period}", letterhead.office_name, *notes]
            for at, line in enumerate(line for line in lines if line):
                sheet.write_string(at, 0, line, bold if at == 0 else None)
            top = len([line for line in lines if line])
            sheet.merge_range(top, 0, top, 5, "", wrapped)
            sheet.write_string(top, 0, table.definition, wrapped)
            sheet.set_row(top, 75)
            _write_table(sheet, table, top + 2, bold)
    return made.getvalue()


def _write_table(sheet: object, table: WordedTable, top: int, bold: object) -> None:
    for column, head in enumerate(table.columns):
        sheet.write_string(top, column, head, bold)  # type: ignore[attr-defined]
    for down, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(top + down, column, cell)  # type: ignore[attr-defined]
            else:
                sheet.write_string(top + down, column, cell_text(cell))  # type: ignore[attr-defined]


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name that a spreadsheet takes, once for each."""
    plain = _NO_NAME.sub(" ", title).strip() or "1"
    name, number = plain[:_LONGEST_NAME], 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
    taken.add(name.casefold())
    return name


def _values(tables: Iterable[WordedTable], letterhead: Letterhead, period: str, notes: Sequence[str]) -> bytes:
    written = io.StringIO(newline="")
    rows = csv.writer(written, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    for line in (letterhead.office_name, period, *notes):
        if line:
            rows.writerow([_harmless(line)])
    for table in tables:
        rows.writerow([])
        rows.writerow([_harmless(table.title)])
        rows.writerow([_harmless(table.definition)])
        rows.writerow(map(_harmless, table.columns))
        for row in table.rows:
            rows.writerow(map(_harmless, row))
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def _harmless(cell: Cell) -> str:
    """The text, after an apostrophe where a spreadsheet would take it for a formula."""
    text = cell_text(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
