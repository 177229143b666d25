"""No change of keys takes the last key of a reserved case away, unless that loss was confirmed: it is refused before
anything is written.

A case would be lost, and nothing but a backup of before would bring it back (decision 18). Confirmed it can be, or a
worker who reserves cases to herself alone could never be removed.
"""

from __future__ import annotations

from caselink.errors import UserError
from caselink.i18n import _, ngettext
from caselink.vault.folder import RECOVERY
from caselink.vault.keys import case_keys
from caselink.vault.vault import Vault


def expect_kept_by_removal(vault: Vault, name: str, losing: int) -> None:
    """Raises UserError where a reserved case opens with this worker's key alone, who is to go; `losing` says how many
    such cases were confirmed to be lost."""
    if (count := lost_without(vault, name)) != losing:
        raise UserError(ngettext(
            "{count} dossier réservé ne s’ouvre qu’avec la clé de cette personne : rien n’a été modifié. Qu’elle le "
            "réserve d’abord aussi à quelqu’un d’autre ; sinon, confirmez qu’il sera perdu.",
            "{count} dossiers réservés ne s’ouvrent qu’avec la clé de cette personne : rien n’a été modifié. Qu’elle "
            "les réserve d’abord aussi à quelqu’un d’autre ; sinon, confirmez qu’ils seront perdus.", count,
        ).format(count=count))


def expect_kept_by_reset(vault: Vault, name: str, losing: int) -> None:
    """Raises UserError where a reserved case opens with this worker's key of today alone, who is to get another;
    `losing` as for a removal."""
    if lost_without(vault, name) != losing:
        raise UserError(_(
            "Des dossiers réservés ne s’ouvrent qu’avec la phrase de passe actuelle de cette personne : rien n’a été "
            "modifié. Qu’elle ouvre d’abord le coffre et les réserve aussi à quelqu’un d’autre ; sinon, confirmez "
            "qu’ils seront perdus, ou donnez-lui une clé sous un autre nom."
        ))


def expect_kept_without_code(vault: Vault) -> None:
    """Raises UserError where a reserved case opens with the recovery code of today alone, which is to go."""
    if lost_without(vault, RECOVERY):
        raise UserError(_(
            "Des dossiers réservés ne s’ouvrent qu’avec le code de secours actuel : rien n’a été modifié. Donnez "
            "d’abord, avec ce code, une nouvelle phrase de passe à la personne qui les suivra."
        ))


def lost_without(vault: Vault, name: str) -> int:
    """How many reserved cases nobody could open any more without this worker's key of today, the recovery code neither.
    """
    opened = vault.opened
    return case_keys.held_alone(opened.database, opened.user, opened.identities, name)


def left_to_one(vault: Vault) -> tuple[str, ...]:
    """The workers to whom alone a reserved case would be left once the recovery code of today is gone, until they have
    opened the vault."""
    opened = vault.opened
    return case_keys.left_to_one(opened.database, opened.user, opened.identities, RECOVERY)
