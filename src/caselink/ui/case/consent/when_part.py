"""From when to when she agrees."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caselink.consent.grounds import default_expiry, latest_expiry
from caselink.domain.partial_date import PartialDate
from caselink.i18n import _
from caselink.ui.case.typed_days import read_coming_day, read_past_day
from caselink.ui.look.dates import day_words
from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.editors.typed_date import TypedDate
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.unfinished import Editor

_USUAL, _EMERGENCY, _OTHER = "usual", "emergency", "other"


class WhenPart(QWidget):
    """Three months are proposed, seven days in an emergency; never more than twelve months."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.length = ChoiceChips(
            [(_USUAL, _("trois mois")), (_EMERGENCY, _("urgence : sept jours")), (_OTHER, _("jusqu’à une autre date"))],
            _("Durée"), required=True,
        )
        self.length.set_value(_USUAL)
        self.until_date = TypedDate(_("Dernier jour"), read_coming_day, placeholder=_("31/12, 15 janvier…"))
        self.until_date.hide()
        self.from_date = TypedDate(_("Donné le"), read_past_day)
        self.from_date.set_value(today.isoformat())
        self._summary = TextLabel("", "quiet", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self.length)
        column.addWidget(self.until_date)
        column.addWidget(self._summary)
        column.addWidget(QuestionRow(_("Donné le"), self.from_date))
        self.length.changed.connect(self._length_changed)
        self.until_date.changed.connect(lambda _value: self._tell())
        self.from_date.changed.connect(lambda _value: self._tell())
        OfficeClock.current().changed.connect(self._day_changed)
        self._tell()

    @property
    def emergency(self) -> bool:
        """Whether it is the short consent of an emergency."""
        return self.length.value() == _EMERGENCY

    @property
    def given_on(self) -> date:
        """The day she agreed."""
        return _day(self.from_date) or self._today

    @property
    def expires_on(self) -> date:
        """The last day that it counts."""
        if self.length.value() == _OTHER:
            return _day(self.until_date) or default_expiry(self.given_on)
        return default_expiry(self.given_on, emergency=self.emergency)

    def editors(self) -> dict[str, Editor]:
        """What is filled in here."""
        return {"length": self.length, "until": self.until_date, "from": self.from_date}

    def show_chosen(self) -> None:
        """Show the field that the length needs, and the last day."""
        self.until_date.setVisible(self.length.value() == _OTHER)
        self._tell()

    def _day_changed(self) -> None:
        """Midnight passed over the open page: the day that was proposed goes along, one that was typed stays."""
        before, self._today = self._today, OfficeClock.current().today()
        if self.from_date.value() == before.isoformat():
            self.from_date.set_value(self._today.isoformat())
        self._tell()

    def _length_changed(self, _value: object) -> None:
        self.show_chosen()
        if self.length.value() == _OTHER:
            self.until_date.setFocus()

    def _tell(self) -> None:
        too_long = self.expires_on > latest_expiry(self.given_on)
        words = _("Jusqu’au {day} compris.").format(day=day_words(self.expires_on))
        limit = _("Douze mois au plus : le {day}.").format(day=day_words(latest_expiry(self.given_on)))
        self._summary.show_as(limit if too_long else words, "fault" if too_long else "quiet")
        self.changed.emit()


def _day(editor: TypedDate) -> date | None:
    text = editor.value()
    return PartialDate.parse(text).last_day() if isinstance(text, str) and editor.is_understood() else None
