"""Packs or minutes for all agencies, one after the other, with the passphrases shown once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from caselink.errors import CaseLinkError
from caselink.i18n import _, ngettext
from caselink.services.meetings.packs import MINUTES, WrittenPack, write_all
from caselink.services.office import Office
from caselink.ui.look.palettes import space
from caselink.ui.pieces.scrolled_dialog import ScrolledDialog
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread


class PacksDialog(ScrolledDialog):
    """Begins by itself; stopped, those that are made stay and are shown."""

    _made_so_far = Signal(int, int)

    def __init__(
        self, thread: VaultThread, shell: Shell, meeting_id: str, kind: str, folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Relevés de décisions") if kind == MINUTES else _("Paquets pour les structures")
        super().__init__(title, shell, parent)
        self.resize(space(150), space(120))
        self.progress = QProgressBar()
        self.progress.setAccessibleName(title)
        self.stop_button = QPushButton(_("Arrêter"))
        self.stop_button.clicked.connect(self._stop)
        self.said = TextLabel(str(folder), "quiet", wraps=True, selectable=True)
        for widget in (self.said, self.progress, self.stop_button):
            self.body.addWidget(widget)
        self.made: Sequence[WrittenPack] = ()
        self._stopped = Event()
        self._made_so_far.connect(self._show_progress)
        self.close_button.setEnabled(False)

        def work(office: Office) -> tuple[WrittenPack, ...]:
            return write_all(office, meeting_id, kind, folder, self._go_on)

        thread.run(work, self._show, self._refused, owner=self)

    def _go_on(self, made: int, of_all: int) -> bool:
        self._made_so_far.emit(made, of_all)
        return not self._stopped.is_set()

    def _stop(self) -> None:
        self._stopped.set()

    def _show_progress(self, made: int, of_all: int) -> None:
        self.progress.setMaximum(of_all)
        self.progress.setValue(made)

    def _show(self, made: Sequence[WrittenPack]) -> None:
        self.made = made
        self._end()
        self._say(_(
            "Les phrases de passe sont montrées cette seule fois. Dites chacune à sa structure, par un autre chemin "
            "que le fichier."
        ))
        for each in made:
            cases = ngettext("{count} situation", "{count} situations", each.cases).format(count=each.cases)
            self._say(f"{each.name} · {cases} · {each.path.name}", "label")
            self._say(each.passphrase, "code")

    def _say(self, words: str, role: str = "") -> None:
        label = TextLabel(words, role, wraps=True, selectable=role == "code")
        self.body.addWidget(label)
        label.show()

    def _refused(self, error: CaseLinkError) -> None:
        self._end()
        self._say(error.sentence, "fault")

    def _end(self) -> None:
        self.progress.hide()
        self.stop_button.hide()
        self.close_button.setEnabled(True)
        self.close_button.setFocus()
