"""What is red, on one screen: each domain with its counts, then every need that is to be done, the most urgent first,
with whom and by when, and whom to contact at the end of its line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.needs import NeedState
from caselink.forms.needs import STATE_SIGNS
from caselink.i18n import _
from caselink.services.needs import DomainPicture, NeedLine
from caselink.ui.case.overview.captions import caption, is_late
from caselink.ui.case.overview.need_button import NeedButton
from caselink.ui.case.tab_order import in_order
from caselink.ui.look.palettes import space
from caselink.ui.look.spoken import speak_as
from caselink.ui.pieces.flowing import Flowing
from caselink.ui.pieces.row_stops import RowStops
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading

_COLUMN: Final = 320
"""Pixels that a column of lines needs."""
_MOST_COLUMNS: Final = 3


class RedPart(QFrame):
    """An index of the cards beneath: a line that is pressed goes there."""

    wanted = Signal(str)
    """The item whose place in its card is to be shown."""

    domain_wanted = Signal(object)
    """The domain whose card is to be shown."""

    contact_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        speak_as(self, "group")
        self.setAccessibleName(_("Ce qui est à faire"))
        self.lines: tuple[RedLine, ...] = ()
        self.domains: tuple[QPushButton, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(2), space(3), space(2))
        column.setSpacing(space(1))
        self.contact_said = TextLabel("", "quiet", self, wraps=True)
        column.addWidget(self.contact_said)
        self._strip = Flowing(self)
        self._strip.setAccessibleName(_("Domaines"))
        self._strip.flow.gap = space(1)
        self._strip_keys = RowStops(self)
        column.addWidget(self._strip)
        self.nothing = TextLabel(_("Rien n’est noté à faire."), "quiet", self)
        column.addWidget(self.nothing)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(space(4))
        self._grid.setVerticalSpacing(0)
        column.addLayout(self._grid)
        self._columns = 0

    def show_picture(self, domains: Sequence[DomainPicture], today: date, last_contact: str) -> None:
        """Show the needs as they are now, and when she was last in contact; the keyboard stays on its line."""
        here = self.window().focusWidget()
        focused = next((line.line.item for line in self.lines if here is not None and line.isAncestorOf(here)), "")
        self.contact_said.setText(last_contact)
        self._show_strip(domains)
        red = [line for each in domains for line in each.lines if line.state is NeedState.TO_DO]
        red.sort(key=lambda line: (line.due is None, line.due or today))
        if red == [line.line for line in self.lines]:
            return
        for old in self.lines:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.lines = tuple(RedLine(line, today, self) for line in red)
        for number, line in enumerate(self.lines):
            line.button.clicked.connect(lambda _checked=False, item=line.line.item: self.wanted.emit(item))
            line.contact.clicked.connect(lambda _checked=False, item=line.line.item: self.contact_asked.emit(item))
            line.keys.crossed.connect(lambda step, number=number: self._cross(number + step))
            if line.line.item == focused:
                line.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.nothing.setVisible(not self.lines)
        in_order([*self.domains, *(stop for line in self.lines for stop in (line.button, line.contact))])
        self._lay_out(self._fitting())

    def focus_first(self) -> bool:
        """Put the keyboard on the most urgent line; whether there is one."""
        if self.lines:
            self.lines[0].button.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(self.lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another number of columns."""
        super().resizeEvent(event)
        if self._fitting() != self._columns:
            self._lay_out(self._fitting())

    def _show_strip(self, domains: Sequence[DomainPicture]) -> None:
        for old in self.domains:
            self._strip.flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.domains = tuple(self._domain(each) for each in domains)
        for button in self.domains:
            self._strip.flow.addWidget(button)
            button.show()
        self._strip_keys.hold(self.domains)

    def _domain(self, picture: DomainPicture) -> QPushButton:
        count = picture.count
        said = [
            f"{STATE_SIGNS[state]}{number}"
            for state, number in ((NeedState.TO_DO, count.to_do), (NeedState.DONE, count.done)) if number
        ]
        button = QPushButton(" ".join([picture.label, *said]), self._strip)
        button.setProperty("role", "quiet_chip_chosen" if count.to_do else "quiet_chip")
        button.setAccessibleName(_("{domain} : {red} à faire, {green} faits").format(
            domain=picture.label, red=count.to_do, green=count.done
        ))
        keep_for_reading(button)
        button.clicked.connect(lambda _checked=False: self.domain_wanted.emit(picture.domain))
        return button

    def _fitting(self) -> int:
        return max(1, min(_MOST_COLUMNS, self.width() // _COLUMN))

    def _lay_out(self, columns: int) -> None:
        """Down each column, as one reads a list."""
        self._columns = columns
        rows = -(-len(self.lines) // columns)
        for number, line in enumerate(self.lines):
            self._grid.addWidget(line, number % max(rows, 1), number // max(rows, 1))
        for column in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _cross(self, number: int) -> None:
        if 0 <= number < len(self.lines):
            self.lines[number].button.setFocus(Qt.FocusReason.TabFocusReason)


class RedLine(QWidget):
    """One need that is to be done."""

    def __init__(self, line: NeedLine, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.button = NeedButton(self)
        self.button.show_need(line.label, line.state, caption(line, today), late=is_late(line, today))
        self.button.setToolTip(_("Aller à ce besoin"))
        self.contact = QPushButton("›", self)
        self.contact.setProperty("role", "need")
        self.contact.setToolTip(_("Qui contacter"))
        self.contact.setAccessibleName(_("Qui contacter : {need}").format(need=line.label))
        keep_for_reading(self.button, self.contact)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.button, 1)
        row.addWidget(self.contact, 0, Qt.AlignmentFlag.AlignTop)
        self.keys = RowStops(self, (self.button, self.contact))
