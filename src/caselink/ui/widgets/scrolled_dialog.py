"""A dialog whose content scrolls above one quiet button that closes it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.ui.palettes import space
from caselink.ui.widgets.text_label import TextLabel


class ScrolledDialog(QDialog):
    """Title and `body`; the title of the window itself tells nothing."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("CaseLink")
        inner = QWidget()
        self.body = QVBoxLayout()
        self.body.setSpacing(space(4))
        held = QVBoxLayout(inner)
        held.setContentsMargins(space(6), space(5), space(6), space(5))
        held.setSpacing(space(4))
        held.addWidget(TextLabel(title, "title"))
        held.addLayout(self.body)
        held.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        self.close_button = QPushButton(_("Fermer"))
        self.close_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(space(6), space(2), space(6), space(4))
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addLayout(foot)
