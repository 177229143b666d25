"""A process that changes the keys of a vault once: to be killed in the middle.

Standard input brings JSON: `folder`, `user`, `passphrase`, the name of a change in CHANGES, and `new`, the passphrase
or code that comes with it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from caselink.domain.roles import Role
from caselink.vault import Vault, open_vault, workers
from caselink.vault.keys import make_slot
from tests import quick_age

OTHER: Final = "zoe"

CHANGES: Final[dict[str, Callable[[Vault, str], None]]] = {
    "passphrase": lambda vault, new: workers.change_own(vault, make_slot(new, before=vault.opened.identity)),
    "reset": lambda vault, new: workers.reset(vault, OTHER, make_slot(new)),
    "add": lambda vault, new: workers.add(vault, "ines", Role.WORKER, make_slot(new)),
    "remove": lambda vault, _new: workers.remove(vault, OTHER),
    "recovery": lambda vault, new: workers.renew_recovery(vault, make_slot(new)),
    "revoke": lambda vault, _new: workers.revoke_recovery(vault),
    "data key": lambda vault, _new: workers.renew_data_key(vault),
    "migration": lambda _vault, _new: None,
}


def main() -> None:
    quick_age.install()
    asked = json.load(sys.stdin)
    with open_vault(Path(asked["folder"]), asked["user"], asked["passphrase"]) as vault:
        CHANGES[asked["change"]](vault, asked["new"])


if __name__ == "__main__":
    main()
