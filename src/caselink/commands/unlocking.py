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

from caselink.errors import UserError
from caselink.i18n import _
from caselink.services.office import Office, open_office, user_name_problem

_LARGEST_FILE: Final = 4096
"""Bytes of a password file; a larger one is another file, given by mistake."""


@contextlib.contextmanager
def opened(options: Namespace) -> Iterator[Office]:
    """The office whose vault the options name, closed at the end; raises as `open_office` and `passphrase_of`."""
    user: str | None = options.user
    if user is not None:
        checked_user(user)
    office = open_office(Path(options.vault), user, passphrase_of(options.password_file))
    try:
        yield office
    finally:
        office.close()


def checked_user(user: str) -> str:
    """The user name; raises UserError for one that is none."""
    problem = user_name_problem(user)
    if problem is not None:
        raise UserError(problem)
    return user


def passphrase_of(file: str | None, *, twice: bool = False) -> str:
    """The passphrase in that file, or asked for at a prompt, `twice` for a new one; in NFC.

    Raises UserError where the file is none, or where there is nobody to ask.
    """
    if file is not None:
        return _from_file(Path(file))
    if not sys.stdin.isatty():
        raise UserError(_("Il manque la phrase de passe : donnez un fichier avec --password-file."))
    typed = unicodedata.normalize("NFC", getpass.getpass(_("Phrase de passe : ")))
    if twice and typed != unicodedata.normalize("NFC", getpass.getpass(_("La même, encore une fois : "))):
        raise UserError(_("Les deux phrases de passe diffèrent : rien n’a été créé."))
    return typed


def _from_file(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            content = stream.read(_LARGEST_FILE + 1)
    except OSError as fault:
        sentence = _("Le fichier de la phrase de passe ne peut pas être lu : vérifiez son nom et les droits.")
        raise UserError(sentence) from fault
    if len(content) > _LARGEST_FILE:
        raise UserError(_("Le fichier de la phrase de passe est trop grand : ce n’est pas le bon."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UserError(_("Le fichier de la phrase de passe n’est pas en UTF-8.")) from fault
    line = text.removesuffix("\n").removesuffix("\r") if text.endswith("\n") else text
    passphrase = unicodedata.normalize("NFC", line)
    if not passphrase:
        raise UserError(_("Le fichier de la phrase de passe est vide."))
    return passphrase
