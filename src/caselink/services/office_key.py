"""The office's own key, by which partners know its forms, and the keys of offices that it trusts.

Keys are exchanged once; that a file is the right one is heard by telephone: both read the fingerprint out.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from caselink.documents.signing import new_private_key, public_key, signature_file
from caselink.domain.answers import Json
from caselink.domain.office_keys import fingerprint, same_fingerprint
from caselink.errors import UserError
from caselink.forms.typed_text import LONGEST_LINE
from caselink.i18n import _
from caselink.intake.faults import Fault
from caselink.intake.json_text import read_json
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place, write_paper

_PRIVATE: Final = "office_key"
_TRUSTED: Final = "trusted_offices"
_KIND: Final = "caselink_office_key"
_LARGEST: Final = 10_000
_KEY: Final = 32


@dataclass(frozen=True, slots=True)
class TrustedOffice:
    """An office whose forms are known by its key: what it calls itself, who trusted it, when (a day, ISO)."""

    name: str
    fingerprint: str
    by: str
    on: str


def own_fingerprint(office: Office) -> str:
    """How this office's key is read out. Makes the key where there is none yet; raises as `own_public_key`."""
    return fingerprint(own_public_key(office))


def own_public_key(office: Office) -> bytes:
    """The public half of this office's key, which is made the first time. Raises UserError where it can't be made: the
    vault is only read."""
    return public_key(_private(office))


def signer(office: Office) -> Callable[[bytes], bytes]:
    """What signs in this office's name."""
    private = _private(office)
    return lambda data: signature_file(private, data)


def export_key(office: Office, out: Path) -> str:
    """Write the public half for a partner office, and give its fingerprint. Raises UserError where it can't be
    written."""
    expect_free_place(out)
    key = own_public_key(office)
    document: dict[str, Json] = {
        _KIND: 1, "office": office.name, "key": base64.b64encode(key).decode("ascii"), "fingerprint": fingerprint(key),
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    write_paper(text.encode("utf-8"), out, _("La clé n’a pas pu être écrite ici : choisissez un autre endroit."))
    return fingerprint(key)


def trust_key(office: Office, file: Path, heard: str | None = None) -> TrustedOffice:
    """Trust the office whose key stands in that file. With `heard`, the fingerprint as it was read out by telephone,
    only where it is that one.

    Raises UserError, and trusts nobody, for a file that holds no key, another fingerprint, or this office's own key.
    """
    name, key = _read(file)
    found = fingerprint(key)
    if heard is not None and not same_fingerprint(heard, found):
        raise UserError(_(
            "Cette empreinte n’est pas celle du fichier : rien n’a été enregistré. Rappelez la structure au numéro que "
            "vous connaissez."
        ))
    if key == own_public_key(office):
        raise UserError(_("C’est la clé de votre propre service : rien n’a été enregistré. Demandez la leur à "
                          "l’autre service."))
    made = TrustedOffice(name, found, office.user, office.today().isoformat())
    kept = _kept(office)
    kept[found] = {"name": made.name, "by": made.by, "on": made.on}
    with office.vault.change("office_trusted") as change:
        change.set_setting(_TRUSTED, kept)
    return made


def trusted_offices(office: Office) -> tuple[TrustedOffice, ...]:
    """Whom this office trusts, by name."""
    found = (
        TrustedOffice(str(each.get("name", "")), key, str(each.get("by", "")), str(each.get("on", "")))
        for key, each in _kept(office).items() if isinstance(each, dict)
    )
    return tuple(sorted(found, key=lambda each: each.name))


def _private(office: Office) -> bytes:
    kept = office.vault.setting(_PRIVATE)
    if isinstance(kept, str):
        return base64.b64decode(kept)
    if office.read_only:
        raise UserError(_("Ce coffre est seulement lu : il n’a pas encore de clé, et aucune n’a été faite. "
                          "Ouvrez-le là où il peut être écrit."))
    made = new_private_key()
    with office.vault.change("office_key_made") as change:
        change.set_setting(_PRIVATE, base64.b64encode(made).decode("ascii"))
    return made


def _kept(office: Office) -> dict[str, Json]:
    kept = office.vault.setting(_TRUSTED)
    return {**kept} if isinstance(kept, dict) else {}


def _read(file: Path) -> tuple[str, bytes]:
    problem = UserError(_("Ce fichier ne contient pas la clé d’un service : rien n’a été enregistré. Demandez-la à "
                          "ce service."))
    try:
        with file.open("rb") as opened:
            found = read_json(opened.read(_LARGEST))
    except OSError as fault:
        raise UserError(_("Ce fichier ne peut pas être lu : rien n’a été changé. Notez la réponse vous-même, ou "
                          "demandez un autre talon.")) from fault
    if isinstance(found, Fault) or not isinstance(found, dict) or found.get(_KIND) != 1:
        raise problem
    name, key = found.get("office"), found.get("key")
    if not isinstance(name, str) or not isinstance(key, str) or len(name) > LONGEST_LINE or not name.isprintable():
        raise problem
    try:
        public = base64.b64decode(key, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise problem from fault
    if len(public) != _KEY:
        raise problem
    return name.strip() or _("Service sans nom"), public
