"""The files beside the database: key files and attachments that are gone, don't read or aren't what was written.

They cost what is in them and nothing else: the database is sound all the same, and goes on being written and saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from caselink.errors import VaultError
from caselink.i18n import _, ngettext
from caselink.vault.database import Database
from caselink.vault.folder import PROPOSED, RECOVERY, Layout, read_small
from caselink.vault.keys.keys import DataKey, digest, open_data_key
from caselink.vault.plain_files import is_plain, read_bytes


@dataclass(frozen=True, slots=True)
class Lost:
    """What of them is lost: attachments by id, key files by worker (or `recovery`), and the data key's own file."""

    attachments: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    data_key: bool = False

    @property
    def sentence(self) -> str:
        """What a worker should know and do, once a backup without it is made; empty where nothing is lost."""
        return " ".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if self.data_key:
            yield _(
                "Le fichier data.key.age du coffre a disparu ou est abîmé : une fois fermé, ce coffre ne s’ouvrira "
                "plus. La sauvegarde qui vient d’être faite s’ouvre : restaurez-la et continuez avec elle."
            )
        if count := len(self.attachments):
            yield ngettext(
                "{count} pièce jointe a disparu du coffre ou n’est plus celle qui a été enregistrée : la sauvegarde "
                "garde tout le reste. Cherchez-la dans une sauvegarde plus ancienne, ou retirez-la de son dossier.",
                "{count} pièces jointes ont disparu du coffre ou ne sont plus celles qui ont été enregistrées : la "
                "sauvegarde garde tout le reste. Cherchez-les dans une sauvegarde plus ancienne, ou retirez-les de "
                "leur dossier.", count,
            ).format(count=count)
        if workers := sorted(self.keys - {RECOVERY}):
            yield ngettext(
                "Fichier de clé disparu ou abîmé : {names}. La sauvegarde garde tout le reste. Demandez à la "
                "coordination de donner une nouvelle phrase de passe à cette personne.",
                "Fichiers de clé disparus ou abîmés : {names}. La sauvegarde garde tout le reste. Demandez à la "
                "coordination de donner une nouvelle phrase de passe à ces personnes.", len(workers),
            ).format(names=", ".join(workers))
        if RECOVERY in self.keys:
            yield _(
                "Le fichier du code de secours a disparu ou est abîmé : ce code n’ouvre plus le coffre. Demandez à "
                "la coordination d’en faire un nouveau."
            )


def find_lost(
    database: Database, layout: Layout, data_key: DataKey, identities: tuple[str, ...],
    trusted: Mapping[str, str] | None = None,
) -> Lost:
    """Compare each file with what the database notes of it, and open the data key. Attachments whose digest is
    `trusted`, by id, are only looked for. Raises VaultError for damage of the database alone."""
    return Lost(
        frozenset(_lost_attachments(database, layout, trusted or {})), frozenset(_lost_keys(database, layout)),
        read_data_key(layout, data_key, identities) is None,
    )


def key_file(layout: Layout, user: str, noted: str) -> bytes | None:
    """The key file of a worker that the database notes: it may not have its name yet (see `finishing`)."""
    for path in (layout.slot(user), layout.proposed_slot(user)):
        content = bytes_or_none(path)
        if content is not None and digest(content) == noted:
            return content
    return None


def foreign_key_files(database: Database, layout: Layout) -> list[str]:
    """The names of the files in `keys/` that lie under a name of nobody, or are a copy of what is noted for somebody
    else. Raises VaultError for damage of the database."""
    noted = {str(name): str(said) for name, said in database.all("SELECT name, slot_digest FROM workers")}
    found = []
    for path in sorted(layout.keys.iterdir()):
        name = path.name.removesuffix(PROPOSED).removesuffix(".age")
        content = bytes_or_none(path)
        found_digest = "" if content is None else digest(content)
        copied = any(found_digest == other_digest for other, other_digest in noted.items() if other != name)
        if name not in noted or copied:
            found.append(path.name)
    return found


def read_data_key(layout: Layout, data_key: DataKey, identities: tuple[str, ...]) -> bytes | None:
    """The content of `data.key.age`; None where it does not open to that data key."""
    try:
        content = read_small(layout.data_key)
        return content if open_data_key(content, *identities) == data_key else None
    except VaultError:
        return None


def bytes_or_none(path: Path) -> bytes | None:
    """What is in a file; None where it is gone, is no plain file, or the disk does not give it."""
    try:
        return read_bytes(path)
    except OSError:
        return None


def _lost_attachments(database: Database, layout: Layout, trusted: Mapping[str, str]) -> Iterator[str]:
    for name, noted in database.each("SELECT id, digest FROM files WHERE digest <> ''"):
        if trusted.get(str(name)) == noted and is_plain(layout.attachment(str(name))):
            continue
        content = bytes_or_none(layout.attachment(str(name)))
        if content is None or digest(content) != noted:
            yield str(name)


def _lost_keys(database: Database, layout: Layout) -> Iterator[str]:
    for name, noted in database.all("SELECT name, slot_digest FROM workers"):
        try:
            found = digest(read_small(layout.slot(str(name))))
        except VaultError:
            found = ""
        if found != noted:
            yield str(name)
