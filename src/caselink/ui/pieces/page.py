"""The frame of every page: its title, its one main action at the same place, its body."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from caselink.ui.look.palettes import FORM_WIDTH, space
from caselink.ui.pieces.head_row import HeadRow
from caselink.ui.pieces.text_label import TextLabel


class Page(QWidget):
    """Title at the top left, main action at the top right, and a body.

    `scrolls` puts the body in a scroll area, at most `width` pixels wide (None: as wide as the window); lists scroll
    by themselves and take the whole width.
    """

    def __init__(
        self, title: str, parent: QWidget | None = None, *, scrolls: bool = True, width: int | None = FORM_WIDTH,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.title = TextLabel(title, "title")
        self.subtitle = TextLabel("", "quiet")
        self.subtitle.hide()
        words = QVBoxLayout()
        words.setSpacing(space(1))
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self._head = HeadRow(words, title, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(5), space(6), 0)
        column.setSpacing(space(4))
        column.addWidget(self._head)
        self.body = QVBoxLayout()
        self.body.setSpacing(space(4))
        if scrolls:
            column.addWidget(self._scrolling(width), 1)
        else:
            self.body.setContentsMargins(0, 0, 0, space(5))
            column.addLayout(self.body, 1)

    def set_subtitle(self, text: str) -> None:
        """One quiet line under the title; none when empty."""
        self.subtitle.setText(text)
        self.subtitle.setVisible(bool(text))

    def add_tool(self, widget: QWidget) -> None:
        """Put something quiet between title and main action (a search field, a second button)."""
        self._head.add(widget)

    def set_main_action(self, text: str, tip: str = "") -> QPushButton:
        """The one main action, always the rightmost of the head; returns its button."""
        button = QPushButton(text)
        button.setProperty("role", "main")
        button.setToolTip(tip)
        self._head.add(button)
        return button

    def _scrolling(self, width: int | None) -> QScrollArea:
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        across = QHBoxLayout(inner)
        across.setContentsMargins(0, 0, space(2), space(6))
        held = QWidget()
        held.setLayout(self.body)
        self.body.setContentsMargins(0, 0, 0, 0)
        if width is None:
            across.addWidget(held)
        else:
            held.setMaximumWidth(width)
            across.addWidget(held, 100)
            across.addStretch(1)
        self.scroll_area.setWidget(inner)
        return self.scroll_area
