"""A chart as it prints, drawn once by what writes papers and shown as a picture."""

from __future__ import annotations

from typing import Final

import pypdfium2  # type: ignore[import-untyped]
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from caselink.i18n import _

_SHARP: Final = 2.0
"""So many points of the picture for one of the page."""


class ChartPicture(QLabel):
    """Who hears it is told what it shows; the table beside it holds the same, row by row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_chart(self, page: bytes, said: str) -> None:
        """Show the first page of that PDF of ours, which says so in words."""
        self.setPixmap(_picture(page))
        self.setAccessibleName(_("Graphique : {words}").format(words=said))

    def forget(self) -> None:
        """Show nothing."""
        self.clear()
        self.setAccessibleName("")


def _picture(page: bytes) -> QPixmap:
    document = pypdfium2.PdfDocument(page)
    try:
        drawn = document[0].render(scale=_SHARP, may_draw_forms=False, rev_byteorder=True, prefer_bgrx=True)
        size = (drawn.width, drawn.height, drawn.stride)
        image = QImage(bytes(drawn.buffer), *size, QImage.Format.Format_RGBX8888).copy()
    finally:
        document.close()
    image.setDevicePixelRatio(_SHARP)
    return QPixmap.fromImage(image)
