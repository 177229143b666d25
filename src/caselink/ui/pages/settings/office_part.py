"""What the office says of itself, when the session locks, in what language the window speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from caselink.domain.answers import Json
from caselink.domain.roles import may
from caselink.errors import CaseLinkError
from caselink.i18n import _, language
from caselink.services.office import Office, idle_minutes, set_idle_minutes, set_office_details
from caselink.services.retention import review_months, set_review_months
from caselink.services.zones import office_zone, set_office_zone, zone_choices
from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.pieces.one_press import OnePress
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.scrolled_column import ScrolledColumn
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.settings_file import write_language
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.unfinished import Unfinished
from caselink.ui.shell.vault_thread import VaultThread

REVIEW_CHOICES: Final = (12, 24, 36, 60)
"""Months offered, between the shortest and the longest that an office may set."""
IDLE_CHOICES: Final = (2, 5, 10, 15)
"""Minutes offered, between the shortest and the longest that an office may set."""


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """What the vault keeps of the office, and whether the worker at the desk may change it."""

    name: str
    phone: str
    email: str
    country: str
    zone: str
    idle: int
    review: int
    may_change: bool


def read_settings(office: Office) -> OfficeSettings:
    """Read them, on the vault's thread."""
    may_change = may(office.role, "office_details") and not office.read_only
    return OfficeSettings(
        office.name, office.phone, office.email, office.country, office_zone(office), idle_minutes(office),
        review_months(office), may_change,
    )


class OfficePart(ScrolledColumn):
    """Saved by the page's button, by the coordination only; the language counts from the next start, for anyone."""

    renamed = Signal(str)
    idle_changed = Signal(int)
    may_save = Signal(bool)
    unsaved = Signal(bool)
    """Whether something stands there that is neither saved nor given up."""

    def __init__(
        self, thread: VaultThread, shell: Shell, save_button: QPushButton, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._thread = thread
        self._shell = shell
        self.setAccessibleName(_("Service"))
        self.name, self.phone, self.email = QLineEdit(), QLineEdit(), QLineEdit()
        self.country = ChoiceChips([("FR", _("France")), ("BE", _("Belgique"))], _("Pays"))
        self.zone = SearchChoice([], _("Fuseau horaire"))
        minutes = [(str(count), _("{count} minutes").format(count=count)) for count in IDLE_CHOICES]
        self.idle = ChoiceChips(minutes, _("Verrouiller sans frappe ni clic après"), required=True)
        months = [(str(count), _("{count} mois").format(count=count)) for count in REVIEW_CHOICES]
        self.review = ChoiceChips(months, _("Proposer de réexaminer un dossier sans contact depuis"), required=True)
        languages = [("fr", "Français"), ("nl", "Nederlands"), ("en", "English")]
        self.language = ChoiceChips(languages, _("Langue de la fenêtre"), required=True)
        self.language.set_value(language())
        self._why_not = QuietLabel(_("La coordination tient ces réglages ; vous les voyez ici."))
        self._why_not.hide()
        self.setFocusProxy(self.name)
        self._lay_out()
        self.language.changed.connect(self._keep_language)
        self._waiting: dict[str, Json] = {}
        self._settings: OfficeSettings | None = None
        self._saving = OnePress(save_button)
        self._work = Unfinished({
            "name": self.name, "phone": self.phone, "email": self.email, "country": self.country, "zone": self.zone,
            "idle": self.idle, "review": self.review,
        })
        for field in (self.name, self.phone, self.email):
            field.textChanged.connect(self._tell_unsaved)
        for chips in (self.country, self.idle, self.review):
            chips.changed.connect(self._tell_unsaved)

    def unfinished(self) -> dict[str, Json]:
        """What was changed and is not saved yet."""
        return {} if self._saving.resting else self._waiting | self._work.now()

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Put back what `unfinished` told, as soon as the settings are read."""
        self._waiting = dict(words)

    def give_up(self) -> None:
        """Show what the vault keeps again, instead of what was changed."""
        if self._settings is not None and not self._saving.resting:
            self._work.begin()
            self._show(self._settings)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody is to believe that a shorter time to lock counts which she forgot to save."""
        super().hideEvent(event)
        if self.window().isVisible() and self._has_unsaved():
            self._shell.show_message(_("Les réglages changés ne sont pas encore enregistrés."))

    def refresh(self) -> None:
        """Read the settings again."""
        self._thread.run(read_settings, self._refreshed, owner=self, replaces="settings")

    def save(self) -> None:
        """Keep what the fields say."""
        name, phone, email = self.name.text().strip(), self.phone.text().strip(), self.email.text().strip()
        country, idle, review = self.country.value(), self.idle.value(), self.review.value()
        zone = self.zone.value()

        def write(office: Office) -> OfficeSettings:
            set_office_details(office, name, phone, email, country if isinstance(country, str) else "")
            if isinstance(zone, str) and zone != office_zone(office):
                set_office_zone(office, zone)
            if isinstance(idle, str):
                set_idle_minutes(office, int(idle))
            if isinstance(review, str):
                set_review_months(office, int(review))
            return read_settings(office)

        if self._saving.begin():
            self._thread.run(write, self._saved, self._failed, owner=self)

    def _lay_out(self) -> None:
        groups: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            (
                _("Votre service"),
                (
                    self._why_not,
                    QuestionRow(_("Nom"), self.name, _("Il figure sur chaque fiche de liaison.")),
                    QuestionRow(_("Téléphone"), self.phone, _("Celui que les structures rappellent.")),
                    QuestionRow(_("E-mail"), self.email),
                    QuestionRow(_("Pays"), self.country, _("Met ses numéros et ses mots en premier.")),
                    QuestionRow(
                        _("Fuseau horaire"), self.zone,
                        _("Les jours, les heures et les échéances du service, quel que soit l’ordinateur."),
                    ),
                ),
            ),
            (
                _("Sécurité"),
                (QuestionRow(_("Verrouiller sans frappe ni clic après"), self.idle),),
            ),
            (
                _("Conservation"),
                (
                    QuestionRow(
                        _("Proposer de réexaminer un dossier sans contact depuis"), self.review,
                        _("Rien n’est jamais effacé sans qu’une personne le décide."),
                    ),
                ),
            ),
            (
                _("Cet ordinateur"),
                (
                    QuestionRow(
                        _("Langue de la fenêtre"), self.language,
                        _("Retenue dès le choix ; au prochain déverrouillage."),
                    ),
                ),
            ),
        )
        column = self.column
        column.setContentsMargins(0, 0, space(2), space(6))
        column.setSpacing(space(4))
        for title, rows in groups:
            column.addSpacing(space(2))
            column.addWidget(TextLabel(title, "heading"))
            for row in rows:
                column.addWidget(row)
        column.addStretch(1)

    def _show(self, settings: OfficeSettings) -> None:
        """Show them; what was changed and not saved yet stays over them."""
        unsaved, self._waiting = self.unfinished(), {}
        self._settings = settings
        self.name.setText(settings.name)
        self.phone.setText(settings.phone)
        self.email.setText(settings.email)
        self.country.set_value(settings.country or None)
        self.zone.offer(zone_choices(settings.zone))
        self.zone.set_value(settings.zone or None)
        self.idle.set_value(str(settings.idle))
        self.review.set_value(str(settings.review))
        for field in (self.name, self.phone, self.email):
            field.setReadOnly(not settings.may_change)
        for chips in (self.country, self.zone, self.idle, self.review):
            chips.setEnabled(settings.may_change)
        self._why_not.setVisible(not settings.may_change)
        self.may_save.emit(settings.may_change)
        self._work.begin()
        if settings.may_change:
            self._work.put(unsaved)
        self._tell_unsaved()

    def _tell_unsaved(self, _changed: object = None) -> None:
        self.unsaved.emit(self._has_unsaved())

    def _has_unsaved(self) -> bool:
        return self._settings is not None and not self._saving.resting and bool(self._work.now())

    def _refreshed(self, settings: OfficeSettings) -> None:
        """What is being saved comes after it."""
        if not self._saving.resting:
            self._show(settings)

    def _saved(self, settings: OfficeSettings) -> None:
        self._work.begin()
        self._saving.end()
        self._show(settings)
        self.renamed.emit(settings.name)
        self.idle_changed.emit(settings.idle)
        self._shell.show_message(_("Réglages enregistrés."))

    def _failed(self, error: CaseLinkError) -> None:
        self._saving.end()
        self._shell.show_fault(error.sentence)

    def _keep_language(self, code: str) -> None:
        try:
            write_language(code)
        except OSError:
            self._shell.show_fault(_("La langue n’a pas pu être gardée sur cet ordinateur."))
