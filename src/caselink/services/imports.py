"""Taking an import document into the vault: checked first, then written in one transaction, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from caselink.domain.answers import Answer
from caselink.domain.case import Case
from caselink.domain.events import EventKind
from caselink.domain.partners import Partner
from caselink.errors import EventsAltered
from caselink.forms.grounds import (
    Consent,
    Grounds,
    Withdrawal,
    consent_body,
    legal_body,
    never_inform_body,
    read_grounds,
    withdrawal_body,
)
from caselink.forms.validation import CONDITIONS, unasked
from caselink.intake.document import GivenCase, GivenEntry
from caselink.intake.faults import Fault
from caselink.intake.json_document import read_document
from caselink.intake.json_text import LARGEST_DOCUMENT as _LARGEST
from caselink.services.import_checks import faults_of, known_by
from caselink.services.office import Office
from caselink.vault import Change

LARGEST_DOCUMENT: Final = _LARGEST
"""Bytes of one import document."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many cases and partners were taken in; none where there are `problems`, of which the first 100 are listed."""

    cases: int
    partners: int
    problems: tuple[Fault, ...] = ()
    problem_count: int = 0


def import_document(office: Office, data: bytes, *, update: bool) -> ImportResult:
    """Take in a document of partners and cases.

    With `update`, cases that exist are completed: answers that are given replace, others stay; a repeating section
    that is given takes the place of the one there, entries with a known id keep it and what is not given of them;
    consents, legal grounds and names never to inform that exist already are not doubled.
    """
    document = read_document(data)
    known = known_by(office, document, update=update)
    faults = faults_of(office, document, known)
    if faults.count:
        return ImportResult(0, 0, tuple(faults.listed), faults.count)
    office.vault.walk_audit()
    with office.vault.change("import") as change:
        writer = _Writer(change, known.partners)
        for partner in document.partners:
            change.put_partner(known.partners[partner.short_name])
        for case in document.cases:
            existing = known.cases.get(case.reference)
            if existing is None:
                writer.add(case)
            else:
                writer.complete(office.vault.case(existing), case)
    return ImportResult(len(document.cases), len(document.partners))


class _Writer:
    """Writes cases inside one change, which says who and when."""

    def __init__(self, change: Change, partners: Mapping[str, Partner]) -> None:
        self._change = change
        self._partners = partners

    def add(self, given: GivenCase) -> None:
        """Write a new case."""
        case_id = self._change.new_case(given.reference)
        self.complete(Case(case_id, given.reference), given)

    def complete(self, case: Case, given: GivenCase) -> None:
        """Write what is given over what the case holds."""
        if case.answers and CONDITIONS & given.answers.keys():
            unwanted = [path for path in unasked({**case.answers, **given.answers}) if path in case.answers]
            if unwanted:
                self._change.erase_answers(case.id, unwanted)
        self._answers(case.id, given.answers.items())
        for section, entries in given.sections.items():
            self._section(case, section, entries)
        for need in given.needs:
            self._change.put_need(case.id, need.item, need.mark)
        self._events(case, given)

    def _answers(self, case_id: str, answers: Iterable[tuple[str, Answer]]) -> None:
        for path, answer in answers:
            self._change.put_answer(case_id, path, answer)

    def _section(self, case: Case, section: str, entries: tuple[GivenEntry, ...]) -> None:
        held = case.entries.get(section, ())
        kept = {entry.id for entry in entries if entry.id in held}
        for entry_id in held:
            if entry_id not in kept:
                self._change.remove_entry(case.id, section, entry_id)
        for entry in entries:
            name = entry.id if entry.id in kept else self._change.add_entry(case.id, section, entry.id)
            self._answers(case.id, ((f"{section}.{name}.{key}", answer) for key, answer in entry.answers.items()))

    def _events(self, case: Case, given: GivenCase) -> None:
        if not case.events_match_the_chain():
            raise EventsAltered
        grounds = read_grounds(case.events)
        names = {(entry.kind, entry.name) for entry in grounds.never_inform}
        for entry in given.never_inform:
            if (entry.kind, entry.name) not in names:
                self._change.add_event(case.id, EventKind.NEVER_INFORM, never_inform_body(entry))
        decisions = {replace(decision, id="", ended_on=None) for decision in grounds.legal}
        for decided in given.legal:
            if decided.decision not in decisions:
                self._change.add_event(case.id, EventKind.LEGAL_GROUND, legal_body(decided.decision))
        self._consents(case.id, grounds, [each.consent for each in given.consents])

    def _consents(self, case_id: str, grounds: Grounds, given: list[Consent]) -> None:
        """New consents, and withdrawals of new or known ones. A withdrawal that is known is never taken away.

        One that the vault holds already, though noted a little differently, is the same consent: taken in once more
        it would stand beside its own withdrawal. Where the vault holds several of the same, all are taken back.
        """
        for consent in dict.fromkeys(given):
            twins = [known for known in grounds.consents if _same(known, consent)]
            for twin in twins or [self._given(case_id, consent)]:
                self._take_back(case_id, twin, consent.withdrawals)

    def _given(self, case_id: str, consent: Consent) -> Consent:
        """Record a new consent, with the sort of agency that it is given for."""
        kind = "" if consent.individual else self._partners[consent.recipient].kind.value
        body = consent_body(replace(consent, recipient_kind=kind))
        return replace(
            consent, id=self._change.add_event(case_id, EventKind.CONSENT_GIVEN, body).id, withdrawals=()
        )

    def _take_back(self, case_id: str, consent: Consent, withdrawals: tuple[Withdrawal, ...]) -> None:
        for withdrawal in withdrawals:
            if not any(_covers(before, withdrawal) for before in consent.withdrawals):
                body = withdrawal_body(consent.id, withdrawal)
                self._change.add_event(case_id, EventKind.CONSENT_WITHDRAWN, body)


def _same(known: Consent, given: Consent) -> bool:
    """Whether both are one consent: to whom, what, what for, since when and until when.

    Where she took the known one back, another last day makes no new consent of it.
    """
    def agreed(consent: Consent) -> tuple[object, ...]:
        return (
            consent.recipient, consent.individual, consent.categories, consent.everything_else, consent.purposes,
            consent.given_on,
        )

    taken_back = any(not part.categories and not part.purposes for part in known.withdrawals)
    return agreed(known) == agreed(given) and (taken_back or known.expires_on == given.expires_on)


def _covers(before: Withdrawal, later: Withdrawal) -> bool:
    """Whether a known withdrawal takes back the whole consent from that day or an earlier one on."""
    return before.on <= later.on and not before.categories and not before.purposes
