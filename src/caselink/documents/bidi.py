"""The levels of right-to-left and left-to-right stretches of a paragraph (Unicode Standard Annex #9).

Written here because the libraries at hand give back a reordered string: shaping needs the levels, with every character
still in its logical place. Rule names (P2, X1 …) are those of the annex; W1 to I2 stand in `bidi_rules`. The tests
compare the result with python-bidi over generated texts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from caselink.documents.bidi_rules import ISOLATE_OPENERS as _OPENERS
from caselink.documents.bidi_rules import resolve

_DEEPEST: Final = 125
_EMBEDDINGS: Final = {"LRE", "RLE", "LRO", "RLO"}
_UNSEEN: Final = _EMBEDDINGS | {"PDF", "BN"}
_TO_RIGHT: Final = {"R", "AL", "AN", "RLE", "RLO", "RLI"}


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
        kinds = [directed.classes[place] for place in sequence]
        letters = [text[place] for place in sequence]
        resolved = resolve(letters, kinds, directed.levels[sequence[0]], before, after)
        for place, level in zip(sequence, resolved, strict=True):
            directed.levels[place] = level
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
    nesting = _Nesting(base)
    for place, kind in enumerate(classes):
        level, override, _isolate = nesting.stack[-1]
        found[place] = level
        if kind in _OPENERS or kind in _EMBEDDINGS:
            if override and kind in _OPENERS:
                kinds[place] = override
            nesting.open(kind, leftward=_opens_leftward(classes, place))
        elif kind == "PDI":
            nesting.close_isolate()
            found[place] = nesting.stack[-1][0]
            kinds[place] = nesting.stack[-1][1] or kind
        elif kind == "PDF":
            nesting.close_embedding()
        elif kind == "B":
            found[place] = base
        elif kind != "BN" and override:
            kinds[place] = override
    return _Directed(found, kinds)


class _Nesting:
    """The directional status stack of X1: level, override and whether an isolate opened it; and what is too deep."""

    def __init__(self, base: int) -> None:
        self.stack: list[tuple[int, str, bool]] = [(base, "", False)]
        self._deep_isolates = 0
        self._deep_embeddings = 0
        self._isolates = 0

    def open(self, kind: str, *, leftward: bool) -> None:
        """X2 to X5c."""
        level = self.stack[-1][0]
        isolate = kind in _OPENERS
        deeper = level + 1 + (level % 2 if leftward else (level + 1) % 2)
        if deeper <= _DEEPEST and not self._deep_isolates and not self._deep_embeddings:
            self.stack.append((deeper, {"LRO": "L", "RLO": "R"}.get(kind, ""), isolate))
            self._isolates += isolate
        elif isolate:
            self._deep_isolates += 1
        elif not self._deep_isolates:
            self._deep_embeddings += 1

    def close_isolate(self) -> None:
        """X6a."""
        if self._deep_isolates:
            self._deep_isolates -= 1
        elif self._isolates:
            self._deep_embeddings = 0
            while not self.stack[-1][2]:
                self.stack.pop()
            self.stack.pop()
            self._isolates -= 1

    def close_embedding(self) -> None:
        """X7."""
        if self._deep_isolates:
            return
        if self._deep_embeddings:
            self._deep_embeddings -= 1
        elif not self.stack[-1][2] and len(self.stack) > 1:
            self.stack.pop()


def _opens_leftward(classes: Sequence[str], place: int) -> bool:
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
