"""The files of a case: what proves it, kept byte for byte, closed until one is opened."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from caselink.domain.case import Case
from caselink.errors import CaseLinkError
from caselink.i18n import _
from caselink.services.attachments import Attachment, attachments, content_of, extract
from caselink.services.office import Office
from caselink.services.questionnaires.files import REMOVE_FILE, FileFacts
from caselink.ui.case.files.adding import AddingPart
from caselink.ui.case.files.columns import COLUMNS
from caselink.ui.case.files.sources import FileSource, from_folder, from_mime, from_paths
from caselink.ui.case.files.viewer import Viewer
from caselink.ui.case.store import CaseStore
from caselink.ui.case.tab import Tab
from caselink.ui.look.palettes import space
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.ask_place import AskPlace
from caselink.ui.pieces.head_row import HeadRow
from caselink.ui.pieces.listing import Listing, Whole
from caselink.ui.pieces.listing_table import ListingPlace, ListingTable
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading
from caselink.ui.shell.save_dialog import ask_where_to_save
from caselink.ui.shell.settings_file import read_scan_folder, write_scan_folder


class FilesTab(Tab):
    """Dragged in, pasted, chosen, or taken from a scanner's folder. The newest first."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self._closed = True
        self._current: Attachment | None = None
        self.setAcceptDrops(True)
        self.add_button = QPushButton(_("Choisir des fichiers…"))
        self.add_button.setProperty("role", "main")
        self.scan_button = QPushButton(_("Depuis le scanner…"))
        self.scan_button.setToolTip(_("Prendre dans le répertoire où le scanner range ses fichiers"))
        self.paste_button = QPushButton(_("Coller"))
        self.paste_button.setToolTip(_("Ajouter l’image, le texte ou les fichiers copiés (Ctrl+V)"))
        self.open_button = QPushButton(_("Ouvrir ici"))
        self.save_button = QPushButton(_("Enregistrer…"))
        self.save_button.setToolTip(_("Écrire le fichier hors du coffre, tel qu’il a été ajouté ; le journal le note"))
        self.remove_button = QPushButton(_("Retirer…"))
        self.remove_button.setProperty("role", "danger")
        keep_for_reading(self.open_button)
        self.adding = AddingPart(store)
        self.adding.hide()
        self.listing = Listing(_("Pièces jointes"), COLUMNS, Whole(self._read, COLUMNS), store.vault_thread, self)
        self.table = ListingTable(self.listing, self._open)
        self.viewer = Viewer()
        self._form = QVBoxLayout()
        self.removing = AskPlace(self.remove_button, self._form, self._make_form)
        self._lay_out()
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.add_button.clicked.connect(self._choose)
        self.scan_button.clicked.connect(self._scan)
        self.paste_button.clicked.connect(self.paste)
        self.open_button.clicked.connect(self._open_current)
        self.save_button.clicked.connect(self._save)
        self.table.chosen.connect(self._was_chosen)
        self.listing.loaded.connect(self._choose_first)
        self.adding.closed.connect(self._stop_adding)
        self.adding.added.connect(self.listing.reload)
        self.viewer.closed.connect(self.table.setFocus)
        store.changed.connect(self._case_changed)
        store.shell.initials_changed.connect(self._hide_from_visitors)
        self._was_chosen(None)

    def focus_first(self) -> None:
        """On the list where there is one, else on what begins one."""
        target = self.table if self.listing.rowCount() else self.add_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Read it again whenever it is looked at."""
        super().showEvent(event)
        self._ask_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was opened is closed when one looks elsewhere."""
        super().hideEvent(event)
        self.viewer.close_file()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures, where something may be added."""
        data = event.mimeData()
        if self.add_button.isEnabled() and (data.hasUrls() or data.hasImage() or data.hasText()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """List what was let go of."""
        event.acceptProposedAction()
        self.offer(from_mime(event.mimeData()))

    def paste(self) -> None:
        """List what was copied elsewhere."""
        sources = from_mime(QGuiApplication.clipboard().mimeData())
        if sources:
            self.offer(sources)
        else:
            self._store.say(_("Rien de ce qui est copié ne peut être joint."))

    def offer(self, sources: Sequence[FileSource], *, ticked: bool = True) -> None:
        """Ask what these are, where something may be added."""
        if sources and self.add_button.isEnabled() and not self.adding.running:
            self.adding.show()
            self.adding.offer(sources, ticked=ticked)
            self.adding.kind.setFocus()

    def _lay_out(self) -> None:
        words = QHBoxLayout()
        words.addWidget(TextLabel(_("Pièces jointes"), "title"), 1)
        head = HeadRow(words, _("Pièces jointes"))
        for button in (self.paste_button, self.scan_button, self.add_button):
            head.add(button)
        tools = QHBoxLayout()
        tools.addWidget(TextLabel(
            _("Fermées tant que vous ne les ouvrez pas. Une copie sans lieu ni appareil peut partir avec une fiche."),
            "quiet", wraps=True,
        ), 1)
        for button in (self.open_button, self.save_button, self.remove_button):
            tools.addWidget(button)
        empty = _(
            "Rien n’est joint à ce dossier. Déposez ici des photos, des certificats, un récépissé de plainte, des "
            "captures de messages : ils sont gardés tels quels, chiffrés, et rien n’y change plus."
        )
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(ListingPlace(self.table, empty))
        self._split.addWidget(self.viewer)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 3)
        self._split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(4), space(6), space(4))
        column.setSpacing(space(2))
        column.addWidget(head)
        column.addWidget(self.adding)
        column.addLayout(tools)
        column.addLayout(self._form)
        column.addWidget(self._split, 1)

    def _read(self, office: Office) -> Sequence[Attachment]:
        return tuple(reversed(attachments(office, self._store.case_id)))

    def _ask_again(self) -> None:
        case = self._store.case
        self._closed = case is None or case.status.value == "closed"
        for button in (self.add_button, self.scan_button, self.paste_button):
            button.setEnabled(not self._closed)
        self.listing.reload()

    def _case_changed(self, _case: Case) -> None:
        if self.isVisible():
            self._ask_again()

    def _choose_first(self, total: int) -> None:
        if total and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _was_chosen(self, attachment: Attachment | None) -> None:
        self._current = attachment
        if self.removing.form is not None:
            self.removing.close()
        for button in (self.open_button, self.save_button, self.remove_button):
            button.setEnabled(attachment is not None)

    def _hide_from_visitors(self, hidden: bool) -> None:
        """Someone walked in."""
        if hidden:
            self.viewer.close_file()

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileNames(self, _("Fichiers à joindre"), str(Path.home()))
        self.offer(from_paths([Path(each) for each in chosen]))

    def _scan(self) -> None:
        folder = read_scan_folder()
        if folder is None:
            title = _("Répertoire où le scanner range ses fichiers")
            chosen = QFileDialog.getExistingDirectory(self, title, str(Path.home()))
            if not chosen:
                return
            folder = Path(chosen)
        try:
            sources = from_folder(folder)
            write_scan_folder(folder)
        except OSError:
            self._store.say(_("Ce répertoire ne peut pas être lu : choisissez les fichiers un par un."))
            return
        if not sources:
            self._store.say(_("Le répertoire du scanner est vide."))
        self.offer(sources, ticked=False)

    def _stop_adding(self) -> None:
        self.adding.hide()
        self.focus_first()
        self._store.load()

    def _open_current(self) -> None:
        if self._current is not None:
            self._open(self._current)

    def _open(self, attachment: Attachment) -> None:
        case_id = self._store.case_id
        self._store.ask(
            lambda office: content_of(office, case_id, attachment.id),
            lambda content: self._show(attachment, content), owner=self, replaces="attachment",
        )

    def _show(self, attachment: Attachment, content: bytes) -> None:
        if self.isVisible():
            self.viewer.open_file(attachment, content)
            self._split.setSizes([self.height() // 4, self.height() * 3 // 4])
            self.viewer.close_button.setFocus()

    def _save(self) -> None:
        attachment, case_id = self._current, self._store.case_id
        if attachment is None:
            return
        name = f"piece.{attachment.type.endings[0] if attachment.type.endings else 'bin'}"
        out = ask_where_to_save(self, _("Enregistrer la pièce"), name, _("Tous les fichiers (*)"))
        if out is not None:
            said = _("Copie écrite. Elle n’est pas chiffrée : effacez-la quand elle ne sert plus.")
            self._store.vault_thread.run(
                lambda office: extract(office, case_id, attachment.id, out),
                lambda _nothing: self._store.say(said), self._failed, owner=self,
            )

    def _failed(self, fault: CaseLinkError) -> None:
        self._store.say_fault(fault)

    def _make_form(self) -> AskForm:
        if self._current is None:
            raise RuntimeError("the button rests until a file is chosen")
        facts = FileFacts(self._store.case_id, self._current.id, self._current.name)
        return AskForm(REMOVE_FILE.about(facts), self._store, tone="notice_warning", danger=True)
