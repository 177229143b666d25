"""What a command is given to read: days, and texts in a file, never as an argument that the list of processes shows."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from caselink.domain.answers import Json
from caselink.errors import UserError
from caselink.forms.validation import read_day
from caselink.i18n import _
from caselink.services.given import object_of

_LARGEST: Final = 1_000_000


def text_from(file: str) -> str:
    """The text of that file, or of standard input for `-`. Raises UserError where it can't be read or is not UTF-8."""
    try:
        if file == "-":
            content = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            with Path(file).open("rb") as stream:
                content = stream.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise UserError(_("Ce fichier est trop grand pour un texte : rien n’a été fait. Rien n’a été ouvert ni "
                              "modifié. Choisissez un autre fichier."))
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UserError(_("Ce texte n’est pas en UTF-8 : rien n’a été fait. Rien n’a été ouvert ni modifié. "
                          "Choisissez un autre fichier.")) from fault
    except OSError as fault:
        raise UserError(_("Le fichier du texte ne peut pas être lu : vérifiez son nom et les droits. Rien n’a été "
                          "fait.")) from fault


def json_from(file: str) -> Mapping[str, Json]:
    """The JSON object in that file, or on standard input for `-`; raises UserError for anything else."""
    return object_of(text_from(file))


def day_of(word: str | None, option: str) -> date | None:
    """The day that an option gives; None where it is left out. Raises UserError for one that is none."""
    day = read_day(word) if word is not None and word.isascii() else None
    if word is not None and day is None:
        sentence = _("« {option} » n’est pas une date : écrivez année-mois-jour, comme 2026-11-03. Rien n’a été fait.")
        raise UserError(sentence.format(option=option))
    return day
