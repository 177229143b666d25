"""The levels of right-to-left and left-to-right stretches of a paragraph (Unicode Standard Annex #9).

Written here because the libraries at hand give back a reordered string: shaping needs the levels, with every character
still in its logical place. Rule names (P2, X1, W1, N0 …) are those of the annex. The tests compare the result with
python-bidi over generated texts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_DEEPEST: Final = 125
_OPENERS: Final = {"LRI", "RLI", "FSI"}
_EMBEDDINGS: Final = {"LRE", "RLE", "LRO", "RLO"}
_UNSEEN: Final = _EMBEDDINGS | {"PDF", "BN"}
_NEUTRAL: Final = {"B", "S", "WS", "ON", "PDI"} | _OPENERS
_TO_RIGHT: Final = {"R", "AL", "AN", "RLE", "RLO", "RLI"}
_PAIRS: Final = "()[]{}⁅⁆⁽⁾₍₎⌈⌉⌊⌋❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⸢⸣⸤⸥〈〉《》「」『』【】〔〕〖〗（）［］｛｝｢｣"
_CLOSING_OF: Final = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_CLOSINGS: Final = frozenset(_PAIRS[1::2])


@dataclass(frozen=True, slots=True)
class _Directed:
    """What X1 to X8 leave: a level and a class for each character, with overrides applied."""

    levels: list[int]
    classes: list[str]


def has_right_to_left(text: str) -> bool:
    """Whether anything in the text asks for the algorithm at all."""
    return any(unicodedata.bidirectional(character) in _TO_RIGHT for character in text)


def base_level(text: str) -> int:
    """0 or 1, by the first strong character outside isolates (P2, P3)."""
    return _base(_classes(text))


def levels(text: str, base: int) -> list[int]:
    """The embedding level of each character of one paragraph whose own level is `base`.

    Characters without width of their own (embeddings, boundary neutrals) take the level of the one before them.
    """
    classes = _classes(text)
    directed = _explicit(classes, base)
    for sequence, before, after in list(_sequences(classes, directed, base)):
        _resolve(text, directed, sequence, before, after)
    result = directed.levels
    for place, kind in enumerate(classes):
        if kind in _UNSEEN:
            result[place] = result[place - 1] if place else base
    return _reset(classes, result, base)


def line_levels(text: str, paragraph: Sequence[int], start: int, end: int, base: int) -> list[int]:
    """The levels of one line: white space at its end falls back to the level of the paragraph (L1)."""
    found = list(paragraph[start:end])
    for place in range(end - 1, start - 1, -1):
        if unicodedata.bidirectional(text[place]) not in {"WS", "S", "B"} | _UNSEEN | _OPENERS | {"PDI"}:
            break
        found[place - start] = base
    return found


def visual_order(stretches: Sequence[int]) -> list[int]:
    """The indices of stretches in the order they stand on the page, left to right, given their levels (L2)."""
    order = list(range(len(stretches)))
    lowest_odd = min((level for level in stretches if level % 2), default=None)
    if lowest_odd is None:
        return order
    for level in range(max(stretches), lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and stretches[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order


def _classes(text: str) -> list[str]:
    return [unicodedata.bidirectional(character) or "L" for character in text]


def _base(classes: Iterable[str]) -> int:
    depth = 0
    for kind in classes:
        if kind in _OPENERS:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in {"L", "R", "AL"}:
            return 0 if kind == "L" else 1
    return 0


def _explicit(classes: Sequence[str], base: int) -> _Directed:
    """X1 to X8."""
    found, kinds = [base] * len(classes), list(classes)
    stack: list[tuple[int, str, bool]] = [(base, "", False)]
    over_isolates = over_embeddings = isolates = 0
    for place, kind in enumerate(classes):
        level, override, _ = stack[-1]
        found[place] = level
        if kind in _OPENERS or kind in _EMBEDDINGS:
            if override and kind in _OPENERS:
                kinds[place] = override
            right = _opens_right(classes, place)
            deeper = level + 1 + (level % 2 if right else (level + 1) % 2)
            if deeper <= _DEEPEST and not over_isolates and not over_embeddings:
                forced = {"LRO": "L", "RLO": "R"}.get(kind, "")
                stack.append((deeper, forced, kind in _OPENERS))
                isolates += kind in _OPENERS
            elif kind in _OPENERS:
                over_isolates += 1
            elif not over_isolates:
                over_embeddings += 1
        elif kind == "PDI":
            if over_isolates:
                over_isolates -= 1
            elif isolates:
                over_embeddings = 0
                while not stack[-1][2]:
                    stack.pop()
                stack.pop()
                isolates -= 1
            found[place] = stack[-1][0]
            kinds[place] = stack[-1][1] or kind
        elif kind == "PDF":
            if not over_isolates:
                if over_embeddings:
                    over_embeddings -= 1
                elif not stack[-1][2] and len(stack) > 1:
                    stack.pop()
        elif kind == "B":
            found[place] = base
        elif kind != "BN" and override:
            kinds[place] = override
    return _Directed(found, kinds)


def _opens_right(classes: Sequence[str], place: int) -> bool:
    kind = classes[place]
    if kind != "FSI":
        return kind.startswith("R")
    depth, inside = 1, []
    for other in classes[place + 1 :]:
        depth += (other in _OPENERS) - (other == "PDI")
        if depth == 0:
            break
        inside.append(other)
    return _base(inside) == 1


def _sequences(
    classes: Sequence[str], directed: _Directed, base: int
) -> Iterator[tuple[list[int], str, str]]:
    """The isolating run sequences with the directions before and after each (X10)."""
    places = [place for place, kind in enumerate(classes) if kind not in _UNSEEN]
    runs: list[list[int]] = []
    for place in places:
        if runs and directed.levels[runs[-1][-1]] == directed.levels[place]:
            runs[-1].append(place)
        else:
            runs.append([place])
    partner = _isolate_partners(classes)
    by_first = {run[0]: run for run in runs}
    rank = {place: index for index, place in enumerate(places)}
    for run in runs:
        if classes[run[0]] == "PDI" and run[0] in partner.values():
            continue
        sequence = list(run)
        while (closing := partner.get(sequence[-1])) is not None and closing in by_first:
            sequence.extend(by_first[closing])
        level = directed.levels[sequence[0]]
        earlier, later = rank[sequence[0]] - 1, rank[sequence[-1]] + 1
        before = directed.levels[places[earlier]] if earlier >= 0 else base
        open_ended = classes[sequence[-1]] in _OPENERS and sequence[-1] not in partner
        after = base if open_ended or later == len(places) else directed.levels[places[later]]
        yield sequence, "LR"[max(level, before) % 2], "LR"[max(level, after) % 2]


def _isolate_partners(classes: Sequence[str]) -> dict[int, int]:
    """Each isolate opener with the place of its closing (BD9)."""
    waiting: list[int] = []
    partner: dict[int, int] = {}
    for place, kind in enumerate(classes):
        if kind in _OPENERS:
            waiting.append(place)
        elif kind == "PDI" and waiting:
            partner[waiting.pop()] = place
    return partner


def _resolve(text: str, directed: _Directed, sequence: list[int], before: str, after: str) -> None:
    level = directed.levels[sequence[0]]
    kinds = [directed.classes[place] for place in sequence]
    nonspacing = [kind == "NSM" for kind in kinds]
    _weak(kinds, before)
    _brackets(text, sequence, kinds, nonspacing, "LR"[level % 2], before)
    _neutral(kinds, "LR"[level % 2], before, after)
    for place, kind in zip(sequence, kinds, strict=True):
        if level % 2:
            directed.levels[place] = level + (kind != "R")
        else:
            directed.levels[place] = level + {"L": 0, "R": 1}.get(kind, 2)


def _weak(kinds: list[str], before: str) -> None:
    """W1 to W7."""
    previous = strong = before
    for place, given in enumerate(kinds):
        beside_isolate = previous in _OPENERS or previous == "PDI"
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


def _brackets(
    text: str, sequence: list[int], kinds: list[str], nonspacing: list[bool], embedding: str, before: str
) -> None:
    """N0: a pair of brackets takes the direction of what it holds, or of what stands before it."""
    for opening, closing in _bracket_pairs(text, sequence, kinds):
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


def _bracket_pairs(text: str, sequence: list[int], kinds: list[str]) -> list[tuple[int, int]]:
    """The pairs in the order of their openings (BD16)."""
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, place in enumerate(sequence):
        character = unicodedata.normalize("NFC", text[place])
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


def _reset(classes: Sequence[str], found: list[int], base: int) -> list[int]:
    """L1 within the paragraph: separators, and white space before them or at the end, stand at its own level."""
    trailing = True
    for place in range(len(classes) - 1, -1, -1):
        kind = classes[place]
        if kind in {"S", "B"}:
            trailing = True
        if kind in {"S", "B"} or (trailing and (kind in {"WS", "PDI"} | _OPENERS | _UNSEEN)):
            found[place] = base
        else:
            trailing = False
    return found
