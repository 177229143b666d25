"""What stands on a document beside what is shared: who sends it, to whom, and the id that the register knows."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

_SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_GROUPS: Final = 3
_GROUP_SIZE: Final = 4


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The sender's and the recipient's side of a document. Nothing of the person it is about.

    `document_id` comes from `new_document_id`, never from a case. `recipient_lines` are what may follow the name of
    the recipient, such as an address or a telephone number. `legal_bases` tells for each legal ground (the id of the
    decision) the id in `LEGAL_BASES` that it rests on; one that is missing is called a legal ground without its name.
    """

    document_id: str
    office_name: str
    office_phone: str
    office_email: str
    worker: str
    made_on: date
    recipient_name: str
    recipient_lines: tuple[str, ...] = ()
    legal_bases: Mapping[str, str] = field(default_factory=dict)
    audit_head: str = ""
    """The head of the office's audit trail when the document was made, as it is printed: it tells of nobody."""
    worker_role: str = ""
    """What the worker does in the office, in words."""
    worker_phone: str = ""
    """The number at which that worker is called, where it is not the office's."""
    logo: bytes = b""
    """The office's own picture, PNG or JPEG; empty where it has none."""

    @property
    def phone(self) -> str:
        """The number to call about this paper."""
        return self.worker_phone or self.office_phone

    @property
    def caller(self) -> tuple[str, ...]:
        """Whom to call: name and function, number, address, each line where it is known."""
        who = ", ".join(part for part in (self.worker, self.worker_role) if part)
        return tuple(part for part in (who, self.phone, self.office_email) if part)


def new_document_id() -> str:
    """A random id such as `K7M2-9QXD-R4TB`, 59 bits, without signs that are mistaken for each other.

    It tells nothing: no case, no day, no counting.
    """
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_GROUP_SIZE)) for _ in range(_GROUPS))
    return "-".join(groups)
