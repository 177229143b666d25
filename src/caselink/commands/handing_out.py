"""What is printed to be handed out or filled in by hand: nothing of a case."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from caselink.commands.outcome import Outcome
from caselink.commands.unlocking import opened
from caselink.i18n import _, ngettext
from caselink.services.blank_form import write_blank_form
from caselink.services.booklet import write_booklet
from caselink.services.cases import find_case
from caselink.services.paper_files import expect_free_place


def booklet(options: Namespace) -> Outcome:
    """Write the booklet of the directory, to be printed and folded."""
    out = Path(options.out)
    expect_free_place(out)
    with opened(options) as office:
        case_id = None if options.case is None else find_case(office, options.case).id
        count = write_booklet(
            office, out, case_id=case_id, tag=options.language or "", size=options.size,
            large=options.large, discreet=options.discreet,
        )
    said = ngettext("{count} structure dans le livret.", "{count} structures dans le livret.", count)
    return Outcome(
        {"id": None, "path": str(out), "passphrase": None, "warnings": []}, (said.format(count=count),)
    )


def blank_form(options: Namespace) -> Outcome:
    """Write the empty partner form."""
    out = Path(options.out)
    write_blank_form(out, options.language or "")
    return Outcome(
        {"id": None, "path": str(out), "passphrase": None, "warnings": []}, (_("La fiche vierge est écrite."),)
    )
