"""Another name for a worker: her key file, her keys of reserved cases and her place go with it (decision 39).

Her key stays the same. The file under the new name is laid ready first, the database notes the name, and from then on
that file counts: killed anywhere, she opens the vault under the one name or the other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from caselink.errors import UserError
from caselink.i18n import _
from caselink.vault.checks.side_files import key_file
from caselink.vault.clock import row_moment
from caselink.vault.folder import Layout, expect_user_name
from caselink.vault.keys.unlocking import foreign_key_file
from caselink.vault.keys.workers import expect_free, expect_worker, proposed
from caselink.vault.renamed import FORMER_NAMES, with_another
from caselink.vault.vault import Vault

RENAMED: Final = "worker_renamed"
"""What the audit trail calls it."""
WORKER_CARD: Final = "worker_card:"
"""How papers name a worker, a setting of the office by the worker's name: it goes with another name."""


def rename(vault: Vault, name: str, new: str) -> None:
    """Give a worker another name. The one of before is given to nobody again.

    Raises UserError for a name that won't do, is taken or was ever given, an unknown worker and a role that does not go
    so far; VaultError where her key file is not the one that was noted, and for a failing disk.
    """
    expect_user_name(new)
    vault.expect_allowed(RENAMED)
    database = vault.opened.database
    expect_worker(database, name)
    if new == name:
        raise UserError(_("C’est déjà son nom : rien n’a été modifié."))
    expect_free(database, new)
    row = database.one("SELECT slot_digest FROM workers WHERE name = ?", name)
    content = None if row is None else key_file(Layout(vault.folder), name, str(row[0]))
    if content is None:
        raise foreign_key_file(name)
    with proposed(vault, new, content), vault.change(RENAMED, whom=(name,)) as change:
        change.set_setting(FORMER_NAMES, {**with_another(database, name, new)})
        if (card := vault.setting(f"{WORKER_CARD}{name}")) is not None:
            change.set_setting(f"{WORKER_CARD}{new}", card)
            change.set_setting(f"{WORKER_CARD}{name}", None)
        database.run("UPDATE workers SET name = ? WHERE name = ?", new, name)
        database.run("UPDATE case_keys SET worker = ? WHERE worker = ?", new, name)
        database.run("INSERT INTO former_workers (name, removed_at) VALUES (?, ?)", name, row_moment(database))
    if vault.user == name:
        vault.go_on_with(replace(vault.opened, user=new))
