"""How she agreed: aloud or in writing, in which language, with which interpreter."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from caselink.forms.consent_terms import MODES, Mode
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.texts import option_label
from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.shell.unfinished import Editor


class HowPart(QWidget):
    """Spoken unless said otherwise; language and interpreter where there is one to name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mode = ChoiceChips([(mode.value, _(MODES[mode])) for mode in Mode], _("Comment"), required=True)
        self._mode.set_value(Mode.SPOKEN.value)
        self._language = SearchChoice(_languages(), _("Langue de l’entretien"))
        self.interpreter_line = QLineEdit()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        column.addWidget(self._mode)
        column.addWidget(QuestionRow(_("Langue de l’entretien"), self._language))
        help_line = _("Son nom, ou le service. Vide sans interprète.")
        column.addWidget(QuestionRow(_("Interprète"), self.interpreter_line, help_line))

    def editors(self) -> dict[str, Editor]:
        """What is filled in here."""
        return {"mode": self._mode, "language": self._language, "interpreter": self.interpreter_line}

    @property
    def mode(self) -> Mode:
        """Spoken or written."""
        return Mode(str(self._mode.value()))

    @property
    def language(self) -> str:
        """ISO 639 code; empty where none was noted."""
        chosen = self._language.value()
        return chosen if isinstance(chosen, str) else ""

    @property
    def interpreter(self) -> str:
        """Who interpreted; empty for nobody."""
        return self.interpreter_line.text().strip()


def _languages() -> list[tuple[str, str]]:
    place = PARTNER_FORM.place("language.spoken")
    if place is None:
        return []
    return [(option.id, option_label(place.field, option.id)) for option in place.field.options]
