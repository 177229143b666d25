"""What a command gives back: the JSON document, the same in readable lines, and the exit code."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from caselink.errors import Exit


@dataclass(frozen=True, slots=True)
class Outcome:
    """`document` is plain JSON; `lines` are shown without `--json`; `problems` always, on standard error."""

    document: Mapping[str, object]
    lines: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    exit: Exit = Exit.DONE


Command = Callable[[Namespace], Outcome]
"""What runs one command; raises CaseLinkError with a finished sentence and an exit code."""
