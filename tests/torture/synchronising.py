"""What programs that synchronise folders do to a vault that is open, at any moment of a save.

Whatever was acknowledged is afterwards in the vault at its path or in the one that was saved beside, or it was said
that it is not; what such a program put there is left as it put it.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from caselink.errors import VaultError
from caselink.vault import Vault, check
from tests.conftest import Prepared
from tests.torture.promise import Outcome, Share
from tests.torture.saving import number_kept, saver
from tests.vault.filling import add_case
from tests.vault.saver import save

_SAVES: Final = 12
_LONGEST: Final = 0.02
"""Seconds within which the program comes, from the third save on."""


@dataclass(frozen=True, slots=True)
class Site:
    """The folder of an open vault, and an older copy of it as another computer has it."""

    folder: Path
    older: Path

    @property
    def database(self) -> Path:
        return self.folder / "cases-1.db"


def _renamed_over(site: Site) -> None:
    new = site.folder / ".~cases-1.db.part"
    shutil.copyfile(site.older / "cases-1.db", new)
    new.replace(site.database)


def _renamed_away(site: Site) -> None:
    site.database.rename(site.folder / "cases-1 (conflicted copy 2026-11-30 041200).db")


def _renamed_away_for_an_older_one(site: Site) -> None:
    _renamed_away(site)
    shutil.copyfile(site.older / "cases-1.db", site.database)


def _deleted(site: Site) -> None:
    site.database.unlink()


def _deleted_and_put_back(site: Site) -> None:
    content = site.database.read_bytes()
    site.database.unlink()
    site.database.write_bytes(content)


def _conflict_copies(site: Site) -> None:
    for name in ("cases-1 (conflicted copy 2026-11-30 041200).db", "data.key (conflict).age", "keys/amal-pc2.age"):
        shutil.copyfile(site.older / "lock" if "(" in name else site.older / "keys/amal.age", site.folder / name)


def _written_over_in_place(site: Site) -> None:
    shutil.copyfile(site.older / "cases-1.db", site.database)


def _half_written(site: Site) -> None:
    os.truncate(site.database, site.database.stat().st_size // 2)


def _folder_renamed(site: Site) -> None:
    site.folder.rename(site.folder.with_name("elsewhere.caselink"))


def _folder_replaced(site: Site) -> None:
    site.folder.rename(site.folder.with_name("away.caselink"))
    shutil.copytree(site.older, site.folder)
    shutil.rmtree(site.folder.with_name("away.caselink"))


def _folder_deleted(site: Site) -> None:
    shutil.rmtree(site.folder, ignore_errors=True)
    shutil.rmtree(site.folder, ignore_errors=True)  # a journal came meanwhile


def _lock_replaced(site: Site) -> None:
    new = site.folder / ".~lock.part"
    new.write_bytes(b'{"user": "ida", "computer": "pc2", "since": "2026-11-30T04:12:00.000+00:00"}')
    new.replace(site.folder / "lock")


def _key_put_back(site: Site) -> None:
    new = site.folder / ".~key.part"
    shutil.copyfile(site.folder / "data.key.age", new)
    new.replace(site.folder / "data.key.age")


def _key_replaced(site: Site) -> None:
    new = site.folder / ".~key.part"
    new.write_bytes(b"the data key of another generation")
    new.replace(site.folder / "data.key.age")


def _touched(site: Site) -> None:
    os.utime(site.database)


ACTS: Final[tuple[Callable[[Site], None], ...]] = (
    _renamed_over, _renamed_away, _renamed_away_for_an_older_one, _deleted, _deleted_and_put_back, _conflict_copies,
    _written_over_in_place, _half_written, _folder_renamed, _folder_replaced, _folder_deleted, _lock_replaced,
    _key_put_back, _key_replaced, _touched,
)
HARMLESS: Final = frozenset({_conflict_copies, _lock_replaced, _key_put_back, _touched})
"""After these saving goes on."""
IN_PLACE: Final = frozenset({_written_over_in_place, _half_written})
"""What these take away may be in no memory any more; it must be said. They come between two saves: what is written
over a file at the very moment that it is committed shows at the next backup or opening."""


def clients_at_work(prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """Each act in turn, at any moment of the saves."""
    older = prepared.copy_to(folder / "older.caselink")
    with prepared.open(older) as vault:
        case_id = add_case(vault)
        save(vault, case_id, 1)
    total = Outcome(0)
    for number in share.numbers:
        place = folder / str(number)
        place.mkdir()
        act = ACTS[number % len(ACTS)]
        site = Site(fresh_copy_in(place, older), older)
        total += _one(prepared, site, case_id, act, random.Random(number))  # noqa: S311 - to be told again
        shutil.rmtree(place)
    return total


def fresh_copy_in(place: Path, original: Path) -> Path:
    """A copy of a vault in a folder of its own."""
    folder = place / "office.caselink"
    shutil.copytree(original, folder)
    return folder


def _one(
    prepared: Prepared, site: Site, case_id: str, act: Callable[[Site], None], chance: random.Random
) -> Outcome:
    name = act.__name__.strip("_").replace("_", " ")
    come, wait, saving = threading.Event(), chance.uniform(0, _LONGEST), threading.Lock()

    def at_work() -> None:
        come.wait()
        time.sleep(wait)
        with saving if act in IN_PLACE else contextlib.nullcontext():
            act(site)

    client = threading.Thread(target=at_work)
    client.start()
    vault = prepared.open(site.folder)
    acknowledged = _saves(vault, case_id, come, client, saving)
    vault.close()
    broken = [f"{name}: {fault}" for fault in _faults(prepared, site, vault, case_id, act, acknowledged)]
    return Outcome(1, tuple(broken), Counter({"saved beside" if vault.gone else "went on": 1}))


def _saves(
    vault: Vault, case_id: str, come: threading.Event, client: threading.Thread, saving: threading.Lock
) -> int:
    """Save number after number while the client comes; the last that was acknowledged."""
    acknowledged = 1
    for number in range(2, _SAVES):
        if number == 5:
            come.set()
        if number == _SAVES - 2:
            client.join()
        try:
            with saving:
                save(vault, case_id, number)
        except VaultError:
            break
        acknowledged = number
    come.set()
    client.join()
    return acknowledged


def _faults(
    prepared: Prepared, site: Site, vault: Vault, case_id: str, act: Callable[[Site], None], acknowledged: int
) -> list[str]:
    if act in HARMLESS and vault.gone is not None:
        return ["saving did not go on"]
    if vault.gone is None:
        kept = _kept(prepared, site.folder, case_id)
        return [] if kept == acknowledged else [f"{acknowledged} was acknowledged, {kept} is there, and not a word"]
    saved = vault.gone.saved
    found = [] if saved is not None else ["nothing was saved beside"]
    if saved is not None and act not in IN_PLACE:
        kept = _kept(prepared, saved, case_id)
        found += [] if kept is not None and kept >= acknowledged else [f"{acknowledged} acknowledged, {kept} beside"]
    if act in {_renamed_over, _renamed_away_for_an_older_one, _folder_replaced, _written_over_in_place}:
        same = site.database.read_bytes() == (site.older / "cases-1.db").read_bytes()
        found += [] if same else ["what was put there was written to"]
    return found


def _kept(prepared: Prepared, folder: Path, case_id: str) -> int | None:
    """The number last saved in the vault there, if it is sound."""
    with contextlib.suppress(VaultError), prepared.open(folder) as vault:
        if not [problem for problem in check(vault).problems if "pc2" not in problem]:
            return number_kept(vault, case_id)
    return None


def clients_and_kills(prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """The database is replaced while a process saves, and that process is killed right after: what was put there is
    sound and as it was put there, and the next opening says that it is another one."""
    older = prepared.copy_to(folder / "older.caselink")
    with prepared.open(older) as vault:
        case_id = add_case(vault)
        save(vault, case_id, 1)
    total = Outcome(0)
    for number in share.numbers:
        place = folder / f"kill-{number}"
        place.mkdir()
        site = Site(fresh_copy_in(place, older), older)
        act = (_renamed_over, _renamed_away_for_an_older_one, _deleted_and_put_back)[number % 3]
        total += _killed(prepared, site, case_id, act, random.Random(number))  # noqa: S311 - to be told again
        shutil.rmtree(place)
    return total


def _killed(
    prepared: Prepared, site: Site, case_id: str, act: Callable[[Site], None], chance: random.Random
) -> Outcome:
    with saver(prepared, site.folder, 2, 100_000) as process:
        assert process.stdout is not None
        said = [int(process.stdout.readline()) for _save in range(chance.randrange(1, 4))]
        time.sleep(chance.uniform(0, _LONGEST))
        act(site)
        process.kill()
        said += [int(line) for line in process.stdout.read().split("\n")[:-1]]
    journal = site.folder / "cases-1.db-journal"
    met = "in the middle of a save" if journal.exists() and journal.stat().st_size else "between two saves"
    broken = []
    try:
        with prepared.open(site.folder) as vault:
            kept = number_kept(vault, case_id)
            if not check(vault).sound:
                broken.append("not sound")
            if kept < said[-1] and not vault.opened.was_replaced:
                broken.append(f"{said[-1]} was acknowledged, {kept} is there, and not a word")
    except VaultError as fault:
        broken.append(repr(fault))
    name = act.__name__.strip("_").replace("_", " ")
    return Outcome(1, tuple(f"{name}, killed: {fault}" for fault in broken), Counter({met: 1}))
