"""How papers name this worker, and the office's picture at their head."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from caselink.domain.answers import Json
from caselink.domain.roles import may
from caselink.errors import CaseLinkError
from caselink.i18n import _
from caselink.services.office import Office
from caselink.services.worker_card import WorkerCard, office_logo, set_logo_from, set_worker_card, worker_card
from caselink.ui.look.palettes import space
from caselink.ui.pieces.one_press import OnePress
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.scrolled_column import ScrolledColumn
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.unfinished import Unfinished
from caselink.ui.shell.vault_thread import VaultThread

_LOGO_HEIGHT = space(12)


@dataclass(frozen=True, slots=True)
class _Kept:
    card: WorkerCard
    logo: bytes
    may_change_card: bool
    may_change_logo: bool


def _read(office: Office) -> _Kept:
    writes = not office.read_only
    return _Kept(
        worker_card(office), office_logo(office), may(office.role, "worker_card") and writes,
        may(office.role, "office_details") and writes,
    )


class CardPart(ScrolledColumn):
    """Name, function and number are the worker's own; the picture is the coordination's."""

    def __init__(
        self, thread: VaultThread, shell: Shell, save_button: QPushButton, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._thread, self._shell = thread, shell
        self._waiting: dict[str, Json] = {}
        self.setAccessibleName(_("Vos documents"))
        self.name, self.role, self.phone = QLineEdit(), QLineEdit(), QLineEdit()
        self._work = Unfinished({"name": self.name, "role": self.role, "phone": self.phone})
        self._saving = OnePress(save_button)
        self._save_button = save_button
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
        column = self.column
        column.setContentsMargins(0, space(2), space(2), space(6))
        column.setSpacing(space(4))
        column.addWidget(TextLabel(_("Qui appeler, sur chaque document"), "heading"))
        column.addWidget(QuestionRow(_("Votre nom, comme les structures le connaissent"), self.name))
        column.addWidget(QuestionRow(_("Votre fonction"), self.role, _("Comme : assistante sociale.")))
        column.addWidget(QuestionRow(_("Votre numéro direct"), self.phone, _("Sans lui, c’est celui du service.")))
        column.addWidget(TextLabel(_("Logo du service"), "heading"))
        column.addWidget(held)
        column.addStretch(1)
        self.setFocusProxy(self.name)

    def refresh(self) -> None:
        """Read them again."""
        self._thread.run(_read, self._show, owner=self, replaces="card")

    def save(self) -> None:
        """Keep what the fields say."""
        card = WorkerCard(self.name.text(), self.role.text(), self.phone.text())

        def write(office: Office) -> _Kept:
            set_worker_card(office, card)
            return _read(office)

        if self._saving.begin():
            self._thread.run(write, self._saved, self._failed, owner=self)

    def keep_logo(self, file: Path | None) -> None:
        """Keep the picture in that file; None takes it away."""

        def write(office: Office) -> _Kept:
            set_logo_from(office, file)
            return _read(office)

        self._thread.run(write, self._show, self._failed, owner=self)

    def unfinished(self) -> dict[str, Json]:
        """What was changed and is not saved yet."""
        return self._waiting | self._work.now()

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Put back what `unfinished` told, once they are read."""
        self._waiting = dict(words)

    def _choose(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(self, _("Logo du service"), "", "PNG, JPEG (*.png *.jpg *.jpeg)")
        if chosen:
            self.keep_logo(Path(chosen))

    def _saved(self, kept: _Kept) -> None:
        self._saving.end()
        self._work.begin()
        self._show(kept)
        self._shell.show_message(_("Enregistré : vos prochains documents le porteront."))

    def _show(self, kept: _Kept) -> None:
        unsaved, self._waiting = self.unfinished(), {}
        self.name.setText(kept.card.name)
        self.role.setText(kept.card.role)
        self.phone.setText(kept.card.phone)
        self._work.begin()
        self._work.put(unsaved)
        for field in (self.name, self.role, self.phone):
            field.setReadOnly(not kept.may_change_card)
        self._save_button.setEnabled(kept.may_change_card)
        picture = QPixmap()
        picture.loadFromData(kept.logo)
        self.picture.setPixmap(picture.scaledToHeight(_LOGO_HEIGHT) if not picture.isNull() else picture)
        self.picture.setVisible(bool(kept.logo))
        self.choose.setEnabled(kept.may_change_logo)
        self.remove.setVisible(bool(kept.logo) and kept.may_change_logo)

    def _failed(self, error: CaseLinkError) -> None:
        self._saving.end()
        self._shell.show_message(error.sentence)
