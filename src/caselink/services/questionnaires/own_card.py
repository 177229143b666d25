"""How papers name the worker at the desk: her own to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from caselink.domain.roles import may
from caselink.forms.asks import Answers, Ask
from caselink.forms.schema import Kind
from caselink.i18n import N_
from caselink.services.office import Office
from caselink.services.questionnaires.questionnaire import Questionnaire
from caselink.services.worker_card import WorkerCard, office_logo, set_worker_card, worker_card


@dataclass(frozen=True, slots=True)
class OwnCard:
    """What the vault keeps of it, the office's picture, and what the worker may change of both."""

    card: WorkerCard
    logo: bytes
    may_change_card: bool
    may_change_logo: bool


def read_own_card(office: Office) -> OwnCard:
    """Read it, on the vault's thread."""
    writes = not office.read_only
    return OwnCard(
        worker_card(office), office_logo(office), may(office.role, "worker_card") and writes,
        may(office.role, "office_details") and writes,
    )


def _write(office: Office, _facts: OwnCard, answers: Answers) -> OwnCard:
    set_worker_card(office, WorkerCard(answers.text("name"), answers.text("role"), answers.text("phone")))
    return read_own_card(office)


def _is_only_shown(facts: OwnCard) -> bool:
    return not facts.may_change_card


OWN_CARD: Final = Questionnaire[OwnCard, OwnCard](
    "own_card",
    (
        Ask("name", N_("Votre nom, comme les structures le connaissent"), Kind.TEXT, fixed_if=_is_only_shown,
            heading=N_("Qui appeler, sur chaque document"), proposes=lambda facts: facts.card.name),
        Ask("role", N_("Votre fonction"), Kind.TEXT, help=N_("Par exemple : travail social."), fixed_if=_is_only_shown,
            proposes=lambda facts: facts.card.role),
        Ask("phone", N_("Votre numéro direct"), Kind.TEXT, help=N_("Sans lui, c’est celui du service."),
            fixed_if=_is_only_shown, proposes=lambda facts: facts.card.phone),
    ),
    offered_if=lambda facts: facts.may_change_card,
    save=N_("Enregistrer"),
    write=_write,
    said=N_("Enregistré : vos prochains documents le porteront."),
)
