"""Who has a key of the vault: adding, removing, roles, passphrases, the recovery code.

What changes here protects what is written from now on. Copies of the vault made before stay readable with the
passphrases of their day: `OLD_COPIES` says so, and whoever removes or renews shows it.

Whatever gives somebody a key, takes one away or says what its worker may asks who does it for her own passphrase again
(`current`): a screen left open for a minute must not become a key for good. WrongPassphrase where it is not hers; with
the recovery code, which opens the vault for one act alone, it was typed for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from caselink.domain.roles import Role
from caselink.errors import UserError
from caselink.i18n import N_, _, ngettext
from caselink.services.office import Office, new_user_problem, passphrase_problem
from caselink.vault.folder import RECOVERY
from caselink.vault.keys import keys
from caselink.vault.keys import workers as vault_workers
from caselink.vault.keys.last_keys import left_to_one
from caselink.vault.keys.recovery_code import new_code
from caselink.vault.keys.renaming import RENAMED, rename

_CODE_AWAITED: Final = "recovery_code_awaited"
"""The setting that holds until a code shown is known to be on paper."""
OLD_COPIES: Final = N_(
    "Les copies du coffre faites avant ce changement, sauvegardes comprises, s’ouvrent encore avec les phrases de "
    "passe et le code de secours de leur jour. Détruisez celles qui ne sont plus en lieu sûr."
)
"""What no change of keys can take back; to be translated where it is shown."""
CODE_AND_RESERVED: Final = N_(
    "Les dossiers réservés que vous ne pouvez pas ouvrir vous-même s’ouvrent avec le nouveau code une fois qu’une "
    "personne désignée a ouvert le coffre. Demandez-le-lui sans tarder."
)
"""What a new recovery code does not open yet; to be translated where it is shown."""


@dataclass(frozen=True, slots=True)
class Worker:
    """One who has a key of this vault."""

    name: str
    role: Role
    added_at: str
    """UTC, ISO 8601."""
    is_me: bool
    reserved_only: int
    """How many reserved cases no other worker can open."""
    lost_without_her: int = 0
    """How many of them nobody could open any more without her key, the recovery code neither."""
    formerly: tuple[str, ...] = ()
    """The names that she bore before: what she did then stands under them."""


def workers(office: Office) -> tuple[Worker, ...]:
    """All who have a key, by name."""
    former = office.vault.former_names()
    return tuple(
        Worker(
            row.name, row.role, row.added_at, row.name == office.user, row.reserved_only, row.lost_without_her,
            tuple(sorted(before for before, today in former.items() if today == row.name)),
        )
        for row in vault_workers.workers(office.vault)
    )


def has_recovery(office: Office) -> bool:
    """Whether the vault has a recovery code."""
    return vault_workers.has_recovery(office.vault)


def show_code_once(office: Office) -> None:
    """Note that a recovery code is about to be shown: until `note_code_kept` the vault says that it may be lost, since
    a lock or a power cut can take the only sight of it away. Raises UserError where this worker may not."""
    _await_code(office, True)


def note_code_kept(office: Office) -> None:
    """The code that was shown is on paper. Raises UserError where this worker may not."""
    _await_code(office, False)


def code_may_be_lost(office: Office) -> bool:
    """Whether nobody said that she wrote down the code shown last, which still opens the vault."""
    return office.vault.setting(_CODE_AWAITED) is True and has_recovery(office)


def add_worker(office: Office, name: str, role: Role, passphrase: str, current: str) -> None:
    """Give somebody a key of her own, under that passphrase, which she can change herself.

    Raises UserError for a name or passphrase that won't do, a name that is taken, and where this worker may not.
    """
    office.vault.expect_allowed("worker_added")
    _expect_no(new_user_problem(name) or passphrase_problem(passphrase))
    if name in {worker.name for worker in workers(office)}:
        raise UserError(_("Une personne de ce nom a déjà une clé de ce coffre : rien n’a été modifié. Choisissez un "
                          "autre nom."))
    expect_myself(office, current)
    vault_workers.add(office.vault, name, role, keys.make_slot(passphrase))


def rename_worker(office: Office, name: str, new: str, current: str) -> None:
    """Give somebody another name. Her passphrase, her role and her reserved cases stay hers; what she did stays under
    the name of its day, which nobody else is ever given.

    Raises UserError for a name that won't do, that somebody bears or ever bore, an unknown name, and where this worker
    may not.
    """
    office.vault.expect_allowed(RENAMED)
    _expect_no(new_user_problem(new))
    expect_myself(office, current)
    rename(office.vault, name, new)


def remove_worker(office: Office, name: str, current: str, losing: int = 0) -> None:
    """Take somebody's key away: with it go her old data key and database file.

    Copies made before stay readable to her (`OLD_COPIES`). `losing` confirms how many reserved cases, which only her
    key opens, are lost by it (`lost_without_her`). Raises UserError for oneself, the last coordinator, an unknown name,
    where it is another number, and where this worker may not.
    """
    office.vault.expect_allowed("worker_removed")
    expect_myself(office, current)
    vault_workers.remove(office.vault, name, losing)


def left_to_one_without_code(office: Office) -> tuple[str, ...]:
    """The workers to whom alone a reserved case is left while a new recovery code waits for them to open the vault."""
    return left_to_one(office.vault)


def left_to_one_warning(names: tuple[str, ...]) -> str:
    """That in a sentence; empty where it is nobody."""
    return ngettext(
        "{names} : jusqu’à la prochaine ouverture du coffre, cette clé est la seule qui ouvre un dossier réservé. "
        "Faites le nouveau code ensemble.",
        "{names} : jusqu’à la prochaine ouverture du coffre, ces clés sont les seules qui ouvrent des dossiers "
        "réservés. Faites le nouveau code ensemble.", len(names),
    ).format(names=", ".join(names)) if names else ""


def set_role(office: Office, name: str, role: Role, current: str) -> None:
    """Say what a worker is in the office. Raises UserError for the last coordinator, and where this worker may not."""
    office.vault.expect_allowed("role_changed")
    expect_myself(office, current)
    vault_workers.set_role(office.vault, name, role)


def change_passphrase(office: Office, name: str, passphrase: str, current: str, losing: int = 0) -> None:
    """Put a new passphrase in the place of a worker's; the data key is renewed with it, or the one of before would open
    today's vault with the key file of any backup.

    Her own, or somebody else's: that is for a coordinator, or with the recovery code; reserved cases that who does it
    can't open are then closed to her, and with the code she is given those that nobody else opens any more. Raises
    UserError for a passphrase that won't do, an unknown name, where a reserved case would open for nobody and `losing`
    does not confirm it, and where this worker may not.
    """
    own = name == office.user
    office.vault.expect_allowed("passphrase_changed" if own else "passphrase_reset")
    _expect_no(passphrase_problem(passphrase))
    if name == RECOVERY:
        raise UserError(_("Un code de secours ne se choisit pas : demandez-en un nouveau. Rien n’a été modifié."))
    if own:
        before = vault_workers.identities_under(office.vault, current)
        vault_workers.change_own(office.vault, keys.make_slot(passphrase, before))
    else:
        if name not in {worker.name for worker in workers(office)}:
            raise UserError(_("Cette personne n’a pas de clé dans ce coffre : vérifiez le nom. Rien n’a été modifié."))
        expect_myself(office, current)
        vault_workers.reset(office.vault, name, keys.make_slot(passphrase), losing)


def renew_recovery(office: Office, current: str) -> str:
    """Make a new recovery code, in the place of the one of before where there is one; gives it as it is printed, this
    once. The data key is renewed with it. Copies made before still open with the old code (`OLD_COPIES`).

    Raises UserError where this worker may not, where the vault was opened with the code, and where only the code of
    today opens a reserved case.
    """
    office.vault.expect_allowed("recovery_renewed")
    expect_myself(office, current)
    code = new_code()
    vault_workers.renew_recovery(office.vault, keys.make_slot(code))
    return code


def revoke_recovery(office: Office, current: str) -> None:
    """Take the recovery code away; the data key is renewed with it. Copies made before still open with it.

    Raises UserError where there is none, where the vault was opened with it, where only it opens a reserved case, and
    where this worker may not.
    """
    office.vault.expect_allowed("recovery_revoked")
    expect_myself(office, current)
    vault_workers.revoke_recovery(office.vault)


def renew_data_key(office: Office, current: str) -> None:
    """A new data key and a new database file for the same workers. Raises UserError where this worker may not."""
    office.vault.expect_allowed("data_key_renewed")
    expect_myself(office, current)
    vault_workers.renew_data_key(office.vault)


def expect_myself(office: Office, current: str) -> None:
    """Raises WrongPassphrase where that is not the passphrase of who has the vault open."""
    if office.user != RECOVERY:
        vault_workers.identities_under(office.vault, current)


def _await_code(office: Office, awaited: bool) -> None:
    with office.vault.change("recovery_shown" if awaited else "recovery_noted") as change:
        change.set_setting(_CODE_AWAITED, awaited)


def _expect_no(problem: str | None) -> None:
    if problem is not None:
        raise UserError(problem)
