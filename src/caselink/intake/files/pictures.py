"""Pictures that strangers made: looked at, shown, and written anew without device and place. Runs apart."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from PIL import ExifTags, Image, ImageOps

from caselink.intake.files.faults import TooLarge

MOST_POINTS: Final = 250_000_000
"""Of a picture: phones make up to 200 million, and it is decoded within the memory of the process apart."""
_QUALITY: Final = 95
_LOGO: Final = (900, 240)
"""Points of the largest logo."""
_DECODED_BY: Final = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDD}) - {0xC8}
"""Markers of the segments of a JPEG that its decoding needs: tables, frames, scans."""
_JFIF_SIZE: Final = 16
"""Bytes of the segment that says JFIF, without a small picture in it."""

Image.MAX_IMAGE_PIXELS = None  # the size is compared below, with a sentence of ours


def look(content: bytes) -> dict[str, int | str]:
    """Width and height, and the day it was taken where it says so. Raises TooLarge, and whatever Pillow does."""
    with _opened(content) as image:
        found: dict[str, int | str] = {"width": image.width, "height": image.height}
        day = _taken_on(image)
        image.load()
    return found | ({"taken_on": day} if day else {})


def shown(content: bytes, width: int, height: int) -> bytes:
    """The picture upright as a PNG that fits those points. Raises as `look`."""
    with _opened(content) as image:
        image.draft("RGB", (width, height))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((width, height))
        return _written(_bare(upright), "PNG")


def logo(content: bytes) -> bytes:
    """The picture on white as a small PNG of its points alone. Raises as `look`."""
    with _opened(content) as image:
        picture = ImageOps.exif_transpose(image).convert("RGBA")
    picture.thumbnail(_LOGO)
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    written = io.BytesIO()
    white.save(written, "PNG", optimize=True)
    return written.getvalue()


def cleaned_jpeg(content: bytes) -> bytes:
    """The picture alone: bit by bit where it stands upright, else written anew. Raises as `look`."""
    with _opened(content) as image:
        as_it_is = image.getexif().get(ExifTags.Base.Orientation, 1) == 1 and "icc_profile" not in image.info
        if not as_it_is:
            upright = _in_plain_colours(ImageOps.exif_transpose(image))
            return _written(_bare(upright), "JPEG", quality=_QUALITY)
        image.load()
    return stripped_jpeg(content)


def cleaned_png(content: bytes) -> bytes:
    """The picture written anew. Raises as `look`."""
    with _opened(content) as image:
        return _written(_bare(_in_plain_colours(ImageOps.exif_transpose(image))), "PNG")


def stripped_jpeg(content: bytes) -> bytes:
    """A JPEG without the segments that its decoding does not need, and without what follows its end. Raises ValueError.
    """
    return b"\xff\xd8" + b"".join(_segments(content)) + b"\xff\xd9"


def _segments(content: bytes) -> Iterator[bytes]:
    place = 2
    while place + 2 <= len(content):
        if content[place] != 0xFF:
            raise ValueError("not a segment")
        marker = content[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker == 0xD9:
            return
        size = int.from_bytes(content[place + 2 : place + 4], "big")
        end = place + 2 + size
        if size < 2 or end > len(content):
            raise ValueError("a segment beyond the file")
        if marker == 0xDA:
            end = _end_of_scan(content, end)
        if _is_needed(marker, content[place + 4 : place + 9], size):
            yield content[place:end]
        place = end
    raise ValueError("no end")


def _is_needed(marker: int, begins: bytes, size: int) -> bool:
    if marker == 0xE0:
        return begins == b"JFIF\0" and size == _JFIF_SIZE
    return marker in _DECODED_BY or (marker == 0xEE and begins == b"Adobe")


def _end_of_scan(content: bytes, place: int) -> int:
    """Where the next marker stands that is none inside a scan."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            raise ValueError("no end")
        if content[place + 1] != 0 and not 0xD0 <= content[place + 1] <= 0xD7 and content[place + 1] != 0xFF:
            return place
        place += 1 if content[place + 1] == 0xFF else 2


def _opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    if image.width * image.height > MOST_POINTS:
        raise TooLarge
    return image


def _in_plain_colours(image: Image.Image) -> Image.Image:
    """In sRGB, which needs no profile to be read."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "L"):
        return image
    from PIL import ImageCms

    try:
        made = ImageCms.profileToProfile(
            image.convert("RGB"), io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except ImageCms.PyCMSError:
        return image
    return image if made is None else made


def _bare(image: Image.Image) -> Image.Image:
    """The points alone, in an image that knows nothing else."""
    plain = image if image.mode in ("L", "RGB", "RGBA") else image.convert("RGBA" if "A" in image.mode else "RGB")
    return Image.frombytes(plain.mode, plain.size, plain.tobytes())


def _written(image: Image.Image, kind: str, **options: int) -> bytes:
    written = io.BytesIO()
    (image.convert("RGB") if kind == "JPEG" and image.mode == "RGBA" else image).save(written, kind, **options)
    return written.getvalue()


def _taken_on(image: Image.Image) -> str:
    raw = image.getexif().get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal, "")
    try:
        return datetime.strptime(str(raw)[:10], "%Y:%m:%d").date().isoformat()
    except ValueError:
        return ""
