"""The left edge: where one can go, and the lock at its foot."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from caselink.domain.roles import Role
from caselink.i18n import _
from caselink.ui.look.icons import icon
from caselink.ui.look.palettes import space
from caselink.ui.look.spoken import speak_as
from caselink.ui.look.theme import Theme
from caselink.ui.pages.registry import PAGES, PageEntry, Stands, pages_at, tip_of
from caselink.ui.pieces.text_label import TextLabel

_WIDTH: Final = 176


class Rail(QFrame):
    """`chosen` brings the id of a page; `lock_asked` when the lock is pressed."""

    chosen = Signal(str)
    lock_asked = Signal()

    def __init__(self, office_name: str, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.setAccessibleName(_("Pages"))
        speak_as(self, "pages")
        self.setFixedWidth(_WIDTH)
        self._office = TextLabel(office_name, "small", wraps=True)
        self._group = QButtonGroup(self)
        self._drawings: dict[QPushButton, str] = {}
        self._buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(5), space(3), space(3))
        column.setSpacing(space(1))
        self._office.setContentsMargins(space(3), 0, space(2), space(2))
        column.addWidget(self._office)
        for entry, keys in pages_at(Stands.RAIL, role):
            column.addWidget(self._page_button(entry, tip_of(entry, keys)))
        column.addStretch(1)
        for entry, keys in pages_at(Stands.FOOT, role):
            column.addWidget(self._page_button(entry, tip_of(entry, keys)))
        lock_tip = _("Verrouiller (Ctrl+L) : le programme s’arrête et oublie tout")
        self.lock_button = self._button(_("Verrouiller"), "lock", lock_tip)
        self.lock_button.clicked.connect(self.lock_asked)
        column.addWidget(self.lock_button)
        hint = TextLabel(_("Ctrl+L"), "small")
        hint.setContentsMargins(space(10), 0, 0, 0)
        column.addWidget(hint)
        Theme.current().changed.connect(self._paint_icons)
        self._paint_icons()

    def button(self, page: str) -> QPushButton:
        """The button of that page."""
        return self._buttons[page]

    def set_office(self, name: str) -> None:
        """Show the office's name at the top."""
        self._office.setText(name)

    def mark(self, page: str) -> None:
        """Show which page is open; of one within another, that other."""
        self._buttons[PAGES[page].within or page].setChecked(True)
        self._paint_icons()

    def _page_button(self, entry: PageEntry, tip: str) -> QPushButton:
        button = self._button(_(entry.label), entry.icon, tip)
        button.setCheckable(True)
        speak_as(button, "page")
        self._group.addButton(button)
        self._buttons[entry.id] = button
        button.clicked.connect(lambda: self.chosen.emit(entry.id))
        return button

    def _button(self, label: str, drawing: str, tip: str) -> QPushButton:
        button = QPushButton(f"  {label}")
        button.setAccessibleName(label)
        button.setProperty("role", "rail")
        button.setIconSize(QSize(20, 20))
        button.setToolTip(tip)
        self._drawings[button] = drawing
        return button

    def _paint_icons(self) -> None:
        for button, drawing in self._drawings.items():
            button.setIcon(icon(drawing, "accent" if button.isChecked() else "quiet"))
