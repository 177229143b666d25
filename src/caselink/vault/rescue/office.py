"""What of a damaged vault belongs to no case: the office, its workers and settings, the directory."""

from __future__ import annotations

import contextlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from caselink.clock import computer_now
from caselink.domain.roles import Role
from caselink.i18n import _
from caselink.vault.case_rows import write_rows
from caselink.vault.checks.side_files import key_file
from caselink.vault.database import Database, Row
from caselink.vault.document import CaseDocument, DamagedDocument, Nature, Record, Stamp
from caselink.vault.document_store import StoredDocument, write_snapshot, write_stored
from caselink.vault.folder import RECOVERY, Layout, damaged_key_file
from caselink.vault.ids import new_id
from caselink.vault.keys.keys import DataKey, digest, new_identity, recipient_of
from caselink.vault.keys.unlocking import Unlocked, foreign_key_file
from caselink.vault.migrations.from_1_to_2 import office_identity
from caselink.vault.parts import OFFICE, Part
from caselink.vault.rescue.damaged_reader import DamagedReader
from caselink.vault.rescue.finder import Finder, Rescuer
from caselink.vault.reserved.access import all_records

_TABLES: Final = {
    "former_workers": ("name, removed_at", "name"),
    "erased": ('case_id, path, reference_digest, at, "by"', "case_id, path"),
    "reservations": ('case_id, at, "by", followed', "case_id"),
}
_SINCE: Final = {"former_workers": 2, "erased": 2, "reservations": 3}
"""The format that a table came with."""
_IDENTITIES: Final = "list_identity, office_identity"


@dataclass
class RescuedOffice:
    """What reads of it. `problems` are sentences without names."""

    office_id: str
    made_at: str
    list_identity: str
    identity: str
    """Of the generation that is rescued: the new vault gets one of its own."""
    workers: dict[str, Row] = field(default_factory=dict)
    """Role, recipient, digest of the key file, added at, place, by name; only those whose key file is there."""
    key_files: dict[str, bytes] = field(default_factory=dict, repr=False)
    """Their content by name, as the database notes it."""
    raised: bool = False
    """Whether the rescuer was no coordinator and became one, since nothing tells any more who was."""
    tables: dict[str, list[Row]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    document: CaseDocument = field(default_factory=lambda: CaseDocument.new(secrets.randbits(63)))
    """Its directory and settings."""
    stored: StoredDocument | None = None
    """The same as it stood, where all of it reads."""

    @property
    def erased_cases(self) -> frozenset[str]:
        """The cases that were erased as a whole."""
        return frozenset(str(row[0]) for row in self.tables["erased"] if row[1] == "")


def read_office(salvage: DamagedReader, layout: Layout, keys: Unlocked, at: str) -> RescuedOffice:
    """Read it from the damaged database and the key files beside the original."""
    office = _read_meta(salvage, keys.data_key, at)
    _read_workers(office, salvage, layout, keys, at)
    for table, (columns, order) in _TABLES.items():
        office.tables[table] = []
        if (salvage.format or _SINCE[table]) >= _SINCE[table]:
            office.tables[table], all_read = salvage.with_gaps(partial(salvage.keyed, table, columns, order))
            _say_lists_lost(office, all_read=all_read)
    _read_document(office, salvage, keys, at)
    return office


def _say_lists_lost(office: RescuedOffice, *, all_read: bool) -> None:
    if not all_read:
        office.problems.append(_("Une partie des réglages, de l’annuaire ou des listes du service est perdue."))


def _read_document(office: RescuedOffice, salvage: DamagedReader, keys: Unlocked, at: str) -> None:
    """Directory and settings: the document with its history where it reads, and what reads of the rows beside it."""
    who = Rescuer(keys.user, keys.identities, at, frozenset())
    if salvage.has_records:
        stored, all_read = Finder(salvage, who, ()).document(OFFICE)
        with contextlib.suppress(DamagedDocument):
            office.document = (stored or StoredDocument(())).load(OFFICE, secrets.randbits(63), None)
            if all_read:
                office.stored = stored
                return
        _say_lists_lost(office, all_read=False)
        rows = salvage.read("SELECT part, key, body FROM records WHERE owner = ?", OFFICE) or ()
        records = [(Part(part), str(key), json.loads(body)) for part, key, body in rows]
    else:
        records = list(_records_of_before(office, salvage, at))
    for part, key, record in records:
        if office.document.get(part, key) != record:
            office.document.put(part, key, record)
    office.document.commit(Stamp(keys.user, new_id(), Nature.OPENED), int(computer_now().timestamp()))


def _records_of_before(office: RescuedOffice, salvage: DamagedReader, at: str) -> Iterator[tuple[Part, str, Record]]:
    """Directory and settings of a vault of format 1 or 2."""
    partners, all_read = salvage.with_gaps(partial(salvage.keyed, "partners", "short_name, body", "short_name"))
    settings, also_read = salvage.with_gaps(partial(salvage.keyed, "settings", "key, value", "key"))
    _say_lists_lost(office, all_read=all_read and also_read)
    for short_name, body in partners:
        yield Part.PARTNERS, str(short_name), {"body": json.loads(body), "by": "", "at": at}
    for key, value in settings:
        if key == "reservations":
            office.tables["reservations"] = [
                (case_id, when, by, int("followed" in more)) for case_id, (when, by, *more) in json.loads(value).items()
            ]
        else:
            yield Part.SETTINGS, str(key), {"v": json.loads(value), "by": "", "at": at}


def write_office(database: Database, office: RescuedOffice, generation: int, data_key_digest: str) -> None:
    """Write it into the new database, inside its transaction; the end of the audit chain follows later."""
    database.run(
        "INSERT INTO meta VALUES (1, ?, ?, '', '', ?, ?, ?, ?, NULL)",
        generation, office.office_id, office.made_at, data_key_digest, new_identity(), office.list_identity,
    )
    for name, row in office.workers.items():
        database.run(
            "INSERT INTO workers (name, role, recipient, slot_digest, added_at, place) VALUES (?, ?, ?, ?, ?, ?)",
            name, *row,
        )
    for table, rows in office.tables.items():
        columns = _TABLES[table][0]
        places = ", ".join("?" * len(columns.split(",")))
        database.run_many(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({places})", rows)
    if office.stored is not None:
        write_stored(database, OFFICE, office.stored)
    else:
        write_snapshot(database, OFFICE, office.document.export(), None)
    write_rows(database, OFFICE, all_records(office.document))


def _read_meta(salvage: DamagedReader, data_key: DataKey, at: str) -> RescuedOffice:
    identities = "''" if not salvage.has_today else "office_identity" if not salvage.has_records else _IDENTITIES
    rows = salvage.read(f"SELECT office_id, made_at, {identities} FROM meta")
    if not rows:
        office = RescuedOffice(new_id(), at, new_identity(), "")
        office.problems.append(_(
            "L’identité du service ne se lit plus : la liste des dossiers effacés et réservés n’atteint plus le "
            "nouveau coffre. Effacez et réservez de nouveau ce qui doit l’être."
        ))
        return office
    office_id, made_at, of_lists, *of_generation = rows[0]
    of_lists = of_lists or office_identity(data_key, office_id)
    return RescuedOffice(office_id, made_at, of_lists, *(of_generation or [of_lists]))


def _read_workers(office: RescuedOffice, salvage: DamagedReader, layout: Layout, keys: Unlocked, at: str) -> None:
    role = "role" if salvage.has_today else f"'{Role.COORDINATOR.value}'"
    columns = f"name, {role}, recipient, slot_digest, added_at, place"
    rows, all_read = salvage.with_gaps(lambda: salvage.keyed("workers", columns, "name"))
    found = {str(name): tuple(row) for name, *row in rows}
    if keys.user in found and found[keys.user][1] not in map(recipient_of, keys.identities):
        raise foreign_key_file(keys.user)
    unknown = Role.COORDINATOR if keys.user == RECOVERY else Role.WORKER
    own = found.get(keys.user, (unknown.value, "", "", at, "{}"))
    found[keys.user] = (own[0], recipient_of(keys.identities[0]), str(keys.slot_digest), *own[3:])
    for name, (role, recipient, noted, *rest) in found.items():
        content = key_file(layout, name, str(noted))
        if content is not None:
            office.key_files[name] = content
            office.workers[name] = (role, recipient, digest(content), *rest)
    if keys.user not in office.workers:
        raise damaged_key_file()
    if not all_read or office.workers.keys() != found.keys():
        office.problems.append(_(
            "Des personnes n’ont plus de clé dans le nouveau coffre : leur fichier de clé ou leur inscription ne se "
            "lit plus. Ajoutez-les de nouveau ; un code de secours perdu se refait."
        ))
    _see_to_coordination(office, found, keys.user)


def _see_to_coordination(office: RescuedOffice, found: dict[str, Row], user: str) -> None:
    """Whoever rescues is raised only where it can't be read who coordinated: a key file that is gone, or was taken
    away, gives nobody else the role. What a coordinator decides is then for the recovery code."""
    coordinate = {name for name, row in found.items() if row[0] == Role.COORDINATOR.value} - {RECOVERY}
    if coordinate & office.workers.keys() or user == RECOVERY:
        return
    if coordinate:
        office.problems.append(_(
            "La clé de qui assure la coordination ne se lit plus, et personne d’autre ne reçoit ce rôle : ouvrez le "
            "nouveau coffre avec le code de secours pour y ajouter une personne de la coordination."
        ))
        return
    office.workers[user] = (Role.COORDINATOR.value, *office.workers[user][1:])
    office.raised = True
    office.problems.append(_(
        "Qui assurait la coordination ne se lit plus : vous l’assurez dans le nouveau coffre, et son journal d’audit "
        "le dit. Ajoutez qui doit l’assurer, puis rendez ce rôle."
    ))
