"""Strange files decoded in a process apart, which can harm nothing: it holds no key, reads no vault, has limits."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from caselink.alone import own_command, own_environment
from caselink.forms.attachments import FileType
from caselink.i18n import N_, _
from caselink.intake.files.recognising import StrangeFile, recognise

WORD: Final = "--strange-file"
"""The hidden word by which CaseLink starts that process of its own."""
LARGEST_LOGO: Final = 5_000_000
"""Bytes of the file of a logo."""
_SECONDS: Final = 60.0
_LARGEST_ANSWER: Final = 400 * 1024 * 1024
_SENTENCES: Final = {
    "large": N_("Cette image est trop grande pour être ouverte sans danger."),
    "long": N_("Ce document compte trop de pages pour être ouvert sans danger."),
    "active": N_("Ce document contient un script ou une action."),
    "locked": N_("Ce document est protégé par un mot de passe."),
    "holds_files": N_(
        "Ce document en contient d’autres, dont les données cachées ne peuvent pas être ôtées : faites-en un PDF."
    ),
    "damaged": N_("Ce fichier est abîmé, ou n’est pas ce qu’il paraît."),
}
_DECODED: Final = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/tiff", "image/bmp", "application/pdf")
_PLAIN: Final = "text/plain"


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known of a file once it was decoded: pages of a PDF, the day a picture says it was taken (ISO)."""

    pages: int = 0
    taken_on: str = ""


def look(kind: FileType, content: bytes) -> Looked:
    """Decode it once, to see that it can be. Sounds, films and what nothing here reads are not. Raises StrangeFile."""
    packed = kind.leaves and kind.id not in (*_DECODED, _PLAIN)
    if kind.id not in _DECODED and not packed:
        return Looked()
    said, _made = _asked({"do": "look", "type": kind.id}, content)
    return Looked(int(said.get("pages", 0)), str(said.get("taken_on", "")))


def picture(kind: FileType, content: bytes, page: int, width: int, height: int) -> bytes:
    """A page (from 0) or the picture, as a PNG that fits those points. Raises StrangeFile."""
    asked: dict[str, int | str] = {"do": "show", "type": kind.id, "page": page, "width": width, "height": height}
    return _asked(asked, content)[1]


def without_hidden_data(kind: FileType, content: bytes) -> bytes:
    """A copy that tells neither place nor device nor author. Raises StrangeFile, also for a sort that has none."""
    if not kind.leaves:
        raise StrangeFile(_("Cette sorte de fichier ne peut pas être transmise : ses données cachées y resteraient."))
    return content if kind.id == _PLAIN else _asked({"do": "clean", "type": kind.id}, content)[1]


def logo(content: bytes) -> bytes:
    """A picture for the head of papers as a small PNG without anything beside its points. Raises StrangeFile, also for
    what is neither PNG nor JPEG, or larger than `LARGEST_LOGO`."""
    if len(content) > LARGEST_LOGO or recognise(content, "").id not in ("image/png", "image/jpeg"):
        raise _strange("damaged")
    return _asked({"do": "logo", "type": "image/png"}, content)[1]


def form_fields(content: bytes) -> Mapping[str, str]:
    """What stands in the fields of a PDF, by their names. Raises StrangeFile, with the word of the problem."""
    found: Mapping[str, str] = json.loads(_asked({"do": "fields", "type": "application/pdf"}, content)[1])
    return found


def inside(content: bytes, name: str, passphrase: str) -> bytes:
    """The file of that name inside a PDF that may be sealed; empty where there is none. Raises StrangeFile, with the
    word `locked` where the passphrase does not open it."""
    asked: dict[str, int | str] = {
        "do": "inside", "type": "application/pdf", "name": name, "passphrase": passphrase,
    }
    return _asked(asked, content)[1]


def carried(content: bytes, passphrase: str) -> Mapping[str, str]:
    """What a form carries for another CaseLink: `caselink.json` and its signature in base 64, and `pages`, a digest of
    what its pages show. The passphrase goes by the pipe. Raises StrangeFile, with the word of the problem."""
    asked: dict[str, int | str] = {"do": "carried", "type": "application/pdf", "passphrase": passphrase}
    found: Mapping[str, str] = json.loads(_asked(asked, content)[1])
    return found


def _asked(asked: Mapping[str, int | str], content: bytes) -> tuple[Mapping[str, int | str], bytes]:
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            own_command(WORD), input=json.dumps(asked).encode() + b"\n" + content, capture_output=True,
            timeout=_SECONDS, check=False, env=own_environment(os.environ),
        )
    except subprocess.TimeoutExpired as fault:
        raise _strange("large") from fault
    head, newline, made = done.stdout.partition(b"\n")
    if done.returncode != 0 or not newline or len(made) > _LARGEST_ANSWER:
        raise _strange("large" if done.returncode < 0 else "damaged")
    said: Mapping[str, int | str] = json.loads(head)
    if "problem" in said:
        raise _strange(str(said["problem"]))
    return said, made


def _strange(problem: str) -> StrangeFile:
    sentence = _SENTENCES.get(problem, _SENTENCES["damaged"])
    return StrangeFile(_(sentence), problem)
