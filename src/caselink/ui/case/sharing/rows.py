"""What the partner gets beside what it does not get, field by field in the order of the form."""

from __future__ import annotations

from dataclasses import dataclass, field

from caselink.services.preview import PreviewPlace, SharedLine, WithheldLine
from caselink.services.sharing import Preview


@dataclass
class ComparedRow:
    """One field with the parts of it that go and the parts that stay; one value may have both."""

    label: str
    shared: list[SharedLine] = field(default_factory=list)
    withheld: list[WithheldLine] = field(default_factory=list)


@dataclass
class RowGroup:
    """The fields of one section, or of one entry of a repeating section, or the needs of one domain."""

    title: str
    rows: list[ComparedRow] = field(default_factory=list)


def grouped(preview: Preview) -> tuple[RowGroup, ...]:
    """Both halves of a preview as aligned rows, grouped by section and entry, in the order of the form."""
    rows: dict[str, ComparedRow] = {}
    places: dict[str, PreviewPlace] = {}
    for shared in preview.shared:
        _row(shared.place, rows, places).shared.append(shared)
    for withheld in preview.withheld:
        _row(withheld.place, rows, places).withheld.append(withheld)
    groups: dict[str, RowGroup] = {}
    for path in sorted(rows, key=lambda each: places[each].order):
        title = _title(places[path])
        groups.setdefault(title, RowGroup(title)).rows.append(rows[path])
    return tuple(groups.values())


def _row(place: PreviewPlace, rows: dict[str, ComparedRow], places: dict[str, PreviewPlace]) -> ComparedRow:
    places[place.path] = place
    return rows.setdefault(place.path, ComparedRow(place.field))


def _title(place: PreviewPlace) -> str:
    return place.section if place.number is None else f"{place.section} · {place.entry} {place.number}"
