"""Attachments: their kinds, and the sorts of files that are taken in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from caselink.forms.categories import Category as C
from caselink.forms.schema import Option
from caselink.i18n import N_, _

KINDS: Final = (
    Option("injury_photo", N_("photo de blessures")),
    Option("certificate", N_("certificat")),
    Option("complaint_receipt", N_("récépissé de plainte")),
    Option("message", N_("message")),
    Option("court_paper", N_("pièce de procédure")),
    Option("identity_paper", N_("pièce d’identité")),
    Option("signed_consent", N_("accord signé")),
    Option("other", N_("autre")),
)
KIND_IDS: Final = frozenset(option.id for option in KINDS)

USUAL_CATEGORY: Final = {
    "injury_photo": C.HEALTH, "certificate": C.HEALTH, "complaint_receipt": C.JUSTICE, "message": C.VIOLENCE,
    "court_paper": C.JUSTICE, "identity_paper": C.IDENTITY, "signed_consent": C.IDENTITY, "other": C.INTIMATE,
}
"""What a file of that kind mostly reveals: proposed, never decided (decision 8 holds for what nobody sorted)."""


def kind_label(kind: str) -> str:
    """The kind in words; "other" for one that is not known any more."""
    labels = {option.id: option.label for option in KINDS}
    return _(labels.get(kind, labels["other"]))


LARGEST_FILE: Final = 50 * 1024 * 1024
"""Bytes of one attachment."""
LONGEST_FILE_NAME: Final = 200
"""Characters."""


@dataclass(frozen=True, slots=True)
class FileType:
    """A sort of file. `endings` are those that its name may have; `leaves` says that a copy without hidden data can be
    made, `seen` that it is shown inside the program."""

    id: str
    label: str
    endings: tuple[str, ...]
    leaves: bool = False
    seen: bool = False


_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FILE_TYPES: Final[dict[str, FileType]] = {
    each.id: each
    for each in (
        FileType("image/jpeg", N_("image JPEG"), ("jpg", "jpeg", "jpe", "jfif"), leaves=True, seen=True),
        FileType("image/png", N_("image PNG"), ("png",), leaves=True, seen=True),
        FileType("image/gif", N_("image GIF"), ("gif",), seen=True),
        FileType("image/webp", N_("image WebP"), ("webp",), seen=True),
        FileType("image/tiff", N_("image TIFF"), ("tif", "tiff"), seen=True),
        FileType("image/bmp", N_("image BMP"), ("bmp", "dib"), seen=True),
        FileType("image/heic", N_("image HEIC"), ("heic", "heif")),
        FileType("application/pdf", N_("document PDF"), ("pdf",), leaves=True, seen=True),
        FileType(_WORD, N_("document Word"), ("docx",), leaves=True),
        FileType("application/vnd.oasis.opendocument.text", N_("document OpenDocument"), ("odt",), leaves=True),
        FileType("text/plain", N_("texte"), ("txt", "text", "md", "csv", "log", "eml", "vcf"), leaves=True, seen=True),
        FileType("audio/mpeg", N_("son MP3"), ("mp3",)),
        FileType("audio/ogg", N_("son Ogg"), ("ogg", "oga", "opus")),
        FileType("audio/wav", N_("son WAV"), ("wav",)),
        FileType("audio/amr", N_("son AMR"), ("amr",)),
        FileType("video/mp4", N_("vidéo ou son MP4"), ("mp4", "m4v", "m4a", "mov", "3gp")),
    )
}
