"""What is sealed to a reserved case: encrypted with age, authenticated with a key that only those named can derive, and
padded, so that neither can a colleague write in their place nor do sizes tell.

age alone hides: anybody can encrypt to a public key. So the content begins with an HMAC-SHA256, under a key that HKDF
(RFC 5869) takes from the case's secret identity, over the place it belongs to and over all that follows it.
"""

from __future__ import annotations

import hmac
from typing import Final

_MAC: Final = 32
_LENGTH: Final = 8
_SMALLEST: Final = 256
_INFO: Final = b"CaseLink reserved case"


def wrap(identity: str, place: str, plain: bytes) -> bytes:
    """The content to encrypt: MAC, length of what is meant, that, zeros."""
    padded = len(plain).to_bytes(_LENGTH, "big") + plain
    padded += bytes(padded_size(len(padded)) - len(padded))
    return _mac(identity, place, padded) + padded


def unwrap(identity: str, place: str, content: bytes) -> bytes:
    """What was meant; raises ValueError where it was not written for that place by somebody with the case's identity.
    """
    mac, padded = content[:_MAC], content[_MAC:]
    if not hmac.compare_digest(mac, _mac(identity, place, padded)):
        raise ValueError("not written with the key of this case, or for another place")
    size = int.from_bytes(padded[:_LENGTH], "big")
    return padded[_LENGTH : _LENGTH + size]


def guard(identity: str, place: str, plain: bytes) -> bytes:
    """The MAC, and in the clear what it is over: for what hides nothing and must be vouched for."""
    return _mac(identity, place, plain) + plain


def guarded(identity: str, place: str, kept: bytes) -> bytes:
    """What `guard` kept; raises ValueError where it was not written for that place by somebody with the case's
    identity."""
    if not hmac.compare_digest(kept[:_MAC], _mac(identity, place, kept[_MAC:])):
        raise ValueError("not written with the key of this case, or for another place")
    return kept[_MAC:]


def unguarded(kept: bytes) -> bytes:
    """The same for who can't tell whether it is genuine."""
    return kept[_MAC:]


def padded_size(size: int) -> int:
    """How long something of that many bytes is kept: at most an eighth longer, and the same for many lengths (the
    Padmé function of Nikitin et al., *Reducing Metadata Leakage from Encrypted Files*, 2019)."""
    if size <= _SMALLEST:
        return _SMALLEST
    exponent = size.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (size + mask) & ~mask


def _mac(identity: str, place: str, padded: bytes) -> bytes:
    secret = hmac.digest(bytes(_MAC), identity.encode(), "sha256")
    key = hmac.digest(secret, _INFO + b"\x01", "sha256")
    return hmac.digest(key, place.encode() + b"\x00" + padded, "sha256")
