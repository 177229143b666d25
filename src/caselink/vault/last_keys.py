"""No change of keys takes the last key of a reserved case away: it is refused before anything is written.

A case would be lost, and nothing but a backup of before would bring it back (decision 18).
"""

from __future__ import annotations

from caselink.errors import UserError
from caselink.i18n import _
from caselink.vault import case_keys
from caselink.vault.folder import RECOVERY
from caselink.vault.vault import Vault


def expect_kept_by_removal(vault: Vault, name: str) -> None:
    """Raises UserError where a reserved case opens with this worker's key alone, who is to go."""
    if _is_last(vault, name):
        raise UserError(_(
            "Des dossiers réservés ne s’ouvrent qu’avec la clé de cette personne : rien n’a été modifié. "
            "Qu’elle les réserve d’abord aussi à quelqu’un d’autre."
        ))


def expect_kept_by_reset(vault: Vault, name: str) -> None:
    """Raises UserError where a reserved case opens with this worker's key of today alone, who is to get another."""
    if _is_last(vault, name):
        raise UserError(_(
            "Des dossiers réservés ne s’ouvrent qu’avec la phrase de passe actuelle de cette personne : rien n’a été "
            "modifié. Qu’elle ouvre d’abord le coffre et les réserve aussi à quelqu’un d’autre ; si elle l’a oubliée, "
            "donnez-lui une clé sous un autre nom."
        ))


def expect_kept_without_code(vault: Vault) -> None:
    """Raises UserError where a reserved case opens with the recovery code of today alone, which is to go."""
    if _is_last(vault, RECOVERY):
        raise UserError(_(
            "Des dossiers réservés ne s’ouvrent qu’avec le code de secours actuel : rien n’a été modifié. Donnez "
            "d’abord, avec ce code, une nouvelle phrase de passe à la personne qui les suivra."
        ))


def _is_last(vault: Vault, name: str) -> bool:
    opened = vault.opened
    return case_keys.held_alone(opened.database, opened.user, opened.identities, name) > 0
