"""Genuine vaults of older formats, as versions of their day wrote them, and what is in each.

`tests/vault/old/format-N/` holds the archive that `backup` of that version made, and `expected.json`. They are never
made anew: what today's program writes would prove nothing of an older one. So the first names in them stay, too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from caselink.domain.answers import value_to_json
from caselink.vault import Vault, check
from caselink.vault.backup.making import restore
from caselink.vault.schema import FORMAT

_FOLDER: Final = Path(__file__).parent / "old"


@dataclass(frozen=True, slots=True)
class OldVault:
    """The genuine vault of one format."""

    number: int
    expected: dict[str, Any]

    @property
    def user(self) -> str:
        return str(self.expected["user"])

    @property
    def identity(self) -> str:
        """What this worker's key file holds, so that not every test pays for her passphrase."""
        return str(self.expected["identity"])

    @property
    def database(self) -> str:
        return "cases-1.db"

    @property
    def archive(self) -> Path:
        return _FOLDER / f"format-{self.number}" / f"format-{self.number}.caselink-backup"

    def laid_down(self, folder: Path) -> Path:
        """The vault restored into that folder, in the format of its day."""
        folder.parent.mkdir(exist_ok=True)
        restore(self.archive, folder)
        return folder

    def expect_all(self, vault: Vault) -> None:
        """The vault is of today's format, whole, and holds everything that it held in its day."""
        expected = self.expected
        assert check(vault).problems == ()
        assert vault.opened.database.one("PRAGMA user_version") == (FORMAT,)
        assert vault.office_id == expected["office_id"]
        assert sorted(vault.references().values()) == sorted(expected["cases"])
        assert sorted(partner.short_name for partner in vault.partners()) == sorted(expected["partners"])
        assert {key: vault.setting(key) for key in expected["settings"]} == expected["settings"]
        before, entries = list(vault.audit())[: expected["audit_rows"]], list(vault.audit())[expected["audit_rows"] :]
        assert before[-1].hash == expected.get("audit_head", before[-1].hash)
        renewed = sum(bool(case.get("reserved")) for case in expected["cases"].values())
        assert [(entry.user, entry.action) for entry in entries] == [
            (self.user, "migrated"), *[(self.user, "case_key_renewed")] * renewed
        ]
        assert not any(vault.was_erased(reference) is False for reference in expected.get("erased", ()))
        for reference, case in expected["cases"].items():
            _expect_case(vault, reference, case)


def _expect_case(vault: Vault, reference: str, expected: dict[str, Any]) -> None:
    case = vault.sealed_case(expected["id"])
    assert vault.case_id_of(reference) == case.id
    assert case.status.value == expected["status"]
    assert {path: value_to_json(answer.value) for path, answer in case.answers.items()} == expected["answers"]
    assert {section: list(entries) for section, entries in case.entries.items()} == expected["entries"]
    assert {item: mark.state.value for item, mark in case.needs.items()} == expected["needs"]
    events = [[event.id, event.kind.value, event.at, event.by, event.digest()] for event in case.events]
    assert events == expected["events"]
    assert vault.drafts(case.id) == expected["drafts"]
    assert vault.count_cases(str(expected["answers"]["person.goes_by"])) == 1
    assert case.reserved is expected.get("reserved", False)
    attachments = [[each.id, each.name, each.by, each.at, vault.attachment(each.id).hex()] for each in
                   vault.attachments(case.id)]
    assert attachments == expected.get("attachments", [])
    if "changes" in expected:
        changes = [[past.by, past.at, past.nature.value, len(past.records)] for past in vault.history(case.id).changes]
        assert changes[-len(expected["changes"]) :] == expected["changes"]


def old_vault(number: int) -> OldVault:
    """The one of that format."""
    return OldVault(number, json.loads((_FOLDER / f"format-{number}" / "expected.json").read_text(encoding="utf-8")))


OLD_VAULTS: Final = tuple(old_vault(number) for number in range(1, FORMAT))
