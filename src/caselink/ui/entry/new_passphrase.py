"""A new passphrase: six random words offered, or one's own typed twice, its strength said while it is typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.office import passphrase_problem, suggest_passphrase
from caselink.ui.entry.passphrase_field import PassphraseField
from caselink.ui.look.palettes import space
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.secret_clipboard import SecretClipboard


class NewPassphrase(QWidget):
    """Offer, two fields, strength. `entered` when Return was pressed in the last field.

    `hand_over` is for somebody else's passphrase: the words taken are shown, and need not be typed to be remembered.
    """

    entered = Signal()

    def __init__(self, *, hand_over: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hand_over = hand_over
        self.words = TextLabel("", "offer", wraps=True, selectable=True)
        self.words.setAccessibleName(_("Phrase de passe proposée"))
        self.take_button = QPushButton(_("Prendre ces mots"))
        self.renew_button = QPushButton(_("D’autres mots"))
        self.copy_button = QPushButton(_("Copier"))
        self.copy_button.setToolTip(_("Le presse-papiers est vidé après 10 secondes."))
        self.passphrase = PassphraseField(_("Phrase de passe"))
        self.again = PassphraseField(_("Phrase de passe, encore une fois"))
        self.first_row = QuestionRow(_("Phrase de passe"), self.passphrase)
        self.again_row = QuestionRow(_("Encore une fois"), self.again)
        self.strength = TextLabel("", "small", wraps=True)
        self.first_row.add_beneath(self.strength)
        self._lay_out()
        self.setFocusProxy(self.passphrase)
        self.take_button.clicked.connect(self.take_offer)
        self.renew_button.clicked.connect(self.renew_offer)
        self.copy_button.clicked.connect(lambda: SecretClipboard.current().copy(self.words.text()))
        self.passphrase.edited.connect(self._say_strength)
        self.passphrase.entered.connect(self._go_on)
        self.again.entered.connect(self.entered)
        self.renew_offer()

    def renew_offer(self) -> None:
        """Draw six other words."""
        self.words.setText(suggest_passphrase())
        self._say_strength()

    def take_offer(self) -> None:
        """Fill the words in; who keeps them herself types them once more, so that they are in her memory."""
        self.passphrase.set_text(self.words.text())
        self._say_strength()
        if self._hand_over:
            self.passphrase.show_button.setChecked(True)
        (self.passphrase if self._hand_over else self.again).setFocus()

    def text(self) -> str:
        """What was typed or taken."""
        return self.passphrase.text()

    def is_complete(self) -> bool:
        """Whether it will do; says beneath the fields what is missing."""
        problem = passphrase_problem(self.text())
        same = self._is_handed_over() or self.text() == self.again.text()
        self.first_row.show_fault(problem)
        self.again_row.show_fault(None if same else _("Les deux phrases de passe ne sont pas les mêmes."))
        return problem is None and same

    def words_to_hand_over(self) -> str:
        """The words taken for somebody else; empty for a passphrase that was typed: she may have typed it herself."""
        return self.text() if self._is_handed_over() else ""

    def clear(self) -> None:
        """Forget what was typed and offered; other words are offered next time."""
        self.passphrase.clear()
        self.again.clear()
        self.strength.setText("")
        self.first_row.show_fault(None)
        self.again_row.show_fault(None)
        self.again_row.show()
        self.renew_offer()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(4))
        offer = QVBoxLayout()
        offer.setSpacing(space(1))
        said = (
            _("Six mots tirés au hasard, à noter et à lui remettre de la main à la main.")
            if self._hand_over
            else _("Six mots tirés au hasard : faciles à retenir, difficiles à deviner.")
        )
        offer.addWidget(QuietLabel(said))
        offer.addWidget(self.words)
        buttons = QHBoxLayout()
        for button in (self.take_button, self.renew_button, self.copy_button):
            button.setProperty("role", "quiet")
            buttons.addWidget(button)
        buttons.addStretch(1)
        offer.addLayout(buttons)
        column.addLayout(offer)
        column.addWidget(self.first_row)
        column.addWidget(self.again_row)

    def _is_handed_over(self) -> bool:
        return self._hand_over and self.text() == self.words.text()

    def _go_on(self) -> None:
        if self._is_handed_over():
            self.entered.emit()
        else:
            self.again.setFocus()

    def _say_strength(self) -> None:
        text = self.text()
        self.again_row.setVisible(not self._is_handed_over())
        problem = passphrase_problem(text)
        self.first_row.show_fault(None)
        if not text:
            self.strength.setText("")
        elif problem is not None:
            self.strength.show_as(problem, "small")
        elif text == self.words.text():
            self.strength.show_as(_("✓ Six mots au hasard : très solide."), "done")
        else:
            self.strength.show_as(_("✓ Assez longue. Une phrase connue ou un nom se devine pourtant."), "done")
