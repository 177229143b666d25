"""Where things stand: the parts shipped with the program, and the folders that the system gives it."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def resources_folder() -> Path:
    """Icons, styles, fonts, the starter directory: beside the package once installed, at the top of a checkout."""
    shipped = _PACKAGE / "resources"
    return shipped if shipped.is_dir() else _PACKAGE.parents[1] / "resources"


def translations_folder() -> Path:
    """The compiled translations."""
    return resources_folder() / "translations"


def settings_folder() -> Path:
    """This computer's settings of CaseLink (window language, never a name, never a recent file)."""
    return Path(platformdirs.user_config_dir("caselink", appauthor=False))


def data_folder() -> Path:
    """What this computer keeps for CaseLink: encrypted lists of what was erased, named by office id."""
    return Path(platformdirs.user_data_dir("caselink", appauthor=False))


def log_folder() -> Path:
    """The local log of event codes: no values, no names."""
    return Path(platformdirs.user_log_dir("caselink", appauthor=False))
