"""Answer slips that come back: read in a process apart, with limits, into plain values. Nothing in them is ever run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from caselink.errors import UserError, VaultError
from caselink.forms.slips import ANSWER, ANSWERS, FORM_ID, LONGEST, TEXTS
from caselink.i18n import _
from caselink.intake.files.apart import form_fields
from caselink.intake.files.recognising import StrangeFile

LARGEST: Final = 2_000_000
"""Bytes."""
_ID: Final = re.compile(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){2}")


@dataclass(frozen=True, slots=True)
class Slip:
    """What a partner answered. `answer` is a state of a referral, the others are texts as typed."""

    form_id: str
    answer: str
    why: str
    by: str
    on: str
    line: str


def read_slip(content: bytes) -> Slip:
    """Read a slip. Raises VaultError (unreadable) for what is no PDF, UserError for another document, one that brings
    something active, and an answer that is none.
    """
    if len(content) > LARGEST:
        raise UserError(_("Ce fichier est trop grand pour un talon de réponse : rien n’a été changé. Notez la "
                          "réponse vous-même, ou demandez un autre talon."))
    try:
        return _slip(form_fields(content))
    except StrangeFile as fault:
        raise _unread(fault.problem) from fault


def _unread(problem: str) -> UserError | VaultError:
    if problem == "locked":
        return UserError(_("Un talon de réponse n’est jamais chiffré : ce document en est un autre. Rien n’a été "
                           "changé. Notez la réponse vous-même, ou demandez un autre talon."))
    if problem == "active":
        return UserError(_("Ce document contient un script ou une action : il n’est pas lu. Rien n’a été changé. "
                           "Notez la réponse vous-même, ou demandez un autre talon."))
    return VaultError(_("Ce fichier ne se lit pas comme un talon de réponse : rien n’a été changé. Notez la réponse "
                        "vous-même, ou demandez un autre talon."))


def _slip(fields: Mapping[str, str]) -> Slip:
    if not {*fields} <= {FORM_ID, ANSWER, *TEXTS} or _ID.fullmatch(fields.get(FORM_ID, "")) is None:
        raise _another()
    answer = fields.get(ANSWER, "").strip()
    if answer not in ANSWERS:
        raise UserError(_("Ce talon ne dit pas si c’est accepté, refusé, en cours ou fait : rien n’a été changé. "
                          "Demandez à qui l’a envoyé."))
    texts = {name: " ".join(fields.get(name, "").split()) for name in TEXTS}
    if any(len(text) > LONGEST or not text.isprintable() for text in texts.values()):
        raise UserError(_("Un texte de ce talon est trop long ou a des signes invisibles : rien n’a été changé. "
                          "Notez la réponse vous-même, ou demandez un autre talon."))
    return Slip(fields[FORM_ID], answer, **texts)


def _another() -> UserError:
    return UserError(_("Ce document n’est pas un talon de réponse de CaseLink : rien n’a été changé. Notez la "
                       "réponse vous-même, ou demandez un autre talon."))
