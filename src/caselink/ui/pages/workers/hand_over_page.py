"""The words that somebody else's key opens with: said to be handed over while they still stand there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPushButton, QWidget

from caselink.i18n import _
from caselink.ui.entry.entry_page import EntryPage
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.secret_clipboard import SecretClipboard


class HandOverPage(EntryPage):
    """Stays until its own button closes it: the words are shown this once, and covered once the page was left."""

    done = Signal(str)
    """The words are handed over; what to say then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Phrase de passe"), _("Je la lui ai remise"), parent, with_mark=False)
        self._words = ""
        self._said = ""
        self.told = TextLabel("", "label", wraps=True)
        self.words = TextLabel("", "offer", wraps=True, selectable=True)
        self.words.setAccessibleName(_("Phrase de passe à remettre"))
        self.show_button = QPushButton(_("Montrer les mots"))
        self.copy_button = QPushButton(_("Copier"))
        self.copy_button.setProperty("role", "quiet")
        self.copy_button.setToolTip(_("Le presse-papiers est vidé après 10 secondes."))
        for widget in (self.told, self.words, self.show_button, self.copy_button):
            self.add_field(widget, is_input=False)
        self.show_button.clicked.connect(self._uncover)
        self.copy_button.clicked.connect(lambda: SecretClipboard.current().copy(self._words))
        self.action.clicked.connect(self._close)

    def show_words(self, name: str, words: str, said: str) -> None:
        """Show them for her; `said` is told once they are handed over."""
        self._words, self._said = words, said
        self.set_title(_("Phrase de passe : {name}").format(name=name))
        self.told.setText(_(
            "Remettez ces mots maintenant, de la main à la main, à : {name}. Ils ne seront plus montrés. La personne "
            "pourra en choisir d’autres."
        ).format(name=name))
        self._uncover()
        self.copy_button.setFocus()

    def forget(self) -> None:
        """The words."""
        super().forget()
        self._words = ""
        self.words.clear()

    def hideEvent(self, event: QHideEvent) -> None:
        """Left without their being handed over, the words are not there for whoever looks at the page next."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.words.clear()
            self.words.hide()
            self.show_button.show()

    def _uncover(self) -> None:
        self.words.setText(self._words)
        self.words.show()
        self.show_button.hide()

    def _close(self) -> None:
        self.forget()
        self.done.emit(self._said)
