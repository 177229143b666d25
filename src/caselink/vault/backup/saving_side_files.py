"""Saving what an open vault holds into a new one beside, where the files at its path are others by now."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from caselink.clock import computer_now, on_this_computer
from caselink.errors import VaultError, VaultGone
from caselink.i18n import _
from caselink.paths import data_folder
from caselink.vault.backup.copying import PendingCopy, copy_vault
from caselink.vault.vault import Vault


def copied(vault: Vault) -> PendingCopy | None:
    """A copy of what is open, in the first place that takes it: beside the vault, else in the user's data folder; None
    where none does."""
    for place in _places(vault):
        with contextlib.suppress(VaultError):
            return copy_vault(vault, place, from_memory=True)
    return None


def saved(vault: Vault, fault: VaultGone, copy: PendingCopy | None) -> VaultGone:
    """Make a vault of that copy, or of one made now; gives the fault again, with where it is and what to do."""
    copy = copied(vault) if copy is None else copy
    if copy is None:
        return VaultGone(f"{fault.sentence} {_not_saved()}")
    folder = _free_name(vault.folder, copy.place)
    try:
        lost, is_sound = copy.become_vault(folder)
    except VaultError:
        return VaultGone(f"{fault.sentence} {_not_saved()}")
    name = folder.name if folder.parent == vault.folder.absolute().parent else str(folder)
    words = _whole() if is_sound else _in_part()
    return VaultGone(" ".join(filter(None, (fault.sentence, words.format(name=name), lost.sentence))), folder)


def _places(vault: Vault) -> Iterator[Path]:
    yield vault.folder.absolute().parent
    with contextlib.suppress(OSError):
        place = data_folder() / "saved"
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield place


def _free_name(folder: Path, place: Path) -> Path:
    """Never over anything."""
    moment = on_this_computer(computer_now())
    name = _("{vault} sauvé le {moment}").format(vault=folder.stem, moment=f"{moment:%Y-%m-%d %Hh%M}")
    every = (place / f"{name}{'' if number == 1 else f' ({number})'}.caselink" for number in count(1))
    return next(path for path in every if not path.exists() and not path.is_symlink())


def _whole() -> str:
    return _(
        "Tout ce qu’il avait enregistré est gardé dans un nouveau coffre, « {name} », qui s’ouvre avec les mêmes "
        "phrases de passe : continuez avec lui. Vérifiez-y votre dernière modification, elle peut y manquer."
    )


def _in_part() -> str:
    return _(
        "Ce qui s’en lisait encore est gardé dans « {name} », mais n’est pas entier : sauvez-en ce qui se lit, ou "
        "restaurez la dernière sauvegarde vérifiée."
    )


def _not_saved() -> str:
    return _(
        "Rien n’a pu être gardé à côté : le disque est plein ou ne répond pas. Laissez cette fenêtre ouverte et faites "
        "une sauvegarde ailleurs, sur une clé par exemple."
    )
