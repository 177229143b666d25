"""What a command gives back: the JSON document, the same in readable lines, and the exit code."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from caselink.errors import Exit
from caselink.i18n import _


@dataclass(frozen=True, slots=True)
class Outcome:
    """`document` is plain JSON; `lines` are shown without `--json`; `problems` always, on standard error."""

    document: Mapping[str, object]
    lines: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    exit: Exit = Exit.DONE
    secret: str = ""
    """What is shown this once and is among the above, as a sentence: said on standard error where the other fails."""


Command = Callable[[Namespace], Outcome]
"""What runs one command; raises CaseLinkError with a finished sentence and an exit code."""


def code_shown_once(code: str) -> str:
    """The sentence that shows a new recovery code."""
    return _("Code de secours, montré cette seule fois, à garder sur papier en lieu sûr : {code}").format(code=code)
