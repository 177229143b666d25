"""No case, and no worker, hangs on one person without the coordination knowing it and being able to change it."""

from __future__ import annotations

import pytest

from caselink.domain.roles import Role
from caselink.errors import UserError
from caselink.services import workers
from caselink.services.cases import new_case
from caselink.services.office import Office, open_office
from caselink.services.reserving import (
    require_second_named,
    reserve_case,
    reserved_cases,
    second_named_is_required,
)
from caselink.vault import check
from tests.conftest import PASSPHRASE, USER

HERS = "tiroir ombre colibri sept fenêtre prairie"
NEW = "navire lampe orage tisser demain coquelicot"


def reserves_to_herself(office: Office, *references: str) -> Office:
    """The vault closed and open again, after ida reserved these cases to herself and the code was renewed since."""
    workers.add_worker(office, "ida", Role.WORKER, HERS, PASSPHRASE)
    office.close()
    hers = open_office(office.folder, "ida", HERS)
    for reference in references:
        reserve_case(hers, new_case(hers, reference).id, ["ida"])
    hers.close()
    return open_office(office.folder, USER, PASSPHRASE)


def test_a_worker_who_alone_opens_cases_is_removed_once_their_loss_is_confirmed_by_its_number(office: Office) -> None:
    again = reserves_to_herself(office, "2026-0001", "2026-0002")
    assert workers.left_to_one_without_code(again) == ("ida",)
    assert "ida" in workers.left_to_one_warning(("ida",))
    workers.renew_recovery(again, PASSPHRASE)
    (ida,) = [each for each in workers.workers(again) if each.name == "ida"]
    assert ida.lost_without_her == 2
    for losing in (0, 1, 3):
        with pytest.raises(UserError) as caught:
            workers.remove_worker(again, "ida", PASSPHRASE, losing)
        assert "2 dossiers" in caught.value.sentence
    workers.remove_worker(again, "ida", PASSPHRASE, 2)
    assert [each.name for each in workers.workers(again)] == [USER]
    assert check(again.vault).problems == ()
    assert again.vault.references() == {}
    again.close()
    with open_office(office.folder, USER, PASSPHRASE).vault as vault:
        assert check(vault).problems == ()


def test_her_passphrase_is_replaced_too_once_that_loss_is_confirmed(office: Office) -> None:
    again = reserves_to_herself(office, "2026-0001")
    workers.renew_recovery(again, PASSPHRASE)
    with pytest.raises(UserError):
        workers.change_passphrase(again, "ida", NEW, PASSPHRASE)
    workers.change_passphrase(again, "ida", NEW, PASSPHRASE, losing=1)
    again.close()
    hers = open_office(office.folder, "ida", NEW)
    assert hers.vault.references() == {}
    hers.close()


def test_where_nothing_is_lost_no_loss_can_be_confirmed(office: Office) -> None:
    workers.add_worker(office, "ida", Role.WORKER, HERS, PASSPHRASE)
    with pytest.raises(UserError):
        workers.remove_worker(office, "ida", PASSPHRASE, 1)
    assert workers.left_to_one_warning(workers.left_to_one_without_code(office)) == ""
    workers.remove_worker(office, "ida", PASSPHRASE)


def test_the_coordination_is_told_of_every_reservation_and_nobody_else_is(office: Office) -> None:
    again = reserves_to_herself(office, "2026-0001")
    (told,) = reserved_cases(again)
    assert (told.named, told.by) == (("ida",), "ida")
    assert told.reference.startswith("D-"), "the one by chance, which tells nothing"
    assert told.since.endswith("+00:00")
    again.close()
    hers = open_office(office.folder, "ida", HERS)
    assert reserved_cases(hers) == ()
    hers.close()


def test_the_coordination_can_ask_that_two_are_named(office: Office) -> None:
    again = reserves_to_herself(office)
    require_second_named(again, True)
    again.close()
    hers = open_office(office.folder, "ida", HERS)
    case_id = new_case(hers, "2026-0001").id
    for named in (["ida"], ["ida", "ida"]):
        with pytest.raises(UserError):
            reserve_case(hers, case_id, named)
    assert hers.vault.reserved_to(case_id) is None
    reserve_case(hers, case_id, ["ida", USER])
    with pytest.raises(UserError):
        reserve_case(hers, case_id, ["ida"])
    with pytest.raises(UserError):
        require_second_named(hers, False)
    hers.close()
    again = open_office(office.folder, USER, PASSPHRASE)
    assert second_named_is_required(again)
    require_second_named(again, False)
    reserve_case(again, case_id, [USER])
    again.close()
