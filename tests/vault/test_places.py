"""What a worker had not recorded yet at the end of a session: of a reserved case hers alone, gone with what is erased.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from caselink.domain.answers import Answer, Json
from caselink.domain.roles import Role
from caselink.vault import Vault
from tests.conftest import USER, Prepared
from tests.vault.colleagues import add_colleague, seen_by
from tests.vault.filling import add_case
from tests.vault.plain_pages import plain_pages

SECRET = "Qzxwvkjhpl"
RESIDENCE = "residence.status"


@pytest.fixture
def case_id(vault: Vault) -> str:
    case_id = add_case(vault, "2026-0002", "Maëlle")
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, RESIDENCE, Answer("card_f"))
    return case_id


def unfinished(case_id: str, page: str = "case") -> dict[str, Json]:
    """As the window keeps it: long enough that it does not fit into one page of the database."""
    words = json.dumps({f"legal:{case_id}": {"reason": f"{SECRET} " * 800}, "partner": {"name": f"{SECRET} Office"}})
    return {"page": page, "case": case_id, "tab": "2", "unfinished": words, "window": "geometry"}


def traces(prepared: Prepared, vault: Vault) -> int:
    pages = plain_pages(vault.folder / "cases-1.db", prepared.data_key.key)
    assert b"CREATE TABLE" in pages
    return pages.lower().count(SECRET.lower().encode())


def reserve(vault: Vault, case_id: str) -> None:
    with vault.change("case_reserved", case_id) as change:
        change.reserve(case_id, [USER])


def test_what_is_unfinished_in_a_reserved_case_stands_nowhere_readable(
    prepared_vault: Prepared, vault: Vault, case_id: str
) -> None:
    """Nor does what was unfinished on another page at the same time."""
    reserve(vault, case_id)
    vault.keep_place(unfinished(case_id))
    assert traces(prepared_vault, vault) == 0
    assert vault.place() == unfinished(case_id)


def test_a_reason_typed_over_the_list_is_sealed_like_the_case_that_it_is_of(
    prepared_vault: Prepared, vault: Vault, case_id: str
) -> None:
    reserve(vault, case_id)
    vault.keep_place(unfinished(case_id, page="caseload"))
    assert traces(prepared_vault, vault) == 0
    assert vault.place() == unfinished(case_id, page="caseload")


def test_what_was_kept_before_a_case_was_reserved_is_gone_then(
    prepared_vault: Prepared, vault: Vault, case_id: str
) -> None:
    vault.keep_place(unfinished(case_id))
    assert traces(prepared_vault, vault) > 10
    reserve(vault, case_id)
    assert traces(prepared_vault, vault) == 0


def test_a_colleague_reads_nothing_of_what_is_unfinished(vault: Vault, case_id: str) -> None:
    hers = seen_by(vault, "ida", add_colleague(vault, role=Role.WORKER))
    reserve(vault, case_id)
    vault.keep_place(unfinished(case_id))
    assert hers.place() == {}
    hers.keep_place(unfinished(case_id))
    assert hers.place() == {"window": "geometry"}


@pytest.mark.parametrize("reserved", [False, True])
def test_it_is_gone_with_the_case(prepared_vault: Prepared, vault: Vault, case_id: str, reserved: bool) -> None:
    if reserved:
        reserve(vault, case_id)
    vault.keep_place(unfinished(case_id))
    with vault.change("case_erased", case_id) as change:
        change.erase_case(case_id)
    assert vault.place() == {}
    assert traces(prepared_vault, vault) == 0


def test_it_is_gone_with_answers_that_are_erased(prepared_vault: Prepared, vault: Vault, case_id: str) -> None:
    """What stands unfinished may say what must not be kept any more."""
    vault.keep_place(unfinished(case_id))
    with vault.change("answer", case_id) as change:
        change.erase_answers(case_id, [RESIDENCE])
    assert vault.place() == {}
    assert traces(prepared_vault, vault) == 0


def test_an_older_copy_forgets_it_with_the_answers_that_it_is_told_to_erase(
    prepared_vault: Prepared, vault: Vault, case_id: str, tmp_path: Path
) -> None:
    vault.keep_place(unfinished(case_id))
    vault.close()
    older = Path(shutil.copytree(vault.folder, tmp_path / "restored.caselink"))
    with prepared_vault.open(vault.folder) as now, now.change("answer", case_id) as change:
        change.erase_answers(case_id, [RESIDENCE])
    with prepared_vault.open(older) as restored:
        assert restored.case(case_id).value(RESIDENCE) is None
        assert restored.place() == {}
        assert traces(prepared_vault, restored) == 0


def test_erasing_a_case_with_a_short_reference_leaves_what_is_not_finished_elsewhere(
    vault: Vault, case_id: str
) -> None:
    with vault.change("case_opened") as change:
        erased = change.new_case("12")
    words = json.dumps({f"legal:{case_id}": {"reason": "12", "paper": "rue 12"}, "partner:12": {"row": "12"}})
    hers: dict[str, Json] = {"page": "case", "case": case_id, "tab": "12", "unfinished": words, "window": "AdnQyw12=="}
    vault.keep_place(hers)
    assert vault.place() == hers
    with vault.change("case_erased") as change:
        change.erase_case(erased)
    assert vault.place() == hers


def test_the_reference_of_an_erased_case_typed_for_a_new_one_is_gone_and_nothing_else(vault: Vault) -> None:
    with vault.change("case_opened") as change:
        erased = change.new_case("12")
    typed = {"new_case": {"reference": "12", "name": "A."}, "partner": {"name": "12"}}
    vault.keep_place({"page": "caseload", "unfinished": json.dumps(typed), "window": "shape"})
    with vault.change("case_erased") as change:
        change.erase_case(erased)
    assert vault.place() == {"page": "caseload", "unfinished": '{"partner":{"name":"12"}}', "window": "shape"}


def test_a_part_of_the_window_that_names_an_erased_case_is_forgotten_with_it(vault: Vault, case_id: str) -> None:
    with vault.change("case_opened") as change:
        erased = change.new_case("2026-0012")
    typed = {
        f"legal:{erased}": {"reason": "x"}, f"lifting:{erased}:e-1": {}, "reviews": {erased: "why it is kept"},
        "partner": {"name": "x"},
    }
    vault.keep_place({"page": "case", "case": case_id, "unfinished": json.dumps(typed)})
    with vault.change("case_erased") as change:
        change.erase_case(erased)
    assert vault.place() == {"page": "case", "case": case_id, "unfinished": '{"partner":{"name":"x"}}'}
