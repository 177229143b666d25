"""Making a vault: where, for which office, for whom, under which passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caselink.errors import CaseLinkError
from caselink.i18n import _
from caselink.services.office import (
    Office,
    create_office,
    passphrase_problem,
    suggest_passphrase,
    user_name_problem,
)
from caselink.ui.entry.entry_page import EntryPage
from caselink.ui.entry.passphrase_field import PassphraseField
from caselink.ui.entry.vault_chooser import VaultChooser
from caselink.ui.palettes import space
from caselink.ui.secret_clipboard import SecretClipboard
from caselink.ui.vault_thread import VaultThread
from caselink.ui.widgets.labelled import Labelled
from caselink.ui.widgets.quiet_label import QuietLabel
from caselink.ui.widgets.text_label import TextLabel


class CreatePage(EntryPage):
    """`created` brings the recovery code, which is shown once; `left` goes back."""

    created = Signal(str)
    left = Signal()

    def __init__(self, thread: VaultThread, parent: QWidget | None = None) -> None:
        super().__init__(_("Nouveau coffre"), _("Créer le coffre"), parent, with_mark=False)
        self._thread = thread
        self.chooser = VaultChooser(new=True)
        self.chooser.set_path(Path.home() / "dossiers.caselink")
        self.office = QLineEdit()
        self.user = QLineEdit()
        self.passphrase = PassphraseField(_("Phrase de passe"))
        self.again = PassphraseField(_("Phrase de passe, encore une fois"))
        user_help = _("Lettres minuscules, chiffres, tiret : amina-b.")
        self.user_row = Labelled(_("Votre nom d’utilisateur"), self.user, user_help)
        self.first_row = Labelled(_("Phrase de passe"), self.passphrase)
        self.again_row = Labelled(_("Encore une fois"), self.again)
        self.strength = TextLabel("", "small", wraps=True)
        self.first_row.column.addWidget(self.strength)
        self.add_field(Labelled(_("Où le garder"), self.chooser))
        self.add_field(Labelled(_("Nom de votre service (facultatif)"), self.office))
        self.add_field(self.user_row)
        self.add_field(self._offer())
        self.add_field(self.first_row)
        self.add_field(self.again_row)
        self.add_link(_("Retour")).clicked.connect(self.left)
        self.user.editingFinished.connect(self._check_user)
        self.passphrase.edited.connect(self._check_passphrase)
        self.again.entered.connect(self.create_vault)
        self.action.clicked.connect(self.create_vault)
        self.renew_offer()

    def renew_offer(self) -> None:
        """Draw six other words."""
        self.words.setText(suggest_passphrase())

    def take_offer(self) -> None:
        """Fill the words in; the worker types them once more, so that they are in her memory."""
        self.passphrase.set_text(self.words.text())
        self._check_passphrase()
        self.again.setFocus()

    def create_vault(self) -> None:
        """Make it, unless something is missing."""
        folder = self.chooser.path()
        if folder is None or not self._is_complete():
            return
        user, passphrase, name = self.user.text().strip(), self.passphrase.text(), self.office.text().strip()
        self.rest(True, _("Création du coffre : quelques secondes…"))

        def opener() -> tuple[Office, str]:
            return create_office(folder, user, passphrase, name)

        self._thread.open(opener, self._done, self._failed)

    def _offer(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        self.words = TextLabel("", "offer", wraps=True, selectable=True)
        self.words.setAccessibleName(_("Phrase de passe proposée"))
        buttons = QHBoxLayout()
        self.take_button = QPushButton(_("Prendre ces mots"))
        self.renew_button = QPushButton(_("D’autres mots"))
        self.copy_button = QPushButton(_("Copier"))
        self.copy_button.setToolTip(_("Le presse-papiers est vidé après 10 secondes."))
        for button in (self.take_button, self.renew_button, self.copy_button):
            button.setProperty("role", "quiet")
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addWidget(QuietLabel(_("Six mots tirés au hasard : faciles à retenir, difficiles à deviner.")))
        column.addWidget(self.words)
        column.addLayout(buttons)
        self.take_button.clicked.connect(self.take_offer)
        self.renew_button.clicked.connect(self.renew_offer)
        self.copy_button.clicked.connect(lambda: SecretClipboard.current().copy(self.words.text()))
        return held

    def _is_complete(self) -> bool:
        user_problem = self._check_user()
        first_problem = passphrase_problem(self.passphrase.text())
        same = self.passphrase.text() == self.again.text()
        self.first_row.show_fault(first_problem)
        self.again_row.show_fault(None if same else _("Les deux phrases de passe ne sont pas les mêmes."))
        return user_problem is None and first_problem is None and same

    def _check_user(self) -> str | None:
        problem = user_name_problem(self.user.text().strip())
        self.user_row.show_fault(problem)
        return problem

    def _check_passphrase(self) -> None:
        text = self.passphrase.text()
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

    def _done(self, code: str) -> None:
        self.passphrase.clear()
        self.again.clear()
        self.words.clear()
        self.created.emit(code)

    def _failed(self, error: CaseLinkError) -> None:
        self.show_fault(error.sentence)
