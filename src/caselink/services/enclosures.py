"""Files that leave in a paper: a copy without hidden data of each, and what the register keeps of both."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caselink.disclosure.outputs import Disclosure
from caselink.documents.enclosing import Enclosure
from caselink.domain.answers import Json
from caselink.services.attachments import Attachment, content_of, copy_to_leave
from caselink.services.office import Office


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that leaves, and the attachment that it is of."""

    of: Attachment
    enclosure: Enclosure


def enclosed(office: Office, case_id: str, files: Iterable[Attachment], disclosure: Disclosure) -> tuple[Copy, ...]:
    """Copies of these files in the order in which the disclosure shares them. Raises UserError where none can be made,
    VaultError where a file is damaged."""
    by_path = {f"attachments.{each.id}": each for each in files}
    shared = [by_path[each.piece.path] for each in disclosure.shared if each.piece.path in by_path]
    return tuple(_copy(office, case_id, each, number) for number, each in enumerate(shared, 1))


def hashes(copies: Sequence[Copy]) -> dict[str, Json]:
    """What the register keeps: SHA-256 (hex) of each file as it was added, and of the copy that left."""
    said: list[Json] = [
        {
            "id": copy.of.id, "original": copy.of.sha256,
            "copy": hashlib.sha256(copy.enclosure.content).hexdigest(),
        }
        for copy in copies
    ]
    return {"attachments": said} if said else {}


def _copy(office: Office, case_id: str, attachment: Attachment, number: int) -> Copy:
    content = copy_to_leave(attachment, content_of(office, case_id, attachment.id))
    name = f"piece-{number}.{attachment.type.endings[0]}"
    return Copy(attachment, Enclosure(name, attachment.type.id, content))
