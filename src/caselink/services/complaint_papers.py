"""Papers of a complaint: what it is prepared from, for her lawyer and for herself; the letter after it was refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from caselink.consent.grounds import Recipient
from caselink.disclosure.gate import (
    decide_complaint_letter,
    decide_complaint_sheet,
    grounds_of,
    handed_to_her,
    is_blocked,
)
from caselink.disclosure.outputs import Asking, Disclosure
from caselink.domain.answers import NoAnswer
from caselink.domain.case import Case, CaseStatus
from caselink.domain.partners import PartnerKind
from caselink.errors import UserError
from caselink.forms.complaint_sheet import RULES, SHEET, TITLE, Block, SheetLine
from caselink.forms.deadline_lengths import chaser_day
from caselink.i18n import LANGUAGES, _
from caselink.i18n import text_in as said_in
from caselink.services.asking import expect_sound
from caselink.services.cautions import cautions
from caselink.services.clock import clock_state
from caselink.services.closing import expect_open
from caselink.services.complaints import complaints, record_complaint
from caselink.services.likeness import answered
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import expect_maker, hand_over, head_for, prepare, put_with_trail
from caselink.services.recipients import resolve
from caselink.services.register import entries, left_body
from caselink.services.sharing import Prepared, refuse_empty
from caselink.services.telling import refuse_telling

_REPORTED_TO: Final = {
    PartnerKind.PUBLIC_PROSECUTOR: "prosecutor", PartnerKind.JUSTICE: "prosecutor", PartnerKind.POLICE: "hierarchy",
    PartnerKind.VICTIM_SUPPORT: "social_worker",
}
Decide = Callable[[Case, tuple[Recipient, ...], date], Disclosure]


def prepare_complaint_sheet(
    office: Office, case_id: str, recipient: str, out: Path, *, despite_near: str | None = None,
    closed_case: bool = False,
) -> Prepared:
    """Write what her complaint is prepared from for a partner, and its register entry. Raises as `prepare_liaison`."""

    def decided(case: Case, audience: tuple[Recipient, ...], on: date) -> Disclosure:
        return decide_complaint_sheet(case, audience, on).disclosure

    return _prepare(office, case_id, recipient, out, "complaint_sheet", decided, (), despite_near, closed=closed_case)


def prepare_complaint_letter(
    office: Office, case_id: str, recipient: str, out: Path, *, words: str = "", despite_near: str | None = None
) -> Prepared:
    """Write the letter after a refusal, with its register entry; the refusal is then noted as reported that day, with
    the day on which to ask again. `words` are typed for it: who refused, what was said.

    Raises as `prepare_liaison`, and UserError where no refusal is noted, or what is typed can't stand.
    """
    case = office.vault.case(case_id)
    if not any(each.step == "refused" for each in complaints(case)):
        raise UserError(_("Aucun refus n’est noté dans les étapes de la plainte : rien n’a été préparé. Notez "
                          "d’abord le refus."))
    today = office.today()
    due = chaser_day("refusal", office.country, today)
    asking = Asking(words.strip(), due)
    expect_sound(asking)

    def decided(case: Case, audience: tuple[Recipient, ...], on: date) -> Disclosure:
        return decide_complaint_letter(case, audience, on, asking).disclosure

    with office.together():
        rule = _(RULES.get(office.country, RULES[""]))
        made = _prepare(office, case_id, recipient, out, "complaint_letter", decided, (rule,), despite_near)
        partner = office.vault.partner(recipient)
        record_complaint(office, case_id, {
            "step": "reported", "on": today.isoformat(), "due": due.isoformat(),
            "reported_to": "other" if partner is None else _REPORTED_TO.get(partner.kind, "other"),
        })
    return made


def write_preparation(office: Office, case_id: str, language: str, out: Path) -> None:
    """Write her own sheet: rights, course, what may follow, what to bring with a tick where she has it; no name. The
    audit trail says so.

    Raises Refused where nothing says that she can keep a paper, UserError for another language than the program's, a
    closed case, and where it can't be written.
    """
    expect_maker(office, "complaint_preparation")
    if language not in LANGUAGES:
        sentence = _("Cette feuille n’existe qu’en {list} : rien n’a été écrit.")
        raise UserError(sentence.format(list=", ".join(LANGUAGES)))
    expect_free_place(out)
    case = office.vault.sealed_case(case_id)
    if case.status is CaseStatus.CLOSED:
        raise UserError(_("Ce dossier est clos : rien n’a été écrit. Rouvrez-le d’abord."))
    held = case.value("violence.evidence")
    has = frozenset(held) if isinstance(held, tuple) and not isinstance(held, NoAnswer) else frozenset()
    blocks = tuple(
        (said_in(language, block.heading), tuple(_lines(block, has, office.country, language))) for block in SHEET
    )
    sheet = prepare("complaint_preparation", handed_to_her(case, said_in(language, TITLE), blocks, language))
    put_with_trail(office, case_id, sheet, out)


def _lines(block: Block, has: frozenset[str], country: str, language: str) -> Iterator[str]:
    for line in block.lines:
        if line.country in ("", country) or not country:
            said = said_in(language, line.words)
            yield f"{_tick(line, has)} {said}" if block.ticked else said


def _tick(line: SheetLine, has: frozenset[str]) -> str:
    return "✓" if line.evidence in has else "□"


def _prepare(
    office: Office, case_id: str, recipient: str, out: Path, kind: str, decided: Decide, beside: tuple[str, ...],
    despite_near: str | None, *, closed: bool = False,
) -> Prepared:
    office.vault.clock.expect_sure()
    case = office.vault.sealed_case(case_id)
    addressed, name = resolve(office, recipient)
    expect_free_place(out)
    disclosure = decided(case, (addressed,), office.today())
    expect_open(case, closed_case=closed)
    grounds = grounds_of(case)
    if not is_blocked(grounds, addressed):
        refuse_telling(case, disclosure.asking.text, disclosure.paths)
    refuse_empty(case, addressed, disclosure)
    despite = answered(case, addressed, despite_near)
    head = head_for(office, name, {each.id: each.basis for each in grounds.legal})
    sheet = prepare(kind, disclosure, head.letterhead, *beside)
    hand_over(office, case_id, sheet, head, out, left_body(name, disclosure, grounds.legal) | despite.body())
    document_id = head.letterhead.document_id
    entry = next(entry for entry in entries(office, case.reference) if entry.id == document_id)
    warnings = (*filter(None, [clock_state(office).notice]), *cautions(office, case, addressed, name, disclosure))
    return Prepared(document_id, out, sheet.passphrase, entry, warnings)
