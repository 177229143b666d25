"""A report on a legal ground, without her consent: a document of its own, registered together with its file."""

from __future__ import annotations

from pathlib import Path

from caselink.disclosure.gate import decide_report, grounds_of, is_blocked
from caselink.errors import Refused
from caselink.forms.purposes import Purpose
from caselink.i18n import _
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
from caselink.services.telling import refuse_telling


def prepare_report(
    office: Office, case_id: str, recipient: str, purpose: Purpose, out: Path, *, despite_near: str | None = None,
    closed_case: bool = False,
) -> Prepared:
    """Make the report for this partner from the legal decisions recorded for it alone, and its register entry.

    Raises as `prepare_liaison`, and Refused where no decision carries anything.
    """
    office.vault.clock.expect_sure()
    case = office.vault.sealed_case(case_id)
    addressed, name = resolve(office, recipient)
    expect_free_place(out)
    disclosure = decide_report(case, (addressed,), purpose, office.today()).disclosure
    expect_open(case, closed_case=closed_case)
    grounds = grounds_of(case)
    if not disclosure.shared and not is_blocked(grounds, addressed):
        raise Refused(_(
            "Aucune décision sur un cadre légal ne permet de signaler quelque chose à ce destinataire : rien n’a été "
            "préparé. Notez d’abord qui l’a décidé, quand et pourquoi."
        ))
    refuse_empty(case, addressed, disclosure)
    for decision in disclosure.decisions:
        refuse_telling(case, decision.reason, disclosure.paths)
    despite = answered(case, addressed, despite_near)
    head = head_for(office, name, {each.id: each.basis for each in grounds.legal})
    sheet = prepare("justice_report", disclosure, head.letterhead)
    hand_over(office, case_id, sheet, head, out, left_body(name, disclosure, grounds.legal) | despite.body())
    document_id = head.letterhead.document_id
    entry = next(entry for entry in entries(office, case.reference) if entry.id == document_id)
    warnings = (*filter(None, [clock_state(office).notice]), *cautions(office, case, addressed, name, disclosure))
    return Prepared(document_id, out, sheet.passphrase, entry, warnings)
