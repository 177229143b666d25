"""A referral in one line: begun from a need, answered by telephone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.domain.needs import NeedState
from caselink.forms.asks import Answers, Ask, Choices, Look
from caselink.forms.needs import NEEDS
from caselink.forms.referrals import AWAITED, BEGINS, STATES
from caselink.forms.schema import Kind, Option
from caselink.i18n import N_, _
from caselink.services.cases import read_case
from caselink.services.office import Office
from caselink.services.questionnaires.questionnaire import Questionnaire
from caselink.services.referrals import Referral, record_referral

ANSWERS: Final = tuple(option for option in STATES if option.id not in BEGINS)
"""What can become of one that was begun."""


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """What is asked on: the case, which needs are to be done in it, the partners, the day; the referral where one is
    answered."""

    case_id: str
    today: date
    needs: Choices = ()
    partners: Choices = ()
    referral: Referral | None = None
    about: str = ""
    """Of one that is answered: the need and the partner in words."""


def referral_facts(office: Office, case: Case) -> ReferralFacts:
    """On what a new referral of this case is asked."""
    to_do = [item for item, mark in case.needs.items() if mark.state is NeedState.TO_DO and item in NEEDS]
    others = [item for item in NEEDS if item not in to_do]
    return ReferralFacts(
        case.id, office.today(), tuple((item, _(NEEDS[item].label)) for item in (*to_do, *others)),
        tuple((partner.short_name, partner.name) for partner in office.vault.partners()),
    )


def _begin(office: Office, facts: ReferralFacts, answers: Answers) -> Case:
    return _write(office, facts, answers, answers.text("need"), answers.text("to"))


def _answer(office: Office, facts: ReferralFacts, answers: Answers) -> Case:
    if facts.referral is None:
        raise RuntimeError("only what was begun is answered")
    return _write(office, facts, answers, facts.referral.need, facts.referral.to)


def _write(office: Office, facts: ReferralFacts, answers: Answers, need: str, to: str) -> Case:
    raw: dict[str, Json] = {"need": need, "to": to, "state": answers.text("state"), "why": answers.text("why") or None}
    for name in ("on", "due"):
        day = answers.day(name)
        raw[name] = None if day is None else day.isoformat()
    record_referral(office, facts.case_id, raw)
    return read_case(office, facts.case_id)


def _options(options: tuple[Option, ...]) -> Choices:
    return tuple((option.id, _(option.label)) for option in options)


def _not_yet(facts: ReferralFacts, answers: Answers) -> str:
    day = answers.day("on")
    return _("Ce jour n’est pas encore venu.") if day is not None and day > facts.today else ""


def _due(facts: ReferralFacts, answers: Answers) -> str:
    due, on = answers.day("due"), answers.day("on") or facts.today
    return _("La réponse ne peut pas être attendue avant ce jour.") if due is not None and due < on else ""


def _on(label: str) -> Ask[ReferralFacts]:
    return Ask(
        "on", label, Kind.DATE, proposes=lambda facts: facts.today.isoformat(),
        check=_not_yet,
    )


BEGIN_REFERRAL: Final = Questionnaire[ReferralFacts, Case](
    "referral",
    (
        Ask(
            "need", N_("Besoin"), Kind.CHOICE, look=Look.SEARCHED, needed=N_("Choisissez le besoin."),
            options_from=lambda facts, _answers: facts.needs,
        ),
        Ask(
            "to", N_("Structure"), Kind.CHOICE, look=Look.SEARCHED, needed=N_("Choisissez la structure."),
            options_from=lambda facts, _answers: facts.partners,
        ),
        Ask(
            "state", N_("État"), Kind.CHOICE, options=STATES, needed=N_("Choisissez où elle en est."),
            proposes=lambda _facts: "sent",
        ),
        _on(N_("Le")),
        Ask(
            "due", N_("Réponse attendue le"), Kind.DATE, lies_ahead=True, check=_due,
            shown_if=lambda _facts, answers: answers.text("state") in BEGINS,
        ),
        Ask(
            "why", N_("Pourquoi"), Kind.TEXT, shown_if=lambda _facts, answers: answers.text("state") not in BEGINS,
        ),
    ),
    title=N_("Orientation"),
    intro=N_("Rien n’est envoyé d’ici : la fiche de liaison se prépare sous « Transmission »."),
    save=N_("Noter l’orientation"),
    write=_begin,
    said=N_("Orientation notée."),
)

ANSWER_REFERRAL: Final = Questionnaire[ReferralFacts, Case](
    "referral_answer",
    (
        Ask(
            "state", N_("Réponse"), Kind.CHOICE, needed=N_("Choisissez la réponse."),
            options_from=lambda facts, _answers: _options(
                STATES if facts.referral is not None and facts.referral.state not in AWAITED else ANSWERS
            ),
        ),
        Ask(
            "why", N_("En une ligne"), Kind.TEXT, help=N_("Qui a répondu, pourquoi non."),
            check=lambda _facts, answers: _why(answers),
        ),
        _on(N_("Le")),
        Ask(
            "due", N_("Réponse attendue le"), Kind.DATE, lies_ahead=True, check=_due,
            shown_if=lambda _facts, answers: answers.text("state") in {*BEGINS, "accepted", "under_way"},
        ),
    ),
    title_from=lambda facts: facts.about,
    save=N_("Noter la réponse"),
    write=_answer,
    said=N_("Réponse notée."),
)


def _why(answers: Answers) -> str:
    if answers.text("state") == "refused" and not answers.text("why"):
        return _("Une ligne suffit : pourquoi c’est refusé.")
    return ""
