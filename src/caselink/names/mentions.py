"""Whether someone of the list stands in what else is written of a recipient: numbers, addresses, roles, notes."""

from __future__ import annotations

from caselink.names.addresses import is_one_door
from caselink.names.comparing import holds, is_within
from caselink.names.person import Name


def is_mentioned(listed: Name, text: Name) -> bool:
    """True when the text holds the listed telephone number, mail address, postal address or name, in any spelling."""
    here, there = listed.mails, text.mails
    return bool(
        listed.ends_of_numbers & text.ends_of_numbers
        or here.keys() & there.keys()
        or any(is_within(listed, Name(local)) for local in there.values())
        or any(is_within(text, Name(local)) for local in here.values())
        or is_one_door(listed.door, text.door)
        or holds(text, listed)
    )
