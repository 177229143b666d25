"""Pages one at a time, that scroll as a whole where the window is too low for the one shown."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from caselink.ui.look.spoken import speak_as


class OnePage(QStackedWidget):
    """Needs the height of the page that is shown, not of the highest; in width pages give way themselves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, "ground")
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """The height of the page shown."""
        shown = self.currentWidget()
        return QSize(0, 0 if shown is None else shown.minimumSizeHint().height())


def scrolled_where_low(pages: OnePage) -> QScrollArea:
    """A frame for them that is not seen as long as there is room."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(pages)
    return area
