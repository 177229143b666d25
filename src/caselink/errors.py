"""The errors that have an owner (decision 32).

`UserError` is said in the worker's words; `VaultError` speaks of the disk, damage or the lock. Anything else is our
own bug and reaches nobody's screen but as an event code. Messages are finished sentences, already translated; they
never hold an answer or a name from a case.
"""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path

from caselink.i18n import _


class Exit(IntEnum):
    """Exit codes of the commands (docs/rules/commands.md)."""

    DONE = 0
    OUR_FAULT = 1
    WRONG_USE = 2
    REFUSED = 3
    DAMAGED = 4
    WRONG_PASSWORD = 5
    IN_USE = 6


class CaseLinkError(Exception):
    """A sentence for the worker and the exit code that a command ends with."""

    exit_code: Exit = Exit.OUR_FAULT

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class UserError(CaseLinkError):
    """Something asked for can't be done as asked; nothing was changed."""

    exit_code = Exit.WRONG_USE


class UnderHold(UserError):
    """Something of a case was to be erased for good that is under a legal hold."""

    def __init__(self) -> None:
        super().__init__(_(
            "L’effacement de ce dossier est suspendu : rien n’a été effacé. Levez d’abord la suspension."
        ))


class ClockUnsure(UserError):
    """The computer's clock does not go with the audit trail, and nobody said that it is right; nothing was changed."""


class Refused(UserError):
    """The consent gate lets nothing out for this recipient and purpose."""

    exit_code = Exit.REFUSED


class VaultError(CaseLinkError):
    """The vault is damaged, unreadable or not a vault."""

    exit_code = Exit.DAMAGED


class VaultDamaged(VaultError):
    """Bytes of the vault, or of the copy just made of it, are not those that were written; nothing is written to it."""


class VaultUnreachable(VaultError):
    """The disk or the system does not give the vault, or does not take what is written: nothing says that the vault is
    damaged, and nobody calls it so."""


class VaultGone(VaultError):
    """The files that an open vault was opened from are not those at its path any more: nothing more is written, or it
    would be written where nobody looks. `saved` is the vault beside in which all of it was kept, where that could be.
    """

    def __init__(self, sentence: str, saved: Path | None = None) -> None:
        super().__init__(sentence)
        self.saved = saved


class EventsAltered(VaultError):
    """Consents, withdrawals or the register are not as the audit chain sealed them; nothing may be shared."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Des accords, des retraits ou des transmissions de ce dossier manquent ou ne sont plus tels qu’ils ont "
                "été enregistrés : rien n’a été transmis. "
                "Restaurez une sauvegarde vérifiée ou demandez conseil avant tout envoi."
            )
        )


class WrongPassphrase(VaultError):
    """The passphrase does not open this worker's key; the vault was not touched."""

    exit_code = Exit.WRONG_PASSWORD


class VaultInUse(VaultError):
    """Another process holds the vault; the sentence says who, where and since when."""

    exit_code = Exit.IN_USE
