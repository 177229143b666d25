"""What a form of another office carries: read in a process apart, with limits, into values that the form knows; and
whether its signature is good.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from caselink.domain.answers import Json, NoAnswer, Value
from caselink.domain.needs import NeedState
from caselink.errors import UserError, VaultError, WrongPassphrase
from caselink.forms.needs import NEEDS
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.typed_text import LONGEST_LINE
from caselink.forms.validation import Invalid, read_value
from caselink.i18n import _
from caselink.intake.faults import Fault
from caselink.intake.files import apart
from caselink.intake.files.recognising import StrangeFile
from caselink.intake.json_text import read_json

LARGEST: Final = 100_000_000
"""Bytes of a form, with the files in it."""
_MOST: Final = 2_000
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,2}")
_ID: Final = re.compile(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){2}")
_HEAD: Final = "caselink-ed25519"
_SCHEMA: Final = ("caselink-form", 1)
_SIGNATURE_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class CarriedAnswer:
    """An answer as it came. `path` has the number of an entry in place of its id: `children.1.first_name`."""

    path: str
    section: str
    entry: int | None
    field: str
    value: Value | NoAnswer


@dataclass(frozen=True, slots=True)
class Carried:
    """What came, before anything is changed. `key` is the public key that signed it, None where nothing did; `is_sound`
    whether the signature is of these data and these pages."""

    form: str
    office: str
    on: str
    answers: tuple[CarriedAnswer, ...]
    needs: tuple[tuple[str, NeedState], ...]
    key: bytes | None
    is_sound: bool


def read_carried(content: bytes, passphrase: str) -> Carried:
    """Read a form. Raises WrongPassphrase, VaultError (unreadable) for what is no PDF, UserError for a form that
    carries nothing, and for data that the form of today does not know.
    """
    if len(content) > LARGEST:
        raise UserError(_("Ce fichier est trop grand pour une fiche de liaison : rien n’a été changé. Demandez à "
                          "qui l’a envoyée."))
    try:
        found = apart.carried(content, passphrase)
    except StrangeFile as fault:
        if fault.problem == "locked":
            raise WrongPassphrase(_("Cette phrase de passe n’ouvre pas cette fiche : rien n’a été changé. Vérifiez "
                                    "la frappe et réessayez.")) from fault
        raise VaultError(_("Ce fichier ne se lit pas comme une fiche de liaison : rien n’a été changé. Demandez à "
                           "qui l’a envoyée.")) from fault
    data = base64.b64decode(found["caselink.json"])
    if not data:
        raise UserError(_("Cette fiche ne porte pas de données pour CaseLink : lisez-la. Rien n’a été changé."))
    document = read_json(data)
    if isinstance(document, Fault) or not isinstance(document, dict):
        raise _unknown()
    key, is_signed = read_signature(data, base64.b64decode(found["caselink.json.sig"]))
    return _carried(document, key, is_sound=is_signed and document.get("pages") == found["pages"] != "")


def read_signature(data: bytes, signature: bytes) -> tuple[bytes | None, bool]:
    """The key that a signature names, and whether it is of these data; no key where there is no signature."""
    if not signature:
        return None, False
    try:
        head, key, made = signature.decode("ascii").split("\n")[:_SIGNATURE_LINES]
        public = base64.b64decode(key, validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(base64.b64decode(made, validate=True), data)
    except (ValueError, binascii.Error, InvalidSignature):
        return b"", False
    return public, head == _HEAD


def _carried(document: Mapping[str, Json], key: bytes | None, *, is_sound: bool) -> Carried:
    form, office, on = (document.get(name) for name in ("form", "office", "on"))
    answers, needs = document.get("answers"), document.get("needs")
    if (document.get("schema"), document.get("version")) != _SCHEMA or not isinstance(answers, list):
        raise _unknown()
    if not isinstance(form, str) or _ID.fullmatch(form) is None or not isinstance(needs, list):
        raise _unknown()
    if not isinstance(office, str) or not isinstance(on, str) or len(answers) + len(needs) > _MOST:
        raise _unknown()
    if len(office) > LONGEST_LINE or not office.isprintable():
        raise _unknown()
    read = tuple(map(_answer, answers))
    if len({each.path for each in read}) != len(read):
        raise _unknown()
    return Carried(form, office, on, read, tuple(map(_need, needs)), key, is_sound)


def _answer(raw: Json) -> CarriedAnswer:
    if not isinstance(raw, dict) or {*raw} != {"path", "value"} or not isinstance(raw["path"], str):
        raise _unknown()
    path = raw["path"]
    place = PARTNER_FORM.place(path)
    number = path.split(".")[1] if place is not None and place.entry is not None else None
    if place is None or (number is not None and _NUMBER.fullmatch(number) is None):
        raise _unknown()
    try:
        value = read_value(place.field, raw["value"])
    except Invalid as fault:
        raise _unknown() from fault
    return CarriedAnswer(path, place.section.id, None if number is None else int(number), place.field.name, value)


def _need(raw: Json) -> tuple[str, NeedState]:
    if not isinstance(raw, dict) or not {*raw} <= {"item", "state", "due"} or raw.get("item") not in NEEDS:
        raise _unknown()
    try:
        return str(raw["item"]), NeedState(str(raw.get("state")))
    except ValueError as fault:
        raise _unknown() from fault


def _unknown() -> UserError:
    return UserError(_(
        "Cette fiche porte des données que CaseLink ne reconnaît pas : lisez-la. Rien n’a été changé."
    ))
