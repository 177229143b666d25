"""What went out under a consent, with whom to call about it."""

from __future__ import annotations

from dataclasses import dataclass

from caselink.services.office import Office
from caselink.services.register import RegisterEntry, sent_under


@dataclass(frozen=True, slots=True)
class Sent:
    """A document that went out. `phone` is the partner's number; `stays_there` says that police or justice have it, so
    that it can't come back (she was told before)."""

    entry: RegisterEntry
    phone: str
    stays_there: bool


def what_was_sent(office: Office, reference: str, consent_id: str) -> tuple[Sent, ...]:
    """All that rests on that consent, newest first."""
    found = []
    for entry in sent_under(office, reference, f"consent:{consent_id}"):
        partner = office.vault.partner(entry.recipient)
        phone = "" if partner is None or not partner.phones else partner.phones[0]
        found.append(Sent(entry, phone, partner is not None and partner.kind.feeds_the_criminal_file))
    return tuple(found)
