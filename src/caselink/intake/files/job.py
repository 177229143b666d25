"""What runs in the process apart: one file in by standard input, one answer out by standard output, nothing on disk.

A line of JSON, then bytes, both ways. Memory, time and files are limited before the first byte is decoded.
"""

from __future__ import annotations

import json
import struct
import sys
import zlib
from collections.abc import Mapping
from typing import IO, Final

from caselink.intake.files.faults import NotOpened, TooLarge

MEMORY: Final = 2 * 1024**3
"""Bytes of address space; a picture of 250 million points takes one."""
SECONDS: Final = 30
"""Of processor time."""

_BAD: Final = (
    OSError, ValueError, SyntaxError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError, EOFError,
    struct.error, zlib.error,
)
"""What libraries raise for a file that is not what it says; anything else ends the process, which says as much."""

Said = dict[str, int | str]


def serve(source: IO[bytes], target: IO[bytes]) -> None:
    """Do what the first line asks with the rest of the input, and answer."""
    limit()
    asked = json.loads(source.readline())
    said, made = answer(asked, source.read())
    target.write(json.dumps(said).encode() + b"\n" + made)
    target.flush()


def answer(asked: Mapping[str, int | str], content: bytes) -> tuple[Said, bytes]:
    """The answer: what was found, or `{"problem": …}` with the word of a `NotOpened`."""
    try:
        return _done(asked, content)
    except NotOpened as fault:
        return {"problem": fault.problem}, b""
    except MemoryError:
        return {"problem": TooLarge.problem}, b""
    except _BAD:
        return {"problem": NotOpened.problem}, b""


def limit() -> None:
    """No more memory, processor time or files than that; on Windows the time alone is watched, from outside."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _done(asked: Mapping[str, int | str], content: bytes) -> tuple[Said, bytes]:
    """Only what that sort needs is imported: a photograph is looked at in a tenth of a second."""
    kind, what = str(asked["type"]), asked["do"]
    if kind.startswith("image/"):
        return _with_picture(kind, what, asked, content)
    if kind == "application/pdf":
        return _with_pdf(what, asked, content)
    from caselink.intake.files import packages

    return (packages.look(content), b"") if what == "look" else ({}, packages.cleaned(content))


def _with_picture(kind: str, what: object, asked: Mapping[str, int | str], content: bytes) -> tuple[Said, bytes]:
    from caselink.intake.files import pictures

    if what == "look":
        return pictures.look(content), b""
    if what == "show":
        return {}, pictures.shown(content, int(asked["width"]), int(asked["height"]))
    if what == "logo":
        return {}, pictures.logo(content)
    return {}, pictures.cleaned_jpeg(content) if kind == "image/jpeg" else pictures.cleaned_png(content)


def _with_pdf(what: object, asked: Mapping[str, int | str], content: bytes) -> tuple[Said, bytes]:
    from caselink.intake.files import portable

    if what == "look":
        return portable.look(content), b""
    if what == "show":
        return {}, portable.shown(content, int(asked["page"]), int(asked["width"]), int(asked["height"]))
    if what == "inside":
        return {}, portable.inside(content, str(asked["name"]), str(asked["passphrase"]))
    if what == "carried":
        return {}, portable.carried(content, str(asked["passphrase"]))
    return {}, portable.fields(content) if what == "fields" else portable.cleaned(content)
