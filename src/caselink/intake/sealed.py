"""Documents that come in under a passphrase (age)."""

from __future__ import annotations

from typing import Final

import pyrage  # type: ignore[import-untyped]

from caselink.errors import UserError, WrongPassphrase
from caselink.i18n import _

_BEGINS: Final = b"age-encryption.org/"


def unsealed(data: bytes, passphrase: str | None) -> bytes:
    """The document inside; one that is not sealed as it is.

    Raises UserError where it is sealed and no passphrase is given, WrongPassphrase for another one and for a file that
    is not whole.
    """
    if not data.startswith(_BEGINS):
        return data
    if passphrase is None:
        raise UserError(_("Ce document est scellé : donnez sa phrase de passe avec « --passphrase-file ». Rien n’a "
                          "été importé."))
    try:
        opened: bytes = pyrage.passphrase.decrypt(data, passphrase)
    except pyrage.DecryptError as fault:
        if "work" in str(fault):
            raise UserError(_(
                "Cet ordinateur est trop lent ou trop occupé pour ouvrir ce document maintenant : réessayez. Rien "
                "n’a été importé."
            )) from fault
        sentence = _("Cette phrase de passe n’ouvre pas ce document, ou il est endommagé : rien n’a été importé.")
        raise WrongPassphrase(sentence) from fault
    return opened
