"""Flipped bits and cut files, each of which `check` must report."""

from __future__ import annotations

from pathlib import Path

from caselink.domain.answers import Answer
from caselink.errors import VaultError
from caselink.vault import CheckReport
from caselink.vault.checks.checking import examine
from caselink.vault.database import Database
from caselink.vault.opened import Opened
from tests.conftest import Prepared
from tests.torture.promise import Outcome, Share
from tests.vault.filling import add_case

PAGE = 4096


def filled_vault(prepared: Prepared, folder: Path) -> Opened:
    """A closed vault with ten cases, and the keys to it."""
    with prepared.open(folder) as vault:
        for number in range(10):
            case_id = add_case(vault, f"2026-{number:04d}", f"Name {number}")
            for answer in ("none", "lease_hers"):
                with vault.change("answer", case_id) as change:
                    change.put_answer(case_id, "housing.status", Answer(answer))
    return vault.opened


def report(opened: Opened) -> CheckReport:
    """What `check_folder` reports, without the two seconds of the passphrase."""
    try:
        database = Database.open(opened.folder, opened.data_key, read_only=True)
    except VaultError as fault:
        return CheckReport(False, 0, (fault.sentence,))
    try:
        return examine(database, opened.folder, opened.data_key, opened.identity)
    finally:
        database.close()


def flips(prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """One bit changed at a time: nine in ten over the database, page by page, one in ten in a key file."""
    opened = filled_vault(prepared, prepared.copy_to(folder / "office.caselink"))
    database = opened.folder / opened.data_key.database
    keys = [opened.folder / "data.key.age", *sorted((opened.folder / "keys").glob("*.age"))]
    contents = {path: path.read_bytes() for path in (database, *keys)}
    chance, broken, hit = share.chance, [], 0
    for number in share.numbers:
        path = keys[number // 10 % len(keys)] if number % 10 == 9 else database
        whole, start = contents[path], 0
        if path == database:
            turn, page = divmod(number - number // 10, len(whole) // PAGE)
            start, hit = page * PAGE, hit + (turn == 0)
        place = start * 8 + chance.randrange(min(PAGE, len(whole)) * 8)
        flipped = bytearray(whole)
        flipped[place // 8] ^= 1 << place % 8
        path.write_bytes(flipped)
        if not _is_reported(opened):
            broken.append(f"bit {place} of {path.name}: not reported")
        if path.read_bytes() != flipped:
            broken.append(f"bit {place} of {path.name}: written over")
        path.write_bytes(whole)
    if not report(opened).sound:
        broken.append("not sound when everything is as it was")
    return Outcome(len(share.numbers), tuple(broken), {"pages hit": hit})


def cuts(prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """The database cut at every page and between, lengthened, and with pages that changed places; at most `size`."""
    opened = filled_vault(prepared, prepared.copy_to(folder / "office.caselink"))
    path = opened.folder / opened.data_key.database
    whole = path.read_bytes()
    pages = range(len(whole) // PAGE)
    shapes = [whole[: page * PAGE] for page in pages]
    shapes += [whole[: page * PAGE + 1000] for page in pages]
    shapes += [whole[:-1], whole + b"x", whole + whole[-PAGE:], whole + bytes(PAGE)]
    shapes += [_exchanged(whole, page) for page in pages[:-1]]
    mine = shapes[share.part :: share.parts]
    chosen = share.chance.sample(mine, min(share.size, len(mine)))
    broken = []
    for shape in chosen:
        path.write_bytes(shape)
        if not _is_reported(opened):
            broken.append(f"a file of {len(shape)} bytes: not reported")
        if path.read_bytes() != shape:
            broken.append(f"a file of {len(shape)} bytes: written over")
    return Outcome(len(chosen), tuple(broken))


def _is_reported(opened: Opened) -> bool:
    found = report(opened)
    return not found.sound and bool(found.problems)


def _exchanged(whole: bytes, page: int) -> bytes:
    """The file with that page and the next in each other's place."""
    start = page * PAGE
    middle, end = start + PAGE, start + 2 * PAGE
    return whole[:start] + whole[middle:end] + whole[start:middle] + whole[end:]
