"""Counts over a period: exact within the office, or as they may leave it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from caselink.commands.outcome import Outcome
from caselink.commands.texts import json_from, text_from
from caselink.commands.unlocking import opened
from caselink.errors import UserError
from caselink.i18n import _
from caselink.services.figures import annual, funder
from caselink.services.figures import publishing as written
from caselink.services.figures import survey as thoughts
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
        raise UserError(_("« --perturb » va avec « --public » : dans le service, les chiffres sont exacts. Rien n’a "
                          "été compté."))
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


def publications(options: Namespace) -> Outcome:
    """All that was written out as figures, the newest first."""
    with opened(options) as office:
        found = written.publications(office)
    listed = [
        {
            "id": each.id, "from": each.period.start.isoformat(), "to": each.period.end.isoformat(), "by": [*each.by],
            "kind": each.kind, "what": each.what, "method": None if each.method is None else each.method.value,
            "who": each.who, "on": each.at.date().isoformat(), "tables": [table.id for table in each.tables],
        }
        for each in found
    ]
    lines = (f"{each.at:%Y-%m-%d}  {written.period_words(each.period)}  {each.kind}  {each.what}" for each in found)
    return Outcome({"publications": listed}, tuple(lines))


def annual_report(options: Namespace) -> Outcome:
    """Who sees to the annual report; name somebody where that is asked."""
    if (options.owner is None) is not (options.due is None):
        raise UserError(_("« --owner » va avec « --due » : rien n’a été modifié."))
    with opened(options) as office:
        if options.owner is not None:
            month, _dash, day = options.due.partition("-")
            numbers = [int(part) if part.isascii() and part.isdigit() else 0 for part in (month, day)]
            annual.set_annual_report(office, options.owner, numbers[0], numbers[1])
        held, years = annual.annual_report(office), annual.reports(office)
    due = f"{held.month:02d}-{held.day:02d}" if held.owner else None
    listed = [{"year": each.period.start.year, "on": each.at.date().isoformat(), "who": each.who} for each in years]
    lines = (f"{held.owner or '-'}  {due or '-'}", *(f"{each['year']}  {each['on']}  {each['who']}" for each in listed))
    return Outcome({"owner": held.owner or None, "due": due, "years": listed}, lines)


def funder_form(options: Namespace) -> Outcome:
    """List the forms that are kept, keep one, or fill one."""
    start, out = getattr(options, "from"), options.out
    text = None if options.keep is None else text_from(options.keep)
    if (text is not None or out is not None) and options.name is None:
        raise UserError(_("Nommez le formulaire : rien n’a été écrit."))
    if out is not None and (start is None or options.to is None):
        raise UserError(_("« --out » va avec « --from » et « --to » : rien n’a été écrit."))
    with opened(options) as office:
        if text is not None:
            funder.keep_form(office, options.name, text)
        if out is not None:
            funder.fill_form(office, options.name, question(start, options.to), Path(out), perturb=options.perturb)
        forms = funder.funder_forms(office)
    listed = [
        {"name": form.name, "lines": [{"words": line.words, "place": "/".join((line.table, *line.row))}
                                      for line in form.lines]}
        for form in forms if options.name in (None, form.name)
    ]
    document: dict[str, object] = {"forms": listed}
    if out is not None:
        document |= {"id": None, "path": out, "passphrase": None, "warnings": []}
    return Outcome(document, tuple(line.written for form in forms for line in form.lines if options.name == form.name)
                   or tuple(form.name for form in forms))


def survey(options: Namespace) -> Outcome:
    """What people thought of the help, by quarter; add sheets, or write the sheet to be printed."""
    raw = None if options.count is None else json_from(options.count)
    if raw is not None and not all(isinstance(value, int) and not isinstance(value, bool) for value in raw.values()):
        raise UserError(_("Les feuilles se comptent en nombres entiers : rien n’a été compté. Corrigez, puis "
                          "réessayez."))
    with opened(options) as office:
        if raw is not None:
            counts = {name: int(str(value)) for name, value in raw.items()}
            thoughts.count_sheets(office, counts.pop("sheets", 0), counts)
        if options.sheet is not None:
            thoughts.write_sheet(office, Path(options.sheet), options.language or "")
        found = thoughts.surveys(office)
    listed = [{"quarter": each.quarter, "sheets": each.sheets, "counts": dict(each.counts)} for each in found]
    document: dict[str, object] = {"quarters": listed}
    if options.sheet is not None:
        document |= {"id": None, "path": options.sheet, "passphrase": None, "warnings": []}
    return Outcome(document, tuple(f"{each.quarter}  {each.sheets}" for each in found))


def _names(said: str | None) -> tuple[str, ...]:
    return () if said is None else tuple(part.strip() for part in said.split(",") if part.strip())
