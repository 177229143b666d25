"""Who is there, of which agency, and how each signed the confidentiality statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caselink.domain.meetings import Attendee, Meeting, Promise
from caselink.forms.meetings import PROMISE_LABELS
from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pieces.row_list import set_up_choice
from caselink.ui.pieces.text_label import TextLabel

_ORDER: Final = (Promise.SIGNED, Promise.ALOUD, Promise.NOT)


class Attendance(QWidget):
    """A line for each agency that was asked; only those that are ticked are there."""

    given = Signal(object)
    """Those who are there, as a tuple of `Attendee`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[tuple[str, QCheckBox, QLineEdit, QComboBox]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(TextLabel(_("Qui est là, et comment l’engagement est signé"), "heading"))
        self._grid = QGridLayout()
        column.addLayout(self._grid)
        self.save_button = QPushButton(_("Noter les présents"))
        self.save_button.clicked.connect(lambda: self.given.emit(self.attendees()))
        column.addWidget(self.save_button)

    def show_meeting(self, meeting: Meeting, agencies: Sequence[tuple[str, str]]) -> None:
        """Show the agencies that were asked, with who came where that is noted."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._lines = []
        came = {each.partner: each for each in meeting.attended}
        sent = {each.partner: each.person for each in meeting.invited}
        for row, (key, name) in enumerate(agencies):
            there, person, how = QCheckBox(name), QLineEdit(), QComboBox()
            held = came.get(key)
            there.setChecked(held is not None or not meeting.was_held)
            person.setText(held.name if held is not None else sent.get(key, ""))
            person.setPlaceholderText(_("Nom"))
            person.setAccessibleName(_("Qui vient pour {name}").format(name=name))
            for promise in _ORDER:
                how.addItem(_(PROMISE_LABELS[promise]), promise)
            how.setCurrentIndex(_ORDER.index(held.promise if held is not None else Promise.SIGNED))
            set_up_choice(how, _("Engagement de {name}").format(name=name))
            how.setAccessibleName(_("Engagement de {name}").format(name=name))
            for place, widget in enumerate((there, person, how)):
                self._grid.addWidget(widget, row, place)
                widget.show()
            self._lines.append((key, there, person, how))

    def attendees(self) -> tuple[Attendee, ...]:
        """Those who are there."""
        return tuple(
            Attendee(key, " ".join(person.text().split()), Promise(how.currentData()))
            for key, there, person, how in self._lines if there.isChecked()
        )
