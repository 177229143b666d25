"""The key of a reserved case does not outlive who had it: an old code, an old passphrase or a former colleague with a
copy of before reads nothing that is written after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from caselink.domain.roles import Role
from caselink.errors import ClockUnsure
from caselink.services.office import Office
from caselink.services.reserving import reserved_cases
from caselink.vault import Vault, check, open_vault
from caselink.vault.keys import workers
from caselink.vault.keys.keys import make_slot
from tests.conftest import PASSPHRASE, USER
from tests.vault.colleagues import add_colleague
from tests.vault.filling import add_case
from tests.vault.test_workers import CODE, NEW, reserved

INES = "phrase de passe de ines, sept mots"


def public_key(vault: Vault, case_id: str) -> str:
    (recipient,) = vault.opened.database.one("SELECT recipient FROM cases WHERE id = ?", case_id) or ()
    return str(recipient)


def waits(vault: Vault) -> list[bool]:
    return [each.key_is_old for each in reserved_cases(Office(vault))]


@pytest.mark.parametrize("change", [
    lambda vault: workers.change_own(vault, make_slot(NEW, vault.opened.identities)),
    lambda vault: workers.reset(vault, "ida", make_slot(NEW)),
    lambda vault: workers.remove(vault, "ida"),
    lambda vault: workers.renew_recovery(vault, make_slot(CODE)),
    workers.revoke_recovery,
], ids=["own passphrase", "reset", "removal", "new code", "no code"])
def test_who_goes_while_one_who_is_named_does_it_takes_no_key_along(
    vault: Vault, change: Callable[[Vault], None]
) -> None:
    add_colleague(vault)
    case_id = reserved(vault, "2026-0001", USER, "ida")
    before = public_key(vault, case_id)
    answers = vault.case(case_id).answers
    change(vault)
    assert public_key(vault, case_id) != before
    assert waits(vault) == [False]
    assert vault.case(case_id).answers == answers
    assert check(vault).problems == ()


@pytest.mark.parametrize("change", [
    lambda vault: workers.reset(vault, "ida", make_slot(NEW)),
    lambda vault: workers.remove(vault, "ida"),
    lambda vault: workers.renew_recovery(vault, make_slot(CODE)),
    workers.revoke_recovery,
], ids=["reset", "removal", "new code", "no code"])
@pytest.mark.parametrize("role", [Role.WORKER, Role.READ_ONLY])
def test_where_none_of_the_named_is_there_the_next_one_who_opens_the_vault_renews_it_and_until_then_it_is_said(
    vault: Vault, change: Callable[[Vault], None], role: Role
) -> None:
    folder: Path = vault.folder
    add_colleague(vault)
    add_colleague(vault, "ines")
    add_case(vault, "2026-0009")
    vault.close()
    with open_vault(folder, "ines", INES) as hers:
        case_id = reserved(hers, "2026-0001", "ida", "ines")
        before = public_key(hers, case_id)
    with open_vault(folder, USER, PASSPHRASE) as mine:
        workers.set_role(mine, "ines", role)
        change(mine)
        assert public_key(mine, case_id) == before
        assert waits(mine) == [True]
    with open_vault(folder, "ines", INES) as hers:
        assert public_key(hers, case_id) != before
        assert hers.case(case_id).answers
        assert check(hers).problems == ()
    with open_vault(folder, USER, PASSPHRASE) as mine:
        assert waits(mine) == [False]
        assert check(mine).problems == ()


def test_a_case_to_which_none_of_those_had_a_key_keeps_its_own(vault: Vault) -> None:
    add_colleague(vault)
    workers.revoke_recovery(vault)
    case_id = reserved(vault, "2026-0001", USER)
    before = public_key(vault, case_id)
    workers.remove(vault, "ida")
    assert public_key(vault, case_id) == before


def test_months_later_too_whoever_is_named_opens_the_vault_and_renews_the_key(vault: Vault) -> None:
    """A clock far ahead of the trail is asked about before anything is dated by it: this is not."""
    folder: Path = vault.folder
    add_colleague(vault, "ines")
    add_colleague(vault)
    vault.close()
    with open_vault(folder, "ines", INES) as hers:
        case_id = reserved(hers, "2026-0001", "ida", "ines")
        before = public_key(hers, case_id)
    with open_vault(folder, USER, PASSPHRASE) as mine:
        workers.remove(mine, "ida")
    with time_machine.travel(datetime.now(UTC) + timedelta(days=90)), open_vault(folder, "ines", INES) as hers:
        assert public_key(hers, case_id) != before
        assert hers.case(case_id).answers
        with pytest.raises(ClockUnsure):
            add_case(hers, "2026-0002")
        assert check(hers).problems == ()
