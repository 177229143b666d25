"""Answer slips that come back: read with limits into plain values. Nothing in them is ever run."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Final

import pikepdf

from caselink.errors import UserError, VaultError
from caselink.forms.slips import ANSWER, ANSWERS, FORM_ID, LONGEST, TEXTS
from caselink.i18n import _

LARGEST: Final = 2_000_000
"""Bytes."""
_ID: Final = re.compile(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){2}")
_ACTIVE: Final = ("/JS", "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/OpenAction", "/AA")
_MOST_FIELDS: Final = 20


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
        raise UserError(_("Ce fichier est trop grand pour un talon de réponse : rien n’a été changé."))
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            _expect_quiet(document)
            fields = _fields(document)
    except pikepdf.PasswordError as fault:
        raise UserError(_("Un talon de réponse n’est jamais chiffré : ce document en est un autre. Rien n’a été "
                          "changé.")) from fault
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RecursionError, AttributeError) as fault:
        raise VaultError(_("Ce fichier ne se lit pas comme un talon de réponse : rien n’a été changé.")) from fault
    return _slip(fields)


def _expect_quiet(document: pikepdf.Pdf) -> None:
    for found in document.objects:
        if isinstance(found, pikepdf.Dictionary | pikepdf.Stream) and any(key in found for key in _ACTIVE):
            raise UserError(_("Ce document contient un script ou une action : il n’est pas lu. Rien n’a été changé."))


def _fields(document: pikepdf.Pdf) -> dict[str, str]:
    form = document.Root.get("/AcroForm")
    listed = None if form is None else form.get("/Fields")
    if not isinstance(listed, pikepdf.Array) or len(listed) > _MOST_FIELDS:
        raise _another()
    found = {}
    for field in listed:
        value = field.get("/V")
        if isinstance(value, pikepdf.String | pikepdf.Name):
            found[str(field.get("/T", ""))] = str(value).removeprefix("/") if isinstance(value, pikepdf.Name) else str(
                value
            )
    return found


def _slip(fields: dict[str, str]) -> Slip:
    if not {*fields} <= {FORM_ID, ANSWER, *TEXTS} or _ID.fullmatch(fields.get(FORM_ID, "")) is None:
        raise _another()
    answer = fields.get(ANSWER, "").strip()
    if answer not in ANSWERS:
        raise UserError(_("Ce talon ne dit pas si c’est accepté, refusé, en cours ou fait : rien n’a été changé."))
    texts = {name: " ".join(fields.get(name, "").split()) for name in TEXTS}
    if any(len(text) > LONGEST or not text.isprintable() for text in texts.values()):
        raise UserError(_("Un texte de ce talon est trop long ou a des signes invisibles : rien n’a été changé."))
    return Slip(fields[FORM_ID], answer, **texts)


def _another() -> UserError:
    return UserError(_("Ce document n’est pas un talon de réponse de CaseLink : rien n’a été changé."))
