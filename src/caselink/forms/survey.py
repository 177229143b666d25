"""What she thought of the help: three questions, on paper or read aloud, without a name (TACTICS report)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from caselink.forms.schema import Option
from caselink.i18n import N_

QUESTIONS: Final = (
    Option("useful", N_("L’aide reçue ici vous a-t-elle été utile ?")),
    Option("heard", N_("A-t-on écouté avec respect ce que vous disiez ?")),
    Option("satisfied", N_("En tout, l’aide reçue vous satisfait-elle ?")),
)
ANSWERS: Final = (Option("yes", N_("oui")), Option("partly", N_("en partie")), Option("no", N_("non")))
NO_ANSWER: Final = "none"
LEAST_SHEETS: Final = 5
"""So many sheets are typed at once at least: the moment of typing tells of none of them."""
MOST_SHEETS: Final = 10_000


def asked(question: str, answer: str) -> str:
    """The name of the count of that answer."""
    return f"{question}_{answer}"


COUNTS: Final = tuple(asked(question.id, answer.id) for question in QUESTIONS for answer in ANSWERS)


def problem(sheets: int, counts: Mapping[str, int]) -> str:
    """The id of the question that has more answers than there are sheets; empty for none."""
    for question in QUESTIONS:
        if sum(counts.get(asked(question.id, answer.id), 0) for answer in ANSWERS) > sheets:
            return question.id
    return ""
