"""Signing what a paper carries with the office's own key (Ed25519): who it is from, and that nothing was changed."""

from __future__ import annotations

import base64
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

HEAD: Final = "caselink-ed25519"
"""The first line of a signature file."""


def new_private_key() -> bytes:
    """A new key of an office: 32 bytes that never leave its vault."""
    return Ed25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())


def public_key(private: bytes) -> bytes:
    """The public half: 32 bytes. Raises ValueError for what is no key."""
    key = Ed25519PrivateKey.from_private_bytes(private)
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def signature_file(private: bytes, data: bytes) -> bytes:
    """The signature of `data` as it lies beside it: three lines of ASCII, what it is, the public key and the signature,
    both in base 64."""
    key = Ed25519PrivateKey.from_private_bytes(private)
    lines = (HEAD, *(base64.b64encode(each).decode("ascii") for each in (public_key(private), key.sign(data))))
    return ("\n".join(lines) + "\n").encode("ascii")
