"""A list of what was erased that no vault wrote: whoever was removed can write one. It says nothing, and keeps nobody
out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage  # type: ignore[import-untyped]
import pytest

from caselink.vault import Vault, check
from caselink.vault.erasure.erased_list import Told, lists_of, said
from caselink.vault.keys.keys import new_identity, recipient_of
from tests.conftest import Prepared
from tests.vault.filling import add_case

AT = "2099-01-01T00:00:00.000+00:00"
KEY = recipient_of(new_identity())
HALF = "\ud800"


def reserved(case_id: str, **said: object) -> str:
    row = {"case": case_id, "at": AT, "by": "zoe", "recipient": KEY, "keys": {"zoe": "AAAA"}, **said}
    return json.dumps({"erased": [], "reserved": [list(row.values())]})


def erased(case_id: str, **said: object) -> str:
    row = {"case": case_id, "path": "", "digest": None, "at": AT, "by": "zoe", **said}
    return json.dumps({"erased": [list(row.values())], "reserved": []})


Forge = Callable[[str], str]
FORGED: dict[str, Forge] = {
    "a public key that is none": lambda case: reserved(case, recipient="age1nonsense"),
    "half a character as a public key": lambda case: reserved(case, recipient=f"age1{HALF}"),
    "a sealed key that is no base64": lambda case: reserved(case, keys={"zoe": "A"}),
    "a sealed key that is a number": lambda case: reserved(case, keys={"zoe": 3}),
    "a key for a worker of no possible name": lambda case: reserved(case, keys={HALF: "AAAA"}),
    "a moment that is none": lambda case: reserved(case, at="soon"),
    "half a character as a path": lambda case: erased(case, path=HALF),
    "half a character as a digest": lambda case: erased(case, digest=HALF),
    "a moment without its zone": lambda case: erased(case, at="2099-01-01T00:00:00"),
    "somebody of no possible name": lambda case: erased(case, by=HALF),
    "no case": lambda _case: erased(HALF),
    "rows that are none": lambda _case: '{"erased": 5, "reserved": [5]}',
    "a list nested without end": lambda _case: "[" * 100_000,
    "no list": lambda _case: "3",
}


def write(vault: Vault, folder: Path, content: str) -> None:
    (identity,) = vault.opened.database.one("SELECT office_identity FROM meta") or ()
    recipient: Any = pyrage.x25519.Recipient.from_str(recipient_of(identity))
    (folder / "erased.age").write_bytes(pyrage.encrypt(content.encode(), [recipient]))


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED.keys())
def test_a_forged_list_says_nothing_and_keeps_nobody_out(
    prepared_vault: Prepared, vault_folder: Path, forge: Forge
) -> None:
    with prepared_vault.open(vault_folder) as vault:
        case_id = add_case(vault)
        write(vault, vault_folder, forge(case_id))
        told = said(vault.opened.database, lists_of(vault.opened.database, vault_folder))
    assert told == Told()
    copy = shutil.copytree(vault_folder, vault_folder.with_name("restored.caselink"))
    with prepared_vault.open(copy) as restored:
        assert restored.references().keys() == {case_id}
        assert check(restored).sound


@pytest.mark.parametrize("spell", [reserved, erased])
def test_a_list_spelled_as_a_vault_spells_it_is_followed(
    prepared_vault: Prepared, vault_folder: Path, spell: Forge
) -> None:
    """That the forgeries above differ from it by what they are named for alone."""
    with prepared_vault.open(vault_folder) as vault:
        case_id = add_case(vault)
        write(vault, vault_folder, spell(case_id))
    copy = shutil.copytree(vault_folder, vault_folder.with_name("restored.caselink"))
    with prepared_vault.open(copy) as restored:
        assert restored.references() == {}, "erased, or closed to whoever is not named"
