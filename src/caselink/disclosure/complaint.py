"""What a complaint is about: the sheet that prepares it for her lawyer, and the letter after it was refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caselink.disclosure.outputs import Piece
from caselink.disclosure.pieces import pieces_of
from caselink.domain.case import Case
from caselink.forms.categories import Category
from caselink.forms.complaint import COMPLAINT, in_order
from caselink.forms.needs import NEEDS
from caselink.forms.purposes import Purpose
from caselink.i18n import N_

_SECTIONS: Final = (
    "person.", "contact.", "language.interpreter_", "language.preferred", "language.spoken", "violence.", "family.",
    "children.", "perpetrator.", "health.injuries", "health.certificates", "protection_justice.",
    "request.told_complaint_effects", "request.support_person_wanted",
)
"""Facts, him, harm, certificate, measures wanted, interpreter, who comes along, what she was told."""
_PERSON: Final = frozenset({"person.goes_by", "person.first_names", "person.last_name", "person.birth"})


def sheet_pieces(case: Case) -> Iterator[Piece]:
    """What a lawyer or an assistance of the police prepares a complaint from."""
    for piece in pieces_of(case):
        item = NEEDS.get(piece.path.removeprefix("needs."))
        wanted = item is not None and item.purpose is Purpose.COMPLAINT
        if wanted or piece.path.startswith(_SECTIONS):
            yield piece


def refusal_pieces(case: Case) -> Iterator[Piece]:
    """Who she is, and the last refusal: its day, where, its number where there is one. Nothing where none was noted."""
    steps = case.records_of(COMPLAINT.part)
    last = next((record for record in reversed(in_order(steps)) if record.get("step") == "refused"), None)
    if last is None:
        return
    key = next(key for key, record in steps.items() if record is last)
    yield from (piece for piece in pieces_of(case) if piece.path in _PERSON)
    for name, label in (("on", N_("Jour")), ("place", N_("Lieu")), ("number", N_("Numéro"))):
        value = last.get(name)
        if isinstance(value, str) and value:
            yield Piece(
                f"{COMPLAINT.part}.{key}.{name}", Category.JUSTICE, value, free_text=name != "on",
                heading=N_("Refus"), label=label,
            )
