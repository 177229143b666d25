"""The one writer of files outside of a vault: papers, forms, backups, passphrases, pictures.

A file gets a name that was free, whole and kept by the disk, or no name at all. Nothing is ever written over, also not
what appears meanwhile; nothing that is not ours is deleted; nothing is put into the folder of a vault, which is swept.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from caselink.errors import UserError
from caselink.held_files import move_over, rename_to_free, unlink
from caselink.i18n import _
from caselink.vault.folder import Layout, settle, write_new

_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
"""What a disk answers that gives no file two names: most sticks, some network disks."""
_NO_SYNC: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF})
"""What a disk answers that keeps names without being asked, or does not let its folder be read."""
_Identity = tuple[int, int]


def expect_free_place(out: Path) -> None:
    """Raises UserError where no new file can have that name: it is taken, in no folder, or in a vault."""
    if not out.name:
        raise UserError(_("Il manque un nom de fichier : rien n’a été écrit. Donnez-en un."))
    if not os.path.isdir(out.parent):  # noqa: PTH112 - never raises
        raise UserError(_("Le répertoire où écrire ce fichier n’existe pas : rien n’a été écrit. Créez-le d’abord."))
    if os.path.lexists(out):
        raise _taken()
    expect_outside(out.parent)


def expect_outside(folder: Path) -> None:
    """Raises UserError for the folder of a vault and whatever lies in it: what is not of the vault is swept there."""
    place = Path(os.path.realpath(folder))  # unlike Path.resolve it raises nothing
    if any(_is_vault(each) for each in (place, *place.parents)):
        raise UserError(_(
            "Ce répertoire est celui d’un coffre, où rien d’autre ne doit se trouver : choisissez-en un autre. Rien "
            "n’a été écrit."
        ))


@contextlib.contextmanager
def new_file(out: Path, content: bytes) -> Iterator[Callable[[], None]]:
    """Write a file for this system user alone beside its place; what is given inside the block gives it its name.

    Where the block ends with an error the name is taken away again, with the file, and nothing of it is left. Raises
    UserError where the name is not free, or where the disk refuses that last thing, OSError where it refuses another.
    """
    expect_free_place(out)
    work = out.with_name(f"caselink-{secrets.token_hex(8)}.part")  # to be seen, where a killed program leaves it
    try:
        write_new(work, content)
        identity = _identity(work)
    except OSError:
        _drop(work)  # ours: nobody else draws that name
        raise
    named = False

    def give_name() -> None:
        nonlocal named
        put_in_place(work, out)
        named = True

    try:
        yield give_name
    except BaseException as fault:
        if named:
            _take_away(out, identity, fault)
        raise
    finally:
        _drop(work)


def put_in_place(work: Path, out: Path) -> None:
    """Give a finished file of ours, on the same disk, its name, and wait until the disk has it.

    Raises UserError where the name is taken meanwhile, OSError where the disk refuses; the name is not given then.
    """
    identity = _identity(work)
    try:
        _name(work, out)
    except FileExistsError as fault:
        raise _taken() from fault
    try:
        settle(out.parent)
    except OSError as fault:
        if fault.errno not in _NO_SYNC:
            _take_away(out, identity, fault)
            raise


def _name(work: Path, out: Path) -> None:
    """Raises FileExistsError rather than take the place of another file: renaming would, but on Windows."""
    if sys.platform == "win32":
        rename_to_free(work, out)
        return
    try:
        os.link(work, out)
    except OSError as fault:
        if fault.errno not in _NO_LINKS:
            raise
    else:
        return
    write_new(out, b"")  # nobody else has the name from here on
    try:
        move_over(work, out)
    except OSError:
        _drop(out)
        raise


def _drop(path: Path) -> None:
    with contextlib.suppress(OSError):
        unlink(path, missing_ok=True)


def _take_away(out: Path, identity: _Identity, why: BaseException) -> None:
    """Remove what we gave that name, unless something else has it by now."""
    try:
        if _identity(out) == identity:
            unlink(out)
    except FileNotFoundError:
        pass
    except OSError:
        raise UserError(_(
            "L’écriture a échoué, et ce disque ne laisse pas retirer le fichier commencé : supprimez-le vous-même. "
            "Il ne compte pas."
        )) from why


def _identity(path: Path) -> _Identity:
    found = path.lstat()
    return found.st_dev, found.st_ino


def _is_vault(folder: Path) -> bool:
    """By its keys folder beside another file of a vault: also one that is too damaged to open."""
    layout = Layout(folder)
    return os.path.isdir(layout.keys) and any(  # noqa: PTH112 - never raises
        os.path.lexists(each) for each in (layout.data_key, layout.lock)
    )


def _taken() -> UserError:
    return UserError(_("Un fichier de ce nom existe déjà : choisissez un autre nom, rien n’a été écrit."))
