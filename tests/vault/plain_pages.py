"""The database decrypted page by page without SQLCipher, free pages and remainders of pages included.

SQLCipher 4 with a raw key: AES-256-CBC; each page of 4096 bytes ends in its IV (16) and HMAC-SHA-512 (64); the first
begins with a salt (16).
"""

from __future__ import annotations

import _hashlib
import ctypes
from pathlib import Path

_PAGE, _RESERVED, _SALT, _BLOCK = 4096, 80, 16, 16


def plain_pages(database: Path, key: str) -> bytes:
    """All pages one after the other; the first without its 16 bytes of header."""
    content = database.read_bytes()
    plain = []
    for start in range(0, len(content), _PAGE):
        page = content[start : start + _PAGE]
        iv = page[-_RESERVED : -_RESERVED + _BLOCK]
        plain.append(_decrypted(page[_SALT if start == 0 else 0 : -_RESERVED], bytes.fromhex(key), iv))
    return b"".join(plain)


def _decrypted(content: bytes, key: bytes, iv: bytes) -> bytes:
    """AES-256-CBC by the OpenSSL that Python's own hashlib brings."""
    crypto = ctypes.CDLL(_hashlib.__file__)
    crypto.EVP_CIPHER_CTX_new.restype = crypto.EVP_aes_256_cbc.restype = ctypes.c_void_p
    context = ctypes.c_void_p(crypto.EVP_CIPHER_CTX_new())
    out, length = ctypes.create_string_buffer(len(content) + _BLOCK), ctypes.c_int()
    try:
        crypto.EVP_DecryptInit_ex(context, ctypes.c_void_p(crypto.EVP_aes_256_cbc()), None, key, iv)
        crypto.EVP_CIPHER_CTX_set_padding(context, 0)
        crypto.EVP_DecryptUpdate(context, out, ctypes.byref(length), content, len(content))
    finally:
        crypto.EVP_CIPHER_CTX_free(context)
    return out.raw[: length.value]
