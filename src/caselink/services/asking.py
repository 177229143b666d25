"""What is asked of a partner: proposed from the needs that it would read."""

from __future__ import annotations

from typing import Final

from caselink.disclosure import outputs
from caselink.disclosure.outputs import Disclosure
from caselink.domain.needs import NeedState
from caselink.errors import UserError
from caselink.forms.needs import NEEDS
from caselink.forms.typed_text import LONGEST_LINE, text_fault
from caselink.i18n import _

Asking = outputs.Asking
_NEEDS: Final = "needs."
_AT_MOST: Final = 3


def proposed_asking(disclosure: Disclosure) -> Asking:
    """The needs that are to be done for this purpose, and the first of their days; nothing where there is none."""
    asked = [
        shared.piece for shared in disclosure.shared
        if shared.piece.value is NeedState.TO_DO
        and NEEDS[shared.piece.path.removeprefix(_NEEDS)].purpose is disclosure.purpose
    ]
    words = ", ".join(_(NEEDS[piece.path.removeprefix(_NEEDS)].label) for piece in asked[:_AT_MOST])
    return Asking(words, min((piece.due for piece in asked if piece.due), default=None))


def expect_sound(asking: Asking) -> None:
    """Raises UserError for words that are too long for a first page, or have signs that nobody sees."""
    if asking.text and (fault := text_fault(asking.text, LONGEST_LINE, many_lines=True)) is not None:
        raise UserError(_("Ce qui est demandé : {fault} Rien n’a été préparé.").format(fault=fault))
