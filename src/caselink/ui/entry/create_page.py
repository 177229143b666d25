"""Making a vault: where, for which office, for whom, under which passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from caselink.errors import CaseLinkError
from caselink.i18n import _
from caselink.services.office import Office, create_office, new_user_problem
from caselink.services.worker_card import WorkerCard, set_worker_card
from caselink.services.workers import show_code_once
from caselink.ui.entry.entry_page import EntryPage
from caselink.ui.entry.new_passphrase import NewPassphrase
from caselink.ui.entry.vault_chooser import VaultChooser
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.pieces.user_name_edit import UserNameEdit
from caselink.ui.shell.vault_thread import VaultThread


class CreatePage(EntryPage):
    """`created` brings the recovery code, which is shown once."""

    created = Signal(str)

    def __init__(self, thread: VaultThread, parent: QWidget | None = None) -> None:
        super().__init__(_("Nouveau coffre"), _("Créer le coffre"), parent, with_mark=False)
        self._thread = thread
        self.chooser = VaultChooser(new=True)
        self.chooser.set_path(Path.home() / "dossiers.caselink")
        self.office = QLineEdit()
        self.country = ChoiceChips([("FR", _("France")), ("BE", _("Belgique"))], _("Pays"), required=True)
        self.phone = QLineEdit()
        self.user = UserNameEdit()
        self.name, self.role = QLineEdit(), QLineEdit()
        self.secret = NewPassphrase()
        self.country_row = QuestionRow(
            _("Pays"), self.country, _("Il décide des services d’urgence, des numéros, des jours fériés et des mots.")
        )
        user_help = _("Lettres minuscules, chiffres, tiret : camille-r.")
        self.user_row = QuestionRow(_("Votre nom d’utilisateur"), self.user, user_help)
        warning = _(
            "Retenez-la bien : sans phrase de passe et sans le code de secours montré ensuite, "
            "personne ne peut rouvrir les dossiers."
        )
        self.add_field(QuestionRow(_("Où le garder"), self.chooser))
        self.add_field(QuestionRow(_("Nom de votre service (facultatif)"), self.office))
        self.add_field(QuestionRow(
            _("Téléphone de votre service (facultatif)"), self.phone,
            _("Celui que les structures rappellent : il figure sur chaque fiche."),
        ))
        self.add_field(self.country_row)
        self.add_field(QuestionRow(
            _("Vos prénom et nom"), self.name, _("Comme les structures vous connaissent : ils sont sur vos documents."),
        ))
        self.add_field(QuestionRow(_("Votre fonction"), self.role, _("Par exemple : travail social.")))
        self.add_field(self.user_row)
        self.add_field(self.secret)
        self.add_field(TextLabel(warning, "warning", wraps=True), is_input=False)
        self.add_way_back()
        self.user.editingFinished.connect(self._check_user)
        self.country.changed.connect(lambda _country: self.country_row.show_fault(None))
        self.secret.entered.connect(self.create_vault)
        self.action.clicked.connect(self.create_vault)

    def create_vault(self) -> None:
        """Make it, unless something is missing."""
        folder = self.chooser.path()
        if folder is None:
            self.show_fault(_("Choisissez d’abord où garder le coffre."), self.chooser)
            return
        if not self._is_complete():
            return
        user, passphrase, name = self.user.text().strip(), self.secret.text(), self.office.text().strip()
        country, phone = str(self.country.value() or ""), self.phone.text().strip()
        card = WorkerCard(self.name.text(), self.role.text())
        self.rest(True, _("Création du coffre : quelques secondes…"))

        def opener() -> tuple[Office, str]:
            return create_office(folder, user, passphrase, name, phone=phone, country=country, prepare=furnish)

        def furnish(office: Office) -> None:
            set_worker_card(office, card)
            show_code_once(office)

        self._thread.open(opener, self._done, self._failed)

    def _is_complete(self) -> bool:
        user_problem, country = self._check_user(), self._check_country()
        return self.secret.is_complete() and user_problem is None and country

    def _check_country(self) -> bool:
        chosen = self.country.value() is not None
        if not chosen:
            self.country_row.show_fault(_("Choisissez le pays de votre service : tout ce qui suit en dépend."))
            self.reveal(self.country_row)
        return chosen

    def _check_user(self) -> str | None:
        problem = new_user_problem(self.user.text().strip())
        self.user_row.show_fault(problem)
        return problem

    def _done(self, code: str) -> None:
        self.secret.clear()
        self.created.emit(code)

    def _failed(self, error: CaseLinkError) -> None:
        self.show_fault(error.sentence)
