"""File dialogs keep no names: not where one looked last, not what one chose."""

from __future__ import annotations

import os

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

_QT, _DIALOGS = "QtProject", "FileDialog"


def keep_no_file_names(app: QApplication) -> None:
    """Use Qt's own dialogs, for those of systems keep lists of what was chosen, and keep what Qt notes off the disk.

    Qt writes `history` and `lastVisited` into the settings that all its programs share. Where those are files, they
    are looked for where none can be; the registry of Windows and the defaults of macOS are cleaned instead.
    """
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    forget_file_names()


def forget_file_names() -> None:
    """Take out what a dialog noted; to be called before the process ends, and by the next one in case it was killed."""
    noted = QSettings(QSettings.Scope.UserScope, _QT)
    noted.beginGroup(_DIALOGS)
    for key in ("history", "lastVisited"):
        if noted.contains(key):
            noted.remove(key)
