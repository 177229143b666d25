"""Recording what she agrees to, what she takes back, and who must never be informed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from caselink.consent.events import (
    consent_body,
    legal_body,
    legal_end_body,
    lift_body,
    never_inform_body,
    read_grounds,
    withdrawal_body,
)
from caselink.consent.grounds import Consent, LegalDecision, MustNotReceive, Withdrawal, default_expiry, latest_expiry
from caselink.domain.case import Case
from caselink.domain.events import EventKind
from caselink.domain.needs import NeedMark, NeedState
from caselink.errors import UserError
from caselink.forms.categories import Category
from caselink.forms.consent_terms import ExcludedKind, Mode
from caselink.forms.import_schema import LONGEST_NAME
from caselink.forms.legal_bases import LEGAL_BASES, LegalBasis
from caselink.forms.need_items_hers import TELL_RECIPIENTS
from caselink.forms.purposes import Purpose
from caselink.forms.spoken import after_she_withdraws, spoken_language
from caselink.forms.typed_text import name_as_kept
from caselink.i18n import _
from caselink.services.directory import find_partner
from caselink.services.office import Office
from caselink.services.recipients import recipient_name
from caselink.services.sent import Sent, what_was_sent
from caselink.vault import Change

TELL_WITHIN: Final = 2
"""Days within which whoever received something should be told that it was taken back (ours)."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The case after a withdrawal, the documents that had already left under that consent, with whom to call, and what
    is said to her now, sentence by sentence."""

    case: Case
    sent: tuple[Sent, ...]
    aloud: tuple[str, ...]


def give_consent(
    office: Office,
    case_id: str,
    *,
    recipient: str,
    individual: bool = False,
    categories: Collection[Category] = (),
    everything_else: bool = False,
    purposes: Collection[Purpose] = (),
    given_on: date | None = None,
    expires_on: date | None = None,
    mode: Mode = Mode.SPOKEN,
    language: str = "",
    interpreter: str = "",
    emergency: bool = False,
) -> Case:
    """Record a consent. Without an expiry it lasts three months, seven days in an emergency.

    Raises UserError, and records nothing, for an unknown partner, no category, no purpose, or dates that can't be.
    """
    start = given_on or office.today()
    consent = Consent(
        "", checked_recipient(office, recipient, individual=individual), frozenset(categories), everything_else,
        frozenset(purposes), start, expires_on or default_expiry(start, emergency=emergency), mode, individual,
        language, interpreter, emergency, "" if individual else find_partner(office, recipient).kind.value,
    )
    problem = consent_problem(consent, office.today())
    if problem is not None:
        raise UserError(problem)
    with office.vault.change("consent", case_id) as change:
        change.add_event(case_id, EventKind.CONSENT_GIVEN, consent_body(consent))
    return office.vault.case(case_id)


def consent_problem(consent: Consent, today: date) -> str | None:
    """What is wrong with a consent before it is recorded, as a sentence; None where it can be."""
    if not consent.categories and not consent.everything_else:
        return _("Choisissez au moins une catégorie : l’accord n’a pas été enregistré.")
    if not consent.purposes:
        return _("Choisissez au moins une finalité : l’accord n’a pas été enregistré.")
    if consent.given_on > today:
        return _("Un accord ne peut pas être daté d’un jour à venir : il n’a pas été enregistré.")
    return expiry_problem(consent.given_on, consent.expires_on)


def expiry_problem(given_on: date, expires_on: date) -> str | None:
    """What is wrong with the last day of a consent, as a sentence; None where nothing is."""
    if expires_on < given_on:
        return _("L’accord finit avant d’avoir commencé : vérifiez les deux dates. Il n’a pas été enregistré.")
    if expires_on > latest_expiry(given_on):
        return _("Un accord ne dure jamais plus de douze mois : raccourcissez-le. Il n’a pas été enregistré.")
    return None


def checked_recipient(office: Office, recipient: str, *, individual: bool) -> str:
    """The key of a recipient; raises UserError for an unknown partner or a name that is none."""
    if not individual:
        return find_partner(office, recipient).short_name
    return _checked_name(recipient)


def withdraw(
    office: Office,
    case_id: str,
    consent_id: str,
    *,
    categories: Collection[Category] = (),
    purposes: Collection[Purpose] = (),
    on: date | None = None,
) -> Withdrawn:
    """Record that she takes back a consent, or the named parts of it, from that day (today) on.

    Where something went out under it to somebody who can still destroy it, *tell them* becomes a red need. Raises
    UserError for an unknown consent or a day before it was given.
    """
    case = office.vault.sealed_case(case_id)
    consent = next((each for each in read_grounds(case.events).consents if each.id == consent_id), None)
    if consent is None:
        raise UserError(_("Cet accord n’existe pas dans ce dossier : rien n’a été changé. Rouvrez le dossier, il a "
                          "changé entre-temps."))
    withdrawal = Withdrawal(on or office.today(), frozenset(categories), frozenset(purposes))
    if withdrawal.on < consent.given_on:
        raise UserError(_("Un accord ne peut pas être retiré avant le jour où il a été donné : rien n’a été changé. "
                          "Vérifiez la date."))
    sent = what_was_sent(office, case, consent)
    with office.vault.change("withdrawal", case_id) as change:
        change.add_event(case_id, EventKind.CONSENT_WITHDRAWN, withdrawal_body(consent_id, withdrawal))
        ask_to_tell(office, change, case, sent)
    return Withdrawn(office.vault.case(case_id), sent, after_she_withdraws(
        recipient_name(office, consent), [office.local(each.entry.made_at).date() for each in sent],
        spoken_language(consent.language), whole=not withdrawal.categories and not withdrawal.purposes,
        comes_back=any(not each.stays_there for each in sent),
    ))


def ask_to_tell(office: Office, change: Change, case: Case, sent: Iterable[Sent]) -> None:
    """Inside a change: *tell them* is a red need where one of these can still destroy what it has."""
    if any(not each.stays_there for each in sent):
        due = office.today() + timedelta(days=TELL_WITHIN)
        change.put_need(case.id, TELL_RECIPIENTS, NeedMark(NeedState.TO_DO, owner=office.user, due=due))


def record_legal_decision(
    office: Office,
    case_id: str,
    *,
    basis: str,
    recipient: str,
    categories: Collection[Category],
    decided_by: str,
    reason: str,
    told: bool,
    on: date | None = None,
) -> Case:
    """Record that the office relies on a legal ground. Raises UserError where the ground does not allow it."""
    decision = LegalDecision(
        "", basis, recipient, frozenset(categories), decided_by.strip(), reason.strip(), on or office.today(), told
    )
    problem = legal_problem(office, decision)
    if problem is not None:
        raise UserError(problem)
    with office.vault.change("legal_decision", case_id) as change:
        change.add_event(case_id, EventKind.LEGAL_GROUND, legal_body(decision))
    return office.vault.case(case_id)


def end_legal_decision(office: Office, case_id: str, decision_id: str) -> Case:
    """Record that the office does not rely on that decision any more, from today on; both events stay.

    Raises UserError for a decision that is not in this case, or was ended before.
    """
    held = read_grounds(office.vault.sealed_case(case_id).events).legal
    if not any(decision.id == decision_id and decision.ended_on is None for decision in held):
        raise UserError(_("Cette décision n’est pas dans ce dossier, ou elle a déjà pris fin : rien n’a été changé. "
                          "Rouvrez le dossier, il a changé entre-temps."))
    with office.vault.change("legal_decision_ended", case_id) as change:
        change.add_event(case_id, EventKind.LEGAL_GROUND_ENDED, legal_end_body(decision_id, office.today()))
    return office.vault.case(case_id)


def legal_problem(office: Office, decision: LegalDecision) -> str | None:
    """Why a legal ground does not allow this decision, as a sentence; None where it does."""
    basis = LEGAL_BASES.get(decision.basis)
    if basis is None:
        return _("Ce cadre légal n’est pas dans la liste : rien n’a été enregistré.")
    if find_partner(office, decision.recipient).kind not in basis.recipients:
        return _("Ce cadre légal ne permet pas de transmettre à cette structure : rien n’a été enregistré.")
    if Category.RESIDENCE in decision.categories:
        return _("Le séjour ne sort jamais sans son accord exprès : retirez cette catégorie. Rien n’a été enregistré.")
    if not decision.categories or not decision.decided_by or not decision.reason:
        return _("Notez au moins une catégorie, qui a décidé et pourquoi : rien n’a été enregistré.")
    if decision.on > office.today():
        return _("Une décision ne peut pas être datée d’un jour à venir : elle n’a pas été enregistrée.")
    if not basis.in_force(decision.on):
        return _("Ce texte n’est pas en vigueur à cette date : rien n’a été enregistré.")
    return None


def legal_bases(office: Office) -> tuple[LegalBasis, ...]:
    """The legal grounds on which something may be shared, those of the office's country first."""
    sharing = [basis for basis in LEGAL_BASES.values() if basis.recipients]
    return tuple(sorted(sharing, key=lambda basis: (basis.country != office.country, basis.country)))


def never_inform(office: Office, case_id: str, kind: ExcludedKind, name: str) -> Case:
    """Put someone on the list of those who must never be informed of this case."""
    entry = MustNotReceive("", kind, _checked_name(name))
    with office.vault.change("never_inform", case_id) as change:
        change.add_event(case_id, EventKind.NEVER_INFORM, never_inform_body(entry))
    return office.vault.case(case_id)


def lift_never_inform(office: Office, case_id: str, entry_id: str, reason: str) -> Case:
    """Take someone off that list, and note why; both events stay, and `put_back_never_inform` takes it back.

    Raises UserError, and records nothing, for an entry that is not on it, or without a reason.
    """
    said = " ".join(reason.split())
    if not said:
        raise UserError(_("Notez pourquoi ce nom quitte la liste : il y est resté."))
    if entry_id not in {entry.id for entry in never_inform_list(office.vault.sealed_case(case_id))}:
        raise UserError(_("Cette personne n’est pas dans la liste : rien n’a été changé. Rouvrez le dossier, il a "
                          "changé entre-temps."))
    with office.vault.change("never_inform_lifted", case_id) as change:
        change.add_event(case_id, EventKind.NEVER_INFORM_LIFTED, lift_body(entry_id, said))
    return office.vault.case(case_id)


def put_back_never_inform(office: Office, case_id: str, entry_id: str) -> Case:
    """Put someone who was taken off that list on it again, as a new event.

    Raises UserError for an entry that was not taken off, or stands on the list again.
    """
    lifted = read_grounds(office.vault.case(case_id).events).lifted  # it protects: altered events don't keep it out
    entry = next((each.entry for each in lifted if each.entry.id == entry_id), None)
    if entry is None:
        raise UserError(_("Cette personne est déjà dans la liste : rien n’a été changé. Il n’y a rien d’autre à "
                          "faire."))
    return never_inform(office, case_id, entry.kind, entry.name)


def never_inform_list(case: Case) -> tuple[MustNotReceive, ...]:
    """Who must never be informed of this case."""
    return read_grounds(case.events).never_inform


def _checked_name(name: str) -> str:
    trimmed = name_as_kept(name)
    if not trimmed or len(trimmed) > LONGEST_NAME or not trimmed.isprintable():
        raise UserError(_("Un nom compte de 1 à 200 signes visibles : rien n’a été enregistré."))
    return trimmed
