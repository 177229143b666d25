"""A worker gets another name: all that is hers stays hers, what she did stays under the name of its day."""

from __future__ import annotations

import shutil

import pytest

from caselink.domain.roles import Role
from caselink.errors import UserError, VaultError
from caselink.vault import Vault, check, open_vault, users
from caselink.vault.backup.erasure import cleanse_backups
from caselink.vault.backup.making import copy_now, restore_beside
from caselink.vault.backup.viewing import look_into
from caselink.vault.folder import Layout
from caselink.vault.keys import workers
from caselink.vault.keys.keys import make_slot
from caselink.vault.keys.renaming import rename
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.vault.colleagues import add_colleague, seen_by
from tests.vault.filling import add_case, aged, files

HERS = "phrase de passe de ida, sept mots"


def test_what_is_hers_stays_hers_and_the_name_of_before_is_given_to_nobody(vault: Vault) -> None:
    slot = add_colleague(vault, role=Role.READ_ONLY)
    workers.set_role(vault, "ida", Role.WORKER)
    hers = seen_by(vault, "ida", slot)
    case_id = add_case(hers)
    with hers.change("case_reserved", case_id) as change:
        change.reserve(case_id, ["ida"])
    hers.keep_place({"page": "cases", "case": case_id, "tab": "form", "spot": "housing.status"})
    rename(vault, "ida", "ida-b")
    assert check(vault).problems == ()
    assert [(row.user, row.act, row.whom) for row in vault.audit()][-1] == (USER, "worker_renamed", "ida")
    assert vault.former_names() == {"ida": "ida-b"}
    assert {row.user for row in vault.audit() if row.case_id == case_id} == {"ida"}, "what she did stays under its name"
    with pytest.raises(UserError, match="ida-2"):
        workers.add(vault, "ida", Role.WORKER, make_slot(HERS))
    folder = vault.folder
    vault.close()
    assert users(folder) == (USER, "ida-b")
    with pytest.raises(UserError):
        open_vault(folder, "ida", HERS)
    with open_vault(folder, "ida-b", HERS) as again:
        assert (again.user, again.role) == ("ida-b", Role.WORKER)
        assert again.case(case_id).answers
        assert again.reserved_to(case_id) == ("ida-b",)
        assert again.place()["spot"] == "housing.status", "also where she was in a reserved case"


def test_one_s_own_name_changes_too_and_one_goes_on_working_under_it(vault: Vault) -> None:
    case_id = add_case(vault)
    with vault.change("case_reserved", case_id) as change:
        change.reserve(case_id, [USER])
    rename(vault, USER, "amal-t")
    rename(vault, "amal-t", "amal-z")
    assert vault.user == "amal-z"
    assert vault.case(case_id).answers
    add_case(vault, "2026-0002")
    by = [(row.user, row.act) for row in vault.audit()]
    assert [user for user, action in by if action == "worker_renamed"] == [USER, "amal-t"]
    assert by[-1][0] == "amal-z"
    assert vault.former_names() == {USER: "amal-z", "amal-t": "amal-z"}
    vault.keep_place({"page": "register"})
    folder = vault.folder
    vault.close()
    with open_vault(folder, None, PASSPHRASE) as again:
        assert (again.user, again.place(), check(again).problems) == ("amal-z", {"page": "register"}, ())


@pytest.mark.parametrize("new", [USER, "ida", "former", "recovery", "con", "Ida", ""])
def test_no_name_that_somebody_bears_or_bore_or_that_is_none(vault: Vault, new: str) -> None:
    add_colleague(vault)
    add_colleague(vault, "former")
    workers.remove(vault, "former")
    before = files(vault.folder / "keys")
    with pytest.raises(UserError):
        rename(vault, "ida", new)
    with pytest.raises(UserError):
        rename(vault, "nobody", "somebody")
    assert files(vault.folder / "keys") == before
    assert "worker_renamed" not in {row.act for row in vault.audit()}


def test_only_the_coordination_names_and_only_with_the_key_file_that_was_noted(vault: Vault) -> None:
    hers = seen_by(vault, "ida", add_colleague(vault))
    with pytest.raises(UserError):
        rename(hers, "ida", "ida-b")
    path = Layout(vault.folder).slot("ida")
    path.write_bytes(Layout(vault.folder).slot(USER).read_bytes())
    with pytest.raises(VaultError):
        rename(vault, "ida", "ida-b")
    assert vault.former_names() == {}


def test_backups_of_before_follow_what_was_erased_and_reserved_since(vault: Vault) -> None:
    add_colleague(vault)
    erased, reserved = add_case(vault, "2026-0001", "Maelle"), add_case(vault, "2026-0002")
    made = aged(copy_now(vault).finish(), 1)
    rename(vault, "ida", "ida-b")
    rename(vault, USER, "amal-t")
    with vault.change("case_reserved", reserved) as change:
        change.reserve(reserved, ["amal-t", "ida-b"])
    with vault.change("case_erased", erased) as change:
        change.erase_case(erased)
    assert cleanse_backups(vault).rewritten == 1
    for name, passphrase in (("ida", HERS), (USER, PASSPHRASE)):
        with look_into(made.path, name, passphrase) as looked:
            assert looked.count_cases() == 1
            assert looked.reserved_to(reserved) == (USER, "ida"), "by the names that the backup knows"
            assert looked.case(reserved).answers
    with open_vault(restore_beside(made.path, vault.folder), "ida", HERS) as restored:
        assert restored.case(reserved).answers
    folder = vault.folder
    vault.close()
    with look_into(made.path, "ida", HERS):
        pass
    with open_vault(folder, "ida-b", HERS) as again:
        assert [(row.user, row.action) for row in again.audit()][-1] == ("ida-b", "backup_looked_at")


def test_what_a_killed_process_left_of_it_opens_under_the_name_whose_file_lies_there(vault: Vault) -> None:
    add_colleague(vault)
    keys = Layout(vault.folder)
    (content, folder) = keys.slot("ida").read_bytes(), vault.folder
    keys.proposed_slot("ida-b").write_bytes(content)
    vault.close()
    with open_vault(folder, "ida", HERS) as before_the_commit:
        assert (before_the_commit.user, check(before_the_commit).problems) == ("ida", ())
        assert not keys.proposed_slot("ida-b").exists()
    with open_vault(folder, USER, PASSPHRASE) as again:
        rename(again, "ida", "ida-b")
    keys.slot("ida-b").rename(keys.proposed_slot("ida-b"))
    keys.slot("ida").write_bytes(content)
    assert users(folder) == (USER, "ida")
    with open_vault(folder, "ida", HERS) as after_it:
        assert (after_it.user, after_it.role, check(after_it).problems) == ("ida-b", Role.WORKER, ())
    assert users(folder) == (USER, "ida-b")


@pytest.mark.parametrize("was_reserved", [False, True])
def test_a_copy_in_which_she_got_another_name_takes_no_case_from_her_that_elsewhere_is_named_for_her(
    prepared_vault: Prepared, vault: Vault, *, was_reserved: bool
) -> None:
    add_colleague(vault)
    add_colleague(vault, "former")
    case_id = add_case(vault)
    if was_reserved:
        with vault.change("case_reserved", case_id) as change:
            change.reserve(case_id, [USER, "ida", "former"])
    vault.close()
    elsewhere = vault.folder.with_name("elsewhere.caselink")
    shutil.copytree(vault.folder, elsewhere)
    with prepared_vault.open(elsewhere) as copy:
        rename(copy, "ida", "ida-b")
    with prepared_vault.open(vault.folder) as now, now.change("case_reserved", case_id) as change:
        change.reserve(case_id, [USER, "ida"])
    with open_vault(elsewhere, "ida-b", HERS) as hers:
        assert hers.reserved_to(case_id) == (USER, "ida-b")
        assert hers.case(case_id).answers
        assert check(hers).problems == ()
