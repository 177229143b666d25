"""The rules of the Unicode bidirectional algorithm that work inside one isolating run sequence (W1 to I2)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

ISOLATE_OPENERS: Final = frozenset({"LRI", "RLI", "FSI"})
"""The classes of the signs that open an isolate."""

_NEUTRAL: Final = frozenset({"B", "S", "WS", "ON", "PDI"}) | ISOLATE_OPENERS
_PAIRS: Final = "()[]{}⁅⁆⁽⁾₍₎⌈⌉⌊⌋❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⸢⸣⸤⸥〈〉《》「」『』【】〔〕〖〗（）［］｛｝｢｣"
_CLOSING_OF: Final = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_CLOSINGS: Final = frozenset(_PAIRS[1::2])


def resolve(letters: Sequence[str], kinds: Sequence[str], level: int, before: str, after: str) -> list[int]:
    """The level of each character of a sequence at `level`, given their classes and the directions around them."""
    embedding = "LR"[level % 2]
    nonspacing = [kind == "NSM" for kind in kinds]
    resolved = [*kinds]
    _weak(resolved, before)
    _brackets(letters, resolved, nonspacing, embedding, before)
    _neutral(resolved, embedding, before, after)
    if level % 2:
        return [level + (kind != "R") for kind in resolved]
    return [level + {"L": 0, "R": 1}.get(kind, 2) for kind in resolved]


def _weak(kinds: list[str], before: str) -> None:
    """W1 to W7."""
    previous = strong = before
    for place, given in enumerate(kinds):
        beside_isolate = previous in ISOLATE_OPENERS or previous == "PDI"
        kind = given if given != "NSM" else "ON" if beside_isolate else previous
        kinds[place] = previous = "AN" if kind == "EN" and strong == "AL" else kind
        if kind in {"L", "R", "AL"}:
            strong = kind
    for place, kind in enumerate(kinds):
        if kind == "AL":
            kinds[place] = "R"
        elif kind in {"ES", "CS"} and 0 < place < len(kinds) - 1:
            left, right = kinds[place - 1], kinds[place + 1]
            if left == right and (left == "EN" or (left == "AN" and kind == "CS")):
                kinds[place] = left
    _terminators(kinds)
    strong = before
    for place, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"


def _terminators(kinds: list[str]) -> None:
    """W5 and W6: signs beside a European number belong to it, other separators are neutral."""
    place = 0
    while place < len(kinds):
        end = place
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > place:
            beside = (place > 0 and kinds[place - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")
            kinds[place:end] = ["EN" if beside else "ON"] * (end - place)
        elif kinds[place] in {"ES", "CS"}:
            kinds[place] = "ON"
        place = max(end, place + 1)


def _direction(kind: str) -> str:
    """The strong direction of a class for N0 to N2: numbers count as right-to-left."""
    return "L" if kind == "L" else "R" if kind in {"R", "EN", "AN"} else ""


def _brackets(letters: Sequence[str], kinds: list[str], nonspacing: list[bool], embedding: str, before: str) -> None:
    """N0: a pair of brackets takes the direction of what it holds, or of what stands before it."""
    for opening, closing in _bracket_pairs(letters, kinds):
        inside = {_direction(kind) for kind in kinds[opening + 1 : closing]} - {""}
        if not inside:
            continue
        chosen = embedding
        if embedding not in inside:
            context = next((found for kind in reversed(kinds[:opening]) if (found := _direction(kind))), before)
            if context != embedding:
                chosen = context
        for place in (opening, closing):
            kinds[place] = chosen
            follower = place + 1
            while follower < len(kinds) and nonspacing[follower]:
                kinds[follower] = chosen
                follower += 1


def _bracket_pairs(letters: Sequence[str], kinds: list[str]) -> list[tuple[int, int]]:
    """The pairs in the order of their openings (BD16)."""
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, letter in enumerate(letters):
        character = unicodedata.normalize("NFC", letter)
        if kinds[index] != "ON":
            continue
        if character in _CLOSING_OF:
            if len(waiting) == 63:
                break
            waiting.append((_CLOSING_OF[character], index))
        elif character in _CLOSINGS:
            depth = next((n for n in range(len(waiting) - 1, -1, -1) if waiting[n][0] == character), None)
            if depth is not None:
                pairs.append((waiting[depth][1], index))
                del waiting[depth:]
    return sorted(pairs)


def _neutral(kinds: list[str], embedding: str, before: str, after: str) -> None:
    """N1 and N2: neutrals between two of one direction take it, others that of the embedding."""
    place = 0
    while place < len(kinds):
        end = place
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > place:
            left = _direction(kinds[place - 1]) if place else before
            right = _direction(kinds[end]) if end < len(kinds) else after
            kinds[place:end] = [left if left == right else embedding] * (end - place)
        place = max(end, place + 1)
