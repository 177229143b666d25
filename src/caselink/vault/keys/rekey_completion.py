"""Finishing a change of keys: what is left to do once it was committed, or what a killed process left undone.

It runs after each change and at each opening (decision 18), and does nothing where nothing is left to do. What must
hold: whoever could open still can.
"""

from __future__ import annotations

import contextlib
import re
from typing import Final

from caselink.errors import VaultError
from caselink.held_files import move_over, rename, unlink
from caselink.vault.checks.side_files import bytes_or_none
from caselink.vault.database import Database
from caselink.vault.folder import PROPOSED, RECOVERY, STRAY, Layout, read_small, settle, write_proposed
from caselink.vault.keys import case_keys
from caselink.vault.keys.keys import digest, open_data_key, recipient_of, seal_data_key
from caselink.vault.opened import Opened
from caselink.vault.vault import Vault

_DATABASE: Final = re.compile(r"cases-([0-9]{1,9})\.db(-journal)?")


def finish(vault: Vault) -> None:
    """Do what is left to do. What the disk refuses stays for the next opening: the vault opens and can be read all the
    same."""
    if vault.read_only:
        return
    with contextlib.suppress(VaultError, OSError):
        finish_fully(vault)


def finish_fully(vault: Vault) -> None:
    """The same; raises VaultError or OSError for what the disk refuses, VaultDamaged where damage was met."""
    opened = vault.opened
    opened.database.expect_sound()
    layout = Layout(opened.folder)
    _drop_uncommitted(layout, opened)
    _lay_down_slots(layout, opened.database)
    _renew_data_key_file(layout, opened)
    _clear_away(layout, opened)
    _seal_to_recovery(opened)


def recipients(database: Database) -> list[str]:
    """The public keys of all who have a key."""
    return [str(row[0]) for row in database.all("SELECT recipient FROM workers ORDER BY name")]


def _drop_uncommitted(layout: Layout, opened: Opened) -> None:
    """A generation whose data key was never renamed into place counts for nothing, nor does a half-made copy.

    The code of today can't open the data key of a renewal of the code, which names its database: both are left to the
    next worker then.
    """
    proposed = layout.proposed_data_key
    if proposed.exists():
        never = None
        with contextlib.suppress(VaultError):
            never = open_data_key(read_small(proposed), *opened.identities)
        if never is not None and never.generation > opened.data_key.generation:
            unlink(layout.database(never.database), missing_ok=True)
        if never is not None or opened.user != RECOVERY:
            unlink(proposed)
    for path in layout.folder.glob(f"cases-*.db{PROPOSED}*"):
        unlink(path)


def _lay_down_slots(layout: Layout, database: Database) -> None:
    """A proposed key file that the database notes was committed with it; any other one was not."""
    found = [*layout.keys.glob(f"*.age{PROPOSED}")]
    if not found:
        return
    noted = {str(name): digest_ for name, digest_ in database.all("SELECT name, slot_digest FROM workers")}
    for path in found:
        name = path.name.removesuffix(f".age{PROPOSED}")
        content = bytes_or_none(path)
        if content is not None and noted.get(name) == digest(content):
            move_over(path, layout.slot(name))
        else:
            unlink(path)
    settle(layout.keys)


def _renew_data_key_file(layout: Layout, opened: Opened) -> None:
    """Seal the data key to those who have a key today, where the file is another than the one noted."""
    noted = opened.database.one("SELECT data_key_digest FROM meta")
    if noted == (digest(read_small(layout.data_key)),):
        return
    all_recipients = recipients(opened.database)
    if not {recipient_of(identity) for identity in opened.identities} & set(all_recipients):
        return  # never shut out the one who just opened
    sealed = seal_data_key(opened.data_key, all_recipients)
    write_proposed(layout.proposed_data_key, sealed)
    with opened.database.transaction():
        opened.database.run("UPDATE meta SET data_key_digest = ?", digest(sealed))
    move_over(layout.proposed_data_key, layout.data_key)
    settle(layout.folder)


def _clear_away(layout: Layout, opened: Opened) -> None:
    """Key files of those who have none any more, and the databases of generations before this one. A key file of nobody
    gets a name under which nobody is offered to unlock with it; `check` tells of it."""
    for (name,) in opened.database.all("SELECT name FROM former_workers"):
        unlink(layout.slot(str(name)), missing_ok=True)
    known = {str(row[0]) for row in opened.database.all("SELECT name FROM workers")}
    for path in layout.keys.glob("*.age"):
        if path.stem not in known:
            rename(path, path.with_name(f"{path.name}{STRAY}"))
    for path in layout.folder.iterdir():
        found = _DATABASE.fullmatch(path.name)
        if found is not None and int(found[1]) < opened.data_key.generation:
            unlink(path)


def _seal_to_recovery(opened: Opened) -> None:
    """Who renewed the recovery code may not have held the key of every reserved case: who does, seals it now."""
    database = opened.database
    recovery = database.one("SELECT recipient FROM workers WHERE name = ?", RECOVERY)
    if recovery is None:
        return
    unsealed = database.all(
        "SELECT case_id, identity FROM case_keys AS mine WHERE worker = ? AND NOT EXISTS "
        "(SELECT 1 FROM case_keys AS other WHERE other.case_id = mine.case_id AND other.worker = ?)",
        opened.user, RECOVERY,
    )
    if not unsealed:
        return
    with database.transaction():
        for case_id, sealed in unsealed:
            identity = case_keys.open_case_key(bytes(sealed), opened.identities)
            if identity is not None:
                case_keys.put(database, str(case_id), RECOVERY, case_keys.seal_for(identity, str(recovery[0])))
