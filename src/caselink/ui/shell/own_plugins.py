"""Qt's plugins: those that came with it, whatever a `qt.conf` beside Python says."""

from __future__ import annotations

from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication


def use_own_plugins() -> None:
    """Before the application is made: look for plugins nowhere but in PySide6's own folder, where it has one."""
    package = Path(PySide6.__file__).parent
    own = [str(folder) for folder in (package / "Qt" / "plugins", package / "plugins") if folder.is_dir()]
    if own:
        QCoreApplication.setLibraryPaths(own)
