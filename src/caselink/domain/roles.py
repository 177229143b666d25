"""Roles of the workers of one office, and what each may do.

A role keeps order among colleagues. It is no protection from a worker who opens the vault with a program of his own:
only a reserved case, whose key he does not have, is closed to him.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a worker is in this office."""

    WORKER = "worker"
    COORDINATOR = "coordinator"
    READ_ONLY = "read_only"


COORDINATORS_ACTIONS: Final = frozenset(
    {
        *("worker_added", "worker_removed", "role_changed", "passphrase_reset"),
        "worker_renamed",
        *("recovery_shown", "recovery_noted", "recovery_renewed", "recovery_revoked", "data_key_renewed"),
        *("office_details", "office_zone", "idle_minutes", "review_months"),
        *("case_erased", "case_held", "hold_lifted"),
        *("second_named", "grid_added"),
        *("export", "exported"),
        *("annual_report_set", "funder_form_kept", "cell_keys_made"),
        "wrong_day_taken_back", "office_trusted",
    }
)
"""Actions (as the audit chain names them) that only a coordinator takes."""

READERS_ACTIONS: Final = frozenset(
    {
        *("disclosure_looked_at", "backup", "passphrase_changed", "recovery_used", "case_key_renewed"),
        *("clock_behind", "clock_said_right", "erased_list_passed_over"),
        *("backup_made", "backup_looked_at", "unlocked"),
    }
)
"""Actions that change nothing of a case: those that one who only reads takes too."""


def may(role: Role, action: str) -> bool:
    """Whether a worker of that role may take this action."""
    if role is Role.COORDINATOR:
        return True
    if role is Role.READ_ONLY:
        return action in READERS_ACTIONS
    return action not in COORDINATORS_ACTIONS
