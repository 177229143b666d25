"""Lists of words as they stand in the source: several in a line."""

from __future__ import annotations


def listed(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(text.split())
