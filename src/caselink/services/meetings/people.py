"""Who is in the room, as the gate sees them: an agency goes by the names of the people it sends too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from caselink.consent.grounds import Recipient
from caselink.domain.meetings import Meeting
from caselink.i18n import _
from caselink.services.office import Office
from caselink.services.recipients import recipient_of

CHAIR: Final = "\u0000chair"
"""The key of whoever leads the meeting: of no agency of the directory, so that no consent is ever for it."""


@dataclass(frozen=True, slots=True)
class Present:
    """An agency of a meeting: as the gate sees it, by name, and whether the directory still has it."""

    recipient: Recipient
    name: str
    known: bool


def present(office: Office, meeting: Meeting, keys: Iterable[str] | None = None) -> tuple[Present, ...]:
    """The agencies of the meeting, or these of them; one that left the directory may have nothing."""
    return tuple(map(partial(_present, office, meeting), meeting.agencies if keys is None else keys))


def _present(office: Office, meeting: Meeting, key: str) -> Present:
    partner, people = office.vault.partner(key), meeting.people_of(key)
    if partner is None:
        return Present(Recipient(f"\u0000{key}", None, (key, *people)), key, known=False)
    seen = recipient_of(partner)
    return Present(replace(seen, names=(*seen.names, *people)), partner.name, known=True)


def chair(meeting: Meeting) -> Recipient | None:
    """Whoever leads the meeting and hears all of it; None where nobody is named."""
    return Recipient(CHAIR, None, (meeting.chair,)) if meeting.chair else None


def key_of(recipient: Recipient) -> str:
    """The short name, also of an agency that left the directory; empty for whoever leads the meeting."""
    return "" if recipient.key == CHAIR else recipient.key.removeprefix("\u0000")


def name_of(office: Office, key: str) -> str:
    """The name of an agency, of the office itself where there is no short name; the short name of one that left."""
    if not key:
        return office.name or _("notre service")
    partner = office.vault.partner(key)
    return key if partner is None else partner.name
