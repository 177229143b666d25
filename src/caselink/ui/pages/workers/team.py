"""What the team's page shows."""

from __future__ import annotations

from dataclasses import dataclass

from caselink.domain.roles import Role, may
from caselink.services.office import Office
from caselink.services.reserving import ReservedCase, reserved_cases, second_named_is_required
from caselink.services.workers import Worker, has_recovery, left_to_one_without_code, workers


@dataclass(frozen=True, slots=True)
class Team:
    """Who has a key, whether there is a recovery code, and what the worker at the desk may do."""

    office_name: str
    workers: tuple[Worker, ...]
    has_recovery: bool
    role: Role
    read_only: bool
    left_to_one: tuple[str, ...]
    """To whom alone a reserved case would be left while a new recovery code waits for them."""
    reserved: tuple[ReservedCase, ...]
    """Every reserved case, for whoever coordinates: that it is, not what is in it."""
    second_named: bool

    def may(self, action: str) -> bool:
        """Whether she may take that action here."""
        return not self.read_only and may(self.role, action)


def read_team(office: Office) -> Team:
    """Read it, on the vault's thread."""
    return Team(
        office.name, workers(office), has_recovery(office), office.role, office.read_only,
        left_to_one_without_code(office), reserved_cases(office), second_named_is_required(office),
    )
