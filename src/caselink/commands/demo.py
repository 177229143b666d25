"""A demo: vault, password, liaison form, and pictures where the libraries of the window are there."""

from __future__ import annotations

import re
from argparse import Namespace
from pathlib import Path

from caselink.commands.outcome import Outcome
from caselink.commands.pictures import draw_pictures
from caselink.demo.making import make_demo
from caselink.domain.answers import Json
from caselink.errors import UserError
from caselink.i18n import _


def demo(options: Namespace) -> Outcome:
    """Make the demo; without the window's libraries all but the pictures, and a sentence that says so."""
    made = make_demo(Path(options.dir), _count("--cases", options.cases), _count("--seed", options.seed))
    missing = draw_pictures(made)
    paths = {
        "vault": made.vault, "password": made.password, "liaison": made.liaison,
        "liaison_passphrase": made.liaison_passphrase, "dashboard": made.dashboard, "caseload": made.caseload,
    }
    there: dict[str, Json] = {name: str(path) if path.exists() else None for name, path in paths.items()}
    lines = (_("La démonstration est prête :"), *(f"  {path}" for path in there.values() if path))
    return Outcome(there, lines, () if missing is None else (missing,))


def _count(name: str, word: str) -> int:
    if re.fullmatch(r"[0-9]{1,9}", word) is None:
        raise UserError(_("« {name} » attend un nombre entier. Rien n’a été fait.").format(name=name))
    return int(word)
