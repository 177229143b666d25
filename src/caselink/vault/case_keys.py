"""Sealing a case's own key to the workers who are named for it, with age as all keys here."""

from __future__ import annotations

from collections.abc import Iterable

import pyrage  # type: ignore[import-untyped]


def seal_for(identity: str, recipient: str) -> bytes:
    """The identity of a case (`AGE-SECRET-KEY-1…`), encrypted to the public key of one worker."""
    sealed: bytes = pyrage.encrypt(identity.encode(), [pyrage.x25519.Recipient.from_str(recipient)])
    return sealed


def open_case_key(sealed: bytes, identities: Iterable[str]) -> str | None:
    """The identity that `seal_for` sealed, opened by one of these; None where it is for none of them."""
    openers = [pyrage.x25519.Identity.from_str(identity) for identity in identities]
    try:
        opened: bytes = pyrage.decrypt(sealed, openers)
    except pyrage.DecryptError:
        return None
    return opened.decode("ascii", "replace")
