"""Closing a case to named workers, and opening it to the whole office again (decision 19)."""

from __future__ import annotations

from collections.abc import Collection

from caselink.services.office import Office


def reserve_case(office: Office, case_id: str, names: Collection[str]) -> None:
    """Close a case to these workers, or change who they are; the recovery code, where there is one, opens it too.

    Raises UserError for an unknown worker, where the one who asks is not among them, and where the case is reserved to
    others already. What was readable before stays so in copies made before: backups, and what colleagues remember.
    """
    with office.vault.change("case_reserved", case_id) as change:
        change.reserve(case_id, names)


def open_case_to_all(office: Office, case_id: str) -> None:
    """Open a reserved case to the whole office again; raises UserError where it is reserved to others."""
    with office.vault.change("case_opened_to_all", case_id) as change:
        change.open_to_all(case_id)


def reserved_to(office: Office, case_id: str) -> tuple[str, ...] | None:
    """The workers whom a case is closed to, in alphabetical order; None where it is open to the whole office."""
    return office.vault.reserved_to(case_id)
