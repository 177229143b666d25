"""A process that changes the keys of a vault, or backs it up, once: to be killed in the middle.

Standard input brings JSON: `folder`, `user`, `passphrase` (or her `identity`, where the passphrase of a key file would
cost two seconds), the name of a change in CHANGES, and `new`, the passphrase or code that comes with it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from caselink.domain.roles import Role
from caselink.vault import Vault, open_vault
from caselink.vault.backup.making import copy_now
from caselink.vault.folder import Layout
from caselink.vault.keys import workers
from caselink.vault.keys.keys import digest, make_slot
from caselink.vault.keys.renaming import rename
from caselink.vault.keys.unlocking import unlock_with
from caselink.vault.opening import open_with
from tests import quick_age

OTHER: Final = "ida"
RENAMED: Final = "ida-b"

CHANGES: Final[dict[str, Callable[[Vault, str], object]]] = {
    "passphrase": lambda vault, new: workers.change_own(vault, make_slot(new, before=vault.opened.identities)),
    "reset": lambda vault, new: workers.reset(vault, OTHER, make_slot(new)),
    "add": lambda vault, new: workers.add(vault, "ines", Role.WORKER, make_slot(new)),
    "rename": lambda vault, _new: rename(vault, OTHER, RENAMED),
    "remove": lambda vault, _new: workers.remove(vault, OTHER),
    "recovery": lambda vault, new: workers.renew_recovery(vault, make_slot(new)),
    "revoke": lambda vault, _new: workers.revoke_recovery(vault),
    "data key": lambda vault, _new: workers.renew_data_key(vault),
    "backup": lambda vault, _new: copy_now(vault).finish(),
    "migration": lambda _vault, _new: None,
}


def open_with_identity(folder: Path, user: str, identity: str) -> Vault:
    """Open a vault as her passphrase does, with what it opens in her key file at hand."""
    content = Layout(folder).slot(user).read_bytes()
    return open_with(folder, user, lambda: unlock_with(folder, user, (identity,), digest(content)))


def main() -> None:
    quick_age.install()
    asked = json.load(sys.stdin)
    folder, user = Path(asked["folder"]), asked["user"]
    if asked["identity"]:
        opened = open_with_identity(folder, user, asked["identity"])
    else:
        opened = open_vault(folder, user, asked["passphrase"])
    with opened as vault:
        CHANGES[asked["change"]](vault, asked["new"])


if __name__ == "__main__":
    main()
