"""Whether someone of the list stands in what else is written of a recipient: numbers, addresses, roles, notes."""

from __future__ import annotations

from caselink.names.addresses import ends_of_numbers, mails, same_door
from caselink.names.comparing import holds, is_within
from caselink.names.person import Name


def is_mentioned(listed: str, text: str) -> bool:
    """True when the text holds the listed telephone number, mail address, postal address or name, in any spelling."""
    here, there = mails(listed), mails(text)
    return bool(
        ends_of_numbers(listed) & ends_of_numbers(text)
        or here.keys() & there.keys()
        or any(is_within(Name(listed), Name(local)) for local in there.values())
        or any(is_within(Name(text), Name(local)) for local in here.values())
        or same_door(listed, text)
        or holds(Name(text), Name(listed))
    )
