"""How large a file is, as the window says it."""

from __future__ import annotations

from babel.numbers import format_decimal

from caselink.i18n import _, language

_KILO = 1000
_MEGA = 1_000_000


def size_words(size: int) -> str:
    """"2,4 Mo", "310 ko"; `size` in bytes."""
    if size >= _MEGA:
        return _("{size} Mo").format(size=format_decimal(size / _MEGA, "0.0", locale=language()))
    return _("{size} ko").format(size=format_decimal(max(1, round(size / _KILO)), "#,##0", locale=language()))
