"""Writing what an import document says about sharing into a case: what it says of one consent is one fact.

Wherever a withdrawal stands, before or behind the consent, in this document or a later one, it reaches every consent
of the same words, and nothing that is noted once more revives what was taken back or ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from caselink.consent.events import (
    consent_body,
    legal_body,
    legal_end_body,
    never_inform_body,
    read_grounds,
    withdrawal_body,
)
from caselink.consent.grounds import Consent, LegalDecision, MustNotReceive, Recipient, Withdrawal
from caselink.domain.case import Case
from caselink.domain.events import EventKind
from caselink.domain.partners import Partner
from caselink.errors import EventsAltered
from caselink.forms.categories import Category
from caselink.intake.document import GivenCase
from caselink.names.folding import plain
from caselink.vault import Change


class GroundsWriter:
    """Adds the events that a case lacks, inside one change."""

    def __init__(self, change: Change, partners: Mapping[str, Partner]) -> None:
        self._change = change
        self._partners = partners
        self.taken_back: list[Consent] = []
        """Consents of the case written last that were taken back, or parts of them."""

    def write(self, case: Case, given: GivenCase) -> None:
        """Write what is given and not there yet. Raises EventsAltered."""
        if not case.events_match_the_chain():
            raise EventsAltered
        grounds = read_grounds(case.events)
        self.taken_back = []
        self._never_inform(case.id, grounds.never_inform, given.never_inform)
        self._legal(case.id, grounds.legal, [each.decision for each in given.legal])
        self._consents(case.id, grounds.consents, [each.consent for each in given.consents])

    def _never_inform(self, case_id: str, known: Iterable[MustNotReceive], given: Iterable[MustNotReceive]) -> None:
        names = {(entry.kind, entry.name) for entry in known}
        for (kind, name), entry in {(entry.kind, entry.name): entry for entry in given}.items():
            if (kind, name) not in names:
                self._change.add_event(case_id, EventKind.NEVER_INFORM, never_inform_body(entry))

    def _legal(self, case_id: str, known: Iterable[LegalDecision], given: Iterable[LegalDecision]) -> None:
        """New decisions. She counts as told only where the document never says that she was not."""
        decided: dict[object, LegalDecision] = {}
        for decision in given:
            before = decided.setdefault((_decided(decision), decision.decided_by, decision.reason), decision)
            decided[_decided(decision), decision.decided_by, decision.reason] = replace(
                before, told=before.told and decision.told
            )
        for decision in decided.values():
            there = [each for each in known if _is_known(each, decision)]
            standing = [each.id for each in there if each.ended_on is None]
            if not there:
                standing = [self._change.add_event(case_id, EventKind.LEGAL_GROUND, legal_body(decision)).id]
            if decision.ended_on is not None:
                for decision_id in standing:
                    body = legal_end_body(decision_id, decision.ended_on)
                    self._change.add_event(case_id, EventKind.LEGAL_GROUND_ENDED, body)

    def _consents(self, case_id: str, known: Iterable[Consent], given: Iterable[Consent]) -> None:
        """New consents, and withdrawals of new or known ones, by what she agreed to.

        A withdrawal counts for all that is worded alike, whatever last day was noted: where the vault holds the same
        consent several times, all are taken back, and where one was, it is not recorded anew with another last day.
        """
        held: dict[object, list[Consent]] = {}
        for consent in known:
            held.setdefault(self._agreed(consent), []).append(consent)
        alike: dict[object, list[Consent]] = {}
        for consent in given:
            alike.setdefault(self._agreed(consent), []).append(consent)
        for words, said in alike.items():
            there = held.get(words, [])
            withdrawals = _most_telling(part for consent in said for part in consent.withdrawals)
            if not there or (not any(map(_is_all, withdrawals)) and not any(map(_is_taken_back, there))):
                there = [*there, *self._new(case_id, there, said)]
            for withdrawal in withdrawals:
                self._take_back(case_id, there, withdrawal)

    def _new(self, case_id: str, there: Iterable[Consent], said: Iterable[Consent]) -> Iterable[Consent]:
        """Record those whose last day is not known yet."""
        known = {(consent.recipient, consent.expires_on) for consent in there}
        for (recipient, last_day), consent in {(each.recipient, each.expires_on): each for each in said}.items():
            if (recipient, last_day) not in known:
                yield self._given(case_id, consent)

    def _given(self, case_id: str, consent: Consent) -> Consent:
        """Record a new consent, with the sort of agency that it is given for."""
        kind = "" if consent.individual else self._partners[consent.recipient].kind.value
        body = consent_body(replace(consent, recipient_kind=kind))
        return replace(
            consent, id=self._change.add_event(case_id, EventKind.CONSENT_GIVEN, body).id, withdrawals=()
        )

    def _take_back(self, case_id: str, consents: Iterable[Consent], withdrawal: Withdrawal) -> None:
        for consent in consents:
            if not any(_covers(before, withdrawal) for before in consent.withdrawals):
                body = withdrawal_body(consent.id, withdrawal)
                self._change.add_event(case_id, EventKind.CONSENT_WITHDRAWN, body)
                self.taken_back.append(consent)

    def _agreed(self, consent: Consent) -> object:
        """To whom, what, what for and since when, whatever way it is written."""
        partner = None if consent.individual else self._partners.get(consent.recipient)
        kind = None if partner is None else partner.kind
        recipient = Recipient(consent.recipient, kind, ())
        covered = frozenset(category for category in Category if consent.covers(category, recipient))
        name = (plain(consent.recipient) or consent.recipient) if consent.individual else consent.recipient
        return consent.individual, name, covered, consent.purposes, consent.given_on


def _is_known(known: LegalDecision, given: LegalDecision) -> bool:
    """Whether both are one decision; where the known one was ended, another reason makes no new decision of it."""
    if _decided(known) != _decided(given):
        return False
    same_words = (known.decided_by, known.reason) == (given.decided_by, given.reason)
    return known.ended_on is not None or same_words


def _decided(decision: LegalDecision) -> object:
    return decision.basis, decision.recipient, decision.categories, decision.on


def _is_taken_back(consent: Consent) -> bool:
    """Whether all of it was, from whatever day on."""
    return any(map(_is_all, consent.withdrawals))


def _is_all(withdrawal: Withdrawal) -> bool:
    return not withdrawal.categories and not withdrawal.purposes


def _most_telling(withdrawals: Iterable[Withdrawal]) -> list[Withdrawal]:
    """Without those that another one covers, the earliest first."""
    kept: list[Withdrawal] = []
    for each in sorted(withdrawals, key=lambda part: (part.on, not _is_all(part))):
        if not any(_covers(before, each) for before in kept):
            kept.append(each)
    return kept


def _covers(before: Withdrawal, later: Withdrawal) -> bool:
    """Whether a known withdrawal takes back as much from that day or an earlier one on."""
    return before.on <= later.on and all(
        not wide or (narrow and narrow <= wide)
        for wide, narrow in ((before.categories, later.categories), (before.purposes, later.purposes))
    )
