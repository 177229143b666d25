"""Checking a vault, putting a copy away and taking it back."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from caselink import vault
from caselink.errors import UserError
from caselink.i18n import _, ngettext
from caselink.services.office import Office
from caselink.vault import CheckReport
from caselink.vault.backup import making
from caselink.vault.checks import backups as checked_backups
from caselink.vault.checks.backups import BackupState
from caselink.vault.folder import Layout


def check(office: Office) -> CheckReport:
    """The full integrity check; nothing is written."""
    return vault.check(office.vault)


def check_folder(folder: Path, user: str | None, passphrase: str) -> CheckReport:
    """The same of a vault that is too damaged to open. Raises as `open_office`, but for damage, which is reported."""
    return vault.check_folder(folder, user, passphrase)


def check_backups(folder: Path) -> tuple[BackupState, ...]:
    """Whether each backup in a vault's folder is whole, the newest first. Needs no passphrase; nothing is written."""
    return checked_backups.check_backups(folder)


def renew_lost_backups(office: Office, found: Collection[BackupState]) -> str:
    """Make a new one at once where none of those found is sound any more; gives the sentence that says so, or nothing.
    Raises VaultError."""
    if not found or any(state.sound for state in found) or office.read_only:
        return ""
    making.drop_bad(Layout(office.folder).backups)
    making.copy_now(office.vault).finish()
    return _("Plus aucune sauvegarde n’était bonne : une nouvelle vient d’être faite et relue.")


def backup(office: Office, out: Path) -> str:
    """Put a verified copy of the vault, key files included, in one archive. Raises UserError for a wrong place.

    Gives a sentence on attachments and key files that the vault itself had lost before; empty where nothing is.
    """
    return making.backup(office.vault, out).sentence


def restore(archive: Path, folder: Path) -> str:
    """Lay the vault of an archive down in a new folder: whole, or nothing. Raises UserError or VaultError.

    Gives a sentence on attachments that lie beside a vault's own backups and were not there; empty where none is
    missing.

    What was erased since from the vault in whose `backups/` the archive lies is erased again when it is opened.
    """
    if folder.exists():
        raise UserError(_("Un répertoire de ce nom existe déjà : choisissez un autre nom, rien n’a été restauré."))
    missing = making.restore(archive, folder)
    return ngettext(
        "{count} pièce jointe n’était pas à côté de cette sauvegarde : tout le reste est là. Cherchez le répertoire "
        "« attachments » des sauvegardes du coffre d’origine, puis restaurez à nouveau.",
        "{count} pièces jointes n’étaient pas à côté de cette sauvegarde : tout le reste est là. Cherchez le "
        "répertoire « attachments » des sauvegardes du coffre d’origine, puis restaurez à nouveau.", missing,
    ).format(count=missing) if missing else ""


def keys_of_that_day() -> str:
    """What to know after each restore: workers, roles and codes are those of the day the backup was made, as far as
    anybody can tell: who has a key and the archive can have written another role into it."""
    return _(
        "Qui avait une clé ce jour-là en a de nouveau une, avec son rôle d’alors. Une sauvegarde ne prouve pas "
        "elle-même que personne ne l’a refaite depuis, avec un autre rôle par exemple : vérifiez l’équipe."
    )
