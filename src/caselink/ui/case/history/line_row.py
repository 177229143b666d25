"""One line of the history."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from caselink.i18n import _
from caselink.services.history import HistoryLine
from caselink.ui.case.history.line_words import LineWords
from caselink.ui.look.palettes import space
from caselink.ui.look.spoken import speak_as
from caselink.ui.pieces.row_stops import RowStops

_LONGEST: Final = 300
"""Characters of a value that are shown; the whole text stands in the form or is put back whole."""


class LineRow(QWidget):
    """A sign, what was changed, and both values; a button that puts the former one back where that can be."""

    put_back_asked = Signal(object)
    """The `HistoryLine` whose former value is wanted again."""

    erase_asked = Signal(str)
    """The path of the answer that is to be erased for good."""

    def __init__(self, line: HistoryLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        sign, spoken = _sign(line)
        self.words = LineWords(sign, line.what, _values(line))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(space(2))
        across.addWidget(self.words, 1)
        self.put_back: QPushButton | None = None
        if line.can_put_back:
            self.put_back = self._button()
            across.addWidget(self.put_back, 0, Qt.AlignmentFlag.AlignBottom)
        self.erase: QPushButton | None = None
        if line.can_erase:
            self.erase = self._erase_button()
            across.addWidget(self.erase, 0, Qt.AlignmentFlag.AlignBottom)
        self.setAccessibleName(", ".join((spoken, *self.words.text.split("\n"))))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "read")
        speak_as(self, "line")
        buttons = [button for button in (self.put_back, self.erase) if button is not None]
        self.keys = RowStops(self, [self, *buttons])

    def _button(self) -> QPushButton:
        button = QPushButton(_("Remettre"))
        button.setProperty("role", "quiet")
        said = _("Remettre la valeur d’avant : {value}").format(value=_shown(self.line.before))
        button.setToolTip(said)
        button.setAccessibleName(f"{self.line.what}. {said}")
        button.clicked.connect(lambda: self.put_back_asked.emit(self.line))
        return button

    def _erase_button(self) -> QPushButton:
        button = QPushButton(_("Effacer…"))
        button.setProperty("role", "quiet")
        said = _("Effacer pour de bon tout ce qui est et a été noté ici")
        button.setToolTip(said)
        button.setAccessibleName(f"{self.line.what}. {said}")
        button.clicked.connect(lambda: self.erase_asked.emit(self.line.place))
        return button


def _sign(line: HistoryLine) -> tuple[str, str]:
    """The sign of a line, and the word that a screen reader says for it."""
    if not line.place:
        return ("✕", _("effacé")) if line.kind == "erased" else ("●", _("fait noté"))
    if line.raw_before is None:
        return "+", _("ajouté")
    if line.raw_after is None:
        return "−", _("retiré")
    return "→", _("changé")


def _values(line: HistoryLine) -> list[tuple[str, str]]:
    """What stood there and what stands there since, each with its colour; an event tells only what it is about."""
    if not line.place:
        return [(line.after, "text")] if line.after else []
    if line.before and line.before == line.after:
        return [(_("{value} (noté de nouveau)").format(value=_shown(line.after)), "text")]
    said = [(_shown(line.after), "text")] if line.after else []
    if line.before:
        said.append((_("avant : {value}").format(value=_shown(line.before)), "quiet"))
    return said


def _shown(value: str) -> str:
    words = " ".join(value.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
