"""The code word, shown for a moment on request."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.look.spoken import speak_as
from caselink.ui.pieces.text_label import TextLabel

_SHOWN_MS: Final = 10_000


class CodeWord(QWidget):
    """Hides again by itself after ten seconds, or when its button is pressed again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = ""
        self.label = TextLabel("", "quiet")
        self.button = QPushButton()
        self.button.setProperty("role", "need")
        self.button.setCheckable(True)
        speak_as(self.button, "fold")
        self.button.toggled.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(1))
        row.addWidget(self.label)
        row.addWidget(self.button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(lambda: self.button.setChecked(False))
        self.set_word("")

    def set_word(self, word: str) -> None:
        """Hold that word, hidden; nothing is shown at all where there is none."""
        if word == self._word and self._word:
            return
        self._word = word
        self.setVisible(bool(word))
        self.button.setChecked(False)
        self._show(shown=False)

    def _show(self, shown: bool) -> None:
        self.label.setText(_("code « {word} »").format(word=self._word if shown else "…"))
        self.button.setText(_("masquer") if shown else _("afficher"))
        self.button.setAccessibleName(_("Masquer le mot de code") if shown else _("Afficher le mot de code"))
        if shown:
            self._timer.start()
        else:
            self._timer.stop()
