"""What a command is given in a file: one JSON object, read with the limits of an import document."""

from __future__ import annotations

from collections.abc import Mapping

from caselink.domain.answers import Json
from caselink.errors import UserError
from caselink.i18n import _
from caselink.intake.faults import Fault
from caselink.intake.json_text import read_json


def object_of(text: str) -> Mapping[str, Json]:
    """The object that the text spells; raises UserError, with nothing kept, for anything else."""
    read = read_json(text.encode())
    if isinstance(read, Fault):
        raise UserError(_("{sentence} Rien n’a été enregistré.").format(sentence=read))
    if not isinstance(read, dict):
        raise UserError(_("Un objet est attendu, entre accolades. Rien n’a été enregistré."))
    return read
