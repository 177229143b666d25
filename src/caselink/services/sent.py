"""What went out under a consent, with whom to call about it: whoever it was addressed to, or forwarded it."""

from __future__ import annotations

from dataclasses import dataclass

from caselink.consent.grounds import Consent
from caselink.domain.case import Case
from caselink.services.office import Office
from caselink.services.register import RegisterEntry, sent_under


@dataclass(frozen=True, slots=True)
class Sent:
    """A document that went out, and who has it under that consent. `phone` is the partner's number; `stays_there` says
    that police or justice have it, so that it can't come back (she was told before)."""

    entry: RegisterEntry
    recipient: str
    recipient_name: str
    phone: str
    stays_there: bool


def what_was_sent(office: Office, case: Case, consent: Consent) -> tuple[Sent, ...]:
    """All that rests on that consent, newest first, by the one whom it was given for."""
    found = []
    for entry in sent_under(case, f"consent:{consent.id}"):
        theirs = [each for each in entry.reached if each[0] == consent.recipient] or [entry.reached[0]]
        key, name = theirs[0]
        partner = None if consent.individual else office.vault.partner(key)
        phone = "" if partner is None or not partner.phones else partner.phones[0]
        found.append(Sent(entry, key, name, phone, partner is not None and partner.kind.feeds_the_criminal_file))
    return tuple(found)
