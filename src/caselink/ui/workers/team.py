"""What the team's page shows."""

from __future__ import annotations

from dataclasses import dataclass

from caselink.domain.roles import Role, may
from caselink.services.office import Office
from caselink.services.workers import Worker, has_recovery, workers


@dataclass(frozen=True, slots=True)
class Team:
    """Who has a key, whether there is a recovery code, and what the worker at the desk may do."""

    office_name: str
    workers: tuple[Worker, ...]
    has_recovery: bool
    role: Role
    read_only: bool

    def may(self, action: str) -> bool:
        """Whether she may take that action here."""
        return not self.read_only and may(self.role, action)


def read_team(office: Office) -> Team:
    """Read it, on the vault's thread."""
    return Team(office.name, workers(office), has_recovery(office), office.role, office.read_only)
