"""Recall letters: to everybody who received something under a consent that she took back, and can still destroy it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from caselink.consent.grounds import Recipient
from caselink.disclosure.gate import case_free, grounds_of, is_blocked
from caselink.domain.answers import Json
from caselink.domain.case import Case, CaseStatus
from caselink.domain.needs import NeedMark, NeedState
from caselink.errors import UserError
from caselink.forms.need_items_hers import TELL_RECIPIENTS
from caselink.forms.texts import day_text
from caselink.i18n import _
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import expect_maker, hand_over, head_for, prepare
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
    whoever must never be informed."""

    letters: tuple[Recall, ...]
    not_written: tuple[str, ...]


def write_recalls(office: Office, case_id: str, consent_id: str, folder: Path) -> Recalls:
    """Write a letter to each of them into that folder, each registered, with a referral whose answer is awaited.

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
    letters: list[Recall] = []
    not_written: list[str] = []
    for key, sent in _by_recipient(what_was_sent(office, case.reference, consent_id)).items():
        entry = sent[0].entry
        addressed = Recipient(key, None, (key,))
        if not consent.individual:
            addressed, _name = resolve(office, key)
        if sent[0].stays_there or is_blocked(grounds, addressed):
            not_written.append(entry.recipient_name)
        else:
            letters.append(_write(office, case, [each.entry for each in sent], consent.individual, folder))
    if not letters and not not_written:
        raise UserError(_("Rien n’avait été transmis sous cet accord : aucune lettre n’est écrite."))
    return Recalls(tuple(letters), tuple(not_written))


def _by_recipient(sent: Iterable[Sent]) -> dict[str, list[Sent]]:
    found: dict[str, list[Sent]] = {}
    for each in sent:
        if each.entry.paper != "recall_letter":
            found.setdefault(each.entry.recipient, []).append(each)
    return found


def _write(office: Office, case: Case, sent: list[RegisterEntry], individual: bool, folder: Path) -> Recall:
    first = sent[0]
    head = head_for(office, first.recipient_name, {})
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
        tuple((each.id, _("transmis le {day}").format(day=_day(office, each))) for each in sent),
    )
    body: Mapping[str, Json] = {
        "recipient": first.recipient, "recipient_name": first.recipient_name, "individual": individual,
        "purpose": first.purpose, "basis": [], "valid_until": "", "held": [],
    }
    sheet = prepare("recall_letter", letter, head.letterhead)
    hand_over(office, case.id, sheet, head, out, body)
    if not individual and case.status is not CaseStatus.CLOSED:
        _await_answer(office, case.id, first.recipient, due.isoformat())
    return Recall(mark, first.recipient, first.recipient_name, out, sheet.passphrase)


def _await_answer(office: Office, case_id: str, partner: str, due: str) -> None:
    record_referral(office, case_id, {"need": TELL_RECIPIENTS, "to": partner, "state": "sent", "due": due})
    with office.vault.change("need", case_id) as change:
        change.put_need(case_id, TELL_RECIPIENTS, NeedMark(NeedState.TO_DO, partner=partner, due=office.today()))


def _day(office: Office, entry: RegisterEntry) -> str:
    return day_text(office.local(datetime.fromisoformat(entry.made_at)).date())
