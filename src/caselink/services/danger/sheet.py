"""The danger sheet: made from what the gate decides, registered together with its file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from caselink.consent.grounds import Recipient
from caselink.disclosure.gate import decide, decide_danger_sheet, grounds_of
from caselink.disclosure.outputs import Decision
from caselink.documents.danger_sheet import look_at_danger_sheet
from caselink.domain.case import Case
from caselink.errors import UserError
from caselink.forms.purposes import Purpose
from caselink.i18n import _
from caselink.services.cautions import cautions
from caselink.services.clock import clock_state
from caselink.services.closing import expect_open
from caselink.services.likeness import answered
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import hand_over, head_for, prepare
from caselink.services.preview_page import page_of
from caselink.services.recipients import resolve
from caselink.services.register import entries, left_body
from caselink.services.sharing import Prepared, Preview, PreviewOutdated, phone_of, preview_of, refuse_empty
from caselink.services.telling import refuse_telling


def preview_danger_sheet(office: Office, case_id: str, recipient: str, purpose: Purpose) -> Preview:
    """What the sheet of the latest assessment would hold for this recipient, as `preview` shows a liaison form; the
    reason of the level beside it, which leaves only where it is ticked. Only the audit trail is written.

    Raises UserError for an unknown partner and where nobody assessed yet, EventsAltered as the gate does.
    """
    case = _assessed(office, case_id)
    addressed, name = resolve(office, recipient, individual=False)
    decision = _decided(office, case, addressed, purpose, with_reason=False)
    shown = _shown(office, case, addressed, name, decision)
    with office.vault.change("disclosure_looked_at", case_id):
        pass
    if not any(path.startswith("danger.") for path in decision.disclosure.paths):
        return shown
    return replace(shown, page=page_of(office, case, name, decision.disclosure, look_at_danger_sheet))


def prepare_danger_sheet(
    office: Office, case_id: str, recipient: str, purpose: Purpose, out: Path, *, with_reason: bool = False,
    despite_near: str | None = None, closed_case: bool = False, seen: Preview | None = None,
) -> Prepared:
    """Make the sheet of the latest assessment for a partner, and its register entry; `with_reason` where the worker
    read the reason of the level again and ticked it. With `seen` only if it would hold what that preview showed.

    Raises as `prepare_liaison`, and UserError where nobody assessed yet.
    """
    office.vault.clock.expect_sure()
    case = _assessed(office, case_id)
    addressed, name = resolve(office, recipient, individual=False)
    expect_free_place(out)
    without = _decided(office, case, addressed, purpose, with_reason=False)
    if seen is not None and seen != _shown(office, case, addressed, name, without):
        raise PreviewOutdated
    decision = _decided(office, case, addressed, purpose, with_reason=with_reason)
    disclosure = decision.disclosure
    expect_open(case, closed_case=closed_case)
    refuse_empty(case, addressed, disclosure)
    if with_reason and case.danger is not None:
        covered = decide(case, (addressed,), purpose, office.today()).disclosure
        refuse_telling(case, case.danger.reason, covered.paths | disclosure.paths)
    despite = answered(case, addressed, despite_near)
    head = head_for(office, name, {each.id: each.basis for each in grounds_of(case).legal})
    sheet = prepare("danger_sheet", disclosure, head.letterhead)
    hand_over(office, case_id, sheet, head, out, left_body(name, disclosure, grounds_of(case).legal) | despite.body())
    document_id = head.letterhead.document_id
    entry = next(entry for entry in entries(office, case.reference) if entry.id == document_id)
    warnings = (*filter(None, [clock_state(office).notice]), *cautions(office, case, addressed, name, disclosure))
    return Prepared(document_id, out, sheet.passphrase, entry, warnings, phone_of(office, addressed))


def _assessed(office: Office, case_id: str) -> Case:
    case = office.vault.sealed_case(case_id)
    if case.danger is None:
        raise UserError(_("Le danger n’a pas encore été évalué : aucune fiche n’est faite. Évaluez-le d’abord."))
    return case


def _decided(office: Office, case: Case, addressed: Recipient, purpose: Purpose, *, with_reason: bool) -> Decision:
    return decide_danger_sheet(case, (addressed,), purpose, office.today(), with_reason=with_reason)


def _shown(office: Office, case: Case, addressed: Recipient, name: str, decision: Decision) -> Preview:
    reason = "" if case.danger is None else case.danger.reason
    return replace(preview_of(office, case, addressed, name, decision), paper="danger_sheet", reason=reason)
