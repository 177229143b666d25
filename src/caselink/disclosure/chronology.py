"""What a chronology is about: what happened on which day, for a lawyer or a court. No text that anybody typed.

An encounter tells its day and its way, as its declaration says which of its values may ever leave; a step its day and
its kind; an answer of the form its date. What is planned has not happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from caselink.disclosure.outputs import Piece
from caselink.disclosure.pieces import WHO, entry_category, pieces_of
from caselink.domain.case import Case
from caselink.domain.partial_date import PartialDate
from caselink.forms.categories import Category
from caselink.forms.complaint import COMPLAINT
from caselink.forms.complaint import STEPS as COMPLAINT_STEPS
from caselink.forms.encounters import CHANNELS, ENCOUNTER
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.sections.follow_up import STEP_KINDS, STEPS
from caselink.forms.validation import is_asked
from caselink.i18n import N_

DATED: Final = {
    "family.separated_since": N_("Séparation"), "residence.left_home_on": N_("Domicile quitté"),
    "protection_justice.complaint_on": N_("Plainte"), "protection_justice.certificate_on": N_("Certificat médical"),
}
"""The answers of the form that say when something happened, and what that is."""
_PLANNED: Final = frozenset({"planned", "given_up"})


def chronology_pieces(case: Case, on: date) -> Iterator[Piece]:
    """Who it is about, then each dated fact up to that day; its value is the day as it is known."""
    yield from (piece for piece in pieces_of(case) if piece.path in WHO)
    yield from (piece for piece in _facts(case) if PartialDate.parse(str(piece.value)).first_day() <= on)


def _facts(case: Case) -> Iterator[Piece]:
    steps = case.records_of(COMPLAINT.part)
    for path, what in DATED.items():
        if steps and path.startswith("protection_justice.complaint"):
            continue  # the steps tell it
        place, value = PARTNER_FORM.place(path), case.value(path)
        if place is not None and isinstance(value, str) and is_asked(path, case.answers):
            label = _complaint(case) if path.startswith("protection_justice.complaint") else ""
            yield Piece(path, place.field.category, value, heading=what, label=label)
    for key, record in case.records_of(ENCOUNTER.part).items():
        day, ways = record.get("on"), {option.id: option.label for option in CHANNELS}
        if isinstance(day, str):
            way = ways.get(str(record.get("channel")), "")
            yield Piece(f"{ENCOUNTER.part}.{key}", Category.JUSTICE, day, heading=N_("Entretien"), label=way)
    for key, record in steps.items():
        day, labels = record.get("on"), {option.id: option.label for option in COMPLAINT_STEPS}
        if isinstance(day, str):
            label = labels.get(str(record.get("step")), "")
            yield Piece(f"{COMPLAINT.part}.{key}", Category.JUSTICE, day, heading=N_("Plainte"), label=label)
    kinds = {option.id: option.label for option in STEP_KINDS}
    for entry in case.entries.get(STEPS.id, ()):
        prefix = f"{STEPS.id}.{entry}"
        taken, state = case.value(f"{prefix}.on"), case.value(f"{prefix}.state")
        if isinstance(taken, str) and state not in _PLANNED:
            label = kinds.get(str(case.value(f"{prefix}.kind")), "")
            category = entry_category(case, STEPS, prefix) or Category.INTIMATE
            yield Piece(f"{prefix}.on", category, taken, heading=N_("Démarche"), label=label)
    for made in case.assessments:
        yield Piece(f"danger.{made.id}", Category.VIOLENCE, made.on.isoformat(), label=N_("Évaluation du danger"))


def _complaint(case: Case) -> str:
    """What became of it that day: filed, refused …"""
    place = PARTNER_FORM.place("protection_justice.complaint")
    option = None if place is None else place.field.option(str(case.value("protection_justice.complaint")))
    return "" if option is None else option.label
