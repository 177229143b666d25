"""Who changed what in a case, when, and what was there before."""

from __future__ import annotations

from argparse import Namespace

from caselink.commands.outcome import Outcome
from caselink.commands.unlocking import opened
from caselink.domain.answers import Json
from caselink.i18n import _
from caselink.services.cases import find_case
from caselink.services.history import HistoryLine
from caselink.services.history import history as lines_of
from caselink.services.office import Office


def history(options: Namespace) -> Outcome:
    """Everything done to a case, newest first."""
    with opened(options) as office:
        lines = lines_of(office, find_case(office, options.case).id)
        readable = tuple(_readable(office, line) for line in lines)
    changes: list[Json] = [
        {
            "at": line.at, "by": line.by, "kind": line.kind, "path": line.place,
            "before": line.raw_before, "after": line.raw_after,
        }
        for line in lines
    ]
    return Outcome({"case": options.case, "changes": changes}, readable)


def _readable(office: Office, line: HistoryLine) -> str:
    moment = office.local(line.at).strftime("%Y-%m-%d %H:%M")
    undone = _("annulation · ") if line.kind == "undo" else ""
    values = [value.replace("\n", " ") or "–" for value in (line.before, line.after)]
    change = " → ".join(values) if line.place else line.after
    return f"{moment}  {office.known_as(line.by)}  {undone}{line.what}" + (f" : {change}" if change else "")
