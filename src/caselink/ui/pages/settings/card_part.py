"""How papers name this worker, and the office's picture at their head."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from caselink.errors import CaseLinkError
from caselink.i18n import _
from caselink.services.office import Office
from caselink.services.questionnaires.own_card import OWN_CARD, OwnCard, read_own_card
from caselink.services.worker_card import set_logo_from
from caselink.ui.look.palettes import space
from caselink.ui.pages.settings.settings_part import SettingsPart
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

_LOGO_HEIGHT = space(12)


class CardPart(SettingsPart[OwnCard]):
    """Name, function and number are the worker's own; the picture is the coordination's."""

    def __init__(self, thread: VaultThread, shell: Shell) -> None:
        super().__init__(OWN_CARD, read_own_card, thread, shell, _("Vos documents"))
        self.picture = QLabel()
        self.picture.setAccessibleName(_("Logo du service"))
        self.choose, self.remove = QPushButton(_("Choisir une image…")), QPushButton(_("Retirer le logo"))
        self.choose.clicked.connect(self._choose)
        self.remove.clicked.connect(lambda: self.keep_logo(None))
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(2))
        for widget in (self.picture, self.choose, self.remove):
            row.addWidget(widget)
        row.addStretch(1)
        self.column.addWidget(TextLabel(_("Logo du service"), "heading"))
        self.column.addWidget(held)
        self.column.addStretch(1)

    def keep_logo(self, file: Path | None) -> None:
        """Keep the picture in that file; None takes it away."""

        def write(office: Office) -> OwnCard:
            set_logo_from(office, file)
            return read_own_card(office)

        self._thread.run(write, self.show_facts, self._refused, owner=self)

    def show_facts(self, facts: OwnCard) -> None:
        """The picture, and what may be done with it."""
        picture = QPixmap()
        picture.loadFromData(facts.logo)
        self.picture.setPixmap(picture.scaledToHeight(_LOGO_HEIGHT) if not picture.isNull() else picture)
        self.picture.setVisible(bool(facts.logo))
        self.choose.setEnabled(facts.may_change_logo)
        self.remove.setVisible(bool(facts.logo) and facts.may_change_logo)

    def _choose(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(self, _("Logo du service"), "", "PNG, JPEG (*.png *.jpg *.jpeg)")
        if chosen:
            self.keep_logo(Path(chosen))

    def _refused(self, error: CaseLinkError) -> None:
        self._shell.show_message(error.sentence)
