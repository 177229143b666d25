"""The workers of a vault, their passphrases, and the recovery code."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import Final

from caselink.commands.outcome import Command, Outcome, code_shown_once
from caselink.commands.unlocking import checked_user, opened_with, passphrase_of, secret_of
from caselink.domain.answers import Json
from caselink.domain.roles import Role
from caselink.errors import UserError
from caselink.i18n import N_, _
from caselink.services import workers
from caselink.services.office import Office
from caselink.services.reserving import reserved_cases

_ROLES: Final = {
    Role.COORDINATOR: N_("coordination"), Role.WORKER: N_("travail social"), Role.READ_ONLY: N_("lecture seule"),
}


def users(options: Namespace) -> Outcome:
    """List, add, remove, give another role, passphrase or name; shows who has a key afterwards."""
    return _chosen(options, {
        "list": _list, "add": _add, "remove": _remove, "passwd": _passwd, "role": _role, "rename": _rename,
    })


def recovery(options: Namespace) -> Outcome:
    """Make a new recovery code, shown this once, or take away the one of the vault."""
    return _chosen(options, {"renew": _renew, "revoke": _revoke})


def _chosen(options: Namespace, actions: dict[str, Command]) -> Outcome:
    run = actions.get(options.action)
    if run is None:
        raise UserError(_("« {word} » n’est pas une action de cette commande : {actions}. Rien n’a été fait.").format(
            word=options.action, actions=", ".join(actions)
        ))
    return run(options)


def _list(options: Namespace) -> Outcome:
    _expect_nothing_but(options)
    return _done(options, secret_of(options), lambda _office: None)


def _add(options: Namespace) -> Outcome:
    _expect_nothing_but(options, "name", "role", "new_password_file")
    name, role = _named(options), Role.WORKER if options.role is None else _asked_role(options)
    secret, passphrase = secret_of(options), passphrase_of(options.new_password_file, twice=True, new=True)
    return _done(options, secret, lambda office: workers.add_worker(office, name, role, passphrase, secret))


def _remove(options: Namespace) -> Outcome:
    name = _named(options)
    _expect_nothing_but(options, "name", "lose_cases")
    losing, secret = _losing(options), secret_of(options)
    return _done(
        options, secret, lambda office: workers.remove_worker(office, name, secret, losing), _(workers.OLD_COPIES)
    )


def _passwd(options: Namespace) -> Outcome:
    _expect_nothing_but(options, "name", "new_password_file", "lose_cases")
    losing = _losing(options)
    name = None if options.name is None else checked_user(options.name)
    secret, passphrase = secret_of(options), passphrase_of(options.new_password_file, twice=True, new=True)

    def change(office: Office) -> None:
        names = [worker.name for worker in workers.workers(office)]
        mine = office.user if office.user in names else names[0] if len(names) == 1 else None
        whose = name or mine
        if whose is None:
            raise UserError(_("Indiquez de qui la phrase de passe doit changer : rien n’a été modifié."))
        workers.change_passphrase(office, whose, passphrase, secret, losing)

    return _done(options, secret, change, _(workers.OLD_COPIES))


def _role(options: Namespace) -> Outcome:
    name, role = _named(options), _asked_role(options)
    _expect_nothing_but(options, "name", "role")
    secret = secret_of(options)
    return _done(options, secret, lambda office: workers.set_role(office, name, role, secret))


def _rename(options: Namespace) -> Outcome:
    name = _named(options)
    _expect_nothing_but(options, "name", "new_name")
    if options.new_name is None:
        raise UserError(_("Indiquez le nouveau nom, avec --new-name : rien n’a été modifié."))
    new = checked_user(options.new_name)
    secret = secret_of(options)
    return _done(options, secret, lambda office: workers.rename_worker(office, name, new, secret))


def _renew(options: Namespace) -> Outcome:
    typed = secret_of(options)
    with opened_with(options, typed) as office:
        left = workers.left_to_one_warning(workers.left_to_one_without_code(office))
        code = workers.renew_recovery(office, typed)
    secret = code_shown_once(code)
    told = (secret, *filter(None, [left]), _(workers.CODE_AND_RESERVED), _(workers.OLD_COPIES))
    return Outcome(
        {"recovery_code": code}, told, secret=secret,
    )


def _revoke(options: Namespace) -> Outcome:
    secret = secret_of(options)
    with opened_with(options, secret) as office:
        workers.revoke_recovery(office, secret)
    sentence = _("Le code de secours est révoqué : sans phrase de passe, plus rien ne peut être récupéré.")
    return Outcome({"recovery_code": None}, (sentence, _(workers.OLD_COPIES)))


def _done(options: Namespace, secret: str, change: Callable[[Office], None], said: str = "") -> Outcome:
    """Open the vault, do it, and show who has a key now."""
    with opened_with(options, secret) as office:
        change(office)
        found, code = workers.workers(office), workers.has_recovery(office)
        reserved = reserved_cases(office)
    shown: list[Json] = [
        {
            "name": each.name, "role": each.role.value, "added_at": each.added_at, "formerly": [*each.formerly],
        }
        for each in found
    ]
    lines = [_line(each) for each in found]
    lines.append(_("Le coffre a un code de secours.") if code else _("Le coffre n’a pas de code de secours."))
    told = [{"reference": each.reference, "named": [*each.named], "since": each.since} for each in reserved]
    lines += [
        (
            _("{reference} est réservé à {names} ; l’ancienne clé peut encore l’ouvrir, jusqu’à ce que l’une de ces "
              "personnes ouvre le coffre.") if each.key_is_old else _("{reference} est réservé à {names}.")
        ).format(reference=each.reference, names=", ".join(each.named) or _("le code de secours seul"))
        for each in reserved
    ]
    return Outcome({"users": shown, "recovery": code, "reserved": told}, (*lines, *filter(None, [said])))


def _line(worker: workers.Worker) -> str:
    line = f"{worker.name} · {_(_ROLES[worker.role])}"
    names = ", ".join(worker.formerly)
    return _("{line} · auparavant {names}").format(line=line, names=names) if names else line


def _named(options: Namespace) -> str:
    if options.name is None:
        raise UserError(_("Indiquez de qui il s’agit : rien n’a été modifié."))
    return checked_user(options.name)


def _losing(options: Namespace) -> int:
    said = options.lose_cases
    if said is not None and not (said.isascii() and said.isdigit()):
        raise UserError(_("Un nombre de dossiers s’écrit en chiffres : rien n’a été modifié."))
    return int(said or 0)


def _asked_role(options: Namespace) -> Role:
    if options.role not in set(Role):
        raise UserError(_("Un rôle est worker, coordinator ou read_only : rien n’a été modifié."))
    return Role(options.role)


def _expect_nothing_but(options: Namespace, *allowed: str) -> None:
    """What an action has no use for was meant for another one."""
    for option in ("name", "role", "new_name", "new_password_file", "lose_cases"):
        if option not in allowed and getattr(options, option) is not None:
            raise UserError(_("Cette action ne prend pas tout ce que vous avez indiqué : rien n’a été modifié."))
