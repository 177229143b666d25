"""Passphrases that cost milliseconds: age files with a small work factor, written as age's specification tells.

age takes a second or two for each passphrase on purpose, and chooses how many rounds that is itself. In the processes
of the tests what age would write with that many rounds is written with few of them, by this second implementation of
its format (https://age-encryption.org/v1); reading is left to age. That the program itself pays the whole price is
looked at by test_cli_demo.py.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyrage  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

QUICK: Final = 8
"""Two to this power is the work factor."""
_VERSION: Final = b"age-encryption.org/v1"
_CHUNK: Final = 65_536
_DOES_NOT_FIT: Final = "Decryption failed"
ROOT: Final = Path(__file__).parents[1]
PROGRAM: Final = (
    sys.executable, "-c",
    f"import sys; sys.path.append({str(ROOT)!r}); from tests import quick_age; quick_age.install(); "
    "from caselink.cli import main; sys.exit(main())",
)
"""What runs the program as a process of its own where its passphrases cost little too; its words follow."""


def install() -> None:
    """From now on this process writes what a passphrase opens with the small factor."""
    pyrage.passphrase.encrypt = encrypt


@contextmanager
def remembering() -> Iterator[None]:
    """What a passphrase made of a key file once, it makes of it again: age is asked for each pair of the two only once.
    For trials that try the same ones in many states of a vault."""
    asked, known = pyrage.passphrase.decrypt, dict[tuple[bytes, str], bytes | None]()

    def decrypt(content: bytes, passphrase: str) -> bytes:
        if (content, passphrase) not in known:
            try:
                known[content, passphrase] = asked(content, passphrase)
            except pyrage.DecryptError as fault:
                if str(fault) != _DOES_NOT_FIT:
                    raise
                known[content, passphrase] = None
        opened = known[content, passphrase]
        if opened is None:
            raise pyrage.DecryptError(_DOES_NOT_FIT)
        return opened

    pyrage.passphrase.decrypt = decrypt
    try:
        yield
    finally:
        pyrage.passphrase.decrypt = asked


def work_factor(content: bytes) -> int:
    """The work factor of a file under a passphrase, as a power of two."""
    found = re.match(rb"age-encryption\.org/v1\n-> scrypt \S{22} (\d+)\n", content)
    assert found is not None
    return int(found.group(1))


def encrypt(content: bytes, passphrase: str) -> bytes:
    """An age file with that content which the passphrase opens."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapping = hashlib.scrypt(
        passphrase.encode(), salt=_VERSION + b"/scrypt" + salt, n=1 << QUICK, r=8, p=1, dklen=32
    )
    wrapped = ChaCha20Poly1305(wrapping).encrypt(bytes(12), file_key, None)
    head = b"%s\n-> scrypt %s %d\n%s\n---" % (_VERSION, _letters(salt), QUICK, _letters(wrapped))
    proof = hmac.digest(_derived(file_key, b"", b"header"), head, "sha256")
    return b"%s %s\n%s%s" % (head, _letters(proof), nonce, _sealed(_derived(file_key, nonce, b"payload"), content))


def _sealed(key: bytes, content: bytes) -> bytes:
    chunks = [content[start : start + _CHUNK] for start in range(0, len(content), _CHUNK)] or [b""]
    cipher = ChaCha20Poly1305(key)
    return b"".join(
        cipher.encrypt(number.to_bytes(11, "big") + bytes([number == len(chunks) - 1]), chunk, None)
        for number, chunk in enumerate(chunks)
    )


def _derived(file_key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, purpose).derive(file_key)


def _letters(raw: bytes) -> bytes:
    return b64encode(raw).rstrip(b"=")
