"""What is asked of a partner: proposed from the needs that it would read, and held to what may leave."""

from __future__ import annotations

from typing import Final

from caselink.disclosure import outputs
from caselink.disclosure.outputs import Decision, Disclosure
from caselink.domain.case import Case
from caselink.domain.needs import NeedState
from caselink.errors import Refused
from caselink.forms.needs import NEEDS
from caselink.forms.registry import PARTNER_FORM
from caselink.i18n import _
from caselink.names.folding import plain

Asking = outputs.Asking
_NEEDS: Final = "needs."
_AT_MOST: Final = 3
_SHORTEST: Final = 4
"""A withheld answer of fewer letters may stand in any sentence by chance."""


def proposed_asking(disclosure: Disclosure) -> Asking:
    """The needs that are to be done for this purpose, and the first of their days; nothing where there is none."""
    asked = [
        shared.piece for shared in disclosure.shared
        if shared.piece.value is NeedState.TO_DO
        and NEEDS[shared.piece.path.removeprefix(_NEEDS)].purpose is disclosure.purpose
    ]
    words = ", ".join(_(NEEDS[piece.path.removeprefix(_NEEDS)].label) for piece in asked[:_AT_MOST])
    return Asking(words, min((piece.due for piece in asked if piece.due), default=None))


def refuse_telling(case: Case, decision: Decision) -> None:
    """Raises Refused where the words of what is asked hold an answer that may not leave."""
    said = plain(decision.disclosure.asking.text)
    for each in decision.withheld:
        value, place = case.value(each.path), PARTNER_FORM.place(each.path)
        if not isinstance(value, str) or place is None or not place.field.kind.is_free_text:
            continue
        if len(value.strip()) >= _SHORTEST and f" {plain(value).strip()} " in f" {said} ":
            raise Refused(_(
                "Ce que vous demandez contient la réponse à « {question} », qui n’est pas transmise : reformulez. Rien "
                "n’a été préparé."
            ).format(question=_(place.field.label)))
