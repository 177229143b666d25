"""Recall letters: to everybody who received something under a consent that she took back, and can still destroy it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from caselink.consent.grounds import Grounds, Recipient
from caselink.disclosure.gate import case_free, grounds_of, is_blocked, near_matches
from caselink.domain.answers import Json
from caselink.domain.case import Case, CaseStatus
from caselink.domain.needs import NeedMark, NeedState
from caselink.errors import UserError
from caselink.forms.need_items_hers import TELL_RECIPIENTS
from caselink.forms.texts import day_text
from caselink.i18n import _
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import Leaving, expect_maker, hand_over_all, head_for, prepare
from caselink.services.recipients import resolve
from caselink.services.referrals import record_referral
from caselink.services.register import RegisterEntry
from caselink.services.sent import Sent, what_was_sent

ANSWER_WITHIN: Final = 14
"""Days until a partner should have confirmed (ours)."""


@dataclass(frozen=True, slots=True)
class Recall:
    """A letter on disk. Its passphrase is shown once and kept nowhere."""

    id: str
    recipient: str
    recipient_name: str
    path: Path
    passphrase: str


@dataclass(frozen=True, slots=True)
class Recalls:
    """The letters, and the names of those to whom none is written: police and justice, who keep what they have, and
    whoever must never be informed or resembles such a one."""

    letters: tuple[Recall, ...]
    not_written: tuple[str, ...]


def write_recalls(office: Office, case_id: str, consent_id: str, folder: Path) -> Recalls:
    """Write a letter to each of them into that folder, each registered, with a referral whose answer is awaited; all
    of them or none.

    Each letter names documents by id and day alone. Raises UserError for a consent of which nothing was taken back,
    where nothing went out under it, where a letter can't be written, and for a role that makes none.
    """
    expect_maker(office, "recall_letter")
    office.vault.clock.expect_sure()
    case = office.vault.sealed_case(case_id)
    grounds = grounds_of(case)
    consent = next((each for each in grounds.consents if each.id == consent_id), None)
    if consent is None or not consent.withdrawals:
        raise UserError(_("Rien n’a été retiré de cet accord : aucune lettre n’est écrite."))
    letters: list[_Letter] = []
    not_written: list[str] = []
    for sent in _by_recipient(what_was_sent(office, case, consent)).values():
        whom = sent[0]
        addressed = Recipient(whom.recipient, None, (whom.recipient,))
        if not consent.individual:
            addressed, _name = resolve(office, whom.recipient)
        if whom.stays_there or is_blocked(grounds, addressed) or _resembles(grounds, addressed, sent):
            not_written.append(whom.recipient_name)
        else:
            letters.append(_letter(office, case, sent, consent.individual, folder))
    if not letters and not not_written:
        raise UserError(_("Rien n’avait été transmis sous cet accord : aucune lettre n’est écrite."))
    if letters:
        hand_over_all(office, [each.leaving for each in letters])
    for each in letters:
        if not consent.individual and case.status is not CaseStatus.CLOSED:
            _await_answer(office, case.id, each.made.recipient, each.due)
    return Recalls(tuple(each.made for each in letters), tuple(not_written))


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter that is to leave, the day by which it is answered (ISO), and what is told of it."""

    leaving: Leaving
    due: str
    made: Recall


def _by_recipient(sent: Iterable[Sent]) -> dict[str, list[Sent]]:
    found: dict[str, list[Sent]] = {}
    for each in sent:
        if each.entry.paper != "recall_letter":
            found.setdefault(each.recipient, []).append(each)
    return found


def _resembles(grounds: Grounds, addressed: Recipient, sent: Iterable[Sent]) -> bool:
    """Whether it resembles somebody never to inform whom nobody answered for when the documents left."""
    answered = {name for each in sent for name in each.entry.despite_names}
    return any(entry.name not in answered for entry in near_matches(grounds, addressed))


def _letter(office: Office, case: Case, sent: list[Sent], individual: bool, folder: Path) -> _Letter:
    whom = sent[0]
    head = head_for(office, whom.recipient_name, {})
    mark = head.letterhead.document_id
    out = folder / f"rappel-{mark.lower()}.pdf"
    expect_free_place(out)
    due = office.today() + timedelta(days=ANSWER_WITHIN)
    letter = case_free(
        mark, _("Rappel de documents"),
        (
            _("Nous vous avons transmis les documents suivants :"),
            _(
                "L’accord qui permettait de vous les transmettre a été retiré. Ne les utilisez plus, détruisez-les, "
                "copies et impressions comprises, et effacez ce que vous en avez repris."
            ),
            _("Confirmez-le-nous le {day} au plus tard.").format(day=day_text(due)),
        ),
        tuple((each.entry.id, _("transmis le {day}").format(day=_day(office, each.entry))) for each in sent),
    )
    body: Mapping[str, Json] = {
        "recipient": whom.recipient, "recipient_name": whom.recipient_name, "individual": individual,
        "purpose": whom.entry.purpose, "basis": [], "valid_until": "", "held": [],
    }
    sheet = prepare("recall_letter", letter, head.letterhead)
    made = Recall(mark, whom.recipient, whom.recipient_name, out, sheet.passphrase)
    return _Letter(Leaving(case.id, sheet, head, out, body), due.isoformat(), made)


def _await_answer(office: Office, case_id: str, partner: str, due: str) -> None:
    record_referral(office, case_id, {"need": TELL_RECIPIENTS, "to": partner, "state": "sent", "due": due})
    with office.vault.change("need", case_id) as change:
        change.put_need(case_id, TELL_RECIPIENTS, NeedMark(NeedState.TO_DO, partner=partner, due=office.today()))


def _day(office: Office, entry: RegisterEntry) -> str:
    return day_text(office.local(datetime.fromisoformat(entry.made_at)).date())
