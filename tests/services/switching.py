"""Switching residence off as a worker does who confirms it."""

from __future__ import annotations

from caselink.domain.case import Case
from caselink.services.answers import record_and_erase
from caselink.services.erasing_answers import Confirmed
from caselink.services.office import Office


def switched_off(office: Office, case_id: str, *also: str) -> Case:
    """Residence is no longer recorded; what goes in any case goes, and these traces."""
    confirmed = Confirmed("effacer", frozenset(also))
    return record_and_erase(office, case_id, "residence.recording", "do_not_record", None, confirmed)[0]
