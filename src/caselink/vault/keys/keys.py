"""Keys, all made and guarded by age (decision 4); nothing of our own.

A worker's key file holds an age identity under her passphrase; the recovery file another one under the printed code.
The data key of the database is encrypted to all of them. After a change of passphrase the key file holds the identities
of before too, on the lines below: what is still sealed to them, backups among it, can be opened (decision 18).
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import pyrage  # type: ignore[import-untyped]

from caselink.errors import VaultError, WrongPassphrase
from caselink.i18n import _
from caselink.vault.folder import damaged_key_file

KEPT_BEFORE: Final = 12
"""How many identities of before a key file holds: a change a week opens all backups of the eight weeks kept."""
_KEY: Final = re.compile(r"[0-9a-f]{64}")
_WRONG_PASSPHRASE: Final = "Decryption failed"  # noqa: S105 - what age says when a passphrase does not fit
_TOO_MUCH_WORK: Final = "Excessive work parameter"
_ASKED_AGAIN: Final = 20
"""age measures at each try how fast the computer is, and refuses what would take it far too long. One that is busy for
a moment measures wrongly."""


@dataclass(frozen=True, slots=True)
class DataKey:
    """What `data.key.age` holds: which generation, the 32 bytes that encrypt the database, and its file's name."""

    generation: int
    key: str = field(repr=False)
    """64 lower-case hexadecimal digits."""
    database: str

    @classmethod
    def make(cls, generation: int) -> DataKey:
        """A fresh key for that generation."""
        return cls(generation, secrets.token_hex(32), f"cases-{generation}.db")


@dataclass(frozen=True, slots=True)
class Slot:
    """A key file: its content, the identity it opens to, and the public key and digest that the database keeps of it.

    The identities of before, where it holds some, are not repeated here.
    """

    content: bytes = field(repr=False)
    identity: str = field(repr=False)
    recipient: str
    digest: str


def new_identity() -> str:
    """A fresh age identity (`AGE-SECRET-KEY-1…`)."""
    return str(pyrage.x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """The public key of an identity (`age1…`)."""
    return str(pyrage.x25519.Identity.from_str(identity).to_public())


def make_slot(passphrase: str, before: tuple[str, ...] = ()) -> Slot:
    """A new identity under that passphrase (age's scrypt: about 2 s and 512 MiB), with those of `before` below it, the
    latest first; the oldest go where they are more than KEPT_BEFORE."""
    identity = new_identity()
    recipient = recipient_of(identity)
    spelled = f"# public key: {recipient}\n{identity}\n"
    if before:
        spelled += "\n".join(("# before, the latest first", *before[:KEPT_BEFORE], ""))
    content: bytes = pyrage.passphrase.encrypt(spelled.encode(), _spelling(passphrase))
    return Slot(content, identity, recipient, digest(content))


def open_slot(content: bytes, passphrase: str) -> tuple[str, ...]:
    """The identities (`AGE-SECRET-KEY-1…`) in a key file, the one of today first.

    Raises WrongPassphrase, or VaultError where age finds the file damaged. Damage of the few bytes that the
    passphrase itself opens can't be told from a wrong passphrase; `check` of an open vault tells it.
    """
    try:
        spelled = _decrypted(content, _spelling(passphrase))
    except pyrage.DecryptError as fault:
        if str(fault) == _WRONG_PASSPHRASE:
            raise WrongPassphrase(_(
                "Cette phrase de passe n’ouvre pas ce coffre. Rien n’a été modifié ; vérifiez la frappe et réessayez."
            )) from None
        raise damaged_key_file() from None
    lines = spelled.decode("utf-8", "replace").splitlines()
    identities = tuple(line for line in lines if line.startswith("AGE-SECRET-KEY-1"))
    if not identities:
        raise damaged_key_file()
    return identities


def _decrypted(content: bytes, passphrase: str) -> bytes:
    """What a passphrase opens; raises DecryptError, or VaultError where age finds this computer too slow each time."""
    for _try in range(_ASKED_AGAIN):
        try:
            opened: bytes = pyrage.passphrase.decrypt(content, passphrase)
            return opened
        except pyrage.DecryptError as fault:
            if not str(fault).startswith(_TOO_MUCH_WORK):
                raise
    raise VaultError(_(
        "Cet ordinateur est trop lent ou trop occupé pour ouvrir cette clé maintenant : rien n’a été modifié. "
        "Fermez les autres programmes, puis réessayez."
    ))


def seal_data_key(data_key: DataKey, recipients: Iterable[str]) -> bytes:
    """The content of `data.key.age` for those public keys."""
    spelled = json.dumps({"generation": data_key.generation, "key": data_key.key, "database": data_key.database})
    public = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    content: bytes = pyrage.encrypt(spelled.encode(), public)
    return content


def open_data_key(content: bytes, *identities: str) -> DataKey:
    """The data key, opened by a worker's identities; raises VaultError where the file is damaged or not for her."""
    try:
        spelled: bytes = pyrage.decrypt(content, [pyrage.x25519.Identity.from_str(each) for each in identities])
        raw = json.loads(spelled)
        data_key = DataKey(raw["generation"], raw["key"], raw["database"])
    except (pyrage.DecryptError, pyrage.IdentityError, ValueError, KeyError, TypeError):
        raise VaultError(_(
            "La clé des données de ce coffre est endommagée ou n’est pas pour cette personne ; rien n’a été modifié. "
            "Restaurez une sauvegarde vérifiée."
        )) from None
    if not isinstance(data_key.generation, int) or data_key.database != f"cases-{data_key.generation}.db":
        raise damaged_key_file()
    return data_key


def is_raw_key(key: object) -> bool:
    """Whether SQLCipher takes it as the key itself. Anything else it would silently take for a passphrase."""
    return isinstance(key, str) and _KEY.fullmatch(key) is not None


def digest(content: bytes) -> str:
    """SHA-256 (hex)."""
    return hashlib.sha256(content).hexdigest()


def _spelling(passphrase: str) -> str:
    """The same letters whatever keyboard typed them: NFC, as the password file of the commands is read."""
    return unicodedata.normalize("NFC", passphrase)
