"""How a paper names who made it: the worker's name, function and number, each asked once; and the office's own picture.

What stands here goes out on every paper, so that it is the worker's own choice which name it is.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from caselink.errors import UserError
from caselink.i18n import _
from caselink.intake.files import apart
from caselink.intake.files.recognising import StrangeFile
from caselink.services.office import Office
from caselink.vault.keys.renaming import WORKER_CARD

LONGEST: Final = 100
_LOGO: Final = "office_logo"


@dataclass(frozen=True, slots=True)
class WorkerCard:
    """What partners read of a worker; each is empty where it was not given."""

    name: str = ""
    role: str = ""
    phone: str = ""


def worker_card(office: Office) -> WorkerCard:
    """That of the worker at the desk."""
    kept = office.vault.setting(f"{WORKER_CARD}{office.user}")
    if not isinstance(kept, dict):
        return WorkerCard()
    return WorkerCard(*(str(kept.get(key, "")) for key in ("name", "role", "phone")))


def set_worker_card(office: Office, card: WorkerCard) -> None:
    """Keep it. Raises UserError for a value that is too long or has signs that nobody sees."""
    said = {"name": card.name.strip(), "role": card.role.strip(), "phone": card.phone.strip()}
    if any(len(value) > LONGEST or not value.isprintable() for value in said.values()):
        raise UserError(_("Nom, fonction et numéro comptent au plus {count} signes visibles : rien n’a été "
                          "enregistré.").format(count=LONGEST))
    with office.vault.change("worker_card") as change:
        change.set_setting(f"{WORKER_CARD}{office.user}", {**said})


def office_logo(office: Office) -> bytes:
    """The office's picture as PNG; empty where it has none."""
    kept = office.vault.setting(_LOGO)
    try:
        return base64.b64decode(kept, validate=True) if isinstance(kept, str) else b""
    except binascii.Error:
        return b""


def set_office_logo(office: Office, content: bytes) -> None:
    """Keep a picture for the head of papers, made anew without hidden data; empty takes it away.

    It is decoded apart. Raises UserError for what is no picture, and where this worker may not.
    """
    try:
        picture = base64.b64encode(apart.logo(content)).decode("ascii") if content else ""
    except StrangeFile as fault:
        raise UserError(_("Le logo est une image PNG ou JPEG de 5 Mo au plus : rien n’a été enregistré.")) from fault
    with office.vault.change("office_details") as change:
        change.set_setting(_LOGO, picture)


def _read(file: Path) -> bytes:
    """As much of it as a logo may be, and a byte."""
    with file.open("rb") as stream:
        return stream.read(apart.LARGEST_LOGO + 1)


def set_logo_from(office: Office, file: Path | None) -> None:
    """The same with the picture in a file; None takes it away. Raises UserError also where it can't be read."""
    try:
        content = b"" if file is None else _read(file)
    except OSError as fault:
        raise UserError(
            _("Cette image ne peut pas être lue : rien n’a été enregistré. Choisissez-en une autre.")
        ) from fault
    if file is not None and not content:
        raise UserError(_("Cette image est vide : rien n’a été enregistré. Choisissez-en une autre."))
    set_office_logo(office, content)
