"""Attachments: files kept with a case."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from caselink.commands.outcome import Outcome
from caselink.commands.unlocking import opened
from caselink.forms.attachments import kind_label
from caselink.i18n import _
from caselink.services import attachments as files
from caselink.services.cases import find_case


def attach(options: Namespace) -> Outcome:
    """Keep a file with a case, byte for byte."""
    file = Path(options.file)
    checked = files.check_file(files.read_file(file), file.name)
    with opened(options) as office:
        made = files.attach(office, find_case(office, options.case).id, checked, options.kind, options.category)
    return Outcome({"id": made.id, "sha256": made.sha256}, (_("La pièce est jointe au dossier."), made.sha256))


def attachments(options: Namespace) -> Outcome:
    """The attachments of a case, in the order they were added."""
    with opened(options) as office:
        found = files.attachments(office, find_case(office, options.case).id)
    shown = tuple(f"{each.id}  {kind_label(each.kind)}  {each.name}  {each.sha256}" for each in found)
    return Outcome({"case": options.case, "attachments": [files.listed(each) for each in found]}, shown)


def extract(options: Namespace) -> Outcome:
    """Write an attachment as it was added."""
    with opened(options) as office:
        files.extract(office, find_case(office, options.case).id, options.attachment, Path(options.out))
    return Outcome(
        {"id": options.attachment, "path": options.out, "passphrase": None, "warnings": []},
        (_("La pièce est écrite telle qu’elle a été jointe ; le journal d’audit le dit."),),
    )
