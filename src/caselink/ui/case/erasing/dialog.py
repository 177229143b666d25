"""Asking before something of a case is erased for good: what goes, what else could, and a word to type."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.erasing_answers import Confirmed, Erasure, is_word, word_to_type
from caselink.services.traces import Trace
from caselink.ui.look.palettes import space
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.scrolled_dialog import ScrolledDialog
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.shell import Shell


class EraseDialog(ScrolledDialog):
    """Names only, never values: whoever stands behind her reads them too."""

    confirmed = Signal(object)
    """What she said, as `Confirmed`."""

    def __init__(self, erasure: Erasure, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(_("Effacer pour de bon"), shell, parent)
        self.resize(space(150), space(160))
        self.ticks: dict[str, QCheckBox] = {}
        self._erasure = erasure
        self._list(_("Sera effacé, aujourd’hui et dans tout ce qui a précédé :"), erasure.goes)
        self._offer(_("En parlent aussi, et partent si vous ne les décochez pas :"), erasure.offered, ticked=True)
        self._offer(_("À regarder : pourraient en parler. Cochez ce qui doit partir aussi."), erasure.to_look_at)
        self.body.addWidget(QuietLabel(_(
            "Du coffre, de l’historique et de la recherche : aussitôt. Des sauvegardes de CaseLink : dans les 24 "
            "heures. Pas des copies gardées ailleurs, ni de ce qui a déjà été transmis. Cela ne peut pas être annulé."
        )))
        self.typed = QLineEdit()
        self._word = QuestionRow(_("Tapez {word} pour confirmer").format(word=word_to_type()), self.typed)
        self.erase = QPushButton()
        self.erase.setProperty("role", "danger")
        self.body.addWidget(self._word)
        self.body.addWidget(self.erase, 0, Qt.AlignmentFlag.AlignLeft)
        self.close_button.setText(_("Ne rien changer"))
        self.typed.textChanged.connect(self._allow)
        self.erase.clicked.connect(self._confirm)
        self.close_button.clicked.disconnect()
        self.close_button.clicked.connect(self.reject)
        self._allow()

    def _list(self, words: str, traces: Sequence[Trace]) -> None:
        if traces:
            self.body.addWidget(TextLabel(words, "label", wraps=True))
            self.body.addWidget(TextLabel("\n".join(f"✕ {trace.words}" for trace in traces), wraps=True))

    def _offer(self, words: str, traces: Sequence[Trace], *, ticked: bool = False) -> None:
        if traces:
            self.body.addWidget(TextLabel(words, "label", wraps=True))
        held = QVBoxLayout()
        held.setSpacing(0)
        self.body.addLayout(held)
        for trace in traces:
            tick = self.ticks[trace.id] = QCheckBox(trace.words)
            tick.setChecked(ticked)
            tick.toggled.connect(self._allow)
            held.addWidget(tick)

    def _also(self) -> frozenset[str]:
        return frozenset(trace_id for trace_id, tick in self.ticks.items() if tick.isChecked())

    def _allow(self) -> None:
        """The word is asked for only where something goes."""
        something = bool(self._erasure.goes or self._also())
        self._word.setVisible(something)
        self.erase.setText(_("Effacer pour de bon") if something else _("Enregistrer sans rien effacer"))
        self.erase.setEnabled(not something or is_word(self.typed.text()))

    def _confirm(self) -> None:
        said = Confirmed(self.typed.text(), self._also())
        self.done(QDialog.DialogCode.Accepted)
        self.confirmed.emit(said)
