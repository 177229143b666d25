"""Asking about meetings: a new one, a case for its agenda, where an action stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from caselink.domain.meetings import ConferenceBasis, Invited, Meeting, MeetingKind
from caselink.errors import UserError
from caselink.forms.asks import Answers, Ask, Choices, Look
from caselink.forms.meetings import BASIS_LABELS, KIND_LABELS, STATES, UNDONE
from caselink.forms.records import CLOCK_PATTERN
from caselink.forms.schema import Kind, Option
from caselink.i18n import N_, _
from caselink.services.meetings.agenda import MeetingAction
from caselink.services.meetings.holding import set_state
from caselink.services.meetings.planning import PutForward, plan_meeting, put_forward
from caselink.services.office import Office
from caselink.services.questionnaires.questionnaire import Questionnaire
from caselink.vault.ids import new_id

_LEAVE: Final = ("leave_who", "leave_why", "leave_how")


@dataclass(frozen=True)
class MeetingFacts:
    """On what a meeting is asked: the directory, the day, the country of the office; the meeting as it stands."""

    partners: Choices
    today: date
    country: str
    held: Meeting | None = None


@dataclass(frozen=True)
class PutFacts:
    """On what a case is put forward: the meeting, its agencies, the cases that are open."""

    meeting: str
    agencies: Choices
    cases: Choices


def _is_conference(_facts: MeetingFacts, answers: Answers) -> bool:
    return answers.text("kind") == MeetingKind.CONFERENCE.value


def _has_leave(facts: MeetingFacts, answers: Answers) -> bool:
    return _is_conference(facts, answers) and answers.text("basis") == ConferenceBasis.LEAVE.value


def _clock_fault(_facts: MeetingFacts, answers: Answers) -> str:

    text = answers.text("at")
    return "" if not text or re.fullmatch(CLOCK_PATTERN, text) else _("Une heure est attendue, comme 14:30.")


def _held(name: str, facts: MeetingFacts) -> str | None:
    return None if facts.held is None else str(getattr(facts.held, name)) or None


def _write_meeting(office: Office, facts: MeetingFacts, answers: Answers) -> str:
    on = answers.day("on")
    if on is None:
        raise UserError(_("Il manque le jour de la réunion : rien n’a été enregistré. Donnez-les."))
    before = facts.held or Meeting(new_id(), on)
    people = {each.partner: each.person for each in before.invited}
    basis = answers.text("basis") if _is_conference(facts, answers) else ""
    who, why, how = (answers.text(name) if _has_leave(facts, answers) else "" for name in _LEAVE)
    return plan_meeting(office, replace(
        before, on=on, at=answers.text("at"), place=answers.text("place"), chair=answers.text("chair"),
        kind=MeetingKind(answers.text("kind")), no_file=answers.yes("no_file"),
        invited=tuple(Invited(key, people.get(key, "")) for key in answers.chosen("invited")),
        basis=ConferenceBasis(basis) if basis else None, leave_who=who, leave_why=why, leave_how=how,
    ))


NEW_MEETING: Final = Questionnaire[MeetingFacts, str](
    "meeting",
    (
        Ask("on", N_("Jour"), Kind.DATE, lies_ahead=True, needed=N_("Il manque le jour."),
            placeholder=N_("3/11, demain, mars 2027…"), proposes=lambda facts: _held("on", facts)),
        Ask("at", N_("Heure"), Kind.TEXT, placeholder=N_("14:30"), check=_clock_fault,
            proposes=lambda facts: _held("at", facts)),
        Ask("place", N_("Lieu"), Kind.TEXT, proposes=lambda facts: _held("place", facts)),
        Ask("chair", N_("Conduite par"), Kind.TEXT, N_("Cette personne entend tout : son nom est comparé aussi."),
            proposes=lambda facts: _held("chair", facts)),
        Ask("kind", N_("Genre de réunion"), Kind.CHOICE, look=Look.VISIBLE, always_one=True,
            options=tuple(Option(kind.value, label) for kind, label in KIND_LABELS.items()),
            proposes=lambda facts: MeetingKind.NETWORK.value if facts.held is None else facts.held.kind.value),
        Ask("basis", N_("Sur quoi elle repose"), Kind.CHOICE, look=Look.VISIBLE, shown_if=_is_conference,
            options=tuple(Option(basis.value, label) for basis, label in BASIS_LABELS.items()),
            proposes=lambda facts: facts.held.basis.value if facts.held and facts.held.basis else None),
        Ask("leave_who", N_("Qui peut participer"), Kind.TEXT, shown_if=_has_leave, needed=N_("Il manque une réponse."),
            proposes=lambda facts: _held("leave_who", facts)),
        Ask("leave_why", N_("Pourquoi cette autorisation"), Kind.TEXT, shown_if=_has_leave,
            needed=N_("Il manque une réponse."), proposes=lambda facts: _held("leave_why", facts)),
        Ask("leave_how", N_("De quelle façon"), Kind.TEXT, shown_if=_has_leave, needed=N_("Il manque une réponse."),
            proposes=lambda facts: _held("leave_how", facts)),
        Ask("invited", N_("Structures invitées"), Kind.CHOICES, look=Look.SEARCHED,
            needed=N_("Une réunion a au moins une structure invitée."),
            options_from=lambda facts, _answers: facts.partners,
            proposes=lambda facts: () if facts.held is None else tuple(
                dict.fromkeys(each.partner for each in facts.held.invited)
            )),
        Ask("no_file", N_("Sans fichier : rien de ce qui se dit n’est gardé"), Kind.YES_NO, look=Look.TICK,
            help=N_("Pour les instances locales dont les échanges ne doivent alimenter aucun fichier."),
            proposes=lambda facts: bool(facts.held and facts.held.no_file)),
    ),
    title_from=lambda facts: _("Préparer une réunion") if facts.held is None else _("Changer la réunion"),
    write=_write_meeting, save=N_("Enregistrer la réunion"), said=N_("Réunion enregistrée."),
)

PUT_FORWARD: Final = Questionnaire[PutFacts, None](
    "meeting_case",
    (
        Ask("case", N_("Dossier"), Kind.CHOICE, look=Look.SEARCHED, needed=N_("Choisissez un dossier."),
            options_from=lambda facts, _answers: facts.cases),
        Ask("by", N_("Proposé par"), Kind.CHOICE, options_from=lambda facts, _answers: facts.agencies),
        Ask("why", N_("Pourquoi en parler"), Kind.TEXT),
        Ask("wanted", N_("Ce qui est attendu"), Kind.TEXT),
        Ask("despite", N_("Malgré une ressemblance"), Kind.TEXT, help=N_(
            "Seulement si quelqu’un ressemble à une personne à ne jamais informer : pourquoi ce n’est pas elle."
        )),
    ),
    title=N_("Inscrire une situation"),
    write=lambda office, facts, answers: put_forward(office, facts.meeting, PutForward(
        answers.text("case"), answers.text("by"), answers.text("why"), answers.text("wanted"), answers.text("despite"),
    )),
    save=N_("Inscrire"), said=N_("Situation inscrite à l’ordre du jour."),
)

ACTION_STATE: Final = Questionnaire[MeetingAction, None](
    "meeting_action",
    (
        Ask("state", N_("Où en est l’action"), Kind.CHOICE, look=Look.VISIBLE, options=STATES, always_one=True,
            proposes=lambda facts: facts.state),
        Ask("why", N_("Pourquoi"), Kind.TEXT, shown_if=lambda _facts, answers: answers.text("state") in UNDONE,
            proposes=lambda facts: facts.why or None),
    ),
    title_from=lambda facts: facts.what,
    write=lambda office, facts, answers: set_state(
        office, facts.case_id, facts.id, answers.text("state"), answers.text("why")
    ),
    save=N_("Noter"), said=N_("État de l’action noté."),
)
