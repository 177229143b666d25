"""The pictures of a demo, drawn by a process of its own: the libraries of the window may be missing, or end it."""

from __future__ import annotations

import os
import subprocess
from typing import Final

from caselink.alone import own_command, own_environment
from caselink.commands.entries import PICTURES
from caselink.demo.making import DEMO_USER, DemoPaths
from caselink.i18n import _

_LONGEST: Final = 120
"""Seconds."""


def draw_pictures(made: DemoPaths) -> str | None:
    """Draw them without a screen; gives a sentence on what is missing where they could not be drawn."""
    words = (str(made.vault), DEMO_USER, str(made.dashboard.parent), made.reference)
    try:
        done = subprocess.run(  # noqa: S603 - our own program, with paths of our own
            own_command(PICTURES, *words),
            input=made.password.read_bytes(), capture_output=True, timeout=_LONGEST, check=False,
            env={**own_environment(os.environ), "QT_QPA_PLATFORM": "offscreen"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return _not_drawn()
    return None if done.returncode == 0 and made.dashboard.exists() and made.caseload.exists() else _not_drawn()


def _not_drawn() -> str:
    return _(
        "Les images n’ont pas été faites, sans doute parce qu’il manque des bibliothèques de la fenêtre (sur Debian : "
        "libegl1, libgl1, libxkbcommon0, libfontconfig1, libdbus-1-3). Tout le reste est prêt."
    )
