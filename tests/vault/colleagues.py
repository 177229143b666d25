"""A second worker of a vault, and the same vault seen through her eyes."""

from __future__ import annotations

from dataclasses import replace

from caselink.domain.roles import Role
from caselink.vault import Vault
from caselink.vault.keys import workers
from caselink.vault.keys.keys import Slot, make_slot


def add_colleague(vault: Vault, name: str = "ida", role: Role = Role.WORKER) -> Slot:
    """A worker with a key of her own."""
    slot = make_slot(f"phrase de passe de {name}, sept mots")
    workers.add(vault, name, role, slot)
    return slot


def seen_by(vault: Vault, name: str, slot: Slot) -> Vault:
    """The open vault as that worker has it open; not to be closed."""
    return Vault(replace(vault.opened, user=name, identity=slot.identity, before=()))
