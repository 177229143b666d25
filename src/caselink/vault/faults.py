"""What SQLite says when disk or file fail, in our words."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Final

import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

from caselink.errors import VaultDamaged, VaultError, VaultInUse, VaultUnreachable
from caselink.i18n import _

_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26
_CODE_OF_TEXT: Final = {
    "disk I/O error": _IOERR,
    "database or disk is full": _FULL,
    "database disk image is malformed": _CORRUPT,
    "file is not a database": _NOTADB,
}


@contextlib.contextmanager
def translated(on_damage: Callable[[], None]) -> Iterator[None]:
    """Say a fault of the disk or the file in our words, and call `on_damage` for damage. Our own bugs pass through."""
    try:
        yield
    except sqlite.Error as fault:
        raise said(fault, on_damage) from None


def said(fault: sqlite.Error, on_damage: Callable[[], None]) -> Exception:
    """The error to raise for it; calls `on_damage` for damage."""
    if _code(fault) in (_CORRUPT, _NOTADB):
        on_damage()
    return vault_error(fault)


def damaged() -> VaultDamaged:
    """The sentence for a damaged database."""
    return VaultDamaged(_(
        "La base de données du coffre est endommagée : plus rien n’y est écrit. Gardez ce répertoire tel quel et "
        "restaurez une sauvegarde vérifiée dans un autre répertoire."
    ))


def unreachable() -> VaultUnreachable:
    """The sentence for a file that the disk does not give."""
    return VaultUnreachable(_("Ce coffre est inaccessible : son répertoire ne peut pas être lu. Vérifiez que le "
                              "disque est branché et que vous avez le droit de le lire."))


def keys_unsure() -> VaultError:
    """The sentence for a change of keys that was committed, where the disk then refused the rest."""
    return VaultError(_(
        "Les clés ont été changées, mais le disque ne répond plus : fermez le coffre, puis ouvrez-le de nouveau "
        "pour achever ce changement."
    ))


def _code(fault: Exception) -> int:
    """SQLite's primary result code; the backup call gives only its text."""
    return int(getattr(fault, "sqlite_errorcode", 0) or _CODE_OF_TEXT.get(str(fault), 0)) & 0xFF


def vault_error(fault: Exception) -> Exception:
    """Our error for SQLite's; its own text may hold a value and is not passed on. What is no fault of disk or file
    is our own bug, and comes back as it is."""
    code = _code(fault)
    if code in (_CORRUPT, _NOTADB):
        return damaged()
    if code in (_FULL, _IOERR):
        return VaultUnreachable(_(
            "Le disque est plein ou ne répond pas : cette modification n’a pas été enregistrée, "
            "tout ce qui précède est conservé. Libérez de la place, puis réessayez."
        ))
    if code in (_READONLY, _CANTOPEN):
        return VaultUnreachable(_("Le coffre est en lecture seule ou inaccessible : rien n’a été enregistré. "
                                  "Vérifiez que le disque est branché et que vous avez le droit d’y écrire."))
    if code in (_BUSY, _LOCKED):
        return VaultInUse(_("Ce coffre est déjà ouvert ailleurs. Fermez-le là-bas, puis réessayez."))
    return fault
