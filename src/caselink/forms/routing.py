"""The Brussels rule of seed 001: which of the two services takes her, by her language and that of her file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

CPVCF: Final = "CPVCF"
CAW: Final = "CAW Onthaal"
HELPLINES: Final = ("0800 30 030", "1712")
"""Short names as in the starter directory."""


@dataclass(frozen=True, slots=True)
class BrusselsRoute:
    """Services to show, the ones among them that need an interpreter for her, and helplines.

    With `leave_the_door_open` she wants neither service: do not insist, stay available, tell her the helplines.
    """

    services: tuple[str, ...]
    with_interpreter: tuple[str, ...] = ()
    helplines: tuple[str, ...] = ()
    leave_the_door_open: bool = False


def brussels_services(
    her_languages: Collection[str], file_language: str | None, declines_both: bool = False
) -> BrusselsRoute:
    """The services of Brussels for her.

    `her_languages` are ISO 639 codes, `file_language` is an option of `language.file_language` or None where it is not
    known. French (hers or the file's) leads to the CPVCF, Dutch to the CAW, both or neither to both.
    """
    if declines_both:
        return BrusselsRoute((), helplines=HELPLINES, leave_the_door_open=True)
    french = "fr" in her_languages or file_language in ("fr", "both")
    dutch = "nl" in her_languages or file_language in ("nl", "both")
    services = tuple(name for name, fits in ((CPVCF, french or not dutch), (CAW, dutch or not french)) if fits)
    interpreted = (CAW,) if CAW in services and "nl" not in her_languages else ()
    return BrusselsRoute(services, interpreted, HELPLINES)
