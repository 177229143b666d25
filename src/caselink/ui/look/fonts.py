"""Letters on computers that have none: without any system font Qt draws boxes."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from caselink.paths import resources_folder

_FAMILY = "Noto Sans"
_POINTS = 10.0


def use_own_fonts(app: QApplication) -> None:
    """Load the fonts that are shipped with the program and write in them."""
    for file in sorted((resources_folder() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    if _FAMILY in QFontDatabase.families():
        font = QFont(_FAMILY)
        font.setPointSizeF(_POINTS)
        app.setFont(font)


def use_own_fonts_if_needed(app: QApplication) -> None:
    """The system's font and size, wherever there is one."""
    if not QFontDatabase.families():
        use_own_fonts(app)
