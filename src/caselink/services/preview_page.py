"""The pages that would leave, to be looked at before they do: made as the paper is, kept in memory, never on disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from caselink.disclosure.gate import grounds_of
from caselink.disclosure.outputs import Disclosure
from caselink.documents.letterhead import Letterhead
from caselink.documents.passages import Spot
from caselink.domain.case import Case
from caselink.i18n import _
from caselink.services.office import Office
from caselink.services.papers import head_for


@dataclass(frozen=True, slots=True)
class PaperSeen:
    """A paper as it will be printed, without its number, and where each answer stands on it. It is never sealed or
    written: only looked at."""

    pdf: bytes = field(repr=False)
    spots: tuple[Spot, ...] = field(repr=False)


Look = Callable[[Disclosure, Letterhead], tuple[bytes, tuple[Spot, ...]]]


def page_of(office: Office, case: Case, name: str, disclosure: Disclosure, look: Look) -> PaperSeen | None:
    """What `look` prints of this disclosure for a recipient of that name; None where nothing is shared."""
    if not disclosure.shared:
        return None
    head = head_for(office, name, {each.id: each.basis for each in grounds_of(case).legal})
    return PaperSeen(*look(disclosure, replace(head.letterhead, document_id=_("aperçu"))))
