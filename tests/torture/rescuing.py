"""A vault with reserved cases and a page of it damaged: what is rescued is what was there, and what is not is counted.

Each page in turn, rescued by who is named for those cases and by who is not.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from caselink.domain.case import Case
from caselink.domain.events import EventKind
from caselink.errors import VaultDamaged, VaultError
from caselink.vault import Vault, check, open_vault
from caselink.vault.keys.keys import DataKey
from caselink.vault.rescue.rescuing import RescueReport, rescue
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.torture.damage import PAGE
from tests.torture.promise import Outcome, Share
from tests.vault.colleagues import add_colleague, seen_by
from tests.vault.filling import add_case

OPEN: Final = 3
RESERVED: Final = 3
ALL: Final = OPEN + RESERVED
IDA: Final = "ida"
NOT_WHOLE: Final = "plus entier"
HERS: Final = "phrase de passe de ida, sept mots"
PASSPHRASES: Final = {USER: PASSPHRASE, IDA: HERS}


@dataclass(frozen=True)
class Mixed:
    """A closed vault with open cases and cases reserved to ida, and what they all were."""

    folder: Path
    path: Path
    cases: dict[str, Case]
    reserved: frozenset[str]
    data_key: DataKey

    @property
    def pages(self) -> range:
        """The pages of its database."""
        return range(self.path.stat().st_size // PAGE)


def mixed_vault(prepared: Prepared, folder: Path) -> Mixed:
    """Fill that copy of the prepared vault."""
    with prepared.open(folder) as vault:
        ida = add_colleague(vault)
        for number in range(ALL):
            _add_import(vault, add_case(vault, f"2026-{number:04d}", f"Name {number}"))
        hers = seen_by(vault, IDA, ida)
        for case_id in list(hers.references())[:RESERVED]:
            with hers.change("case_reserved", case_id) as change:
                change.reserve(case_id, (IDA,))
        path = folder / vault.opened.data_key.database
    with open_vault(folder, IDA, HERS) as vault:
        cases = cases_of(vault)
    reserved = frozenset(case_id for case_id, case in cases.items() if case.reserved)
    return Mixed(folder, path, cases, reserved, prepared.data_key)


def _add_import(vault: Vault, case_id: str) -> None:
    """Several events of one kind in one change: they share the millisecond."""
    with vault.change("import", case_id) as change:
        for number in range(5):
            change.add_event(case_id, EventKind.NEVER_INFORM, {"kind": "person", "name": f"Person {number}"})
        given = change.add_event(case_id, EventKind.CONSENT_GIVEN, {"recipient": "b", "note": "mots " * 60})
        change.add_event(case_id, EventKind.CONSENT_WITHDRAWN, {"consent": given.id})


def cases_of(vault: Vault) -> dict[str, Case]:
    return {case_id: vault.case(case_id) for case_id in vault.references()}


@contextmanager
def damaged(mixed: Mixed, page: int, place: int = 100) -> Iterator[None]:
    """One byte of that page is another while this lasts; nobody writes to the file meanwhile."""
    whole = mixed.path.read_bytes()
    at = page * PAGE + place
    spoilt = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
    mixed.path.write_bytes(spoilt)
    try:
        yield
        assert mixed.path.read_bytes() == spoilt
    finally:
        mixed.path.write_bytes(whole)


def seen(target: Path) -> dict[str, Case]:
    """Every case that anybody of the new vault can open; to all of them it is sound, its events those of the chain. Of
    a reserved case that others could not rescue whole those who are named are told that it is not."""
    cases: dict[str, Case] = {}
    for name, passphrase in PASSPHRASES.items():
        if (target / "keys" / f"{name}.age").exists():
            with open_vault(target, name, passphrase) as vault:
                hers = cases_of(vault)
                parts = [case for case in hers.values() if not case.events_match_the_chain()]
                assert all(case.reserved for case in parts)
                problems = check(vault).problems
                assert len(problems) == bool(parts)
                assert all(NOT_WHOLE in problem for problem in problems)
                cases |= hers
    return cases


def expect_honest(mixed: Mixed, report: RescueReport, cases: dict[str, Case]) -> None:
    """What is called whole is equal to what it was, and every case is counted."""
    equal = [case_id for case_id, case in cases.items() if case == mixed.cases[case_id]]
    assert len(equal) >= report.cases
    assert report.cases + report.incomplete + report.lost == ALL
    assert len(cases) <= report.cases + report.incomplete
    for case_id, case in cases.items():
        assert case.reserved == (case_id in mixed.reserved)
        assert case.answers.items() <= mixed.cases[case_id].answers.items()
        assert {event.id for event in case.events} <= {event.id for event in mixed.cases[case_id].events}


def rescues(prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """Each page damaged in turn, at a place by chance, and rescued by each of the two; at most `size` pages, chosen by
    chance where there are more."""
    mixed = mixed_vault(prepared, prepared.copy_to(folder / "office.caselink"))
    pages = sorted(Share(share.size).chance.sample(mixed.pages, min(share.size, len(mixed.pages))))
    chance, total = share.chance, Outcome(0)
    for page in pages[share.part :: share.parts]:
        for user in PASSPHRASES:
            place = chance.randrange(PAGE)
            try:
                total += rescued(mixed, folder / "new.caselink", user, page, place)
            except (VaultError, AssertionError) as fault:
                shutil.rmtree(folder / "new.caselink", ignore_errors=True)
                total += Outcome(1, (f"byte {place} of page {page}, rescued by {user}: {fault!r}",))
    return total


def rescued(mixed: Mixed, target: Path, user: str, page: int, place: int) -> Outcome:
    """Damage one byte and rescue: it is refused with a sentence and leaves nothing, or is honest.

    Raises AssertionError where it is neither, VaultError where what was rescued does not open.
    """
    before = sorted(target.parent.iterdir())
    with damaged(mixed, page, place):
        try:
            report = rescue(mixed.folder, user, PASSPHRASES[user], target)
        except VaultDamaged as refused:
            assert refused.sentence
            assert sorted(target.parent.iterdir()) == before
            return Outcome(1, (), {"refused": 1})
    expect_honest(mixed, report, seen(target))
    shutil.rmtree(target)
    return Outcome(1, (), {"cases whole": report.cases, "incomplete": report.incomplete, "lost": report.lost})
