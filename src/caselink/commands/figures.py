"""Counts over a period: exact within the office, or as they may leave it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from caselink.commands.outcome import Outcome
from caselink.commands.unlocking import opened
from caselink.errors import UserError
from caselink.i18n import _
from caselink.services.figures.asking import FiguresAsked, question
from caselink.services.figures.publishing import (
    exact,
    expect_anything,
    inside_notes,
    publish,
    refusal_words,
    weigh,
    worded,
    write_exact,
)
from caselink.services.figures.tables import WordedTable, cell_text
from caselink.services.office import Office


def statistics(options: Namespace) -> Outcome:
    """Count; write to a file and remember it where that is asked."""
    asked = question(getattr(options, "from"), options.to, _names(options.by), _names(options.only))
    if options.perturb and not options.public:
        raise UserError(_("« --perturb » va avec « --public » : dans le service, les chiffres sont exacts."))
    out = None if options.out is None else Path(options.out)
    with opened(options) as office:
        return _public(office, asked, out, perturb=options.perturb) if options.public else _exact(office, asked, out)


def _public(office: Office, asked: FiguresAsked, out: Path | None, *, perturb: bool) -> Outcome:
    if out is None:
        found = weigh(office, asked, perturb=perturb)
        expect_anything(found)
    else:
        found = publish(office, asked, out, perturb=perturb)
    return _outcome(worded(found.aggregate.tables), refusal_words(found.refused))


def _exact(office: Office, asked: FiguresAsked, out: Path | None) -> Outcome:
    counted = exact(office, asked) if out is None else write_exact(office, asked, out)
    return _outcome(worded(counted), inside_notes(office))


def _outcome(tables: Sequence[WordedTable], problems: tuple[str, ...]) -> Outcome:
    lines: list[str] = []
    for table in tables:
        lines += ["", table.title, *("\t".join(map(cell_text, row)) for row in (table.columns, *table.rows))]
    document = {
        "tables": [
            {
                "id": table.id, "definition": table.definition, "version": table.version,
                "columns": [*table.columns], "rows": [[*row] for row in table.rows],
            }
            for table in tables
        ],
        "suppressed": sum(table.hidden for table in tables),
    }
    return Outcome(document, tuple(lines[1:]), problems)


def _names(said: str | None) -> tuple[str, ...]:
    return () if said is None else tuple(part.strip() for part in said.split(",") if part.strip())
