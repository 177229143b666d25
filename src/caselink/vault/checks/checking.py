"""The full check of a vault. It only reads, reports everything it finds, and raises for nothing that damage can do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from caselink.errors import VaultError, VaultInUse, VaultUnreachable, WrongPassphrase
from caselink.i18n import _, ngettext
from caselink.vault.checks.agreement import documents_agree, events_agree, index_agrees, tallies_hold
from caselink.vault.checks.side_files import find_lost, foreign_key_files
from caselink.vault.database import Database, schema_of, schema_of_format
from caselink.vault.erasure.erasing import ERASURES
from caselink.vault.folder import Layout
from caselink.vault.keys.keys import DataKey
from caselink.vault.parts import OFFICE
from caselink.vault.reserved.keyring import Keyring
from caselink.vault.reserved.tally import owner_of
from caselink.vault.schema import PLAIN_TABLES
from caselink.vault.trail import audit
from caselink.vault.unopenable import read_closed
from caselink.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What the check found. `cases` is how many could be counted, `problems` are sentences with no name but those of
    files."""

    sound: bool | None
    """None where the vault could not be looked at: that is not to say that it is damaged."""
    cases: int
    problems: tuple[str, ...]


def check(vault: Vault) -> CheckReport:
    """Check an open vault from end to end; nothing is written, and damage of the database stops writing through it."""
    opened = vault.opened
    return examine(opened.database, opened.folder, opened.data_key, *opened.identities)


def check_folder(folder: Path, user: str | None, passphrase: str) -> CheckReport:
    """Check a vault that may be too damaged to open.

    Raises VaultInUse, WrongPassphrase and UserError as `open_vault`; every damage is reported instead.
    """
    try:
        with read_closed(folder, user, passphrase) as closed:
            return examine(
                closed.database, folder, closed.keys.data_key, *closed.keys.identities, place=closed.file.parent
            )
    except (WrongPassphrase, VaultInUse):
        raise
    except VaultUnreachable as fault:
        return CheckReport(None, 0, (fault.sentence,))
    except VaultError as fault:
        return CheckReport(False, 0, (fault.sentence,))


def examine(
    database: Database, folder: Path, data_key: DataKey, *identities: str, place: Path | None = None
) -> CheckReport:
    """Run every check over a database and the folder it belongs to; `place` is where its file lies, if elsewhere.

    `identities` are those of whoever opened it, of today and of before.
    """
    problems = examine_database(database, (place or folder) / data_key.database, identities)
    problems += _reported(lambda: _files(database, Layout(folder), data_key, identities))
    problems += incomplete_cases(database, identities)
    return CheckReport(not problems, _count(database), tuple(dict.fromkeys(problems)))


def examine_database(database: Database, path: Path, identities: tuple[str, ...] = ()) -> list[str]:
    """The checks of a database by itself, wherever its file lies: what they found, as sentences without names.

    Reserved cases are read as far as these identities open them.
    """
    problems = _reported(lambda: _size(database, path))
    for each in _CHECKS:
        problems += _reported(partial(each, database))
    for one in (_events, _documents):
        problems += _reported(partial(_with_keys, one, database, identities))
    if problems:
        database.mark_damaged()
    return problems


def incomplete_cases(database: Database, identities: tuple[str, ...]) -> list[str]:
    """What is missing of reserved cases, as far as these identities open them. It stops no writing and no backup: what
    is there is sound, nothing of such a case leaves, and those who are named are told where they open it."""
    return _reported(partial(_with_keys, _tallies, database, identities))


def _reported(run: Callable[[], Iterator[str]]) -> list[str]:
    """The problems one check found; what keeps it from going on is one more."""
    found: list[str] = []
    try:
        found.extend(run())
    except VaultError as fault:
        found.append(fault.sentence)
    except (ValueError, KeyError, TypeError, IndexError):
        found.append(_("Des lignes de la base de données ne se laissent pas lire comme elles ont été écrites."))
    except OSError:
        found.append(_("Un fichier du coffre ne se laisse pas lire."))
    return found


def _with_keys(
    run: Callable[[Database, Keyring], Iterator[str]], database: Database, identities: tuple[str, ...]
) -> Iterator[str]:
    return run(database, Keyring.of_identities(database, identities))


def _pages(database: Database) -> Iterator[str]:
    if faults := len(database.all("PRAGMA cipher_integrity_check")):
        yield ngettext(
            "{count} page de la base de données n’est plus celle qui a été écrite.",
            "{count} pages de la base de données ne sont plus celles qui ont été écrites.", faults,
        ).format(count=faults)


def _structure(database: Database) -> Iterator[str]:
    if database.all("PRAGMA integrity_check") != [("ok",)]:
        yield _("La structure de la base de données ou de son index de recherche est endommagée.")
    if database.one("SELECT working_on FROM meta") != (None,):
        yield _("Une modification du coffre est restée inachevée.")
    if database.all("PRAGMA foreign_key_check"):
        yield _("Des lignes de la base de données appartiennent à un dossier qui n’existe pas.")
    if schema_of(database) != schema_of_format():
        yield _("Les tables de la base de données ne sont pas celles de CaseLink.")


def _scan(database: Database) -> Iterator[str]:
    """Read every row of every table to its end: a page that is gone is met here."""
    for table in PLAIN_TABLES:
        rows = sum(1 for _row in database.each(f"SELECT * FROM {table}"))
        counted = database.one(f"SELECT count(*) FROM {table}")
        if counted != (rows,):
            yield _("Une table de la base de données n’a pas autant de lignes qu’elle le dit.")


def _chain(database: Database) -> Iterator[str]:
    if audit.walk(database)[1] is not None:
        yield _("Le journal d’audit a été modifié ou coupé.")


def _events(database: Database, keys: Keyring) -> Iterator[str]:
    if not events_agree(database, keys):
        yield _("Des accords, retraits ou transmissions ne correspondent plus au journal d’audit.")


def _documents(database: Database, keys: Keyring) -> Iterator[str]:
    count = sum(1 for agrees in documents_agree(database, keys) if not agrees)
    if count:
        yield ngettext(
            "Dans {count} dossier, l’historique et les données affichées ne concordent pas.",
            "Dans {count} dossiers, l’historique et les données affichées ne concordent pas.", count,
        ).format(count=count)
    if database.one("SELECT 1 FROM cases WHERE id NOT IN (SELECT owner FROM documents)") or database.one(
        "SELECT 1 FROM documents WHERE owner <> ?1 AND owner NOT IN (SELECT id FROM cases) "
        "AND owner NOT IN (SELECT ?2 || id FROM cases WHERE recipient IS NOT NULL)", OFFICE, owner_of(""),
    ):
        yield _("Tous les dossiers n’ont pas leur historique.")


def _tallies(database: Database, keys: Keyring) -> Iterator[str]:
    count = sum(1 for holds in tallies_hold(database, keys) if not holds)
    if count:
        yield ngettext(
            "{count} dossier réservé n’est plus entier : des accords, des retraits, des transmissions ou des "
            "changements y manquent, y sont de trop ou n’y sont plus dans leur ordre.",
            "{count} dossiers réservés ne sont plus entiers : des accords, des retraits, des transmissions ou des "
            "changements y manquent, y sont de trop ou n’y sont plus dans leur ordre.", count,
        ).format(count=count)


def _erasures(database: Database) -> Iterator[str]:
    """Every case that counts as erased is gone, and the audit chain says who erased it when."""
    if database.one("SELECT 1 FROM erased JOIN cases ON id = case_id WHERE path = ''"):
        yield _("Un dossier effacé se trouve encore dans le coffre.")
    actions = ", ".join(f"'{action}'" for action in ERASURES)
    if database.one(
        "SELECT 1 FROM erased WHERE path = '' "
        f"AND case_id NOT IN (SELECT case_id FROM audit WHERE action IN ({actions}) AND case_id IS NOT NULL)"
    ):
        yield _("Un dossier manque sans que le journal d’audit dise qui l’a effacé.")


def _index(database: Database) -> Iterator[str]:
    if not index_agrees(database):
        yield _("L’index de recherche ne correspond pas aux dossiers.")


def _size(database: Database, path: Path) -> Iterator[str]:
    """The file's length by its own header; read by `stat`, never by opening the file beside the connection."""
    pages, size = database.one("PRAGMA page_count"), database.one("PRAGMA page_size")
    if pages is None or size is None or path.stat().st_size != pages[0] * int(size[0]):
        yield _("Le fichier de la base de données n’a pas la longueur qu’il annonce.")


def _files(database: Database, layout: Layout, data_key: DataKey, identities: tuple[str, ...]) -> Iterator[str]:
    lost = find_lost(database, layout, data_key, identities)
    for name in sorted(lost.keys):
        yield _("Le fichier de clé {file} du coffre a disparu ou n’est plus celui qui a été écrit.").format(
            file=f"keys/{name}.age"
        )
    for file in foreign_key_files(database, layout):
        yield _(
            "Le fichier keys/{file} n’est la clé de personne, ou est une copie de celle de quelqu’un d’autre : il "
            "n’ouvre rien. Demandez-vous qui l’a mis là."
        ).format(file=file)
    if lost.data_key:
        yield _("La clé des données du coffre n’est plus celle qui a été écrite.")
    if lost.attachments:
        yield _("Une pièce jointe a disparu ou n’est plus celle qui a été écrite.")


def _count(database: Database) -> int:
    try:
        row = database.one("SELECT count(*) FROM cases")
    except VaultError:
        return 0
    return 0 if row is None else int(row[0])


_CHECKS: Final = (_pages, _structure, _scan, _chain, _erasures, _index)
