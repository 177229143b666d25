"""A chart as it prints, drawn once by what writes papers and shown as a picture."""

from __future__ import annotations

from typing import Final

import pypdfium2  # type: ignore[import-untyped]
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from caselink.i18n import _

_SHARP: Final = 2.0
"""So many points of the picture for one of the page."""
_EDGE: Final = 46.0
"""Points of a page's margin that are not shown."""


class ChartPicture(QLabel):
    """Who hears it is told what it shows; the table beside it holds the same, row by row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = QPixmap()

    def show_chart(self, page: bytes, said: str) -> None:
        """Show the first page of that PDF of ours, which says so in words."""
        self._whole = _picture(page)
        self._fit()
        self.setAccessibleName(_("Graphique : {words}").format(words=said))

    def forget(self) -> None:
        """Show nothing."""
        self._whole = QPixmap()
        self.clear()
        self.setAccessibleName("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As wide as there is room, and no wider than it was drawn."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._whole.isNull():
            return
        drawn = round(self._whole.width() / _SHARP)
        wide = max(1, min(self.width(), drawn))
        fitted = self._whole.scaledToWidth(round(wide * _SHARP), Qt.TransformationMode.SmoothTransformation)
        fitted.setDevicePixelRatio(_SHARP)
        if self.pixmap().size() != fitted.size() or self.pixmap().isNull():
            self.setPixmap(fitted)


def _picture(page: bytes) -> QPixmap:
    document = pypdfium2.PdfDocument(page)
    try:
        drawn = document[0].render(scale=_SHARP, may_draw_forms=False, rev_byteorder=True, prefer_bgrx=True)
        size = (drawn.width, drawn.height, drawn.stride)
        image = QImage(bytes(drawn.buffer), *size, QImage.Format.Format_RGBX8888).copy()
    finally:
        document.close()
    edge = round(_EDGE * _SHARP)
    return QPixmap.fromImage(image.copy(edge, 0, image.width() - 2 * edge, image.height()))
