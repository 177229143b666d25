"""What comes back from partners."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from caselink.commands.outcome import Outcome
from caselink.commands.unlocking import opened, passphrase_of
from caselink.domain.answers import Json
from caselink.i18n import _
from caselink.services.meetings.returning import (
    ReturnedPack,
    accept_pack,
    is_pack,
    open_pack,
    read_file,
    receive_pack,
)
from caselink.services.slips import Received, accept, receive_file


def receive(options: Namespace) -> Outcome:
    """Show what an answer slip or a pack that came back would change; with `--accept` take it over."""
    file = Path(options.file)
    content = read_file(file)
    sealed = options.passphrase_file is not None
    passphrase = passphrase_of(options.passphrase_file) if sealed else ""
    with opened(options) as office:
        if sealed or is_pack(content):
            returned = receive_pack(office, open_pack(content, passphrase))
            if options.accept:
                accept_pack(office, returned)
            return _of_pack(returned, taken=options.accept)
        found = receive_file(office, file)
        if options.accept:
            accept(office, found)
    return _of_slip(found, taken=options.accept)


def _of_slip(found: Received, *, taken: bool) -> Outcome:
    changes: list[Json] = [
        {"path": f"referrals.{each.need}.{found.recipient}", "here": each.here or None, "there": each.there}
        for each in found.changes
    ]
    document: dict[str, Json] = {
        "kind": "slip", "form": found.form, "from": found.recipient, "signature": "none", "changes": changes,
    }
    lines = [f"{found.reference}  {each.label} : {each.here or '–'} → {each.there}" for each in found.changes]
    return Outcome(document, (*lines, _done(taken=taken)))


def _of_pack(found: ReturnedPack, *, taken: bool) -> Outcome:
    changes: list[Json] = []
    for each in found.changes:
        for name, here, there in zip(("state", "why"), each.here, each.there, strict=True):
            if here != there:
                changes.append({"path": f"actions.{each.id}.{name}", "here": here or None, "there": there or None})
    document: dict[str, Json] = {
        "kind": "pack", "form": found.pack.id, "from": found.partner, "signature": "none", "changes": changes,
    }
    lines = [f"{each.case}  {each.what} : {each.here[0]} → {each.there[0]}" for each in found.changes]
    return Outcome(document, (*lines, _done(taken=taken)))


def _done(*, taken: bool) -> str:
    return _("Réponse reprise.") if taken else _("Rien n’est changé sans --accept.")
