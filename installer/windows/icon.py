"""The icon in Windows' own form: a list of pictures of several sizes."""

from __future__ import annotations

import struct
from typing import Final

from installer.linux.texts import icon

_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)


def icon_file() -> bytes:
    """An .ico that holds each size as PNG, as Windows reads it since Vista."""
    pictures = [(size, icon(size)) for size in _SIZES]
    head, place = struct.pack("<HHH", 0, 1, len(pictures)), 6 + 16 * len(pictures)
    for size, picture in pictures:
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + b"".join(picture for _size, picture in pictures)
