"""What left of this case: when, to whom, what for, on what ground."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.case import Case
from caselink.errors import CaseLinkError
from caselink.i18n import _
from caselink.services.office import Office
from caselink.services.own_copy import OwnCopyMade, read_to_her, write_copy
from caselink.services.register import RegisterEntry, entries, newest_of_case
from caselink.ui.case.register.entry_card import EntryCard
from caselink.ui.case.register.reading_dialog import ReadingDialog
from caselink.ui.case.store import CaseStore
from caselink.ui.case.tab import Tab
from caselink.ui.look.palettes import space
from caselink.ui.pages.register.columns import OF_ONE_CASE, searched
from caselink.ui.pieces.head_row import HeadRow
from caselink.ui.pieces.listing import Listing, Whole
from caselink.ui.pieces.listing_table import ListingPlace, ListingTable
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading
from caselink.ui.shell.save_dialog import ask_where_to_save


class RegisterTab(Tab):
    """Newest first; nothing in it can be changed. The line that is chosen stands whole beneath."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        read = Whole(self._read, OF_ONE_CASE, searched, lambda office, count: newest_of_case(
            office, store.case_id, count
        ))
        self.listing = Listing(_("Registre des transmissions"), OF_ONE_CASE, read, store.vault_thread, self)
        self.table = ListingTable(self.listing)
        self.card: EntryCard | None = None
        """The line that is chosen, with all that is known of it."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(space(6), space(4), space(6), space(6))
        self._column.setSpacing(space(3))
        words = QHBoxLayout()
        words.addWidget(TextLabel(_("Registre des transmissions"), "title"), 1)
        head = HeadRow(words, _("Registre des transmissions"))
        self.read_aloud = QPushButton(_("Lui lire ce qui est noté"))
        self.read_aloud.clicked.connect(self._read_aloud)
        self.copy = QPushButton(_("Imprimer sa copie…"))
        self.copy.clicked.connect(self._ask_where)
        keep_for_reading(self.read_aloud)
        head.add(self.read_aloud)
        head.add(self.copy)
        self._column.addWidget(head)
        self._column.addWidget(ListingPlace(self.table, _("Rien n’a été transmis de ce dossier.")), 1)
        self.table.chosen.connect(self._show_whole)
        self.listing.loaded.connect(self._choose_first)
        store.changed.connect(self._case_changed)
        store.disclosed.connect(self.ask_again)

    def focus_first(self) -> None:
        """Let the arrow keys go from line to line."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_again(self) -> None:
        """Read the register again."""
        self.listing.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Read it again whenever it is looked at."""
        super().showEvent(event)
        self.ask_again()

    def write_copy(self, out: Path) -> None:
        """Write her copy there, without a passphrase: it is printed and handed to her."""
        self._store.ask(
            lambda office: write_copy(office, self._store.case_id, out, plain=True), self._have_copy, self._refused,
            owner=self,
        )

    def _ask_where(self) -> None:
        out = ask_where_to_save(self, _("Sa copie"), "copie-{day}.pdf", "PDF (*.pdf)")
        if out is not None:
            self.write_copy(out)

    def _have_copy(self, made: OwnCopyMade) -> None:
        said = _("Sa copie est écrite sans phrase de passe : imprimez-la, donnez-la-lui, puis effacez le fichier.")
        self._store.shell.show_message(" ".join((said, *made.warnings)))

    def _refused(self, error: CaseLinkError) -> None:
        self._store.shell.show_message(error.sentence)

    def _read_aloud(self) -> None:
        self._store.ask(
            lambda office: read_to_her(office, self._store.case_id), self._show_lines, self._refused, owner=self
        )

    def _show_lines(self, lines: Sequence[str]) -> None:
        self.spoken = ReadingDialog(lines, self)
        self._store.shell.lend_keys(self.spoken)
        self.spoken.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.spoken.open()

    def _read(self, office: Office) -> Sequence[RegisterEntry]:
        return entries(office, office.vault.case(self._store.case_id).reference)

    def _case_changed(self, _case: Case) -> None:
        if self.isVisible():
            self.ask_again()

    def _choose_first(self, total: int) -> None:
        if total:
            self.table.selectRow(0)

    def _show_whole(self, entry: RegisterEntry | None) -> None:
        if self.card is not None:
            self.card.hide()
            self.card.deleteLater()
        self.card = None if entry is None else EntryCard(entry)
        if self.card is not None:
            self._column.addWidget(self.card)
