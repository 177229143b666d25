"""What the office says of itself, and its settings: changed by the coordination."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from caselink.domain.roles import may
from caselink.forms.asks import Answers, Ask, Choices, Look
from caselink.forms.schema import Kind, Option
from caselink.i18n import N_, _
from caselink.services.office import Office, idle_minutes, set_idle_minutes, set_office_details
from caselink.services.questionnaires.questionnaire import Questionnaire
from caselink.services.retention import review_months, set_review_months
from caselink.services.zones import office_zone, set_office_zone, zone_choices

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
    """Minutes."""
    review: int
    """Months."""
    may_change: bool


def read_settings(office: Office) -> OfficeSettings:
    """Read them, on the vault's thread."""
    may_change = may(office.role, "office_details") and not office.read_only
    return OfficeSettings(
        office.name, office.phone, office.email, office.country, office_zone(office), idle_minutes(office),
        review_months(office), may_change,
    )


def _write(office: Office, facts: OfficeSettings, answers: Answers) -> OfficeSettings:
    set_office_details(
        office, answers.text("name"), answers.text("phone"), answers.text("email"), answers.text("country")
    )
    zone = answers.text("zone")
    if zone and zone != office_zone(office):
        set_office_zone(office, zone)
    set_idle_minutes(office, int(answers.text("idle") or facts.idle))
    set_review_months(office, int(answers.text("review") or facts.review))
    return read_settings(office)


def _counts(offered: Sequence[int], now: int, words: Callable[[int], str]) -> Choices:
    """What is offered, and what holds now where that was set elsewhere."""
    return [(str(count), words(count)) for count in sorted({*offered, now})]


def _is_only_shown(facts: OfficeSettings) -> bool:
    return not facts.may_change


OFFICE: Final = Questionnaire[OfficeSettings, OfficeSettings](
    "office",
    (
        Ask("name", N_("Nom"), Kind.TEXT, help=N_("Il figure sur chaque fiche de liaison."),
            heading=N_("Votre service"), fixed_if=_is_only_shown, proposes=lambda facts: facts.name),
        Ask("phone", N_("Téléphone"), Kind.TEXT, help=N_("Celui que les structures rappellent."),
            fixed_if=_is_only_shown, proposes=lambda facts: facts.phone),
        Ask("email", N_("Courriel"), Kind.TEXT, fixed_if=_is_only_shown, proposes=lambda facts: facts.email),
        Ask("country", N_("Pays"), Kind.CHOICE, help=N_("Met ses numéros et ses mots en premier."),
            options=(Option("FR", N_("France")), Option("BE", N_("Belgique"))), fixed_if=_is_only_shown,
            proposes=lambda facts: facts.country),
        Ask("zone", N_("Fuseau horaire"), Kind.CHOICE, look=Look.SEARCHED,
            help=N_("Les jours, les heures et les échéances du service, quel que soit l’ordinateur."),
            options_from=lambda facts, _answers: zone_choices(facts.zone), fixed_if=_is_only_shown,
            proposes=lambda facts: facts.zone),
        Ask("idle", N_("Verrouiller sans frappe ni clic après"), Kind.CHOICE, heading=N_("Sécurité"),
            look=Look.VISIBLE, always_one=True, fixed_if=_is_only_shown, proposes=lambda facts: str(facts.idle),
            options_from=lambda facts, _answers: _counts(
                IDLE_CHOICES, facts.idle, lambda count: _("{count} minutes").format(count=count)
            )),
        Ask("review", N_("Proposer de réexaminer un dossier sans contact depuis"), Kind.CHOICE,
            help=N_("Rien n’est jamais effacé sans qu’une personne le décide."), heading=N_("Conservation"),
            look=Look.VISIBLE, always_one=True, fixed_if=_is_only_shown, proposes=lambda facts: str(facts.review),
            options_from=lambda facts, _answers: _counts(
                REVIEW_CHOICES, facts.review, lambda count: _("{count} mois").format(count=count)
            )),
    ),
    intro_from=lambda facts: "" if facts.may_change else _(
        "La coordination tient ces réglages ; vous les voyez ici."
    ),
    offered_if=lambda facts: facts.may_change,
    save=N_("Enregistrer les réglages"),
    write=_write,
    said=N_("Réglages enregistrés."),
)
