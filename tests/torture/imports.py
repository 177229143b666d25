"""Import documents that something happened to, given to an office: no crash, and what is refused changes nothing."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path

from caselink.errors import CaseLinkError
from caselink.services.imports import import_document
from caselink.services.office import Office
from caselink.vault import Vault, check
from caselink.vault.schema import PLAIN_TABLES
from tests.conftest import Prepared
from tests.intake.test_json_document import WHOLE
from tests.intake.test_strange_documents import mutated
from tests.torture.promise import Outcome, Share


def mutated_imports(prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """Every other document has other values, every other one broken bytes; half of them would update what is there."""
    chance, broken, taken = share.chance, [], 0
    with prepared.open(prepared.copy_to(folder / "office.caselink")) as vault:
        office = Office(vault)
        before = content(vault)
        for number in share.numbers:
            data = json.dumps(mutated(chance)).encode() if number % 2 else with_broken_bytes(chance)
            try:
                accepted = not import_document(office, data, update=number % 4 < 2).problems
            except CaseLinkError:
                accepted = False
            after = content(vault)
            if after != before and not accepted:
                broken.append(f"document {number} was refused and changed the vault")
            before = after
            taken += accepted
        if not check(vault).sound:
            broken.append("the vault is not sound afterwards")
    return Outcome(len(share.numbers), tuple(broken), {"taken in": taken})


def with_broken_bytes(chance: random.Random) -> bytes:
    """The whole document with a few bytes changed, and sometimes cut."""
    data = bytearray(json.dumps(WHOLE, ensure_ascii=False).encode())
    for _byte in range(chance.randint(1, 4)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if chance.random() < 0.3:
        del data[chance.randrange(len(data)) :]
    return bytes(data)


def content(vault: Vault) -> str:
    """A digest of every row."""
    database = vault.opened.database
    rows = hashlib.sha256()
    for table in PLAIN_TABLES:
        for row in database.each(f"SELECT * FROM {table}"):
            rows.update(repr(row).encode())
    return rows.hexdigest()
