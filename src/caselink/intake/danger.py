"""Reading assessments of the danger: of a case of the import document, and the file of the command."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from caselink.domain.answers import Json, Source
from caselink.domain.danger import FactorAnswer, Finding, GivenAssessment, Level, answer_from_json
from caselink.errors import UserError
from caselink.forms.danger.checking import LONGEST_REASON, LONGEST_WORKER
from caselink.forms.danger.grids import FULL, GRID_PATTERN
from caselink.i18n import _
from caselink.intake.document import PlacedAssessment
from caselink.intake.faults import DocumentFaults, Fault, shown_key
from caselink.intake.json_text import read_json
from caselink.intake.reading import Reader

_KEYS: Final = frozenset({
    "grid", "version", "on", "by", "in_crisis", "alone", "answers", "level", "reason", "next_on",
})
_GRID: Final = re.compile(GRID_PATTERN)
_NEWEST: Final = 10_000


def read_assessment_file(data: bytes) -> GivenAssessment:
    """The assessment of a file. Raises UserError with its first fault."""
    values = read_json(data)
    if isinstance(values, Fault):
        raise UserError(values.sentence)
    if not isinstance(values, dict):
        raise UserError(_("Le fichier est un objet, entre accolades."))
    faults = DocumentFaults()
    given = _read(Reader(values, "", faults))
    for fault in faults.listed:
        raise UserError(_("{place} : {sentence} Rien n’a été enregistré.").format(
            place=fault.place, sentence=fault.sentence
        ))
    return given


def read_json_file(data: bytes) -> Json:
    """The values of a file; raises UserError where it is no JSON."""
    values = read_json(data)
    if isinstance(values, Fault):
        raise UserError(values.sentence)
    return values


def read_assessments(case: Reader) -> Iterator[PlacedAssessment]:
    """Those of a case of the import document."""
    for reader in case.objects("assessments"):
        yield PlacedAssessment(reader.place, _read(reader))


def _read(reader: Reader) -> GivenAssessment:
    reader.only(_KEYS)
    level = reader.raw.get("level")
    return GivenAssessment(
        _grid(reader), _version(reader), reader.day("on", required=False),
        reader.text("by", LONGEST_WORKER, required=False) or "", _maybe(reader, "in_crisis"), _maybe(reader, "alone"),
        dict(_answers(reader)), None if level is None else reader.one_of("level", Level),
        reader.text("reason", LONGEST_REASON, required=False, lines=True) or "",
        reader.day("next_on", required=False),
    )


def _grid(reader: Reader) -> str:
    grid = reader.raw.get("grid", FULL)
    if isinstance(grid, str) and _GRID.fullmatch(grid):
        return grid
    reader.fault("grid", _("Une grille est « full », « short », ou commence par « x- »."))
    return FULL


def _version(reader: Reader) -> int | None:
    version = reader.raw.get("version")
    if version is None or (isinstance(version, int) and not isinstance(version, bool) and 1 <= version <= _NEWEST):
        return version
    reader.fault("version", _("La version d’une grille est un nombre, à partir de 1."))
    return None


def _maybe(reader: Reader, key: str) -> bool | None:
    return None if reader.raw.get(key) is None else reader.flag(key)


def _answers(reader: Reader) -> Iterator[tuple[str, FactorAnswer]]:
    raw = reader.raw.get("answers", {})
    if not isinstance(raw, dict):
        reader.fault("answers", _("Un objet est attendu, entre accolades."))
        return
    for factor, said in raw.items():
        try:
            yield factor, answer_from_json(said)
        except (ValueError, OverflowError):
            reader.fault(f"answers.{shown_key(factor)}", _answer_expected())


def _answer_expected() -> str:
    return _(
        "Une réponse est l’un de {words}, ou un objet avec « answer », « last » (une date) et « source » ({sources})."
    ).format(words=", ".join(Finding), sources=", ".join(Source))
