"""The grids that an office can assess with: those of the program and its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from caselink.domain.answers import Json
from caselink.errors import UserError
from caselink.forms.danger.describing import own_grid
from caselink.forms.danger.grids import GRIDS, VERSIONS
from caselink.forms.danger.own_grids import read_own_grid
from caselink.forms.danger.schema import Grid
from caselink.i18n import _
from caselink.intake.danger import read_json_file
from caselink.services.office import Office

_SETTING: Final = "danger_grids"


@dataclass(frozen=True, slots=True)
class OfficeGrid:
    """A grid, and the document it was read from where it is the office's own."""

    grid: Grid
    own: Mapping[str, Json] | None = None


def office_grids(office: Office) -> tuple[OfficeGrid, ...]:
    """The newest version of each grid: those of the program first."""
    newest: dict[str, OfficeGrid] = {}
    for each in _own(office):
        held = newest.get(each.grid.id)
        if held is None or held.grid.version < each.grid.version:
            newest[each.grid.id] = each
    return (*map(OfficeGrid, GRIDS.values()), *newest.values())


def find_grid(office: Office, grid_id: str, version: int | None = None) -> OfficeGrid:
    """The grid of that id, in its newest version where none is asked for. Raises UserError where there is none."""
    for each in office_grids(office):
        if each.grid.id == grid_id and version in (None, each.grid.version):
            return each
    older = VERSIONS.get((grid_id, version or 0))
    found = None if older is None else OfficeGrid(older)
    asked = (grid_id, version)
    found = found or next((each for each in _own(office) if (each.grid.id, each.grid.version) == asked), None)
    if found is None:
        raise UserError(_no_such_grid(office, grid_id, version))
    return found


def add_grid(office: Office, raw: Json) -> Grid:
    """Keep a grid of the office's own. Raises UserError where it is not sound, or where that version is there and says
    something else: assessments keep the version they were made with."""
    grid = read_own_grid(raw)
    held = _documents(office)
    for each in held:
        if (each.get("id"), each.get("version")) == (grid.id, grid.version):
            if each == raw:
                return grid
            raise UserError(_(
                "Cette version de la grille est déjà là et dit autre chose : rien n’a été ajouté. "
                "Donnez-lui un numéro de version plus grand."
            ))
    with office.vault.change("grid_added") as change:
        change.set_setting(_SETTING, [*map(dict, held), raw])
    return grid


def add_grid_file(office: Office, data: bytes) -> Grid:
    """The same from the bytes of a JSON file."""
    return add_grid(office, read_json_file(data))


def _own(office: Office) -> tuple[OfficeGrid, ...]:
    read = ((own_grid(raw), raw) for raw in _documents(office))
    return tuple(OfficeGrid(grid, raw) for grid, raw in read if grid is not None)


def _documents(office: Office) -> list[Mapping[str, Json]]:
    kept = office.vault.setting(_SETTING)
    return [each for each in kept if isinstance(each, dict)] if isinstance(kept, list) else []


def _no_such_grid(office: Office, grid_id: str, version: int | None) -> str:
    known = ", ".join(each.grid.id for each in office_grids(office))
    if version is None or all(each.grid.id != grid_id for each in office_grids(office)):
        return _("Cette grille n’existe pas ici. Les grilles : {list}. Rien n’a été fait.").format(list=known)
    return _("Cette version de la grille n’existe pas ici : rien n’a été enregistré.")
