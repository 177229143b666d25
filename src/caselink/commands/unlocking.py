"""The passphrase, from a file or a prompt, never from an argument; and the vault it opens."""

from __future__ import annotations

import contextlib
import getpass
import sys
import unicodedata
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from caselink.errors import ClockUnsure, UserError
from caselink.i18n import _
from caselink.services.clock import clock_state, note_clock, say_clock_is_right
from caselink.services.notices import list_notice, opposite_roles
from caselink.services.office import (
    Office,
    open_office,
    open_office_with_recovery,
    replaced_before,
    user_name_problem,
)

_LARGEST_FILE: Final = 4096
"""Bytes of a password file; a larger one is another file, given by mistake."""


@contextlib.contextmanager
def opened(options: Namespace) -> Iterator[Office]:
    """The office whose vault the options name, closed at the end; raises as `opened_with` and `secret_of`."""
    if options.user is not None:
        checked_user(options.user)
    with opened_with(options, secret_of(options)) as office:
        yield office


@contextlib.contextmanager
def opened_with(options: Namespace, secret: str) -> Iterator[Office]:
    """The same with what opens it at hand: a passphrase, or the recovery code where the options name a file of it.

    What is to be said of the computer's clock, of a vault that was replaced, of a list that was passed over, and to the
    coordination of names that came to stand in opposite roles, is left in `options.notices`. Raises as `open_office`
    and `open_office_with_recovery`, and UserError for a user name that is none.
    """
    user: str | None = options.user
    if user is not None:
        checked_user(user)
    folder = Path(options.vault)
    office = open_office_with_recovery(folder, secret) if _by_recovery(options) else open_office(folder, user, secret)
    try:
        note_clock(office)
        replaced = replaced_before() if office.was_replaced else ""
        options.notices = [clock_state(office).notice, list_notice(office), replaced]
        if options.clock_is_right:
            say_clock_is_right(office)
        before = opposite_roles(office)
        yield office
        options.notices += [each.words for each in opposite_roles(office) if each not in before]
    except ClockUnsure as fault:
        advice = _("Avec l’option --clock-is-right, la commande dit que l’horloge est juste.")
        raise ClockUnsure(f"{fault.sentence} {advice}") from fault
    finally:
        office.close()
        if office.gone is not None:
            options.notices = [*getattr(options, "notices", []), office.gone.sentence]


def secret_of(options: Namespace) -> str:
    """What opens the vault: the recovery code in a file, or a passphrase; raises as `passphrase_of`."""
    return passphrase_of(options.recovery_file if _by_recovery(options) else options.password_file)


def _by_recovery(options: Namespace) -> bool:
    """Only the commands that are about keys know the option."""
    return getattr(options, "recovery_file", None) is not None


def checked_user(user: str) -> str:
    """The user name; raises UserError for one that is none."""
    problem = user_name_problem(user)
    if problem is not None:
        raise UserError(problem)
    return user


def passphrase_of(file: str | None, *, twice: bool = False, new: bool = False) -> str:
    """The passphrase in that file, or asked for at a prompt, `twice` for one that is chosen; in NFC.

    `new` says that it is to take the place of another. Raises UserError where the file is none, or where there is
    nobody to ask.
    """
    if file is not None:
        return _from_file(Path(file))
    if not sys.stdin.isatty():
        option = "--new-password-file" if new else "--password-file"
        sentence = _("Il manque la phrase de passe : donnez un fichier avec {option}. Rien n’a été fait.")
        raise UserError(sentence.format(option=option))
    asked = _("Nouvelle phrase de passe : ") if new else _("Phrase de passe : ")
    typed = unicodedata.normalize("NFC", getpass.getpass(asked))
    if twice and typed != unicodedata.normalize("NFC", getpass.getpass(_("La même, encore une fois : "))):
        raise UserError(_("Les deux phrases de passe diffèrent : rien n’a été créé ni modifié. Tapez deux fois la "
                          "même."))
    return typed


def _from_file(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            content = stream.read(_LARGEST_FILE + 1)
    except OSError as fault:
        sentence = _("Le fichier de la phrase de passe ne peut pas être lu : vérifiez son nom et les droits.")
        raise UserError(sentence) from fault
    if len(content) > _LARGEST_FILE:
        raise UserError(_("Le fichier de la phrase de passe est trop grand : ce n’est pas le bon. Rien n’a été "
                          "ouvert ni modifié. Choisissez un autre fichier."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UserError(_("Le fichier de la phrase de passe n’est pas en UTF-8. Rien n’a été ouvert ni modifié. "
                          "Choisissez un autre fichier.")) from fault
    line = text.removesuffix("\n").removesuffix("\r") if text.endswith("\n") else text
    passphrase = unicodedata.normalize("NFC", line)
    if not passphrase:
        raise UserError(_("Le fichier de la phrase de passe est vide. Rien n’a été ouvert ni modifié. Choisissez un "
                          "autre fichier."))
    return passphrase
