"""The register over all cases: what left, when, to whom, what for, on what ground."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QWidget

from caselink.errors import CaseLinkError
from caselink.i18n import _, ngettext
from caselink.services.access_letter import write_access_letter
from caselink.services.accounting import write_register
from caselink.services.audit import may_read_audit
from caselink.services.cases import find_case
from caselink.services.office import Office
from caselink.services.register import RegisterEntry, entries, newest_entries
from caselink.services.slips import ReadSlip, accept, receive_file
from caselink.ui.look.palettes import space
from caselink.ui.pages.register.answer_dialog import AnswerDialog
from caselink.ui.pages.register.columns import FILTERS, OF_ALL_CASES, searched
from caselink.ui.pages.window_page import WindowPage
from caselink.ui.pieces.clear_button import ClearButton
from caselink.ui.pieces.listing import Listing, Whole
from caselink.ui.pieces.listing_table import FilterChips, ListingPlace, ListingTable
from caselink.ui.shell.read_only import keep_for_reading
from caselink.ui.shell.save_dialog import ask_where_to_save
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread


class RegisterPage(WindowPage):
    """Every line opens its case. The coordination goes on from here to the audit trail."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(_("Registre des transmissions"), thread, shell, parent, scrolls=False)
        read = Whole(entries, OF_ALL_CASES, searched, newest_entries, FILTERS)
        self.model = Listing(
            _("Registre des transmissions"), OF_ALL_CASES, read, thread, self, filters=FILTERS,
            key=lambda entry: entry.id,
        )
        self.filters = FilterChips(self.model)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Dossier, destinataire, finalité"))
        self.search.setAccessibleName(_("Chercher dans le registre"))
        ClearButton(self.search)
        self.search.setFixedWidth(space(70))
        self.audit = QPushButton(_("Journal d’audit"))
        self.audit.setToolTip(_("Qui a fait quoi et quand dans ce coffre, pour la coordination"))
        self.audit.clicked.connect(lambda: shell.show_page("audit"))
        self.audit.hide()
        self.answer = QPushButton(_("Recevoir une réponse…"))
        self.answer.clicked.connect(self._ask_which)
        self.add_tool(self.answer)
        self.letter = QPushButton(_("Répondre à une demande d’accès…"))
        self.letter.setToolTip(_("La lettre qui ne dit pas qui est connu, au mis en cause ou à toute autre personne"))
        self.letter.clicked.connect(self._ask_where)
        self.print_button = QPushButton(_("Imprimer le registre…"))
        self.print_button.clicked.connect(self._ask_where_register)
        self.print_button.hide()
        self.add_tool(self.print_button)
        keep_for_reading(self.search, self.audit, self.filters)
        self.add_tool(self.letter)
        self.add_tool(self.audit)
        self.add_tool(self.search)
        self.table = ListingTable(self.model, self._open)
        self.body.addWidget(self.filters)
        self.body.addWidget(ListingPlace(self.table, _(
            "Rien n’est encore sorti de ce coffre. Chaque fiche de liaison préparée s’inscrit ici d’elle-même."
        )), 1)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self.model.reload)
        self.model.loaded.connect(self._show_total)

    def refresh(self) -> None:
        """Read the register again."""
        self.model.reload()
        self._thread.run(may_read_audit, self._show_tools, owner=self)

    def _show_tools(self, coordinates: bool) -> None:
        self.audit.setVisible(coordinates)
        self.print_button.setVisible(coordinates)

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus()

    def receive(self, file: Path) -> None:
        """Show what the slip in that file would change."""
        self._thread.run(lambda office: receive_file(office, file), self._show_answer, self._say, owner=self)

    def _ask_which(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Talon de réponse"), "", "PDF (*.pdf)")
        if chosen:
            self.receive(Path(chosen))

    def _show_answer(self, found: ReadSlip) -> None:
        self.dialog = AnswerDialog(found, self)
        self.dialog.taken.connect(lambda: self._take(found))
        self.dialog.open()

    def _take(self, found: ReadSlip) -> None:
        self._thread.run(
            lambda office: accept(office, found),
            lambda _nothing: self._shell.show_message(_("Réponse reprise.")), self._say, owner=self,
        )

    def _say(self, error: CaseLinkError) -> None:
        self._shell.show_message(error.sentence)

    def write_letter(self, out: Path) -> None:
        """Write the answer to a request for access there."""
        self._thread.run(
            lambda office: write_access_letter(office, out),
            lambda _nothing: self._shell.show_message(_("La lettre est écrite : noms et date s’y ajoutent à la main.")),
            lambda error: self._shell.show_message(error.sentence), owner=self,
        )

    def write_register(self, out: Path) -> None:
        """Write the register there, without a passphrase: it is printed."""
        self._thread.run(
            lambda office: write_register(office, out, plain=True),
            lambda _made: self._shell.show_message(_(
                "Le registre est écrit sans phrase de passe : imprimez-le, puis effacez le fichier."
            )),
            lambda error: self._shell.show_message(error.sentence), owner=self,
        )

    def _ask_where_register(self) -> None:
        out = ask_where_to_save(self, _("Registre des transmissions"), "registre-{day}.pdf", "PDF (*.pdf)")
        if out is not None:
            self.write_register(out)

    def _ask_where(self) -> None:
        out = ask_where_to_save(self, _("Réponse à une demande d’accès"), "reponse-{day}.pdf", "PDF (*.pdf)")
        if out is not None:
            self.write_letter(out)

    def _show_total(self, count: int) -> None:
        words = ngettext("{count} transmission", "{count} transmissions", count).format(count=count)
        self.set_subtitle(words if count else "")

    def _open(self, entry: RegisterEntry) -> None:
        def case_id(office: Office) -> str:
            return find_case(office, entry.case).id

        self._thread.run(case_id, self._shell.open_case, owner=self)
