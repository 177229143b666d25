"""The team as a list, its keys beneath."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.reserving import ReservedCase
from caselink.services.role_words import ROLE_HELP, ROLE_LABELS, WHAT_ROLES_CANNOT
from caselink.ui.look.dates import day_words, local_moment
from caselink.ui.look.palettes import space
from caselink.ui.pages.workers.key_row import KeyRow
from caselink.ui.pages.workers.team import Team
from caselink.ui.pages.workers.worker_card import TeamCard
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.scrolled_column import ScrolledColumn
from caselink.ui.pieces.text_label import TextLabel


class TeamList(ScrolledColumn):
    """Shows; each signal asks for a form."""

    name_asked = Signal(object)
    role_asked = Signal(object)
    passphrase_asked = Signal(object)
    removal_asked = Signal(object)
    cases_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Équipe"))
        self.cards: list[TeamCard] = []
        self.new_code_button = QPushButton(_("Nouveau code…"))
        self.revoke_button = QPushButton(_("Révoquer le code…"))
        self.renew_key_button = QPushButton(_("Renouveler…"))
        self._code_row = KeyRow(_("Code de secours"), "", (self.new_code_button, self.revoke_button))
        self._key_row = KeyRow(
            _("Clé des données"),
            _("Celle dont le coffre est chiffré. À renouveler après la perte d’un ordinateur ou d’une copie."),
            (self.renew_key_button,),
        )
        self.second_button = QPushButton("")
        self.reserved_row = KeyRow(_("Dossiers réservés"), "", (self.second_button,))
        self._alone = QuietLabel(_(
            "Une seule personne a une clé de ce coffre. Une deuxième, avec sa propre phrase de passe, "
            "l’ouvre aussi en son absence."
        ))
        self._people = QVBoxLayout()
        self._people.setSpacing(space(2))
        self._lay_out()

    def show_team(self, team: Team) -> None:
        """Show it."""
        for card in self.cards:
            self._people.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [TeamCard(worker, team) for worker in team.workers]
        for card in self.cards:
            card.name_asked.connect(self.name_asked)
            card.role_asked.connect(self.role_asked)
            card.passphrase_asked.connect(self.passphrase_asked)
            card.removal_asked.connect(self.removal_asked)
            card.cases_asked.connect(self.cases_asked)
            self._people.addWidget(card)
        self._alone.setVisible(len(team.workers) == 1)
        self._code_row.text.setText(
            _("Un code sur papier ouvre le coffre quand une phrase de passe est oubliée.")
            if team.has_recovery
            else _("Aucun. Sans lui, une phrase de passe oubliée par tous ferme le coffre pour toujours.")
        )
        self.new_code_button.setEnabled(team.may("recovery_renewed"))
        self.revoke_button.setEnabled(team.has_recovery and team.may("recovery_revoked"))
        self.renew_key_button.setEnabled(team.may("data_key_renewed"))
        self._show_reserved(team)

    def _show_reserved(self, team: Team) -> None:
        """Whoever coordinates is told of every reservation; not of what the cases hold."""
        told = [_reserved_words(each) for each in team.reserved]
        self.reserved_row.text.setText("\n".join([
            _("Chaque dossier doit être réservé à deux personnes au moins.")
            if team.second_named else _("Une personne peut se réserver un dossier à elle seule."),
            *told,
        ]))
        self.second_button.setText(
            _("Ne plus exiger deux personnes") if team.second_named else _("Exiger deux personnes")
        )
        self.reserved_row.setVisible(team.may("second_named"))

    def card(self, name: str) -> TeamCard:
        """The card of that worker."""
        return next(card for card in self.cards if card.worker.name == name)

    def _lay_out(self) -> None:
        column = self.column
        column.setContentsMargins(0, space(2), space(2), space(6))
        column.setSpacing(space(3))
        column.addLayout(self._people)
        column.addWidget(self._alone)
        column.addSpacing(space(2))
        column.addWidget(TextLabel(_("Clés du coffre"), "heading"))
        column.addWidget(self._code_row)
        column.addWidget(self._key_row)
        column.addWidget(self.reserved_row)
        column.addSpacing(space(2))
        column.addWidget(TextLabel(_("Ce que permettent les rôles"), "heading"))
        for role, help_text in ROLE_HELP.items():
            line = _("{role} : {help}").format(role=_(ROLE_LABELS[role]), help=_(help_text))
            column.addWidget(TextLabel(line, wraps=True))
        column.addWidget(QuietLabel(_(WHAT_ROLES_CANNOT)))
        column.addStretch(1)


def _reserved_words(case: ReservedCase) -> str:
    named = ", ".join(case.named) or _("le code de secours seul")
    if case.key_is_old:
        return _(
            "{reference} · {names} ; l’ancienne clé peut encore l’ouvrir, jusqu’à ce que l’une de ces personnes ouvre "
            "le coffre"
        ).format(reference=case.reference, names=named)
    if not case.since:
        return f"{case.reference} · {named}"
    return _("{reference} · {names}, depuis le {day}, par {who}").format(
        reference=case.reference, names=named, day=day_words(local_moment(case.since).date()), who=case.by
    )
