"""The encrypted file: keys, database, case documents, search, check, backup, audit. Only user of sqlcipher3 and loro.

`create`, `open_vault` and `open_with_recovery` give a `Vault`; `Vault.change` is the one way to write.
"""

from caselink.vault.change import Change
from caselink.vault.checks.checking import CheckReport, check, check_folder
from caselink.vault.folder import users
from caselink.vault.history import CaseHistory, PastChange, PastRecord
from caselink.vault.opening import create, open_vault, open_with_recovery
from caselink.vault.reserved.heads import CaseHead
from caselink.vault.trail.audit import AuditEntry
from caselink.vault.typing import Typing
from caselink.vault.vault import Vault

__all__ = [
    "AuditEntry", "CaseHead", "CaseHistory", "Change", "CheckReport", "PastChange", "PastRecord", "Typing",
    "Vault", "check", "check_folder", "create", "open_vault", "open_with_recovery", "users",
]
