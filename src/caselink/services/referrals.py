"""Referrals of a need: to whom, where they stand, what partners answered (TACTICS report: what came of them).

That one is done turns no need green by itself: the worker decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from caselink.disclosure.gate import grounds_of, is_blocked
from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.errors import Refused
from caselink.forms.record_forms import Record
from caselink.forms.records import day_in, text_in
from caselink.forms.referrals import AWAITED, BEGINS, ENDS, REFERRAL
from caselink.i18n import _
from caselink.services.office import Office
from caselink.services.recipients import resolve
from caselink.services.records import newest_first, write_record
from caselink.vault.parts import Part

_STEP = ("state", "on", "why", "by", "at")


@dataclass(frozen=True, slots=True)
class ReferralStep:
    """One state of a referral, and since when."""

    state: str
    on: date | None
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class Referral:
    """A need handed to a partner. `course` is what became of it, the last state last; the others are of that one."""

    id: str
    case_id: str
    need: str
    to: str
    state: str
    on: date | None
    due: date | None
    why: str
    by: str
    course: tuple[ReferralStep, ...]

    @property
    def awaited(self) -> bool:
        """Whether the partner's answer is awaited."""
        return self.state in AWAITED


@dataclass(frozen=True, slots=True)
class ReferralAnswers:
    """What a partner made of all that it was asked: how many referrals, accepted, refused, and why refused."""

    partner: str
    asked: int
    accepted: int
    refused: int
    reasons: tuple[tuple[str, int], ...]


def record_referral(office: Office, case_id: str, raw: Mapping[str, object], slip: str = "") -> str:
    """Write down where a referral stands (names as in an import document) and give its id; `slip` is the document whose
    answer slip says so.

    A need that was handed to that partner and is not ended yet goes on; otherwise this is a new one. Raises UserError,
    with nothing kept, for a closed case and what is no referral, Refused where the partner must never be informed.
    """
    case = office.vault.case(case_id)
    raw = {"on": office.today().isoformat(), **{name: value for name, value in raw.items() if value is not None}}
    _expect_allowed(office, case, raw)
    held = _standing(case, raw)
    if held is None:
        also: dict[str, Json] = {"slips": [slip]} if slip else {}
        return write_record(office, case_id, REFERRAL, raw, "referral", also=also)
    key, record = held
    course = [*_course(record), [record.get(name) for name in _STEP]]
    if raw.get("state") in BEGINS:
        raw = {"due": record.get("due"), **raw}
    return write_record(office, case_id, REFERRAL, raw, "referral", key, also={
        "course": course, **({"slips": [*_slips(record), slip]} if slip else {}),
    })


def referrals(case: Case) -> tuple[Referral, ...]:
    """The referrals of a case, the last one first."""
    return tuple(_referral(case.id, key, record) for key, record in newest_first(case, REFERRAL))


def all_referrals(office: Office) -> tuple[Referral, ...]:
    """Those of all cases that this worker may see, the last one first."""
    found = [_referral(*row) for row in office.vault.records(Part.REFERRALS)]
    return tuple(sorted(found, key=lambda each: (each.on or date.min, each.id), reverse=True))


def answers_by_partner(found: Iterable[Referral]) -> tuple[ReferralAnswers, ...]:
    """What each partner made of these, by short name."""
    by_partner: dict[str, list[Referral]] = {}
    for referral in found:
        by_partner.setdefault(referral.to, []).append(referral)
    return tuple(_answered(partner, of_it) for partner, of_it in sorted(by_partner.items()))


def _answered(partner: str, of_it: list[Referral]) -> ReferralAnswers:
    steps = [{step.state for step in each.course} for each in of_it]
    reasons = Counter(step.why for each in of_it for step in each.course if step.state == "refused" and step.why)
    accepted = sum(bool(states & {"accepted", "under_way", "done"}) for states in steps)
    return ReferralAnswers(
        partner, sum(states != {"prepared"} for states in steps), accepted,
        sum("refused" in states for states in steps), tuple(reasons.most_common()),
    )


def _expect_allowed(office: Office, case: Case, raw: Mapping[str, object]) -> None:
    partner, state = raw.get("to"), raw.get("state")
    if state in BEGINS and isinstance(partner, str) and office.vault.partner(partner) is not None:
        addressed, _name = resolve(office, partner)
        if is_blocked(grounds_of(case), addressed):
            raise Refused(_("Cette structure est à ne jamais informer : aucune orientation n’a été notée."))


def _standing(case: Case, raw: Mapping[str, object]) -> tuple[str, Record] | None:
    """The referral that this goes on with: the last of that need to that partner, unless asking begins anew."""
    for key, record in newest_first(case, REFERRAL):
        if (record.get("need"), record.get("to")) == (raw.get("need"), raw.get("to")):
            return None if record.get("state") in ENDS and raw.get("state") in BEGINS else (key, record)
    return None


def answered_by_slip(case: Case, document_id: str) -> bool:
    """Whether the answer slip of that document was taken over before."""
    return any(document_id in _slips(record) for _key, record in newest_first(case, REFERRAL))


def _slips(record: Record) -> list[Json]:
    held = record.get("slips")
    return [*held] if isinstance(held, list) else []


def _course(record: Record) -> list[Json]:
    held = record.get("course")
    return [*held] if isinstance(held, list) else []


def _referral(case_id: str, key: str, record: Record) -> Referral:
    steps = [dict(zip(_STEP, step, strict=True)) for step in _course(record) if isinstance(step, list)]
    course = tuple(
        ReferralStep(text_in(step, "state"), day_in(step, "on"), text_in(step, "why"), text_in(step, "by"))
        for step in (*steps, record)
    )
    return Referral(
        key, case_id, text_in(record, "need"), text_in(record, "to"), text_in(record, "state"), day_in(record, "on"),
        day_in(record, "due"), text_in(record, "why"), text_in(record, "by"), course,
    )
