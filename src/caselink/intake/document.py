"""What an import document holds, as plain values (docs/rules/commands.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from caselink.consent.grounds import Consent, LegalDecision, MustNotReceive
from caselink.domain.answers import Answer, Json
from caselink.domain.case import CaseStatus
from caselink.domain.danger import GivenAssessment
from caselink.domain.meetings import Attendee, Meeting
from caselink.domain.needs import NeedMark
from caselink.domain.partners import Partner
from caselink.forms.record_forms import RecordForm
from caselink.intake.faults import Fault


@dataclass(frozen=True, slots=True)
class GivenEntry:
    """One entry of a repeating section; `id` is its id in the vault, None where the vault is to make one."""

    id: str | None
    answers: Mapping[str, Answer]
    """By field name."""


@dataclass(frozen=True, slots=True)
class GivenConsent:
    """A consent, with its withdrawal among `withdrawals`; its id is empty. `place` says where it stands."""

    place: str
    consent: Consent


@dataclass(frozen=True, slots=True)
class GivenDecision:
    """A decision on a legal ground, with the day on which it was ended, where it was; its id is empty."""

    place: str
    decision: LegalDecision


@dataclass(frozen=True, slots=True)
class GivenNeed:
    """What is said about one need."""

    place: str
    item: str
    mark: NeedMark


@dataclass(frozen=True, slots=True)
class PlacedAssessment:
    """An assessment of the danger, and where it stands."""

    place: str
    given: GivenAssessment


@dataclass(frozen=True, slots=True)
class GivenRecord:
    """An encounter, a referral, a deadline; `id` is its id in the vault, None where the vault is to make one."""

    place: str
    id: str | None
    values: Mapping[str, Json]
    """As the vault keeps them, without who wrote it down."""


@dataclass(frozen=True, slots=True)
class GivenCase:
    """One case of the document. `answers` is by path, `sections` holds the repeating sections that were given."""

    place: str
    reference: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    sections: Mapping[str, tuple[GivenEntry, ...]] = field(default_factory=dict)
    consents: tuple[GivenConsent, ...] = ()
    legal: tuple[GivenDecision, ...] = ()
    needs: tuple[GivenNeed, ...] = ()
    never_inform: tuple[MustNotReceive, ...] = ()
    assessments: tuple[PlacedAssessment, ...] = ()
    records: Mapping[str, tuple[GivenRecord, ...]] = field(default_factory=dict)
    """By part, those that were given."""
    status: CaseStatus | None = None
    same_person: bool = False
    """Whether somebody answers for it that a case known by this reference is of this person, whatever name and birth.
    """


@dataclass(frozen=True, slots=True)
class GivenOfCase:
    """What is said of a case: its reference, and the values of the record."""

    case: str
    form: RecordForm
    record: GivenRecord


@dataclass(frozen=True, slots=True)
class GivenMeeting:
    """A meeting with what is said of cases there, in the order of the document; its id is empty where the vault is to
    make one."""

    place: str
    meeting: Meeting
    said: tuple[GivenOfCase, ...]


@dataclass(frozen=True, slots=True)
class GivenHeld:
    """What became of a meeting: who came, what was decided, who does what."""

    attended: tuple[Attendee, ...]
    statement: str
    count: int | None
    said: tuple[GivenOfCase, ...]


@dataclass(frozen=True, slots=True)
class ImportDocument:
    """All that was read. Only where `faults` is empty may it be written; `more_faults`: there are others, not read."""

    partners: tuple[Partner, ...] = ()
    cases: tuple[GivenCase, ...] = ()
    meetings: tuple[GivenMeeting, ...] = ()
    faults: tuple[Fault, ...] = ()
    more_faults: bool = False
