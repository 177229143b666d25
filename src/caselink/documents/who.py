"""Who a paper is about, on one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from caselink.forms.texts import BETWEEN

_NAMES: Final = ("first_names", "last_name")


def who_line(said: Mapping[str, str]) -> str:
    """What is said of somebody, by the names of the fields: first and last names as one."""
    name = " ".join(said[each] for each in _NAMES if each in said)
    return BETWEEN.join(dict.fromkeys(name if field in _NAMES else words for field, words in said.items()))
