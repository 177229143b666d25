"""Whom something may be addressed to: partners of the directory, and people named in a consent."""

from __future__ import annotations

from dataclasses import dataclass

from caselink.consent.grounds import Consent, Recipient
from caselink.disclosure.gate import grounds_of, is_blocked
from caselink.domain.case import Case
from caselink.domain.partners import Partner
from caselink.names.folding import sorting_key
from caselink.services.directory import find_partner, partners
from caselink.services.office import Office


@dataclass(frozen=True, slots=True)
class RecipientChoice:
    """One recipient to choose from; `has_consent` where she ever agreed to something for it."""

    key: str
    name: str
    individual: bool
    has_consent: bool
    blocked: bool


def recipient_of(partner: Partner) -> Recipient:
    """The partner as the gate sees it."""
    return Recipient(partner.short_name, partner.kind, partner.names(), partner.said())


def resolve(office: Office, key: str, *, individual: bool = False) -> tuple[Recipient, str]:
    """The recipient and the name to print. Raises UserError for a partner that the directory has not."""
    if individual:
        return Recipient(key, None, (key,)), key
    partner = find_partner(office, key)
    return recipient_of(partner), partner.name


def recipient_name(office: Office, consent: Consent) -> str:
    """The name of whom a consent is for, also where the partner has left the directory."""
    if consent.individual:
        return consent.recipient
    partner = office.vault.partner(consent.recipient)
    return consent.recipient if partner is None else partner.name


def recipients(office: Office, case: Case) -> tuple[RecipientChoice, ...]:
    """Everyone something of this case could be addressed to: first those she consented for, then the directory."""
    grounds = grounds_of(case)
    agreed = {(consent.recipient, consent.individual) for consent in grounds.consents}
    choices = [
        RecipientChoice(
            partner.short_name, partner.name, False,
            (partner.short_name, False) in agreed, is_blocked(grounds, recipient_of(partner)),
        )
        for partner in partners(office)
    ]
    choices += [
        RecipientChoice(key, key, True, True, is_blocked(grounds, Recipient(key, None, (key,))))
        for key, individual in sorted(agreed)
        if individual
    ]
    return tuple(sorted(choices, key=lambda choice: (not choice.has_consent, sorting_key(choice.name))))
