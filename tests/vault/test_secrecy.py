"""Nothing readable outside: a canary written everywhere is found in no file."""

from __future__ import annotations

import base64
import random
import zipfile
from pathlib import Path

from caselink.domain.answers import Answer
from caselink.domain.events import EventKind
from caselink.domain.needs import NeedMark, NeedState
from caselink.domain.partners import Partner, PartnerKind
from caselink.forms.registry import PARTNER_FORM
from caselink.vault import Vault
from caselink.vault.backup.making import backup
from tests.torture.canary import CANARY, leaks


def write_it_everywhere(vault: Vault) -> str:
    with vault.change("import") as change:
        case_id = change.new_case(f"2026 {CANARY}")
        for section, field in PARTNER_FORM.fields():
            entry = change.add_entry(case_id, section.id) if section.repeating else ""
            path = ".".join(part for part in (section.id, entry, field.name) if part)
            change.put_answer(case_id, path, Answer(CANARY))
        change.put_need(case_id, "lawyer", NeedMark(NeedState.DONE, CANARY, CANARY, outcome=CANARY))
        change.add_event(case_id, EventKind.NEVER_INFORM, {"name": CANARY})
        change.put_partner(Partner(CANARY, CANARY, PartnerKind.OTHER, note=CANARY))
        change.set_setting("office_name", CANARY)
    vault.keep_place({"page": CANARY})
    return case_id


def test_the_search_for_the_canary_finds_it_where_it_is(tmp_path: Path) -> None:
    for code in ("utf-8", "utf-16", "latin-1"):
        (tmp_path / code).write_bytes(b"..." + CANARY.encode(code) + b"...")
    for before in range(3):
        (tmp_path / f"base64-{before}").write_bytes(base64.b64encode(b"....."[before:] + CANARY.encode() + b"..."))
    (tmp_path / f"in the name {CANARY}").touch()
    (tmp_path / "small and without accents").write_text("kanarienvogelchen")
    with zipfile.ZipFile(tmp_path / "zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("inside", CANARY * 3)
    assert leaks(tmp_path) == sorted(path.name for path in tmp_path.iterdir())


def test_a_canary_in_every_field_is_readable_in_no_file(vault: Vault, tmp_path: Path) -> None:
    case_id = write_it_everywhere(vault)
    chance = random.Random(4)  # noqa: S311 - an order, not a secret
    paths = sorted(vault.case(case_id).answers)
    for number in range(150):
        vault.keep_draft(case_id, chance.choice(paths), f"{CANARY} {number}")
        with vault.change("answer", case_id) as change:
            change.put_answer(case_id, chance.choice(paths), Answer(f"{CANARY} {number} " * chance.randrange(1, 400)))
            if number % 10 == 0:
                change.settle()
                assert leaks(vault.folder) == []
        if number % 7 == 0:
            vault.undo(case_id)
            assert vault.count_cases(CANARY) == 1
    backup(vault, tmp_path / "copy.zip")
    assert leaks(tmp_path) == []
    vault.close()
    assert leaks(tmp_path) == []
