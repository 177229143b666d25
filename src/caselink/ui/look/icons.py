"""Our own drawings, in the colour that the place asks for."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QIcon, QImageReader, QPixmap

from caselink.paths import resources_folder
from caselink.ui.look.theme import Theme

_DRAWN_IN: Final = "#000000"
_DENSITY: Final = 3
"""Pictures are drawn three times as large, for dense screens."""


def icon(name: str, role: str = "text", size: int = 20) -> QIcon:
    """The drawing `resources/icons/NAME.svg` in the colour of that role of the palette, `size` pixels wide.

    The same one each time: Qt keeps what it scaled of every icon, and the rail asks for all of its own at each page.
    """
    return _icon(name, Theme.current().colour(role).name(), size)


def picture(name: str, role: str = "text", size: int = 20) -> QPixmap:
    """Like `icon`, as a picture for a label."""
    return _picture(name, Theme.current().colour(role).name(), size)


@cache
def _icon(name: str, colour: str, size: int) -> QIcon:
    return QIcon(_picture(name, colour, size))


@cache
def _picture(name: str, colour: str, size: int) -> QPixmap:
    drawn = _drawing(name).replace(_DRAWN_IN, colour)
    buffer = QBuffer()
    buffer.setData(QByteArray(drawn.encode()))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(size * _DENSITY, size * _DENSITY))
    pixmap = QPixmap.fromImage(reader.read())
    pixmap.setDevicePixelRatio(_DENSITY)
    return pixmap


@cache
def _drawing(name: str) -> str:
    return (resources_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
