"""This computer's settings of CaseLink: language and look of the window, the key that hides it, the country whose
emergency numbers it shows while locked, the folder in which a scanner puts its files; and, where somebody asked for it,
which vault was opened last. Nothing of what is in one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from caselink.forms.danger.emergency import EMERGENCY_STEPS
from caselink.held_files import move_over
from caselink.i18n import LANGUAGES, system_language
from caselink.paths import settings_folder

_NAME: Final = "settings.json"
LOOKS: Final = ("system", "light", "dark", "contrast")
HIDING_KEYS: Final = ("escape", "f12", "off")
"""Escape twice, one other key, or none."""


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


def read_look() -> str:
    """One of `LOOKS`; the system's where nobody chose."""
    return _one_of("look", LOOKS)


def write_look(look: str) -> None:
    """Keep it. Raises OSError where the settings folder can't be written."""
    _keep("look", look)


def read_hiding_key() -> str:
    """One of `HIDING_KEYS`; Escape twice where nobody chose."""
    return _one_of("hiding_key", HIDING_KEYS)


def write_hiding_key(key: str) -> None:
    """Keep it. Raises OSError where the settings folder can't be written."""
    _keep("hiding_key", key)


def remembers_vault() -> bool:
    """Whether somebody had this computer remember which vault was opened last; else it tells nobody."""
    return isinstance(_kept().get("vault"), str)


def read_vault() -> Path | None:
    """The vault opened last, where it is remembered."""
    kept = _kept().get("vault")
    return Path(kept) if isinstance(kept, str) and kept else None


def write_vault(folder: Path | None) -> None:
    """Remember that vault from now on, or none any more. Raises OSError where the settings folder can't be written."""
    _keep("vault", None if folder is None else str(folder))


def read_scan_folder() -> Path | None:
    """Where this computer's scanner puts its files, as far as somebody said so and it is there."""
    chosen = _kept().get("scan_folder")
    return Path(chosen) if isinstance(chosen, str) and Path(chosen).is_dir() else None


def write_scan_folder(folder: Path) -> None:
    """Keep it. Raises OSError where the settings folder can't be written."""
    _keep("scan_folder", str(folder))


def _one_of(name: str, choices: tuple[str, ...]) -> str:
    chosen = _kept().get(name)
    return chosen if isinstance(chosen, str) and chosen in choices else choices[0]


def _kept() -> dict[str, object]:
    try:
        kept = json.loads((settings_folder() / _NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _keep(name: str, value: str | None) -> None:
    folder = settings_folder()
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / f"{_NAME}.new"
    said = {each: kept for each, kept in {**_kept(), name: value}.items() if kept is not None}
    written.write_text(json.dumps(said), encoding="utf-8")
    move_over(written, folder / _NAME)
