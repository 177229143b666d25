"""What is asked about consents beside the consent itself: what she takes back, who leaves the list of those never to
inform, legal decisions and their end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from caselink.consent.grounds import LegalDecision, MustNotReceive
from caselink.domain.case import Case
from caselink.domain.partners import Partner
from caselink.forms.asks import Answers, Ask, Choices, Look
from caselink.forms.categories import CATEGORIES, Category
from caselink.forms.consent_terms import EXCLUDED_KINDS, ExcludedKind
from caselink.forms.legal_bases import LegalBasis
from caselink.forms.purposes import PURPOSES, Purpose
from caselink.forms.schema import Kind, Option
from caselink.i18n import N_, _
from caselink.services.consent_lines import ConsentLine
from caselink.services.consents import (
    Withdrawn,
    end_legal_decision,
    lift_never_inform,
    never_inform,
    record_legal_decision,
    withdraw,
)
from caselink.services.office import Office
from caselink.services.questionnaires.questionnaire import Questionnaire

ALL: Final = "all"
PART: Final = "part"


@dataclass(frozen=True, slots=True)
class ConsentToWithdraw:
    """A consent of a case, which she may take back."""

    case_id: str
    line: ConsentLine


def _covered(facts: ConsentToWithdraw, _answers: Answers) -> Choices:
    """What the consent may cover: what was named, and with "everything current" whatever is not explicit."""
    line = facts.line
    return [
        (each.value, _(CATEGORIES[each].label)) for each in Category
        if each in line.categories or (line.everything_else and not CATEGORIES[each].explicit)
    ]


def _only_a_part(_facts: ConsentToWithdraw, answers: Answers) -> bool:
    return answers.text("extent") == PART


def _withdraw(office: Office, facts: ConsentToWithdraw, answers: Answers) -> Withdrawn:
    """All of it also where a part was meant and nothing is ticked: what she says counts at once, and is never lost for
    want of a tick.
    """
    return withdraw(
        office, facts.case_id, facts.line.id,
        categories=tuple(Category(each) for each in answers.chosen("categories")),
        purposes=tuple(Purpose(each) for each in answers.chosen("purposes")),
    )


WITHDRAWAL: Final = Questionnaire[ConsentToWithdraw, Withdrawn](
    "withdraw",
    (
        Ask(
            "extent", N_("Ce qu’elle retire"), Kind.CHOICE, always_one=True,
            options=(Option(ALL, N_("tout l’accord")), Option(PART, N_("une partie"))),
            proposes=lambda _facts: ALL,
        ),
        Ask(
            "categories", N_("Quoi"), Kind.CHOICES, look=Look.VISIBLE,
            help=N_("Rien de choisi : tout ce que couvre l’accord."), shown_if=_only_a_part, options_from=_covered,
        ),
        Ask(
            "purposes", N_("Pour quelle finalité"), Kind.CHOICES, look=Look.VISIBLE,
            help=N_("Rien de choisi : toutes."), shown_if=_only_a_part,
            options_from=lambda facts, _answers: [
                (each.value, _(PURPOSES[each].label)) for each in facts.line.purposes
            ],
        ),
    ),
    intro=N_("Elle retire cet accord. Cela compte tout de suite, sans raison à donner."),
    save=N_("Noter le retrait de tout l’accord"),
    save_from=lambda _facts, answers: (
        _("Noter le retrait de cette partie") if answers.chosen("categories") or answers.chosen("purposes")
        else _("Noter le retrait de tout l’accord")
    ),
    write=_withdraw,
)


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name on the list of those never to inform."""

    case_id: str
    entry: MustNotReceive


JOIN_LIST: Final = Questionnaire[str, Case](
    "never",
    (
        Ask(
            "name", N_("Nom"), Kind.TEXT,
            needed=N_("Un nom compte de 1 à 200 signes visibles : rien n’a été enregistré."),
        ),
        Ask(
            "kind", N_("Qui est-ce"), Kind.CHOICE, look=Look.SEARCHED,
            proposes=lambda _case_id: ExcludedKind.PERPETRATOR.value,
            needed=N_("Choisissez qui c’est : le nom n’a pas été ajouté."),
            options=tuple(Option(each.value, EXCLUDED_KINDS[each]) for each in ExcludedKind),
        ),
    ),
    save=N_("Ajouter à la liste"),
    write=lambda office, case_id, answers: never_inform(
        office, case_id, ExcludedKind(answers.text("kind")), answers.text("name")
    ),
)


LEAVE_LIST: Final = Questionnaire[ListedName, Case](
    "lifting",
    (
        Ask(
            "reason", N_("Pourquoi ce nom quitte la liste"), Kind.TEXT,
            help=N_("La raison reste au dossier ; le nom pourra être remis sur la liste."),
            needed=N_("Notez pourquoi ce nom quitte la liste : il y est resté."),
        ),
    ),
    intro_from=lambda facts: _(
        "Retirer de la liste : {name}. Un accord ou un cadre légal pourra de nouveau lui transmettre ce dossier."
    ).format(name=facts.entry.name),
    save=N_("Retirer de la liste"),
    write=lambda office, facts, answers: lift_never_inform(
        office, facts.case_id, facts.entry.id, answers.text("reason")
    ),
)


@dataclass(frozen=True, slots=True)
class LegalFacts:
    """The grounds in force, those of the office's country first, and the partners of the directory."""

    case_id: str
    bases: Sequence[LegalBasis]
    partners: Sequence[Partner]

    def basis(self, answers: Answers) -> LegalBasis | None:
        """The ground that is chosen."""
        return next((basis for basis in self.bases if basis.id == answers.text("basis")), None)


def _who_relies_on_it(facts: LegalFacts, answers: Answers) -> str:
    basis = facts.basis(answers)
    if basis is None:
        return ""
    words = _("Peut s’en servir : {who}.").format(who=_(basis.relied_on_by))
    return words if basis.confirmed else f"{words} {_('À confirmer par un juriste avant usage.')}"


def _conditions(facts: LegalFacts, answers: Answers) -> Choices:
    basis = facts.basis(answers)
    return [] if basis is None else [(each, _(each)) for each in basis.conditions]


def _all_are_met(facts: LegalFacts, answers: Answers) -> str:
    if len(answers.chosen("conditions")) == len(_conditions(facts, answers)):
        return ""
    return _("Chaque condition doit être remplie, et cochée : la décision n’a pas été notée.")


def _who_may_receive(facts: LegalFacts, answers: Answers) -> Choices:
    basis = facts.basis(answers)
    if basis is None:
        return []
    return [(each.short_name, each.name) for each in facts.partners if each.kind in basis.recipients]


LEGAL_DECISION: Final = Questionnaire[LegalFacts, Case](
    "legal",
    (
        Ask(
            "basis", N_("Cadre légal"), Kind.CHOICE, needed=N_("Choisissez le cadre légal."), look=Look.SEARCHED,
            options_from=lambda facts, _answers: [
                (each.id, f"{each.country} · {_(each.label)}") for each in facts.bases
            ],
            note=_who_relies_on_it,
        ),
        Ask(
            "conditions", N_("Ce que ce texte exige"), Kind.CHOICES, look=Look.TICKS,
            shown_if=lambda facts, answers: bool(_conditions(facts, answers)), options_from=_conditions,
            check=_all_are_met,
        ),
        Ask(
            "recipient", N_("Destinataire"), Kind.CHOICE, help=N_("Seulement ceux que ce texte permet."),
            needed=N_("Choisissez le destinataire."), look=Look.SEARCHED, options_from=_who_may_receive,
        ),
        Ask(
            "categories", N_("Le strict nécessaire"), Kind.CHOICES, help=N_("Le séjour n’est jamais transmis ainsi."),
            look=Look.VISIBLE,
            options=tuple(
                Option(each.value, CATEGORIES[each].label) for each in Category if each is not Category.RESIDENCE
            ),
        ),
        Ask("decided_by", N_("Décidé par"), Kind.TEXT),
        Ask("reason", N_("Pourquoi"), Kind.LONG_TEXT, help=N_("Les faits qui l’imposent, en quelques lignes.")),
        Ask("told", N_("En a-t-elle été informée"), Kind.YES_NO, needed=N_("Notez si elle en a été informée.")),
    ),
    save=N_("Noter la décision"),
    said=N_("Décision notée."),
    write=lambda office, facts, answers: record_legal_decision(
        office, facts.case_id, basis=answers.text("basis"), recipient=answers.text("recipient"),
        categories=tuple(Category(each) for each in answers.chosen("categories")),
        decided_by=answers.text("decided_by"), reason=answers.text("reason"), told=answers.yes("told"),
    ),
)


@dataclass(frozen=True, slots=True)
class StandingDecision:
    """A decision on which sharing rests."""

    case_id: str
    decision: LegalDecision


END_DECISION: Final = Questionnaire[StandingDecision, Case](
    "end_legal", (),
    intro=N_("Plus rien ne sortira à ce titre dès aujourd’hui. La décision reste notée ; sa fin ne se défait pas."),
    save=N_("Mettre fin à cette décision"),
    said=N_("Il a été mis fin à cette décision : plus rien ne sort à ce titre."),
    write=lambda office, facts, _answers: end_legal_decision(office, facts.case_id, facts.decision.id),
)
