"""The parts of a case are declared once, and everything that deals with parts reads that declaration."""

from __future__ import annotations

from pathlib import Path

import pytest

from caselink.domain.needs import NeedMark, NeedState
from caselink.vault import Vault, check, open_vault
from caselink.vault.case_rows import rows_of
from caselink.vault.document import Record
from caselink.vault.document_store import load_document
from caselink.vault.parts import CASE_PARTS, OFFICE, OFFICE_PARTS, PARTS, RECORDS, UNDOABLE, Part
from caselink.vault.rescue.rescuing import rescue
from tests.conftest import PASSPHRASE, USER
from tests.vault.filling import add_case

PAGE = Path(__file__).parents[2] / "docs" / "vault-format.md"
WHO = {"by": USER, "at": "2026-11-29T10:00:00.000+00:00"}
SECRET = "zizanie-canary"


def record(part: Part) -> Record:
    """A record of that part with a text in each of its values."""
    return {**dict.fromkeys(PARTS[part].columns, SECRET), **WHO}


def put(vault: Vault, case_id: str, part: Part) -> None:
    """Write such a record as a service would."""
    with vault.change("part_filled", case_id) as change:
        change.put_record(case_id, part, "x-1", record(part))


@pytest.mark.parametrize("part", PARTS)
def test_the_page_on_the_format_tells_each_part_and_each_value(part: Part) -> None:
    begins = f"| `{part.value}` | {PARTS[part].key}"
    (row,) = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith(begins)]
    for column, what in PARTS[part].columns.items():
        assert column in WHO or f"`{column}`: {what}" in row


@pytest.mark.parametrize("part", RECORDS)
def test_a_new_part_has_its_place_in_rows_check_history_undo_reserving_and_erasure(vault: Vault, part: Part) -> None:
    case_id = add_case(vault)
    put(vault, case_id, part)
    assert rows_of(vault.opened.database, case_id)[part] == {"x-1": record(part)}
    assert check(vault).sound
    (touched,) = vault.history(case_id).changes[0].records
    assert (touched.part, touched.key, touched.after) == (part, "x-1", record(part))

    with vault.change("case_reserved", case_id) as change:
        change.reserve(case_id, [USER])
    assert SECRET not in str(vault.opened.database.all("SELECT * FROM records"))
    with vault.change("case_opened_to_all", case_id) as change:
        change.open_to_all(case_id)
    assert rows_of(vault.opened.database, case_id)[part] == {"x-1": record(part)}

    assert vault.undo(case_id)
    assert rows_of(vault.opened.database, case_id)[part] == {}
    assert check(vault).sound
    put(vault, case_id, part)
    with vault.change("case_erased", case_id) as change:
        change.erase_case(case_id)
    assert SECRET not in str(vault.opened.database.all("SELECT * FROM records"))
    assert check(vault).sound


@pytest.mark.parametrize("part", [Part.ENCOUNTERS, Part.ASSESSMENTS])
def test_a_rescue_takes_a_new_part_from_the_rows_where_the_document_does_not_read(vault: Vault, part: Part) -> None:
    case_id = add_case(vault)
    put(vault, case_id, part)
    vault.opened.database.run("UPDATE documents SET digest = 'x' WHERE owner = ?", case_id)
    folder = vault.folder
    vault.close()
    target = folder.with_name("rescued.caselink")
    assert rescue(folder, USER, PASSPHRASE, target).incomplete == 1
    with open_vault(target, USER, PASSPHRASE) as rescued:
        assert rows_of(rescued.opened.database, case_id)[part] == {"x-1": record(part)}
        assert check(rescued).sound


def test_a_record_with_a_value_that_its_part_does_not_declare_is_refused(vault: Vault) -> None:
    case_id = add_case(vault)
    with pytest.raises(ValueError, match="undeclared"), vault.change("part_filled", case_id) as change:
        change.put_record(case_id, Part.ENCOUNTERS, "x-1", {"x": 1, **WHO})
    assert check(vault).sound


def test_what_is_the_office_s_own_is_a_document_without_anything_of_a_case(vault: Vault) -> None:
    case_id = add_case(vault)
    with vault.change("office_details") as change:
        change.set_setting("office_name", "Association")
        change.put_need(case_id, "lawyer", NeedMark(NeedState.DONE))
    document = load_document(vault.opened.database, OFFICE, 0, None)
    maps = document.maps()
    assert {part: maps[part] for part in CASE_PARTS} == {part: {} for part in CASE_PARTS}
    assert set(OFFICE_PARTS) == {Part.PARTNERS, Part.SETTINGS, Part.PUBLICATIONS, Part.FIGURES, Part.MEETINGS}
    assert maps[Part.SETTINGS]["office_name"]["v"] == vault.setting("office_name") == "Association"
    assert not set(UNDOABLE) & {Part.CASE, Part.ATTACHMENTS, *OFFICE_PARTS}
