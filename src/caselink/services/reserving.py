"""Closing a case to named workers, and opening it to the whole office again (decision 19)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from caselink.domain.roles import may
from caselink.errors import UserError
from caselink.i18n import _
from caselink.services.office import Office

_SECOND_NAMED: Final = "second_named"
"""The setting that asks for two named workers, and the action by which it changes."""


@dataclass(frozen=True, slots=True)
class ReservedCase:
    """That a case is reserved, to whom, since when (UTC, ISO 8601; empty where it is not known) and by whom."""

    reference: str
    named: tuple[str, ...]
    since: str
    by: str
    key_is_old: bool = False
    """Whether somebody who went, or an old code or passphrase, may still have its key: until one of the named opens the
    vault."""


def reserve_case(office: Office, case_id: str, names: Collection[str]) -> None:
    """Close a case to these workers, or change who they are; the recovery code, where there is one, opens it too.

    Raises UserError for an unknown worker, where the one who asks is not among them, and where the case is reserved to
    others already, and where the coordination asks for a second person and only one is named. What was readable before
    stays so in copies kept elsewhere, and in what colleagues remember.
    """
    if second_named_is_required(office) and len(set(names)) < 2:
        raise UserError(_(
            "La coordination demande que chaque dossier soit réservé à deux personnes au moins : rien n’a été modifié. "
            "Désignez une deuxième personne."
        ))
    with office.vault.change("case_reserved", case_id) as change:
        change.reserve(case_id, names)


def open_case_to_all(office: Office, case_id: str) -> None:
    """Open a reserved case to the whole office again; raises UserError where it is reserved to others."""
    with office.vault.change("case_opened_to_all", case_id) as change:
        change.open_to_all(case_id)


def reserved_to(office: Office, case_id: str) -> tuple[str, ...] | None:
    """The workers whom a case is closed to, in alphabetical order; None where it is open to the whole office."""
    return office.vault.reserved_to(case_id)


def reserved_cases(office: Office) -> tuple[ReservedCase, ...]:
    """Every reserved case by its reference, for whoever coordinates; nothing of what is in it. Nobody else is told."""
    if not may(office.role, _SECOND_NAMED):
        return ()
    return tuple(ReservedCase(*each) for each in office.vault.reservations())


def second_named_is_required(office: Office) -> bool:
    """Whether each reserved case needs two named workers, so that none hangs on one person."""
    return office.vault.setting(_SECOND_NAMED) is True


def require_second_named(office: Office, required: bool) -> None:
    """Ask for two named workers, or no more; for reservations from now on. Raises UserError where she may not."""
    with office.vault.change(_SECOND_NAMED) as change:
        change.set_setting(_SECOND_NAMED, required)
