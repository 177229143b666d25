"""Pages one at a time, that scroll as a whole where the window is too low for the one shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
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
    area.setWidget(_AsHighAsNeeded(pages))
    return area


class _AsHighAsNeeded(QWidget):
    """What it holds, at the least height that it needs. Where words wrap, a scroll area gives the height that is wished
    for at that width instead: the page would always be higher than the window, and its head scroll away."""

    def __init__(self, held: QWidget) -> None:
        super().__init__()
        self._held = held
        held.setParent(self)
        held.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        """That of what it holds."""
        return self._held.minimumSizeHint()

    def sizeHint(self) -> QSize:
        """That of what it holds."""
        return self._held.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give it all there is."""
        super().resizeEvent(event)
        self._held.setGeometry(self.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What it holds asks for another size."""
        if watched is self._held and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
