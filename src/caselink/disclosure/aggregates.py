"""The gate of figures: counts that may leave the office, and those that are for the office alone.

Outside, only people who may be counted are, no number is of 1 to 4 people, and none can be computed from all that was
published (`figures/publishing.py` says how, `docs/rules/figures.md` why). Within the office numbers are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caselink.disclosure.outputs import SEAL, Aggregate, OfficeFigures
from caselink.domain.roles import Role
from caselink.errors import UserError
from caselink.figures.counting import Counted, TableAsked
from caselink.figures.facts import CaseFacts
from caselink.figures.periods import Period
from caselink.figures.publishing import LEAST, PublicTable, Refusal, Unpublishable, fit_to_leave, method_of
from caselink.figures.wording import WordedTable, of_exact
from caselink.i18n import _


@dataclass(frozen=True, slots=True)
class Weighed:
    """What of a question may leave, and why each other table may not."""

    aggregate: Aggregate
    refused: tuple[tuple[TableAsked, Refusal], ...]


def aggregate(
    asked: Iterable[TableAsked], facts: Iterable[CaseFacts], period: Period, before: Sequence[PublicTable],
    secret: bytes | None = None,
) -> Weighed:
    """Those of the tables asked for that may leave, given all that was published `before`; by cell keys with the
    office's `secret`. A table that was published for that period already is that table again."""
    counted = [each for each in facts if each.counted]
    method = method_of(secret)
    tables: list[PublicTable] = []
    refused: list[tuple[TableAsked, Refusal]] = []
    for each in asked:
        again = [table for table in before if (table.id, table.period, table.method) == (each.id, period, method)]
        try:
            tables.append(again[0] if again else fit_to_leave(each, counted, period, [*before, *tables], secret))
        except Unpublishable as fault:
            refused.append((each, fault.why))
    return Weighed(aggregate_of(tables), tuple(refused))


def aggregate_of(tables: Iterable[PublicTable]) -> Aggregate:
    """What was published, once more. Raises ValueError for a number of 1 to 4."""
    made = tuple(tables)
    if any(0 < number < LEAST for table in made for number in table.numbers):
        raise ValueError("a count of 1 to 4 never leaves")
    return Aggregate(made, SEAL)


def office_figures(role: Role, counted: Iterable[Counted], notes: Iterable[str]) -> OfficeFigures:
    """Exact counts for the office itself, without a case in them. Raises UserError for whoever is no coordinator."""
    if role is not Role.COORDINATOR:
        raise UserError(_("Les chiffres exacts s’écrivent avec le rôle de coordination : rien n’a été écrit. "
                          "Demandez à la coordination."))
    tables: tuple[WordedTable, ...] = tuple(map(of_exact, counted))
    return OfficeFigures(tables, tuple(notes), SEAL)
