"""Every text a person sees, in French, Dutch and English; what stands on papers of hers, in twelve languages. French is
the language the texts are written in.

Where a translation is missing the French stands: never an empty label.
"""

from __future__ import annotations

import gettext
import locale
import os
import re
import sys
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from caselink.paths import translations_folder

if TYPE_CHECKING:
    from babel import Locale

LANGUAGES: Final = ("fr", "nl", "en")
"""Languages of the interface; the first is the one the texts are written in."""
HER_LANGUAGES: Final = (*LANGUAGES, "es", "pt", "ro", "ar", "tr", "uk", "ru", "ps", "fa")
"""Languages that papers of hers have a text in; the last is Dari, as it is written."""
RIGHT_TO_LEFT: Final = frozenset({"ar", "ps", "fa"})
"""Those of them whose pages are read from right to left."""

_DOMAIN: Final = "caselink"
_HER_DOMAIN: Final = "hers"
_BEFORE: Final = re.compile(" (?=[:;?!»])")
_AFTER: Final = re.compile("(?<=«) ")
_chosen = "fr"
_terms: Mapping[str, str] = {}


def N_(text: str) -> str:
    """Mark a text for translation where it is declared; `_` translates it where it is shown."""
    return text


def H_(text: str) -> str:
    """Mark a text where it is declared that also stands on papers of hers: those have it in each of `HER_LANGUAGES`."""
    return text


def _(text: str) -> str:
    """The text in the chosen language."""
    return _spaced(_catalogue(_chosen).gettext(_terms.get(text, text)))


def text_in(code: str, text: str) -> str:
    """The text in that language, whatever language is chosen; beyond those of the interface one that `H_` marks."""
    return _spaced(_catalogue(code).gettext(_terms.get(text, text)), code)


def ngettext(one: str, many: str, count: int) -> str:
    """The form of the text that fits the count."""
    return _spaced(_catalogue(_chosen).ngettext(one, many, count))


def _spaced(text: str, code: str | None = None) -> str:
    """French signs stand off by a space that never ends a line, whether it was typed so or not."""
    if (code or _chosen) != "fr":
        return text
    return _AFTER.sub("\u00a0", _BEFORE.sub("\u00a0", text))


def language() -> str:
    """The chosen language: `fr`, `nl` or `en`."""
    return _chosen


def choose_language(code: str) -> None:
    """Show everything from here on in that language; raises ValueError for one that CaseLink has not."""
    if code not in LANGUAGES:
        raise ValueError("no such interface language")
    global _chosen
    _chosen = code


def choose_terms(terms: Mapping[str, str]) -> None:
    """Read other texts in place of some from here on: those of the country where the office is."""
    global _terms
    _terms = terms


def system_language() -> str:
    """The system's language where CaseLink speaks it, else French.

    Where nothing is set Python itself claims American English, so it is asked only on Windows, which sets no variable.
    """
    environment = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    spoken = next((each for each in environment if each), None)
    if spoken is None and sys.platform == "win32":
        spoken = locale.getlocale()[0]
    code = (spoken or "")[:2].lower()
    return code if code in LANGUAGES else LANGUAGES[0]


_OTHER_LANGUAGES: Final = {"prs": N_("dari"), "ber": N_("langue amazighe (autre)")}
"""Spoken in our cases, and without a name in Babel."""


def language_name(code: str) -> str:
    """The name of a spoken language (ISO 639) in the chosen language."""
    return _names().languages.get(code) or _(_OTHER_LANGUAGES.get(code, code))


_WRITTEN_AS: Final = {"prs": "fa", "ary": "ar", "arq": "ar", "aeb": "ar", "arz": "ar"}
"""What is spoken by another name than it is written."""


def paper_language(code: str) -> str:
    """The language of `HER_LANGUAGES` in which someone who speaks this one reads; empty where there is none."""
    written = _WRITTEN_AS.get(code, code)
    return written if written in HER_LANGUAGES else ""


def country_name(code: str) -> str:
    """The name of a country (ISO 3166 alpha-2, upper case) in the chosen language."""
    return _names().territories.get(code) or code


def _names() -> Locale:
    from babel import Locale  # the supervisor reads this module, and needs no Babel

    return Locale(_chosen)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    domain = _DOMAIN if code in LANGUAGES else _HER_DOMAIN
    return gettext.translation(domain, translations_folder(), languages=[code], fallback=True)
