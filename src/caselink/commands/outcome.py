"""What a command gives back: the JSON document, the same in readable lines, and the exit code."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass

from caselink.domain.answers import Json
from caselink.errors import Exit


@dataclass(frozen=True, slots=True)
class Outcome:
    """`lines` are shown without `--json`; `problems` always, on standard error."""

    document: Json
    lines: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    exit: Exit = Exit.DONE


Command = Callable[[Namespace], Outcome]
"""What runs one command; raises CaseLinkError with a finished sentence and an exit code."""
