"""The promises, at the size that `docs/reliability.md` speaks of."""

from __future__ import annotations

from typing import Final

from tests.torture.backing_up import kills_while_backing_up
from tests.torture.changing import (
    failing_disk_while_changing,
    kills_while_changing_passphrase,
    kills_while_changing_the_data_key,
    kills_while_changing_workers,
    kills_while_migrating,
)
from tests.torture.clocks import jumping_clocks
from tests.torture.creating import fails_while_creating
from tests.torture.damage import cuts, flips
from tests.torture.imports import mutated_imports
from tests.torture.insider import insiders
from tests.torture.key_files import key_files
from tests.torture.main_job import JOBS, no_sockets
from tests.torture.matrices import matrices
from tests.torture.promise import ALL, Promise
from tests.torture.races import races
from tests.torture.rescuing import rescues
from tests.torture.saving import failing_disk, kills_while_saving
from tests.torture.secrecy import nothing_readable
from tests.torture.slow_disks import slow_disk
from tests.torture.statements import kills_at_statements
from tests.torture.synchronising import clients_and_kills, clients_at_work

PROMISES: Final = (
    Promise(
        "kills", "killed while saving: nothing acknowledged lost, no file damaged", 500, kills_while_saving, 10,
        on_disk=True,
    ),
    Promise("faults", "a write, sync, cut or deletion fails: the old state or the new one", ALL, failing_disk, 8),
    Promise(
        "passphrase", "killed while changing a passphrase: the old or the new opens", 200,
        kills_while_changing_passphrase, 4,
    ),
    Promise(
        "datakey", "killed while changing the data key: old or new, everybody’s passphrase opens", 200,
        kills_while_changing_the_data_key, 4,
    ),
    Promise(
        "workers", "killed while workers and recovery code come and go: before or after", ALL,
        kills_while_changing_workers, 2,
    ),
    Promise(
        "keyfaults", "a call to the disk is refused while keys change: before or after", ALL,
        failing_disk_while_changing, 8,
    ),
    Promise("migration", "killed while an old vault is migrated: all of it, old or new", ALL, kills_while_migrating, 4),
    Promise(
        "statements", "killed before each statement of SQL that a migration runs: all of it, old or new", ALL,
        kills_at_statements, 4,
    ),
    Promise(
        "backups", "killed while a backup is made: whole or not there, those of before stay", 200,
        kills_while_backing_up, 4,
    ),
    Promise("races", "several open at once: one has it, no write lost", 100, races, 2, on_disk=True),
    Promise(
        "clients", "programs that synchronise folders at work on an open vault: nothing acknowledged lost unheard", 200,
        clients_at_work, 4,
    ),
    Promise(
        "replaced", "the database replaced while a process saves, and that killed: sound, and it is said", 60,
        clients_and_kills, 2, on_disk=True,
    ),
    Promise(
        "creating", "a call is refused, or the process killed, while a vault is made: all of it or nothing", ALL,
        fails_while_creating, 4,
    ),
    Promise("flips", "a bit flipped anywhere is reported by the check", 10_000, flips, 10),
    Promise("cuts", "a database cut, lengthened or with pages mixed up is reported", ALL, cuts),
    Promise(
        "rescues", "any page of a vault damaged: what is rescued is what was there, the rest is counted", ALL,
        rescues, 4,
    ),
    Promise(
        "canary", "a word typed everywhere is readable nowhere on the disk", 1_000, nothing_readable, 2, on_disk=True,
    ),
    Promise("sockets", "the whole job opens no socket beyond this computer", len(JOBS), no_sockets, on_disk=True),
    Promise(
        "insider", "a colleague copies files, old folders and passphrases: she stays who she is, nobody loses anything",
        1_000, insiders, 10,
    ),
    Promise(
        "keyfiles", "any key file laid over any other, before, after and amid a change: it opens as nobody else",
        ALL, key_files, 10,
    ),
    Promise(
        "slowdisk", "300 ms a sync: hiding and locking lose nothing but the last second, the keys go within 2 s", 20,
        slow_disk,
    ),
    Promise("clocks", "clocks that jump: nothing withdrawn or expired leaves", 300, jumping_clocks, 2),
    Promise(
        "matrices", "a form of any consents: a word of hers stands in it just where she agreed", 10_000, matrices, 4,
    ),
    Promise("imports", "a mutated import document crashes nothing and changes nothing", 1_000, mutated_imports, 2),
)
