"""What may be said by telephone, and that it was."""

from __future__ import annotations

from argparse import Namespace

from caselink.commands.outcome import Outcome
from caselink.commands.sharing import purpose_of, reason_of
from caselink.commands.texts import text_from
from caselink.commands.unlocking import opened
from caselink.i18n import _
from caselink.services.cases import find_case
from caselink.services.telephone import note_said_aloud, to_say_aloud


def by_phone(options: Namespace) -> Outcome:
    """Write down nothing but what may be said; with `--said` put it into the register. Ends as `liaison` does."""
    purpose, despite_near = purpose_of(options.purpose), reason_of(options)
    who = "" if options.who_file is None else text_from(options.who_file)
    with opened(options) as office:
        case_id = find_case(office, options.case).id
        page = to_say_aloud(office, case_id, options.to, purpose)
        warnings = (*page.shown.near, *page.shown.warnings)
        if not options.said:
            return Outcome({"id": None, "lines": [*page.lines], "warnings": [*warnings]}, page.lines, warnings)
        entry = note_said_aloud(
            office, case_id, options.to, purpose, who=who, despite_near=despite_near, closed_case=options.closed_case,
        )
    done = _("Inscrit au registre comme dit au téléphone, sous le numéro {id}.").format(id=entry.id)
    return Outcome({"id": entry.id, "lines": [*page.lines], "warnings": [*warnings]}, (*page.lines, done), warnings)
