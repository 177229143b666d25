"""Saving what still reads of a damaged vault into a new one, and saying in words what that was."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caselink.errors import CaseLinkError, WrongPassphrase
from caselink.i18n import _
from caselink.services.backups import RescueReport, rescue
from caselink.ui.entry.entry_page import EntryPage
from caselink.ui.entry.passphrase_field import PassphraseField
from caselink.ui.entry.rescue_words import rescue_lines
from caselink.ui.entry.user_field import UserField
from caselink.ui.entry.vault_chooser import VaultChooser
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.vault_thread import VaultThread


class RescuePage(EntryPage):
    """`rescued` brings the new folder when the worker has read what was saved."""

    rescued = Signal(object)

    def __init__(self, thread: VaultThread, parent: QWidget | None = None) -> None:
        super().__init__(_("Sauver ce qui se lit"), _("Sauver dans un nouveau coffre"), parent, with_mark=False)
        self._thread = thread
        self._folder: Path | None = None
        self._saved: Path | None = None
        self.target = VaultChooser(new=True)
        self.users = UserField()
        self.passphrase = PassphraseField(_("Phrase de passe"))
        self.report = TextLabel("", wraps=True, selectable=True)
        why = _(
            "Le coffre endommagé n’est que lu. Chaque dossier qui se lit encore est copié dans un nouveau coffre, "
            "avec les mêmes clés, et rien n’est passé sous silence."
        )
        self.add_field(QuietLabel(why), is_input=False)
        self.add_field(QuestionRow(_("Nouveau coffre"), self.target))
        self.add_field(QuestionRow(_("Utilisateur"), self.users))
        self.add_field(QuestionRow(_("Phrase de passe"), self.passphrase))
        self.after.addWidget(self.report)
        self.add_way_back()
        self.passphrase.entered.connect(self.go_on)
        self.action.clicked.connect(self.go_on)

    def start(self, folder: Path, users: tuple[str, ...], user: str | None) -> None:
        """Begin with that vault."""
        self._folder, self._saved = folder, None
        self.target.set_path(_free_place(folder))
        self.users.show_users(users, user or "")
        self.report.hide()
        self.show_fault("")
        self.action.setText(_("Sauver dans un nouveau coffre"))
        self.passphrase.setFocus()

    def go_on(self) -> None:
        """Save it; afterwards go to what was saved."""
        folder, target = self._folder, self.target.path()
        if self._saved is not None:
            self.rescued.emit(self._saved)
        elif target is None:
            self.show_fault(_("Choisissez d’abord où garder le coffre."))
        elif folder is not None:
            user, passphrase = self.users.user(), self.passphrase.text()
            self.rest(True, _("Lecture du coffre endommagé : cela peut durer quelques minutes…"))
            self._thread.call(
                lambda: (rescue(folder, user, passphrase, target), target), self._done, self._failed, owner=self
            )

    def _done(self, done: tuple[RescueReport, Path]) -> None:
        report, self._saved = done
        self.passphrase.clear()
        self.rest(False)
        self.report.setText("\n".join(rescue_lines(report)))
        self.report.show()
        self.action.setText(_("Aller au coffre sauvé"))
        self.action.setFocus()

    def _failed(self, error: CaseLinkError) -> None:
        self.show_fault(error.sentence)
        if isinstance(error, WrongPassphrase):
            self.passphrase.field.selectAll()
        self.passphrase.setFocus()


def _free_place(folder: Path) -> Path:
    """Beside the vault, under a name that nothing has."""
    plain = folder.name.removesuffix(".caselink")
    name = _("{name}-sauvé-{day}").format(name=plain, day=OfficeClock.current().today().isoformat())
    places = (folder.with_name(f"{name}{'' if count == 1 else f'-{count}'}.caselink") for count in range(1, 1000))
    return next((place for place in places if not place.exists()), folder.with_name(f"{name}.caselink"))
