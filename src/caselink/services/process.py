"""What the process does before a passphrase is typed into it."""

from __future__ import annotations

from caselink.vault.hardening import forbid_crash_files
from caselink.vault.workplace import sweep_up


def keep_memory_to_itself() -> None:
    """No crash file of this process and, on Linux, no look into its memory by other programs of the same user."""
    forbid_crash_files()


def clear_away_copies() -> None:
    """Remove the copies of backups that a session was looking at when it was killed, as the hide-at-once key does."""
    sweep_up()
