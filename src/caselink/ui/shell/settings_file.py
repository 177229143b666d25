"""This computer's settings of CaseLink: the language of the window, and nothing else."""

from __future__ import annotations

import json
from typing import Final

from caselink.i18n import LANGUAGES, system_language
from caselink.paths import settings_folder

_NAME: Final = "settings.json"


def read_language() -> str:
    """The language chosen on this computer, else the system's; a file that can't be read counts as none."""
    try:
        kept = json.loads((settings_folder() / _NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return system_language()
    chosen = kept.get("language") if isinstance(kept, dict) else None
    return chosen if isinstance(chosen, str) and chosen in LANGUAGES else system_language()


def write_language(code: str) -> None:
    """Keep it. Raises OSError where the settings folder can't be written."""
    folder = settings_folder()
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / f"{_NAME}.new"
    written.write_text(json.dumps({"language": code}), encoding="utf-8")
    written.replace(folder / _NAME)
