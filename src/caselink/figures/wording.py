"""Tables in words: columns, rows and the definition beside them, for window, commands and papers alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from caselink.figures.cell_keys import MOST, gain
from caselink.figures.counting import Counted, Key
from caselink.figures.dimensions import DIMENSIONS, OTHER, UNKNOWN, Dimension
from caselink.figures.indicators import INDICATORS, SEVERAL, USUAL_UNKNOWN, Indicator, Population
from caselink.figures.publishing import Method, PublicTable
from caselink.i18n import N_, _, ngettext
from caselink.names.folding import sorting_key

TOTAL: Final = N_("Total")
HIDDEN_SIGN: Final = "…"
"""What stands where a count is hidden."""
Cell = str | int | None
"""Words, a count, or a count that is hidden."""


@dataclass(frozen=True, slots=True)
class WordedTable:
    """A table as it is read. The counts stand behind the words of each row; the last row is the total.

    `keys` are the categories of each row but the total, by which a row finds its cases within the office.
    """

    id: str
    title: str
    definition: str
    version: int
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    keys: tuple[Key, ...]
    counts_at: int
    """In which column the first count stands."""

    @property
    def total(self) -> Cell:
        """The count of the last row."""
        return self.rows[-1][self.counts_at]

    @property
    def hidden(self) -> int:
        """How many counts are hidden."""
        return sum(cell is None for row in self.rows for cell in row)


def of_exact(counted: Counted) -> WordedTable:
    """A table of the office for itself."""
    asked = counted.asked
    indicator, dimensions = asked.indicator, asked.dimensions
    heads = [_("personnes")] if indicator.population.is_people else [_("nombre"), _("personnes")]
    if indicator.timed:
        heads.append(_("durée médiane"))

    def counts(key: Key | None) -> Iterator[Cell]:
        cell = counted.total if key is None else counted.cells.get(key)
        yield 0 if cell is None else cell.units
        if not indicator.population.is_people:
            yield 0 if cell is None else len(cell.cases)
        if indicator.timed:
            days = None if cell is None else cell.median_days
            yield "" if days is None else ngettext("{count} jour", "{count} jours", days).format(count=days)

    keys = _in_order(dimensions, {key: cell.units for key, cell in counted.cells.items()}, everything=True)
    rows = [(key, (*counts(key),)) for key in keys]
    return _worded(asked.id, indicator, dimensions, heads, rows, (*counts(None),), "")


def of_public(table: PublicTable) -> WordedTable:
    """A table that may leave, or left."""
    indicator, dimensions = indicator_of(table.id), tuple(DIMENSIONS[name] for name in table.dimensions)
    people = table.method is Method.MOVED or table.population in _PEOPLE
    heads = [_("personnes") if people else _("nombre")]
    told = dict.fromkeys((*table.cells, *table.hidden))
    keys = _in_order(dimensions, {key: table.cells.get(key, 0) for key in told}, everything=False)
    rows = [(key, (table.cells.get(key),)) for key in keys]
    return _worded(
        table.id, indicator, dimensions, heads, rows, (table.total,), method_words(table.method), version=table.version
    )


def method_words(method: Method) -> str:
    """What was done so that no number betrays one person, and what that costs."""
    if method is Method.HIDDEN:
        return _(
            "Aucun nombre de 1 à 4 n’est montré ; d’autres sont cachés pour qu’aucun ne se retrouve par différence. "
            "Les nombres montrés sont exacts. Qui connaîtrait déjà toutes les personnes sauf une pourrait déduire "
            "celle-là."
        )
    return _(
        "Chaque nombre de personnes est déplacé au hasard, de {most} au plus, toujours de la même façon ; aucun n’est "
        "de 1 à 4. Les lignes ne s’additionnent donc pas. L’écart est de 1 ou 2 le plus souvent, nul en moyenne. Qui "
        "connaîtrait toutes les personnes sauf une devine au mieux {chance} fois sur 100 si elle compte, au lieu de 50."
    ).format(most=MOST, chance=round(100 * gain()))


def indicator_of(table_id: str) -> Indicator:
    """The indicator of that table; raises KeyError for one that is not counted any more."""
    return INDICATORS[table_id] if table_id in INDICATORS else INDICATORS[table_id.partition("_by_")[0]]


def definition_of(indicator: Indicator) -> str:
    """Its definition in words: what is counted, whose day decides, what becomes of the unknown, who asks for it."""
    several = any(DIMENSIONS[name].multiple for name in indicator.rows)
    unknown = indicator.unknown or (USUAL_UNKNOWN if indicator.rows else "")
    said = [indicator.definition, indicator.decides, unknown, SEVERAL if several else ""]
    return " ".join(_(each) for each in said if each) + " " + _("Source : {source}. Version {version}.").format(
        source=_(indicator.source), version=indicator.version
    )


_PEOPLE: Final = frozenset(population.value for population in Population if population.is_people)


def _worded(
    table_id: str, indicator: Indicator, dimensions: tuple[Dimension, ...], heads: list[str],
    rows: Iterable[tuple[Key, tuple[Cell, ...]]], total: tuple[Cell, ...], note: str, version: int | None = None,
) -> WordedTable:
    listed = [*rows]
    labels = [_(dimension.label) for dimension in dimensions] or [""]
    words = [tuple(map(_words, dimensions, key)) for key, _counts in listed]
    title = _(indicator.title)
    if len(dimensions) > len(indicator.rows):
        title = _("{title}, selon : {dimension}").format(title=title, dimension=_(dimensions[-1].label))
    return WordedTable(
        table_id, title, " ".join(filter(None, (definition_of(indicator), note))),
        indicator.version if version is None else version, (*labels, *heads),
        (
            *((*said, *counts) for said, (_key, counts) in zip(words, listed, strict=True)),
            (_(TOTAL), *("" for _label in labels[1:]), *total),
        ),
        tuple(key for key, _counts in listed), len(labels),
    )


def _words(dimension: Dimension, category: str) -> str:
    return dimension.words(category)


def _in_order(dimensions: tuple[Dimension, ...], counts: Mapping[Key, int], *, everything: bool) -> list[Key]:
    """The rows: as they are declared, those of long lists by their count, the largest first, the unnamed last."""
    if not dimensions:
        return []
    keys = set(counts)
    if everything and len(dimensions) == 1 and not (dimensions[0].grouped or dimensions[0].open):
        keys |= {(name,) for name in dimensions[0].categories}

    def place(key: Key) -> list[tuple[int, int, tuple[str, str, str]]]:
        return [
            (_last(name), -_of(counts, at, name), sorting_key(dimension.words(name))) if _long(dimension)
            else (_last(name), _index(dimension, name), ("", "", ""))
            for at, (dimension, name) in enumerate(zip(dimensions, key, strict=True))
        ]

    return sorted(keys, key=place)


def _of(counts: Mapping[Key, int], at: int, name: str) -> int:
    return sum(count for key, count in counts.items() if key[at] == name)


def _long(dimension: Dimension) -> bool:
    return dimension.grouped or dimension.open


def _last(name: str) -> int:
    return (OTHER, UNKNOWN).index(name) + 1 if name in (OTHER, UNKNOWN) else 0


def _index(dimension: Dimension, name: str) -> int:
    return dimension.categories.index(name) if name in dimension.categories else 0
