"""A row of the audit trail rewritten with a hash of its own: nothing relies on that trail any more."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from caselink.errors import EventsAltered
from caselink.forms.categories import Category
from caselink.forms.consent_terms import Mode
from caselink.forms.purposes import Purpose
from caselink.services.answers import record_answer
from caselink.services.audit import verify_audit
from caselink.services.cases import new_case
from caselink.services.consents import give_consent
from caselink.services.imports import import_document
from caselink.services.office import Office
from caselink.services.register import entries
from caselink.services.sharing import prepare_liaison, preview
from caselink.vault import Vault, check
from caselink.vault.trail.audit import AUDIT_COLUMNS, AuditEntry
from tests.services.conftest import Desk


@pytest.fixture
def rewritten(desk: Desk) -> Desk:
    """Row by row it holds: what it says was hashed anew, and the row after it names the hash of before."""
    record_answer(desk.office, desk.case.id, "contact.safe_number", "0470 12 34 56")
    give_consent(
        desk.office, desk.case.id, recipient="abri", categories=[Category.WHEREABOUTS], everything_else=True,
        purposes=[Purpose.HOUSING], mode=Mode.SPOKEN,
    )
    record_answer(desk.office, desk.case.id, "person.last_name", "Ben")
    database = desk.office.vault.opened.database
    row = AuditEntry(*database.all(f"SELECT {AUDIT_COLUMNS} FROM audit WHERE seq = 2")[0])  # ours
    forged = replace(row, user="ida")
    database.run("DROP TRIGGER audit_is_final")
    database.run("UPDATE audit SET user = ?, hash = ? WHERE seq = 2", forged.user, forged.expected_hash())
    return Desk(Office(Vault(replace(desk.office.vault.opened))), desk.case)


def test_the_trail_is_said_to_be_broken_where_the_next_row_does_not_follow(rewritten: Desk) -> None:
    verdict = verify_audit(rewritten.office)
    assert not verdict.sound
    assert not check(rewritten.office.vault).sound


def test_nothing_is_looked_at_leaves_is_listed_or_taken_in(rewritten: Desk, tmp_path: Path) -> None:
    office, case_id = rewritten.office, rewritten.case.id
    with pytest.raises(EventsAltered):
        preview(office, case_id, "abri", Purpose.HOUSING)
    with pytest.raises(EventsAltered):
        prepare_liaison(office, case_id, "abri", Purpose.HOUSING, tmp_path / "x.pdf")
    with pytest.raises(EventsAltered):
        entries(office, "2026-0042")
    with pytest.raises(EventsAltered):
        entries(office)
    with pytest.raises(EventsAltered):
        import_document(office, json.dumps({"cases": [{"reference": "new"}]}).encode(), update=False)
    assert not (tmp_path / "x.pdf").exists()
    assert office.vault.case_id_of("new") is None


def test_work_on_a_case_goes_on(rewritten: Desk) -> None:
    record_answer(rewritten.office, rewritten.case.id, "person.last_name", "Salah")
    assert new_case(rewritten.office, "2026-0043")
