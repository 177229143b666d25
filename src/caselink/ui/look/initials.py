"""Names as initials, for when someone walks in."""

from __future__ import annotations


def initials(name: str) -> str:
    """The first letters of a name: "Amina Benali" → "A. B."; empty stays empty."""
    return " ".join(f"{word[0].upper()}." for word in name.split())
