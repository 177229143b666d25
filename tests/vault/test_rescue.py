"""A damaged vault: what still reads is saved into a sound one, nothing is guessed, the damaged one is not touched."""

from __future__ import annotations

import contextlib
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from caselink.domain.case import Case
from caselink.domain.events import Event, EventKind
from caselink.errors import UserError, VaultDamaged, WrongPassphrase
from caselink.vault import check, open_vault, open_with_recovery
from caselink.vault.backup.making import restore
from caselink.vault.rescue.damaged_reader import DamagedReader
from caselink.vault.rescue.rescuing import RescueReport, rescue
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.vault.filling import add_case, files, lengthened
from tests.vault.plain_pages import plain_pages

PAGE = 4096
OLD = Path(__file__).parent / "old" / "format-1" / "format-1.caselink-backup"
PROTECTING = {EventKind.CONSENT_WITHDRAWN, EventKind.NEVER_INFORM, EventKind.LEFT}


@dataclass(frozen=True)
class Filled:
    """A closed vault, and what its cases were."""

    folder: Path
    prepared: Prepared
    cases: dict[str, Case]

    @property
    def path(self) -> Path:
        return self.folder / self.prepared.data_key.database


def fill(prepared: Prepared, folder: Path, count: int) -> Filled:
    """Cases each with a consent, its withdrawal in every other, a name never to inform and something that left."""
    with prepared.open(folder) as vault:
        for number in range(count):
            case_id = add_case(vault, f"2026-{number:04d}", f"Name {number}")
            with vault.change("consents", case_id) as change:
                given = change.add_event(case_id, EventKind.CONSENT_GIVEN, {"recipient": "b", "note": "mots " * 60})
                change.add_event(case_id, EventKind.NEVER_INFORM, {"name": f"Person {number}"})
                change.add_event(case_id, EventKind.LEFT, {"number": number})
                if number % 2:
                    change.add_event(case_id, EventKind.CONSENT_WITHDRAWN, {"consent": given.id})
        cases = {case_id: vault.case(case_id) for case_id in vault.references()}
    return Filled(folder, prepared, cases)


@pytest.fixture
def filled(prepared_vault: Prepared, vault_folder: Path) -> Filled:
    return fill(prepared_vault, vault_folder, 24)


def saved(filled: Filled, target: Path) -> tuple[RescueReport, dict[str, Case]]:
    """Rescue, and read what was saved; the original must not have changed by a byte."""
    before = files(filled.folder)
    report = rescue(filled.folder, USER, PASSPHRASE, target)
    assert files(filled.folder) == before
    with open_vault(target, USER, PASSPHRASE) as vault:
        assert check(vault).sound
        cases = {case_id: vault.case(case_id) for case_id in vault.references()}
        assert all(case.events_match_the_chain() for case in cases.values())
        assert [entry.action for entry in vault.audit()][-1] == "rescued"
    return report, cases


def allowed(events: tuple[Event, ...]) -> set[str]:
    """The consents that were given and not withdrawn."""
    withdrawn = {str(event.body["consent"]) for event in events if event.kind is EventKind.CONSENT_WITHDRAWN}
    return {event.id for event in events if event.kind is EventKind.CONSENT_GIVEN} - withdrawn


def expect_nothing_guessed(filled: Filled, cases: dict[str, Case]) -> None:
    for case_id, case in cases.items():
        was = filled.cases[case_id]
        assert case.answers.items() <= was.answers.items()
        assert case.needs.items() <= was.needs.items()
        assert {event.id for event in case.events} <= {event.id for event in was.events}
        assert allowed(case.events) <= allowed(was.events)


def test_where_everything_reads_everything_is_saved_hash_by_hash(filled: Filled, tmp_path: Path) -> None:
    with filled.prepared.open(filled.folder) as vault:
        chain = [entry.hash for entry in vault.audit()]
        office, generation = vault.office_id, vault.opened.data_key.generation
        drafts = {case_id: vault.drafts(case_id) for case_id in filled.cases}
    lengthened(filled.folder)
    report, cases = saved(filled, tmp_path / "new.caselink")
    assert report == RescueReport(24, 0, 0, ())
    assert cases == filled.cases
    with open_with_recovery(tmp_path / "new.caselink", filled.prepared.code) as vault:
        assert [entry.hash for entry in vault.audit()][: len(chain)] == chain
        assert (vault.office_id, vault.opened.data_key.generation) == (office, generation + 1)
        assert vault.opened.data_key.key != filled.prepared.data_key.key
        assert {case_id: vault.drafts(case_id) for case_id in filled.cases} == drafts
        assert vault.count_cases("name 7") == 1


def rescue_each(filled: Filled, tmp_path: Path, damages: list[bytes]) -> list[RescueReport]:
    """Rescue from each of these files; gives the reports of those from which something could be saved."""
    reports = []
    for number, content in enumerate(damages):
        filled.path.write_bytes(content)
        target = tmp_path / f"new-{number}.caselink"
        try:
            report, cases = saved(filled, target)
        except VaultDamaged:
            assert not target.exists()
            continue
        expect_nothing_guessed(filled, cases)
        assert report.cases + report.incomplete == len(cases)
        assert report.cases + report.incomplete + report.lost <= len(filled.cases)
        reports.append(report)
        shutil.rmtree(target)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
    return reports


def flipped(whole: bytes, place: int) -> bytes:
    return whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]


def test_one_flipped_byte_anywhere_costs_little(filled: Filled, tmp_path: Path) -> None:
    whole = filled.path.read_bytes()
    chance = random.Random(31)  # noqa: S311 - places, not secrets
    pages = range(4, len(whole) // PAGE)
    damages = [flipped(whole, page * PAGE + chance.randrange(PAGE)) for page in chance.sample(pages, 4)]
    reports = rescue_each(filled, tmp_path, damages)
    assert len(reports) == len(damages)
    assert all(report.lost == 0 for report in reports)
    assert sum(report.cases for report in reports) > 24 * len(damages) * 0.6


def test_many_flips_a_cut_file_and_lost_pages_save_what_is_left(filled: Filled, tmp_path: Path) -> None:
    whole = filled.path.read_bytes()
    chance = random.Random(8)  # noqa: S311
    pages = len(whole) // PAGE
    many = whole
    for _flip in range(6):
        many = flipped(many, chance.randrange(4 * PAGE, len(whole)))
    damages = [
        many, whole[: len(whole) * 2 // 3], whole[: len(whole) * 9 // 10 + 77],
        whole[: pages // 2 * PAGE] + bytes(5 * PAGE) + whole[(pages // 2 + 5) * PAGE :],
        whole[: pages * 3 // 4 * PAGE] + whole[(pages * 3 // 4 + 3) * PAGE :],
    ]
    reports = rescue_each(filled, tmp_path, damages)
    assert len(reports) >= 4
    assert all(report.cases + report.incomplete >= 8 for report in reports)
    assert all(report.problems for report in reports)


SCANS = {
    "events": "SELECT sum(length(body)) FROM events NOT INDEXED",
    "audit": "SELECT sum(length(hash)) FROM audit NOT INDEXED",
    "audit_sealed": "SELECT count(case_id) FROM audit INDEXED BY audit_sealed WHERE digest IS NOT NULL",
}


def last_page_of(filled: Filled, table: str) -> int:
    """The last page without which a table or index can't be read to its end."""
    whole = filled.path.read_bytes()
    needed = []
    for page in range(len(whole) // PAGE - 1, 3, -1):
        filled.path.write_bytes(flipped(whole, page * PAGE + 100))
        with contextlib.closing(DamagedReader(filled.path, filled.prepared.data_key)) as salvage:
            if salvage.read(SCANS[table]) is None:
                needed.append(page)
                break
    filled.path.write_bytes(whole)
    return needed[0]


def test_a_withdrawal_that_does_not_read_gives_no_consent_its_life_back(filled: Filled, tmp_path: Path) -> None:
    whole = filled.path.read_bytes()
    lost = 0
    for table in SCANS:
        filled.path.write_bytes(flipped(whole, last_page_of(filled, table) * PAGE + 100))
        _report, cases = saved(filled, tmp_path / f"{table}.caselink")
        expect_nothing_guessed(filled, cases)
        lost += sum(len(allowed(was.events)) - len(allowed(cases[case_id].events)) for case_id, was in
                    filled.cases.items())
        if table != "events":
            for case_id, was in filled.cases.items():
                kept = {event.id for event in cases[case_id].events}
                assert {event.id for event in was.events if event.kind in PROTECTING} <= kept
        filled.path.write_bytes(whole)
    assert lost > 0


def pages_with(filled: Filled, *texts: str) -> list[int]:
    """The pages in which all of this stands."""
    plain = bytes(16) + plain_pages(filled.path, filled.prepared.data_key.key)
    size = len(plain) // (filled.path.stat().st_size // PAGE)
    starts = range(0, len(plain), size)
    return [start // size for start in starts if all(text.encode() in plain[start : start + size] for text in texts)]


def test_a_withdrawal_that_is_lost_with_its_seal_gives_no_consent_its_life_back(
    prepared_vault: Prepared, vault_folder: Path, tmp_path: Path
) -> None:
    filled = fill(prepared_vault, vault_folder, 12)
    case_id, was = next(iter(filled.cases.items()))
    consent = was.events[0].id
    assert consent in allowed(was.events)
    with prepared_vault.open(filled.folder) as vault:
        with vault.change("withdrawal", case_id) as change:
            withdrawal = change.add_event(case_id, EventKind.CONSENT_WITHDRAWN, {"consent": consent})
        (digest,) = [entry.digest for entry in vault.audit() if entry.action == "consent_withdrawn"][-1:]
    lost = pages_with(filled, withdrawal.id, withdrawal.kind) + pages_with(filled, str(digest))
    assert len(lost) == 2
    assert not {*lost} & {*pages_with(filled, f"{consent}{case_id}consent_given")}
    content = filled.path.read_bytes()
    for page in lost:
        content = flipped(content, page * PAGE + 100)
    filled.path.write_bytes(content)
    _report, cases = saved(filled, tmp_path / "new.caselink")
    assert withdrawal.id not in {event.id for event in cases[case_id].events}
    assert consent not in allowed(cases[case_id].events)
    assert any(allowed(case.events) for case in cases.values())


def test_an_older_page_put_back_gives_no_consent_its_life_back(
    prepared_vault: Prepared, filled: Filled, tmp_path: Path
) -> None:
    before = filled.path.read_bytes()
    case_id = next(iter(filled.cases))
    consent = next(event for event in filled.cases[case_id].events if event.kind is EventKind.CONSENT_GIVEN)
    with prepared_vault.open(filled.folder) as vault, vault.change("withdrawal", case_id) as change:
        change.add_event(case_id, EventKind.CONSENT_WITHDRAWN, {"consent": consent.id})
    after = filled.path.read_bytes()
    starts = range(0, len(before), PAGE)
    replayed = [start // PAGE for start in starts if before[start : start + PAGE] != after[start : start + PAGE]]
    tried = 0
    for page in replayed[1:]:
        for damaged in (None, replayed[-1]) if page == replayed[1] else (None,):
            content = bytearray(after)
            content[page * PAGE : (page + 1) * PAGE] = before[page * PAGE : (page + 1) * PAGE]
            if damaged is not None:
                content[damaged * PAGE + 9] ^= 1
            filled.path.write_bytes(content)
            lengthened(filled.folder)
            target = tmp_path / f"{page}-{damaged}.caselink"
            try:
                rescue(filled.folder, USER, PASSPHRASE, target)
            except VaultDamaged:
                continue
            tried += 1
            with open_vault(target, USER, PASSPHRASE) as vault:
                case = vault.case(case_id)
                assert not case.events_match_the_chain() or consent.id not in allowed(case.events)
    assert tried >= 4


def test_a_page_that_the_disk_does_not_give_is_skipped(filled: Filled, tmp_path: Path) -> None:
    whole = filled.path.read_bytes()
    filled.path.write_bytes(whole[: 40 * PAGE] + bytes(PAGE) + whole[41 * PAGE :])
    report, cases = saved(filled, tmp_path / "new.caselink")
    assert report.cases >= 10
    expect_nothing_guessed(filled, cases)


def spoil_the_first_page(filled: Filled) -> None:
    filled.path.write_bytes(flipped(filled.path.read_bytes(), 60))


def spoil_the_data_key(filled: Filled) -> None:
    (filled.folder / "data.key.age").write_bytes(b"age-encryption.org/v1\nnot one")


@pytest.mark.parametrize("spoil", [spoil_the_first_page, spoil_the_data_key])
def test_where_nothing_reads_nothing_is_made(filled: Filled, tmp_path: Path, spoil: Callable[[Filled], None]) -> None:
    spoil(filled)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Exception, match="sauvegarde"):
        rescue(filled.folder, USER, PASSPHRASE, tmp_path / "new.caselink")
    assert sorted(tmp_path.iterdir()) == before


def test_a_rescue_needs_the_passphrase_and_a_free_place(filled: Filled, tmp_path: Path) -> None:
    with pytest.raises(WrongPassphrase):
        rescue(filled.folder, USER, "not the passphrase at all", tmp_path / "new.caselink")
    with pytest.raises(UserError):
        rescue(filled.folder, USER, PASSPHRASE, filled.folder)
    with pytest.raises(UserError):
        rescue(filled.folder, "nobody", PASSPHRASE, tmp_path / "new.caselink")


def test_a_damaged_vault_of_format_1_is_rescued_too(tmp_path: Path) -> None:
    folder = tmp_path / "old.caselink"
    restore(OLD, folder)
    path = folder / "cases-1.db"
    path.write_bytes(flipped(path.read_bytes(), path.stat().st_size - 3 * PAGE))
    report = rescue(folder, USER, PASSPHRASE, tmp_path / "new.caselink")
    assert report.cases + report.incomplete == 3
    with open_vault(tmp_path / "new.caselink", USER, PASSPHRASE) as vault:
        assert vault.count_cases() == 3
        assert check(vault).sound


def test_a_long_text_whose_last_page_does_not_read_is_not_read_as_zeros(
    prepared_vault: Prepared, vault_folder: Path
) -> None:
    with prepared_vault.open(vault_folder) as vault:
        typed = "elle voudrait " * 700
        vault.keep_draft(add_case(vault), "request.wishes", typed)
        path = vault_folder / vault.opened.data_key.database
    whole = path.read_bytes()
    unread = 0
    for page in range(3, len(whole) // PAGE):
        path.write_bytes(flipped(whole, page * PAGE + 50))
        with contextlib.closing(DamagedReader(path, prepared_vault.data_key)) as salvage:
            rows = salvage.read("SELECT text FROM drafts WHERE path = 'request.wishes'")
        assert rows in (None, [(typed,)])
        unread += rows is None
    assert unread >= 3
