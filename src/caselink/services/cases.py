"""Opening, finding and listing cases, and the line that stands at the top of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from caselink.domain.answers import Answer
from caselink.domain.case import Case, CaseStatus
from caselink.domain.danger import DangerMark
from caselink.domain.needs import Domain, NeedState
from caselink.errors import UserError
from caselink.forms.danger.rules import review_due
from caselink.forms.import_schema import LONGEST_REFERENCE
from caselink.forms.needs import NEEDS
from caselink.i18n import _
from caselink.services.office import Office
from caselink.services.stamps import stamped
from caselink.vault.caseload import MANY
from caselink.vault.reserved.heads import CaseHead

_REFERENCE: Final = re.compile(rf"[0-9A-Za-zÀ-ÖØ-öø-ÿ][0-9A-Za-zÀ-ÖØ-öø-ÿ ._/-]{{0,{LONGEST_REFERENCE - 1}}}")
MOST_COUNTED: Final = MANY
"""What a search finds is counted no further."""


@dataclass(frozen=True, slots=True)
class DomainCount:
    """How many needs of one domain are in which state; `other` are not applicable and not wished."""

    to_do: int = 0
    done: int = 0
    other: int = 0
    not_assessed: int = 0


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the caseload. `changed_at` is a moment in UTC (ISO 8601)."""

    id: str
    reference: str
    name: str
    status: CaseStatus
    changed_at: str
    needs: Mapping[Domain, DomainCount]
    held: bool = False
    """Whether a legal hold forbids to erase anything of it."""
    danger: DangerMark | None = None
    """The latest assessment of the danger; None where there is none."""
    danger_is_stale: bool = False
    """Whether the days of its level have passed."""
    reserved: bool = False
    """Whether only named workers may open it."""


@dataclass(frozen=True, slots=True)
class CaseloadRows:
    """Some lines of the caseload. `total` counts all that match, of a search `MOST_COUNTED` at most; `after` asks for
    the next lines, None at the end."""

    rows: tuple[CaseRow, ...]
    total: int
    after: str | None


def new_case(office: Office, reference: str | None = None, name: str = "") -> Case:
    """Open a case under the given reference, or the next free one of this year (2026-0001).

    Raises UserError for a reference that exists or is none.
    """
    reference = next_reference(office) if reference is None else checked_reference(reference)
    if office.vault.case_id_of(reference) is not None:
        raise UserError(_("Un dossier porte déjà cette référence : rien n’a été ajouté. Choisissez-en une autre."))
    with office.vault.change("case_opened") as change:
        case_id = change.new_case(reference)
        if name.strip():
            change.put_answer(case_id, "person.goes_by", stamped(office, Answer(name.strip())))
    return office.vault.case(case_id)


def checked_reference(reference: str) -> str:
    """The reference, if it can be one: 1 to 40 letters, digits, spaces and . _ / -; raises UserError otherwise."""
    trimmed = reference.strip()
    if _REFERENCE.fullmatch(trimmed) is None:
        raise UserError(
            _("Une référence de dossier compte de 1 à 40 lettres, chiffres, espaces ou . _ / - : rien n’a été ajouté.")
        )
    return trimmed


def next_reference(office: Office) -> str:
    """The next free reference of this year."""
    return office.vault.next_reference(office.today().year)


def read_case(office: Office, case_id: str) -> Case:
    """The case of that id."""
    return office.vault.case(case_id)


def find_case(office: Office, reference: str) -> Case:
    """The case of that reference; raises UserError where there is none."""
    case_id = office.vault.case_id_of(reference)
    if case_id is None:
        raise UserError(_("Aucun dossier ne porte cette référence : rien n’a été fait. Vérifiez-la."))
    return office.vault.case(case_id)


def set_status(office: Office, case_id: str, status: CaseStatus) -> Case:
    """Close a case or open it again."""
    with office.vault.change("case_status", case_id) as change:
        change.set_status(case_id, status)
    return office.vault.case(case_id)


def caseload(office: Office, search: str = "", limit: int = 50, after: str | None = None) -> CaseloadRows:
    """The cases that match, by reference, newest first, `limit` at a time. An empty search matches all."""
    heads = office.vault.case_page(search, limit + 1, after)
    rows = tuple(case_row(office, head) for head in heads[:limit])
    following = rows[-1].reference if len(heads) > limit and rows else None
    return CaseloadRows(rows, office.vault.count_cases(search), following)


_ITEMS: Final = Counter(item.domain for item in NEEDS.values())
_UNCOUNTED: Final = {domain: DomainCount(not_assessed=_ITEMS[domain]) for domain in Domain}
"""Of a case of which nobody assessed any need."""


def case_row(office: Office, head: CaseHead) -> CaseRow:
    """The line of the caseload that tells of a case."""
    mark = head.danger
    return CaseRow(
        head.id, head.reference, head.name, head.status, head.changed_at, count_needs(head.needs), head.held, mark,
        mark is not None and office.today() > review_due(mark), head.reserved,
    )


def count_needs(states: Mapping[str, NeedState]) -> dict[Domain, DomainCount]:
    """The needs of a case counted by domain; what nobody decided counts as not assessed."""
    tally: dict[Domain, Counter[NeedState]] = {}
    for item, state in states.items():
        if item in NEEDS:
            tally.setdefault(NEEDS[item].domain, Counter())[state] += 1
    return _UNCOUNTED | {domain: _counted(domain, counted) for domain, counted in tally.items()}


def _counted(domain: Domain, tally: Counter[NeedState]) -> DomainCount:
    to_do, done = tally[NeedState.TO_DO], tally[NeedState.DONE]
    grey = tally[NeedState.NOT_APPLICABLE] + tally[NeedState.NOT_WISHED]
    return DomainCount(to_do, done, grey, _ITEMS[domain] - to_do - done - grey)


