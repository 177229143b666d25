"""One need in its card: turned with a click or Space, decided upon in a menu, asked about in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from caselink.domain.needs import NeedState
from caselink.i18n import _
from caselink.services.needs import NeedLine
from caselink.services.questionnaires.needs import NeedAsk
from caselink.ui.case.overview.captions import caption, is_late
from caselink.ui.case.overview.need_button import NeedButton
from caselink.ui.case.overview.need_menu import NeedMenu
from caselink.ui.look.palettes import space
from caselink.ui.look.spoken import speak_as
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.row_stops import RowStops
from caselink.ui.shell.read_only import keep_for_reading


class NeedRow(QWidget):
    """Shows one `NeedLine` and says what the worker wants it to be; it shows that at once, before the vault has it."""

    wanted = Signal(object)
    """The `NeedLine` as the worker wants it now."""

    contact_asked = Signal(str)
    """The item for which she asks whom to contact."""

    def __init__(
        self, line: NeedLine, today: date, form: Callable[[NeedAsk, NeedLine], AskForm],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.line = line
        self._today = today
        self._form = form
        self.asked: AskForm | None = None
        """What is being asked, while it stands there."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._first_line())
        self._column.addLayout(self._second_line())
        self.keys = RowStops(self, self.stops())
        self.setFocusProxy(self.button)
        self.show_line(line, today)

    def show_line(self, line: NeedLine, today: date) -> None:
        """Show the need as it is now."""
        self.line = line
        self._today = today
        self.button.show_need(line.label, line.state, caption(line, today), late=is_late(line, today))
        self.contact.setVisible(line.state is NeedState.TO_DO)
        self.contact.setAccessibleName(_("Qui contacter : {need}").format(need=line.label))
        self.more.setAccessibleName(_("Décider : {need}").format(need=line.label))
        self.accept.setVisible(line.offered)
        self.accept.setAccessibleName(_("Noter à faire : {need}").format(need=line.label))

    def stops(self) -> tuple[QWidget, ...]:
        """What can be pressed in it, in order: one tab stop."""
        return self.button, self.accept, self.more, self.contact

    def turn(self) -> None:
        """To do becomes done, anything else becomes to do."""
        self.choose(NeedState.DONE if self.line.state is NeedState.TO_DO else NeedState.TO_DO)

    def choose(self, state: NeedState) -> None:
        """Set that state, after asking the one line that goes with it where one does."""
        if state is NeedState.DONE and self.line.asks_outcome:
            self.ask(NeedAsk.OUTCOME)
        elif state is NeedState.NOT_WISHED:
            self.ask(NeedAsk.AGAIN)
        else:
            self._want(replace(self.line, state=state, ask_again_on=None))

    def ask(self, about: NeedAsk) -> None:
        """Ask that right here, with the cursor in its field."""
        self.open(about).focus_first()

    def open(self, about: NeedAsk) -> AskForm:
        """Ask that right here, instead of what is asked now."""
        self._dismiss()
        self.asked = self._form(about, self.line)
        self.asked.saved.connect(lambda _case: self._left())
        self.asked.given_up.connect(self._left)
        self._column.addWidget(self.asked)
        self.asked.show()
        return self.asked

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key and the right button open the menu."""
        self._open_menu(event.globalPos())

    def menu(self) -> NeedMenu:
        """Everything that can be decided about it."""
        asks = {
            _("Confier à une structure…"): lambda: self.ask(NeedAsk.PARTNER),
            _("Qui s’en occupe…"): lambda: self.ask(NeedAsk.OWNER),
            _("Échéance…"): lambda: self.ask(NeedAsk.DUE),
            _("Qui contacter"): lambda: self.contact_asked.emit(self.line.item),
        }
        return NeedMenu(self.line.state, self.choose, asks, self)

    def _first_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        self.button = NeedButton(self)
        self.button.clicked.connect(self.turn)
        self.more = QToolButton(self)
        self.more.setText("⋯")
        self.more.setProperty("role", "need")
        speak_as(self.more, "menu")
        self.more.setToolTip(_("Décider, confier, dater"))
        self.more.clicked.connect(lambda: self._open_menu(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        self.accept = QPushButton(_("+ à faire"), self)
        self.accept.setProperty("role", "need")
        self.accept.setToolTip(_("Proposé par la fiche : noter à faire"))
        self.accept.clicked.connect(lambda: self.choose(NeedState.TO_DO))
        row.addWidget(self.button, 1)
        row.addWidget(self.accept, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _second_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(space(6), 0, 0, space(1))
        self.contact = QPushButton(_("Qui contacter ›"), self)
        self.contact.setProperty("role", "need")
        keep_for_reading(self.contact)
        self.contact.clicked.connect(lambda: self.contact_asked.emit(self.line.item))
        row.addWidget(self.contact)
        row.addStretch(1)
        return row

    def _open_menu(self, where: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def _left(self) -> None:
        self._dismiss()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dismiss(self) -> None:
        if self.asked is not None:
            self.asked.forget()
            self.asked.hide()
            self.asked.deleteLater()
            self.asked = None

    def _want(self, line: NeedLine) -> None:
        self.show_line(line, self._today)
        self.wanted.emit(line)
