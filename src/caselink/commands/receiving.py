"""What comes back from partners."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from caselink.commands.outcome import Outcome
from caselink.commands.unlocking import opened
from caselink.domain.answers import Json
from caselink.i18n import _
from caselink.services.slips import accept, receive_file


def receive(options: Namespace) -> Outcome:
    """Show what an answer slip would change; with `--accept` take it over."""
    with opened(options) as office:
        found = receive_file(office, Path(options.file))
        if options.accept:
            accept(office, found)
    changes: list[Json] = [
        {"path": f"referrals.{each.need}.{found.recipient}", "here": each.here or None, "there": each.there}
        for each in found.changes
    ]
    document: dict[str, Json] = {
        "kind": "slip", "form": found.form, "from": found.recipient, "signature": "none", "changes": changes,
    }
    lines = [f"{found.reference}  {each.label} : {each.here or '–'} → {each.there}" for each in found.changes]
    done = _("Réponse reprise.") if options.accept else _("Rien n’est changé sans --accept.")
    return Outcome(document, (*lines, done))
