"""The lists that an office follows its cases by: what is due, who was last in contact, what partners were asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from caselink.domain.deadlines import Deadline
from caselink.forms.needs import NEEDS
from caselink.i18n import _
from caselink.services.deadlines import deadlines
from caselink.services.encounters import QUIET_DAYS, Seen, seen
from caselink.services.office import Office
from caselink.services.referrals import Referral, all_referrals


@dataclass(frozen=True, slots=True)
class DueRow:
    """One thing that is due. `mine`: it is this worker's, or nobody's; `day` is the one it is read on."""

    deadline: Deadline
    day: date
    mine: bool

    @property
    def late(self) -> bool:
        """Whether its day is past, and the day that it was put off to."""
        return self.deadline.overdue(self.day)


@dataclass(frozen=True, slots=True)
class SeenRow:
    """The last contact of an open case; `mine` where this worker had it, or nobody ever did."""

    seen: Seen
    mine: bool

    @property
    def quiet(self) -> bool:
        """Whether it was `QUIET_DAYS` days ago or more, or never."""
        return self.seen.days is None or self.seen.days >= QUIET_DAYS


@dataclass(frozen=True, slots=True)
class ListedReferral:
    """One referral, with the reference of its case, what the need and the partner are called, and whether an answer is
    awaited in a case that is still open."""

    referral: Referral
    case: str
    need: str
    partner: str
    awaited: bool
    late: bool


def due_rows(office: Office) -> tuple[DueRow, ...]:
    """Everything due in all cases that this worker may see, overdue first."""
    day, own = office.today(), {None, *office.own_names}
    return tuple(DueRow(each, day, each.owner in own) for each in deadlines(office))


def seen_rows(office: Office) -> tuple[SeenRow, ...]:
    """The last contact of each open case, the longest ago first."""
    own = {None, *office.own_names}
    return tuple(SeenRow(each, each.by in own) for each in seen(office))


def referral_rows(office: Office) -> tuple[ListedReferral, ...]:
    """All referrals of cases that this worker may see, the last one first."""
    found = all_referrals(office)
    references, opened = office.vault.references_of(each.case_id for each in found), office.vault.open_cases()
    names, today = {partner.short_name: partner.name for partner in office.vault.partners()}, office.today()
    return tuple(
        ListedReferral(
            each, references[each.case_id], _(NEEDS[each.need].label) if each.need in NEEDS else each.need,
            names.get(each.to, each.to), awaits := each.awaited and each.case_id in opened,
            awaits and each.due is not None and each.due < today,
        )
        for each in found
    )


def names_of(office: Office, case_ids: Collection[str]) -> Mapping[str, str]:
    """What the person of each of these cases goes by."""
    return {head.id: head.name for head in office.vault.case_heads([*dict.fromkeys(case_ids)])}
