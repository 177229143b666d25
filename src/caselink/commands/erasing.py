"""Erasing one answer for good."""

from __future__ import annotations

from argparse import Namespace

from caselink.commands.outcome import Outcome
from caselink.commands.unlocking import opened
from caselink.errors import UserError
from caselink.i18n import _
from caselink.services.cases import find_case
from caselink.services.erasing_answers import (
    Confirmed,
    erase_answer,
    erasure_of_answer,
    expect_confirmed,
    went_words,
    word_to_type,
)


def erase(options: Namespace) -> Outcome:
    """Erase one answer once the word is given; without it say what would go, and end with 2."""
    if options.confirm is not None:
        expect_confirmed(options.confirm)
    with opened(options) as office:
        case_id = find_case(office, options.case).id
        if options.confirm is None:
            erasure = erasure_of_answer(office, case_id, options.field)
            raise UserError(_(
                "Serait effacé pour de bon : {what}. Rien n’a été effacé : « --confirm {word} » l’efface."
            ).format(what=", ".join(trace.words for trace in erasure.goes) or "–", word=word_to_type()))
        _case, went = erase_answer(office, case_id, options.field, Confirmed(options.confirm))
    return Outcome({"case": options.case, "erased": [trace.id for trace in went]}, (went_words(went),))
