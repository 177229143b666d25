"""What a data-protection officer asks for."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from caselink.commands.outcome import Outcome
from caselink.commands.texts import text_from
from caselink.commands.unlocking import opened
from caselink.domain.answers import Json
from caselink.i18n import _
from caselink.services.accounting import PaperMade, write_incident, write_processing_record
from caselink.services.given import object_of
from caselink.services.paper_files import expect_free_place


def processing_record(options: Namespace) -> Outcome:
    """Write the record of processing activities."""
    expect_free_place(Path(options.out))
    with opened(options) as office:
        return written(write_processing_record(office, Path(options.out)))


def incident(options: Namespace) -> Outcome:
    """Write the note of a document that went astray."""
    expect_free_place(Path(options.out))
    raw = object_of(text_from(options.file))
    with opened(options) as office:
        return written(write_incident(office, options.document, raw, Path(options.out)))


def written(made: PaperMade) -> Outcome:
    """What a command says of a page that it wrote."""
    secret = "" if not made.passphrase else _(
        "Phrase de passe, à donner de vive voix et gardée nulle part : {passphrase}"
    ).format(passphrase=made.passphrase)
    document: dict[str, Json] = {
        "id": None, "path": str(made.path), "passphrase": made.passphrase or None, "warnings": [],
    }
    return Outcome(document, (_("La page est écrite."), *([secret] if secret else [])), secret=secret)
