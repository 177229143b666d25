"""The left edge: where one can go, and the lock at its foot."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from caselink.domain.roles import Role
from caselink.i18n import _
from caselink.ui.look.icons import icon
from caselink.ui.look.palettes import space
from caselink.ui.look.spoken import speak_as
from caselink.ui.look.theme import Theme
from caselink.ui.pages.registry import PAGES, PageEntry, Stands, pages_at, tip_of
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.session_info import SessionInfo
from caselink.ui.shell.who_here import WhoHere

_WIDTH: Final = 176
_NARROW: Final = 56


class Rail(QFrame):
    """`chosen` brings the id of a page; `lock_asked` when the lock is pressed. The pages scroll where the window is
    low; what stands at the foot is always there. Narrow it shows drawings alone.
    """

    chosen = Signal(str)
    lock_asked = Signal()

    def __init__(self, desk: SessionInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.setAccessibleName(_("Pages"))
        speak_as(self, "pages")
        self._office = TextLabel(desk.office_name, "small", wraps=True)
        self._office.setContentsMargins(space(3), 0, space(2), space(2))
        self._group = QButtonGroup(self)
        self._drawings: dict[QPushButton, str] = {}
        self._labels: dict[QPushButton, str] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._is_narrow: bool | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(space(1), space(5), space(1), space(2))
        column.setSpacing(space(1))
        column.addWidget(self._office)
        column.addWidget(self._pages(desk.role), 1)
        for entry, keys in pages_at(Stands.FOOT, desk.role):
            column.addWidget(self._page_button(entry, tip_of(entry, keys)))
        lock_tip = _("Verrouiller (Ctrl+L) : le programme se ferme, tout reste enregistré")
        self.lock_button = self._button(_("Verrouiller"), "lock", lock_tip)
        self.lock_button.clicked.connect(self.lock_asked)
        column.addWidget(self.lock_button)
        self.who = WhoHere(desk)
        column.addWidget(self.who)
        Theme.current().changed.connect(self._paint_icons)
        self._paint_icons()
        self.show_narrow(False)

    def show_narrow(self, narrow: bool) -> None:
        """Drawings alone, or with their words."""
        if narrow is self._is_narrow:
            return
        self._is_narrow = narrow
        self.setFixedWidth(_NARROW if narrow else _WIDTH)
        self._office.setVisible(not narrow)
        self.who.setVisible(not narrow)
        for button, label in self._labels.items():
            button.setText("" if narrow else f"  {label}")

    def _pages(self, role: Role) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        for entry, keys in pages_at(Stands.RAIL, role):
            column.addWidget(self._page_button(entry, tip_of(entry, keys)))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(space(10))
        area.setWidget(held)
        return area

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
        self._labels[button] = label
        return button

    def _paint_icons(self) -> None:
        for button, drawing in self._drawings.items():
            button.setIcon(icon(drawing, "accent" if button.isChecked() else "quiet"))
