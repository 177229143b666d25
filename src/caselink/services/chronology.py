"""The chronology of a case for a lawyer or a court: made from what the gate decides, registered with its file."""

from __future__ import annotations

from pathlib import Path

from caselink.disclosure.gate import decide_chronology, grounds_of
from caselink.forms.purposes import Purpose
from caselink.services.cautions import cautions
from caselink.services.clock import clock_state
from caselink.services.closing import expect_open
from caselink.services.likeness import answered
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import hand_over, head_for, prepare
from caselink.services.recipients import resolve
from caselink.services.register import entries, left_body
from caselink.services.sharing import Prepared, refuse_empty


def prepare_chronology(
    office: Office, case_id: str, recipient: str, purpose: Purpose, out: Path, *, despite_near: str | None = None,
    closed_case: bool = False,
) -> Prepared:
    """Make the chronology for a partner, and its register entry. Raises as `prepare_liaison`, and Refused where no
    dated fact may be shared."""
    office.vault.clock.expect_sure()
    case = office.vault.sealed_case(case_id)
    addressed, name = resolve(office, recipient, individual=False)
    expect_free_place(out)
    disclosure = decide_chronology(case, (addressed,), purpose, office.today()).disclosure
    expect_open(case, closed_case=closed_case)
    refuse_empty(case, addressed, disclosure)
    despite = answered(case, addressed, despite_near)
    head = head_for(office, name, {each.id: each.basis for each in grounds_of(case).legal})
    paper = prepare("chronology", disclosure, head.letterhead)
    hand_over(office, case_id, paper, head, out, left_body(name, disclosure, grounds_of(case).legal) | despite.body())
    document_id = head.letterhead.document_id
    entry = next(entry for entry in entries(office, case.reference) if entry.id == document_id)
    warnings = (*filter(None, [clock_state(office).notice]), *cautions(office, case, addressed, name, disclosure))
    return Prepared(document_id, out, paper.passphrase, entry, warnings)
