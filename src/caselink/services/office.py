"""Opening and making an office's vault, and what the office says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from caselink import wordlist
from caselink.domain.answers import Json
from caselink.domain.roles import Role
from caselink.domain.vault_time import VaultTime
from caselink.errors import UserError, VaultGone
from caselink.forms.country_terms import COUNTRY_TERMS
from caselink.forms.directory import starter_directory
from caselink.i18n import _, choose_terms
from caselink.vault import Vault, create, open_vault, open_with_recovery, users
from caselink.vault import folder as vault_folder
from caselink.vault import lock as vault_lock
from caselink.vault import typing as vault_typing

Holder = vault_lock.Holder
Typing = vault_typing.Typing
RECOVERY: Final = vault_folder.RECOVERY
"""The name under which the printed code opens."""
SHORTEST_PASSPHRASE: Final = 15
"""Characters (docs/rules/guarding.md)."""
IDLE_MINUTES: Final = (2, 15)
"""The shortest and the longest an office may set."""
OFFICE_COUNTRIES: Final = ("FR", "BE")
"""Those whose words, numbers and legal grounds the program knows."""
DEFAULT_IDLE: Final = 5
"""Minutes, where the office did not set them."""
_USER_NAME: Final = re.compile(r"[a-z0-9-]{1,32}")


@dataclass(frozen=True)
class Office:
    """An open vault and the worker at the desk. It belongs to the thread that opened it."""

    vault: Vault

    @property
    def user(self) -> str:
        """The worker who opened the vault."""
        return self.vault.user

    @property
    def own_names(self) -> frozenset[str]:
        """All names under which the worker at the desk did something, also before she got the one of today."""
        return self.names_of(self.user)

    def names_of(self, worker: str) -> frozenset[str]:
        """The same of any worker."""
        former = self.vault.former_names()
        return frozenset({worker, *(before for before, today in former.items() if today == worker)})

    def known_as(self, name: str) -> str:
        """A name under which something was done, and the one that she bears today where she got another."""
        today = self.vault.former_names().get(name)
        return name if today is None else _("{name} (aujourd’hui {today})").format(name=name, today=today)

    @property
    def folder(self) -> Path:
        """The vault's folder."""
        return self.vault.folder

    @property
    def name(self) -> str:
        """The office's name, as its documents bear it."""
        return self._said("office_name")

    @property
    def phone(self) -> str:
        """Whom a partner calls back."""
        return self._said("office_phone")

    @property
    def email(self) -> str:
        """Where a partner writes back."""
        return self._said("office_email")

    @property
    def country(self) -> str:
        """`FR`, `BE` or nothing: which directory entries and words come first."""
        return self._said("office_country")

    @property
    def role(self) -> Role:
        """What the worker at the desk is in the office."""
        return self.vault.role

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written: a copy that is only looked at, or a disk that takes nothing."""
        return self.vault.read_only

    @property
    def is_backup(self) -> bool:
        """Whether this is a backup that is only looked at."""
        return self.vault.is_backup

    @property
    def was_replaced(self) -> bool:
        """Whether another file took the place of the vault's while a process that was killed had it open."""
        return self.vault.opened.was_replaced

    @property
    def gone(self) -> VaultGone | None:
        """Why nothing more is written, where the vault at its place is another one by now; says where it was saved."""
        return self.vault.gone

    @property
    def time(self) -> VaultTime:
        """What the vault knows of time; good for as long as nothing is written."""
        return self.vault.clock.time

    def today(self) -> date:
        """The day that counts, in the office's zone: never before the last thing done (decision 24)."""
        return self.now().date()

    def now(self) -> datetime:
        """The moment that counts, in the office's zone and without it."""
        return self.local(self.vault.clock.now())

    def vault_now(self) -> datetime:
        """The moment that counts, with its zone (UTC)."""
        return self.vault.clock.now()

    def local(self, moment: datetime | str) -> datetime:
        """A moment, or one as the vault writes it, in the office's zone and without it, to the second."""
        known = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        return self.time.local(known).replace(microsecond=0)

    def typing(self, case_id: str | None = None) -> Typing | None:
        """What notes what is typed in a case, or where the worker is, at once and from any thread; None where nothing
        of hers is kept."""
        return self.vault.typing(case_id)

    def together(self) -> AbstractContextManager[None]:
        """Changes made inside reach the disk as one. Each is all or nothing by itself."""
        return self.vault.together()

    def close(self) -> None:
        """Close the vault and give its lock back."""
        self.vault.close()

    def _said(self, key: str) -> str:
        value = self.vault.setting(key)
        return value if isinstance(value, str) else ""


def look_around(office: Office) -> None:
    """Look whether the vault at its place is still the one that is open. Raises VaultGone where it is not: all that it
    had recorded was then saved beside."""
    office.vault.expect_at_its_place()


def replaced_before() -> str:
    """What to say where `was_replaced`."""
    return _(
        "La dernière fois, ce coffre a été remplacé par un autre fichier pendant qu’il était ouvert, et la séance a "
        "été interrompue : des modifications peuvent y manquer. Cherchez une copie en conflit dans le répertoire, "
        "ou comparez avec une sauvegarde."
    )


def users_of(folder: Path) -> tuple[str, ...]:
    """The workers who have a key to this vault. Raises VaultError where it is no vault."""
    return users(folder)


def holder_of(folder: Path) -> Holder | None:
    """Who else has this vault now; None where nobody has. Needs no passphrase, takes nothing, answers at once.

    Raises VaultError where the folder can't be read.
    """
    return vault_lock.VaultLock.holder(vault_folder.Layout(folder).lock)


def create_office(
    folder: Path, user: str, passphrase: str, name: str = "", *, phone: str = "", country: str = "",
    prepare: Callable[[Office], None] = lambda _office: None,
) -> tuple[Office, str]:
    """Make a vault with the starter directory; also gives the recovery code, which is never shown again.

    The vault has its name only once all of it is there, what `prepare` does included. The telephone number is kept as
    typed. Raises UserError for a user name, passphrase or country that won't do, or a folder that exists, VaultError
    for a failing disk; nothing is left then.
    """
    problem = new_user_problem(user) or passphrase_problem(passphrase) or country_problem(country)
    if problem is not None:
        raise UserError(problem)

    def furnish(vault: Vault) -> None:
        with vault.change("office_made") as change:
            for key, value in (("office_name", name), ("office_phone", phone), ("office_country", country)):
                change.set_setting(key, value)
            for partner in starter_directory():
                change.put_partner(partner)
        prepare(Office(vault))

    vault, code = create(folder, user, passphrase, furnish)
    return _of_its_country(Office(vault)), code


def open_office(folder: Path, user: str | None, passphrase: str) -> Office:
    """Open a vault; without a user, for its only worker.

    Raises WrongPassphrase, VaultInUse, VaultError, or UserError for an unknown worker or when one must be named.
    """
    return _of_its_country(Office(open_vault(folder, user, passphrase)))


def open_office_with_recovery(folder: Path, code: str) -> Office:
    """Open a vault with the printed recovery code; raises as `open_office`."""
    return _of_its_country(Office(open_with_recovery(folder, code)))


def suggest_passphrase() -> str:
    """Six random words (at least 77 bits), to be offered to a new worker."""
    return wordlist.new_passphrase()


def passphrase_problem(passphrase: str) -> str | None:
    """What is wrong with a passphrase, as a sentence; None where it will do."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        return _("La phrase de passe compte moins de {count} caractères : choisissez-en une plus longue.").format(
            count=SHORTEST_PASSPHRASE
        )
    if len(set(passphrase)) < 5:
        return _("La phrase de passe répète presque toujours le même caractère : choisissez-en une autre.")
    return None


def user_name_problem(user: str) -> str | None:
    """What is wrong with a user name, as a sentence; None where it will do."""
    if _USER_NAME.fullmatch(user) and user != RECOVERY:
        return None
    return _("Un nom d’utilisateur compte de 1 à 32 signes parmi a-z, 0-9 et le tiret.")


def country_problem(country: str) -> str | None:
    """What is wrong with the country of an office, as a sentence; None where it will do, nothing included."""
    if country in ("", *OFFICE_COUNTRIES):
        return None
    return _("Le pays du service est {list}, ou rien pour les deux.").format(list=", ".join(OFFICE_COUNTRIES))


def new_user_problem(user: str) -> str | None:
    """The same of a name that is to be given to somebody."""
    if user in vault_folder.KEPT_BY_WINDOWS:
        return _("Windows garde ce nom pour lui-même : choisissez-en un autre.")
    return user_name_problem(user)


def set_office_details(office: Office, name: str, phone: str, email: str, country: str) -> None:
    """What the office's documents say of it."""
    details: dict[str, Json] = {
        "office_name": name, "office_phone": phone, "office_email": email, "office_country": country,
    }
    with office.vault.change("office_details") as change:
        for key, value in details.items():
            change.set_setting(key, value)
    _of_its_country(office)


def _of_its_country(office: Office) -> Office:
    """From here on labels are those of its country: one process has one office."""
    choose_terms(COUNTRY_TERMS.get(office.country, {}))
    return office


def idle_minutes(office: Office) -> int:
    """Minutes without a key or a click after which the session locks."""
    value = office.vault.setting("idle_minutes")
    return value if isinstance(value, int) else DEFAULT_IDLE


def set_idle_minutes(office: Office, minutes: int) -> None:
    """Set them; raises UserError outside 2 to 15."""
    shortest, longest = IDLE_MINUTES
    if not shortest <= minutes <= longest:
        raise UserError(_("Le verrouillage automatique se règle entre {shortest} et {longest} minutes. Rien n’a été "
                          "enregistré.").format(
            shortest=shortest, longest=longest
        ))
    with office.vault.change("idle_minutes") as change:
        change.set_setting("idle_minutes", minutes)


def remember_place(office: Office, place: dict[str, str]) -> None:
    """Keep where this worker is and what she has not recorded yet, in the vault, so that unlocking brings it back.

    `case` is the id of the case that it is about, where there is one: where that is reserved all of it is sealed.
    """
    office.vault.keep_place(dict(place))


def last_place(office: Office) -> dict[str, str]:
    """Where this worker was; empty the first time."""
    kept = office.vault.place()
    return {key: value for key, value in kept.items() if isinstance(value, str)}
