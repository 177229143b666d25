"""What a file is by its first bytes. Nothing is decoded here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Final

from caselink.forms.attachments import FILE_TYPES, LARGEST_FILE, LONGEST_FILE_NAME, FileType
from caselink.i18n import _

_BEGINNINGS: Final = (
    (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"), (b"II*\0", "image/tiff"), (b"MM\0*", "image/tiff"), (b"%PDF-", "application/pdf"),
    (b"OggS", "audio/ogg"), (b"ID3", "audio/mpeg"), (b"\xff\xfb", "audio/mpeg"), (b"\xff\xf3", "audio/mpeg"),
    (b"#!AMR", "audio/amr"),
)
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ODT: Final = "application/vnd.oasis.opendocument.text"
_HEIC: Final = frozenset((b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis"))
_MOST_IN_A_PACKAGE: Final = 200 * 1024 * 1024
"""Bytes that a package may say it holds, unpacked."""
_MOST_MEMBERS: Final = 5_000


class StrangeFile(ValueError):
    """A file that is not taken in; `sentence` says why, without its name, `problem` is the word of the process apart.
    """

    def __init__(self, sentence: str, problem: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.problem = problem


def recognise(content: bytes, name: str) -> FileType:
    """What the file is. Raises StrangeFile for an empty or too large one, for one of no known sort, for a program, and
    for one whose name says that it is something else."""
    if not content:
        raise StrangeFile(_("Ce fichier est vide."))
    if len(content) > LARGEST_FILE:
        raise StrangeFile(_("Ce fichier dépasse {limit} Mo.").format(limit=LARGEST_FILE // 2**20))
    found = next(_types(content), None)
    if found is None:
        raise StrangeFile(_(
            "Ce fichier n’est ni une image, ni un document, ni un enregistrement connus."
        ))
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending and ending not in found.endings:
        raise StrangeFile(_(
            "Le contenu de ce fichier ({type}) n’est pas ce que dit son nom."
        ).format(type=_(found.label)))
    return found


def plain_name(name: str) -> str:
    """The name of a file without the folders before it and without signs that no name needs; its end where it is long.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in last if sign.isprintable()).strip(" .")
    return kept[-LONGEST_FILE_NAME:]


def _types(content: bytes) -> Iterator[FileType]:
    for beginning, found in _BEGINNINGS:
        if content.startswith(beginning):
            yield FILE_TYPES[found]
    if content[:2] == b"BM" and content[6:10] == b"\0\0\0\0":
        yield FILE_TYPES["image/bmp"]
    if content[:4] == b"RIFF" and content[8:12] in (b"WEBP", b"WAVE"):
        yield FILE_TYPES["image/webp" if content[8:12] == b"WEBP" else "audio/wav"]
    if content[4:8] == b"ftyp":
        yield FILE_TYPES["image/heic" if content[8:12] in _HEIC else "video/mp4"]
    if content[:4] == b"PK\x03\x04":
        yield from _packages(content)
    elif _is_text(content):
        yield FILE_TYPES["text/plain"]


def _packages(content: bytes) -> Iterator[FileType]:
    """A Word or OpenDocument text by what stands in it. Raises StrangeFile for one that says it holds too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
            names = {member.filename for member in members}
            if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _MOST_IN_A_PACKAGE:
                raise StrangeFile(_("Ce document est anormalement grand une fois ouvert."))
            if "[Content_Types].xml" in names and "word/document.xml" in names:
                yield FILE_TYPES[_WORD]
            elif "mimetype" in names and packed.getinfo("mimetype").file_size < 200 and (
                packed.read("mimetype").strip() == _ODT.encode()
            ):
                yield FILE_TYPES[_ODT]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        return


def _is_text(content: bytes) -> bool:
    """Whether it reads as text that is no script: UTF-8, without signs that no text has."""
    if content.startswith(b"#!") or b"\0" in content:
        return False
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(sign < " " and sign not in "\t\n\r\f" for sign in text)
