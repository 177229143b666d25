"""What a funder's form asks, filled: the office says once which count goes into which line, and keeps that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from caselink.disclosure.outputs import Aggregate
from caselink.domain.roles import may
from caselink.errors import UserError
from caselink.figures.counting import TableAsked
from caselink.figures.dimensions import DIMENSIONS
from caselink.figures.indicators import INDICATORS
from caselink.i18n import _
from caselink.services.figures.asking import FiguresAsked
from caselink.services.figures.publishing import FUNDER, publish
from caselink.services.office import Office
from caselink.vault.parts import OFFICE, Part

_PREFIX: Final = "form/"
_NAME: Final = re.compile(r"[^/\n]{1,60}")
_MOST_LINES: Final = 200


@dataclass(frozen=True, slots=True)
class FormLine:
    """One line of a form: its words, the table, and the row by its categories (none for the total)."""

    words: str
    table: str
    row: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """As it is typed: `words = table/row`."""
        return f"{self.words} = {'/'.join((self.table, *self.row))}"


@dataclass(frozen=True, slots=True)
class FunderForm:
    """A form of that name."""

    name: str
    lines: tuple[FormLine, ...]


def funder_forms(office: Office) -> tuple[FunderForm, ...]:
    """Those that the office keeps, by name."""
    found = []
    for key, record in office.vault.office_records(Part.FIGURES).items():
        if key.startswith(_PREFIX):
            name = key.removeprefix(_PREFIX)
            found.append(FunderForm(name, tuple(read_lines(str(record["v"])))))
    return tuple(sorted(found, key=lambda each: each.name))


def keep_form(office: Office, name: str, text: str) -> FunderForm:
    """Keep a form: one line for each of its lines, `words = table` or `words = table/row`. Raises UserError, with
    nothing kept, for a line that names no table or row, and for whoever does not coordinate."""
    if not may(office.role, "funder_form_kept"):
        raise UserError(_("La coordination tient les formulaires : rien n’a été gardé. Demandez à la coordination."))
    said = " ".join(name.split())
    if _NAME.fullmatch(said) is None:
        raise UserError(_("Donnez au formulaire un nom d’une ligne : rien n’a été gardé."))
    form = FunderForm(said, tuple(read_lines(text)))
    if not 0 < len(form.lines) <= _MOST_LINES:
        raise UserError(_("Un formulaire a de 1 à {most} lignes : rien n’a été gardé.").format(most=_MOST_LINES))
    with office.vault.change("funder_form_kept") as change:
        written = "\n".join(line.written for line in form.lines)
        record = {"v": written, "by": change.user, "at": change.at}
        change.put_record(OFFICE, Part.FIGURES, f"{_PREFIX}{said}", {**record})
    return form


def read_lines(text: str) -> Iterator[FormLine]:
    """The lines of a form as they are typed. Raises UserError for one that names no table or row."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        words, equals, place = line.rpartition("=")
        table, *row = (part.strip() for part in place.split("/"))
        if not equals or not words.strip() or not _is_place(table, tuple(row)):
            raise UserError(_(
                "Ligne {number} : écrivez « libellé = indicateur » ou « libellé = indicateur/ligne », avec les noms de "
                "cette page. Rien n’a été gardé."
            ).format(number=number))
        yield FormLine(words.strip(), table, tuple(row))


def fill_form(office: Office, name: str, asked: FiguresAsked, out: Path, *, perturb: bool = False) -> Aggregate:
    """Fill a form from what may leave of that period, and remember it as published. Raises UserError for a name that is
    not kept, and as `publish`."""
    form = {each.name: each for each in funder_forms(office)}.get(name)
    if form is None:
        raise UserError(_("Aucun formulaire gardé ne porte ce nom : rien n’a été écrit. Vérifiez-le dans la liste."))
    wanted = tuple(dict.fromkeys(line.table for line in form.lines))
    of_form = FiguresAsked(asked.period, (), tuple(name for name in wanted if name in INDICATORS))
    lines = tuple((line.words, line.table, line.row) for line in form.lines)
    return publish(office, of_form, out, perturb=perturb, kinds=FUNDER, beside=(form.name, lines)).aggregate


def places() -> Iterator[str]:
    """Every table, and every row of one that has a list, as a form names it."""
    for name in filter(lambda name: _is_place(name, ()), INDICATORS):
        yield name
        dimensions = TableAsked(INDICATORS[name]).dimensions
        if len(dimensions) == 1 and not dimensions[0].grouped and not dimensions[0].open:
            yield from (f"{name}/{category}" for category in dimensions[0].categories)


def _is_place(table: str, row: tuple[str, ...]) -> bool:
    indicator = INDICATORS.get(table)
    if indicator is None or not indicator.public or len(indicator.rows) > 1:
        return False
    if not row:
        return True
    if len(row) != len(indicator.rows):
        return False
    dimension = DIMENSIONS[indicator.rows[0]]
    return dimension.open or row[0] in dimension.categories

