"""A list of what was erased that no vault wrote: whoever was removed can write one. It says nothing, and keeps nobody
out."""

from __future__ import annotations

import json
import shutil
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyrage  # type: ignore[import-untyped]
import pytest

from caselink.domain.roles import Role
from caselink.vault import Vault, check
from caselink.vault.erasure.told import marks_of, read_told
from caselink.vault.keys import workers
from caselink.vault.keys.keys import make_slot, new_identity, recipient_of
from caselink.vault.opening import open_unlocked
from tests.conftest import USER, Prepared
from tests.vault.colleagues import add_colleague
from tests.vault.filling import add_case

AT = "2099-01-01T00:00:00.000+00:00"
KEY = recipient_of(new_identity())
HALF = "\ud800"


def reserved(case_id: str, **said: object) -> str:
    row = {"case": case_id, "at": AT, "by": "ida", "recipient": KEY, "keys": {"ida": "AAAA"}, **said}
    return json.dumps({"erased": [], "reserved": [list(row.values())]})


def erased(case_id: str, **said: object) -> str:
    row = {"case": case_id, "path": "", "digest": None, "at": AT, "by": "ida", **said}
    return json.dumps({"erased": [list(row.values())], "reserved": []})


Forge = Callable[[str], str]
FORGED: dict[str, Forge] = {
    "a public key that is none": lambda case: reserved(case, recipient="age1nonsense"),
    "half a character as a public key": lambda case: reserved(case, recipient=f"age1{HALF}"),
    "a sealed key that is no base64": lambda case: reserved(case, keys={"ida": "A"}),
    "a sealed key that is a number": lambda case: reserved(case, keys={"ida": 3}),
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


def write(folder: Path, content: str, *to: str) -> None:
    keys: list[Any] = [pyrage.x25519.Recipient.from_str(each) for each in to]
    (folder / "erased.age").write_bytes(pyrage.encrypt(content.encode(), keys))


def office_key(vault: Vault) -> str:
    """To whom the list in the folder is encrypted in this generation."""
    (identity,) = vault.opened.database.one("SELECT office_identity FROM meta") or ()
    return recipient_of(identity)


def continuing(vault: Vault, content: str) -> str:
    """The same with what shows that it continues the vault's audit trail."""
    marks = marks_of(entry.hash for entry in vault.audit())
    return f'{content[:-1]}, "continues": "{b64encode(marks).decode()}"}}'


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED.keys())
def test_a_forged_list_says_nothing_and_keeps_nobody_out(
    prepared_vault: Prepared, vault_folder: Path, forge: Forge
) -> None:
    with prepared_vault.open(vault_folder) as vault:
        case_id = add_case(vault)
        content = continuing(vault, forge(case_id))
        write(vault_folder, content, office_key(vault))
    copy = shutil.copytree(vault_folder, vault_folder.with_name("restored.caselink"))
    with prepared_vault.open(copy) as restored:
        assert restored.references().keys() == {case_id}
        assert restored.passes_over_a_list
        assert check(restored).sound


@pytest.mark.parametrize("spell", [reserved, erased])
def test_a_list_spelled_as_a_vault_spells_it_is_followed(
    prepared_vault: Prepared, vault_folder: Path, spell: Forge
) -> None:
    """That the forgeries above differ from it by what they are named for alone."""
    with prepared_vault.open(vault_folder) as vault:
        case_id = add_case(vault)
        write(vault_folder, continuing(vault, spell(case_id)), office_key(vault))
    copy = shutil.copytree(vault_folder, vault_folder.with_name("restored.caselink"))
    with prepared_vault.open(copy) as restored:
        assert restored.references() == {}, "erased, or closed to whoever is not named"
        assert not restored.passes_over_a_list


@dataclass
class Former:
    """What somebody has who was removed: the marks of all rows that she knew, and to whom she can encrypt."""

    case_id: str
    marks: bytes
    to: tuple[str, ...]
    identities: tuple[str, ...]


@pytest.fixture
def former(vault: Vault) -> Former:
    """Ida, a coordinator until just now, with a copy of all that there was; and one row that was written since."""
    slot = add_colleague(vault, role=Role.COORDINATOR)
    case_id = add_case(vault)
    held = vault.opened.database.one("SELECT office_identity, list_identity FROM meta") or ()
    recipients = [str(row[0]) for row in vault.opened.database.all("SELECT recipient FROM workers")]
    known = marks_of(entry.hash for entry in vault.audit())
    workers.remove(vault, "ida")
    add_case(vault, "2026-0002")
    return Former(case_id, known, (*map(recipient_of, held), *recipients), (*held, slot.identity))


def test_who_was_removed_reads_nothing_of_what_was_erased_since(vault: Vault, former: Former) -> None:
    with vault.change("case_erased", former.case_id) as change:
        change.erase_case(former.case_id)
    sealed = (vault.folder / "erased.age").read_bytes()
    assert former.identities
    for identity in former.identities:
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)])


@pytest.mark.parametrize("change", ["passphrase", "recovery", "data key"])
def test_each_new_generation_has_an_identity_of_its_own(vault: Vault, change: str) -> None:
    before = office_key(vault)
    with vault.change("case_erased") as first:
        first.erase_case(first.new_case("2026-0009"))
    if change == "passphrase":
        workers.change_own(vault, make_slot("une autre phrase de passe", vault.opened.identities))
    elif change == "recovery":
        workers.renew_recovery(vault, make_slot("un autre code de secours"))
    else:
        workers.renew_data_key(vault)
    assert office_key(vault) != before
    (identity,) = vault.opened.database.one("SELECT office_identity FROM meta") or ()
    opened = pyrage.decrypt((vault.folder / "erased.age").read_bytes(), [pyrage.x25519.Identity.from_str(identity)])
    assert [note.path for note in read_told(opened)[0].erased] == [""], "encrypted anew at once"


@pytest.mark.parametrize("spell", [reserved, erased])
def test_who_was_removed_rules_no_vault_that_moved(
    vault: Vault, former: Former, lists_of_this_computer: Path, spell: Forge
) -> None:
    vault.close()
    content = spell(former.case_id)[:-1] + f', "continues": "{b64encode(former.marks).decode()}"}}'
    moved = shutil.copytree(vault.folder, vault.folder.with_name("moved.caselink"))
    shutil.rmtree(lists_of_this_computer, ignore_errors=True)
    write(moved, content, *former.to)
    with open_unlocked(moved, USER, vault.opened.data_key, vault.opened.identity) as here:
        assert here.references()[former.case_id] == "2026-0001"
        assert here.passes_over_a_list
        assert [row.action for row in here.audit()][-1] == "erased_list_passed_over"
        assert check(here).sound
    with open_unlocked(moved, USER, vault.opened.data_key, vault.opened.identity) as again:
        assert not again.passes_over_a_list, "it was written anew"
        assert again.references()[former.case_id] == "2026-0001"


def test_a_copy_of_an_earlier_generation_follows_the_list_that_its_worker_opens(
    vault: Vault, former: Former, lists_of_this_computer: Path
) -> None:
    older = vault.folder.with_name("older.caselink")
    copied = vault.opened
    with_key = shutil.copytree(vault.folder, older)
    workers.renew_data_key(vault)
    with vault.change("case_erased", former.case_id) as change:
        change.erase_case(former.case_id)
    shutil.copyfile(vault.folder / "erased.age", with_key / "erased.age")
    shutil.rmtree(lists_of_this_computer)
    with open_unlocked(with_key, USER, copied.data_key, copied.identity) as copy:
        assert former.case_id not in copy.references()
        assert not copy.passes_over_a_list
