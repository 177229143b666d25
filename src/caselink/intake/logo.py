"""A picture for the head of papers: read with limits and made anew, so that nothing hidden in it goes out."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image

from caselink.errors import UserError
from caselink.i18n import _

LARGEST: Final = 5_000_000
"""Bytes of the file."""
_SIZE: Final = (900, 240)
_PIXELS: Final = 40_000_000


def read_logo(content: bytes) -> bytes:
    """The picture as a small PNG without anything beside its pixels. Raises UserError for what is no PNG or JPEG."""
    problem = UserError(_("Le logo est une image PNG ou JPEG de 5 Mo au plus : rien n’a été enregistré."))
    if len(content) > LARGEST:
        raise problem
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as found:
            if found.width * found.height > _PIXELS:
                raise problem
            picture = found.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        raise problem from fault
    picture.thumbnail(_SIZE)
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    written = io.BytesIO()
    white.save(written, "PNG", optimize=True)
    return written.getvalue()
