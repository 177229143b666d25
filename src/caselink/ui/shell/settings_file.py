"""This computer's settings of CaseLink: the language of the window, the country whose emergency numbers it shows while
locked, and the folder in which a scanner puts its files. Nothing of any vault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from caselink.forms.danger.emergency import EMERGENCY_STEPS
from caselink.held_files import move_over
from caselink.i18n import LANGUAGES, system_language
from caselink.paths import settings_folder

_NAME: Final = "settings.json"


def read_language() -> str:
    """The language chosen on this computer, else the system's; a file that can't be read counts as none."""
    chosen = _kept().get("language")
    return chosen if isinstance(chosen, str) and chosen in LANGUAGES else system_language()


def write_language(code: str) -> None:
    """Keep it. Raises OSError where the settings folder can't be written."""
    _keep("language", code)


def read_country() -> str:
    """The country chosen on this computer, `FR` or `BE`; empty for none."""
    chosen = _kept().get("country")
    return chosen if isinstance(chosen, str) and chosen in EMERGENCY_STEPS else ""


def write_country(code: str) -> None:
    """Keep it. Raises OSError where the settings folder can't be written."""
    _keep("country", code)


def read_scan_folder() -> Path | None:
    """Where this computer's scanner puts its files, as far as somebody said so and it is there."""
    chosen = _kept().get("scan_folder")
    return Path(chosen) if isinstance(chosen, str) and Path(chosen).is_dir() else None


def write_scan_folder(folder: Path) -> None:
    """Keep it. Raises OSError where the settings folder can't be written."""
    _keep("scan_folder", str(folder))


def _kept() -> dict[str, object]:
    try:
        kept = json.loads((settings_folder() / _NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _keep(name: str, value: str) -> None:
    folder = settings_folder()
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / f"{_NAME}.new"
    written.write_text(json.dumps({**_kept(), name: value}), encoding="utf-8")
    move_over(written, folder / _NAME)
