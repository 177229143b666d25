"""Taking an import document into the vault: checked first, then written in one transaction, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from caselink.domain.answers import Answer
from caselink.domain.case import Case
from caselink.domain.events import EventKind
from caselink.domain.partners import Partner
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
from caselink.forms.validation import unasked
from caselink.intake.document import GivenCase, GivenEntry
from caselink.intake.faults import Fault
from caselink.intake.json_document import read_document
from caselink.intake.json_text import LARGEST_DOCUMENT as _LARGEST
from caselink.services.import_checks import CONDITIONS, faults_of, known_by
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
    with office.vault.change("import") as change:
        writer = _Writer(change, known.partners)
        for partner in document.partners:
            change.put_partner(known.partners[partner.short_name])
        for case in document.cases:
            existing = known.cases.get(case.reference)
            if existing is None:
                writer.add(case)
            else:
                writer.complete(office.vault.sealed_case(existing), case)
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
        grounds = read_grounds(case.events)
        names = {(entry.kind, entry.name) for entry in grounds.never_inform}
        for entry in given.never_inform:
            if (entry.kind, entry.name) not in names:
                self._change.add_event(case.id, EventKind.NEVER_INFORM, never_inform_body(entry))
        decisions = {replace(decision, id="") for decision in grounds.legal}
        for decided in given.legal:
            if decided.decision not in decisions:
                self._change.add_event(case.id, EventKind.LEGAL_GROUND, legal_body(decided.decision))
        self._consents(case.id, grounds, [self._with_kind(each.consent) for each in given.consents])

    def _with_kind(self, consent: Consent) -> Consent:
        """The consent with the sort of agency that it is given for."""
        return consent if consent.individual else replace(consent, recipient_kind=self._kinds[consent.recipient])

    def _consents(self, case_id: str, grounds: Grounds, given: list[Consent]) -> None:
        """New consents, and withdrawals of new or known ones. A withdrawal that is known is never taken away."""
        held = {_same(consent): (consent.id, consent.withdrawals) for consent in grounds.consents}
        for consent in given:
            key = _same(consent)
            if key not in held:
                body = consent_body(self._with_kind(consent))
                held[key] = (self._change.add_event(case_id, EventKind.CONSENT_GIVEN, body).id, ())
            consent_id, known = held[key]
            for withdrawal in consent.withdrawals:
                if not any(_covers(before, withdrawal) for before in known):
                    body = withdrawal_body(consent_id, withdrawal)
                    self._change.add_event(case_id, EventKind.CONSENT_WITHDRAWN, body)
                    held[key] = (consent_id, (*held[key][1], withdrawal))


    def _with_kind(self, consent: Consent) -> Consent:
        kind = "" if consent.individual else self._partners[consent.recipient].kind.value
        return replace(consent, recipient_kind=kind)


def _same(consent: Consent) -> Consent:
    """What makes two consents the same one: all but the id, what was taken back since, and the sort of partner then.

    So a consent that she gave for a shelter does not come anew because that partner has become the police.
    """
    return replace(consent, id="", withdrawals=(), recipient_kind="")


def _covers(before: Withdrawal, later: Withdrawal) -> bool:
    """Whether a known withdrawal takes back the whole consent from that day or an earlier one on."""
    return before.on <= later.on and not before.categories and not before.purposes
