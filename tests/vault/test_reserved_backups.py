"""A case that is reserved is closed in the backups of before too, to whoever takes a copy of one elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from caselink.errors import UserError
from caselink.vault import Vault, check, open_vault
from caselink.vault.backup.erasure import Cleansed, cleanse_backups, plan_cleansing
from caselink.vault.backup.making import copy_now, list_backups, restore
from caselink.vault.keys import workers
from caselink.vault.keys.keys import make_slot
from tests.conftest import PASSPHRASE, USER
from tests.vault.colleagues import add_colleague
from tests.vault.filling import add_case, aged
from tests.vault.plain_pages import plain_pages

HERS = "phrase de passe de ida, sept mots"
SECRET = "Kirghizistan"


@pytest.fixture
def case_id(vault: Vault) -> str:
    """A case that stands open in two backups of before."""
    add_colleague(vault)
    add_case(vault, "2026-0002", "Stays open")
    case_id = add_case(vault, "2026-0001", SECRET)
    for days in (2, 1):
        aged(copy_now(vault).finish(), days)
    return case_id


def reserve(vault: Vault, case_id: str, *names: str) -> None:
    with vault.change("case_reserved", case_id) as change:
        change.reserve(case_id, names)


def elsewhere(archive: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The backup laid down where neither list is, as on another computer."""
    monkeypatch.setattr("caselink.vault.erasure.erased_list.data_folder", lambda: folder.with_name("nothing"))
    restore(archive, folder, erased=folder.with_name("no list"))
    return folder


def seen_in(folder: Path, user: str, passphrase: str) -> set[str]:
    with open_vault(folder, user, passphrase) as vault:
        assert check(vault).problems == ()
        return set(vault.references().values())


def test_a_colleague_who_copies_a_backup_of_before_does_not_find_it_there(
    vault: Vault, case_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reserve(vault, case_id, USER)
    assert plan_cleansing(vault) is not None
    assert cleanse_backups(vault) == Cleansed(rewritten=2)
    assert plan_cleansing(vault) is None
    for number, file in enumerate(list_backups(vault.folder)):
        place = elsewhere(file.path, tmp_path / f"{number}.caselink", monkeypatch)
        assert SECRET.encode() not in plain_pages(place / "cases-1.db", vault.opened.data_key.key)
        assert seen_in(place, "ida", HERS) == {"2026-0002"}
        hers_too = seen_in(place, USER, PASSPHRASE)
        assert (len(hers_too), "2026-0002" in hers_too) == (2, True)
        with open_vault(place, USER, PASSPHRASE) as hers:
            assert hers.case(case_id).answers["person.goes_by"].value == SECRET


def test_who_is_taken_off_finds_it_in_no_backup_any_more(
    vault: Vault, case_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reserve(vault, case_id, USER, "ida")
    assert cleanse_backups(vault).rewritten == 2
    reserve(vault, case_id, USER)
    assert cleanse_backups(vault).rewritten >= 2
    for number, file in enumerate(list_backups(vault.folder)):
        place = elsewhere(file.path, tmp_path / f"{number}.caselink", monkeypatch)
        assert seen_in(place, "ida", HERS) == {"2026-0002"}


def test_what_is_reserved_to_the_same_people_or_open_again_rewrites_no_backup(vault: Vault, case_id: str) -> None:
    reserve(vault, case_id, USER)
    cleanse_backups(vault)
    reserve(vault, case_id, USER)
    assert plan_cleansing(vault) is None
    with vault.change("case_opened_to_all", case_id) as change:
        change.open_to_all(case_id)
    assert plan_cleansing(vault) is None


def test_a_backup_that_nobody_of_today_opens_waits_for_its_worker(vault: Vault, case_id: str) -> None:
    folder = vault.folder
    reserve(vault, case_id, USER)
    workers.add(vault, "ines", vault.role, make_slot(SECRET * 3))
    vault.close()
    with open_vault(folder, "ines", SECRET * 3) as hers:
        assert cleanse_backups(hers) == Cleansed()
        assert len(list_backups(folder)) == 3
        with pytest.raises(UserError):
            hers.case(case_id)
    with open_vault(folder, USER, PASSPHRASE) as again:
        assert cleanse_backups(again).rewritten == 2
