"""A colleague with a passphrase of her own and the folder in the file manager: random copies of files, old folders, old
passphrases and commands, while the office goes on working.

She may break the folder; that is told, and the right files put back mend it. She must never work under another name,
become more than her role, read what is reserved to others, or make the others lose anything.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from caselink.domain.answers import Answer
from caselink.domain.case import Case
from caselink.domain.events import EventKind
from caselink.domain.needs import NeedMark, NeedState
from caselink.domain.roles import Role
from caselink.errors import CaseLinkError, UserError, VaultError
from caselink.vault import Vault, check, open_vault, open_with_recovery
from caselink.vault.attachments import AttachmentEntry
from caselink.vault.backup.making import copy_now, list_backups, restore
from caselink.vault.backup.viewing import look_into
from caselink.vault.change import Change
from caselink.vault.folder import RECOVERY
from caselink.vault.keys import workers
from caselink.vault.keys.keys import make_slot
from caselink.vault.keys.recovery_code import new_code
from caselink.vault.keys.renaming import rename
from caselink.vault.parts import RECORDS, Part
from caselink.vault.rescue.rescuing import rescue
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.quick_age import remembering
from tests.torture.promise import Outcome, Share
from tests.vault.filling import add_case, fill_parts, part_record
from tests.vault.forging import FORGERIES, TAKEN

IDA: Final = "ida"
MARC: Final = "marc"
LEA: Final = "lea"
ROLES: Final = {USER: Role.COORDINATOR, IDA: Role.WORKER, MARC: Role.WORKER, LEA: Role.READ_ONLY}
STEPS: Final = 8
_ALWAYS_THERE: Final = (
    "the last event gone", "all events gone", "an event again", "an event moved", "an event and the tally gone",
)
"""What can be taken from a case that has no more than one event and no change since it was sealed."""


_SECRET: Final = "chez sa soeur"
Content = tuple[Case, dict[str, str], tuple[AttachmentEntry, ...], tuple[bytes, ...]]
"""Of a case: what stands in it, what is being typed, its attachments and what is in them."""


class BrokenPromise(AssertionError):
    """What she must not be able to do."""


def content_of(vault: Vault, case_id: str) -> Content:
    """All that is read of a case; its reference is given by chance."""
    listed = vault.attachments(case_id)
    return vault.case(case_id), vault.drafts(case_id), listed, tuple(vault.attachment(each.id) for each in listed)


@dataclass
class Staffed:
    """A vault of four and its code. `passphrases` of today and before by name, the last one counts; all but the
    coordinator's are well-formed codes, which open a key file where the recovery code is asked for too."""

    folder: Path
    passphrases: dict[str, list[str]]
    reserved: dict[str, frozenset[str]]
    """Who is named for each reserved case."""
    count: int
    files: dict[str, str]
    """The attachments of those, with the case of each."""
    kept: dict[str, Content]
    """What stands in them, as the coordinator last saw it."""
    right: dict[str, bytes] = field(default_factory=dict)
    """The key files and the data key as the office's own work left them."""
    renamed: dict[str, str] = field(default_factory=dict)
    """What somebody is called today, by the name that she bore at first; by this she stands above."""

    @property
    def team(self) -> set[str]:
        """Who has a key today, the code among them."""
        return {name.removeprefix("keys/").removesuffix(".age") for name in self.right if name.startswith("keys/")}

    def today(self, name: str) -> str:
        """What she is called today."""
        return self.renamed.get(name, name)

    def first(self, name: str) -> str:
        """What she was called at first."""
        return next((first for first, today in self.renamed.items() if today == name), name)

    def keep(self) -> None:
        """What lies there is right."""
        self.right = small_files(self.folder)

    def mend(self) -> None:
        """Put the right files back, as from a backup."""
        lay(self.folder, self.right)
        for path in (self.folder / "keys").iterdir():
            if f"keys/{path.name}" not in self.right:
                path.unlink()


def small_files(folder: Path) -> dict[str, bytes]:
    """Key files and data key, by their path in the folder."""
    paths = [*(folder / "keys").iterdir(), folder / "data.key.age"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.is_file()}


def lay(folder: Path, contents: dict[str, bytes]) -> None:
    """Write these files over what is there."""
    for name, content in contents.items():
        (folder / name).write_bytes(content)


def opened(folder: Path, name: str, passphrase: str) -> Vault:
    """The vault as that name opens it; the code under its own."""
    return open_with_recovery(folder, passphrase) if name == RECOVERY else open_vault(folder, name, passphrase)


def staffed(prepared: Prepared, folder: Path) -> Staffed:
    """Three cases with something in every part: one open, one reserved to the coordinator, one to ida; and a backup."""
    prepared.copy_to(folder)
    told = {USER: [PASSPHRASE], RECOVERY: [prepared.code], **{name: [new_code()] for name in (IDA, MARC, LEA)}}
    reserved: dict[str, frozenset[str]] = {}
    attached: dict[str, str] = {}
    kept: dict[str, Content] = {}
    with prepared.open(folder) as vault:
        for name in (IDA, MARC, LEA):
            workers.add(vault, name, ROLES[name], make_slot(told[name][0]))
        add_case(vault)
        for reference, names in (("2026-0002", {USER}), ("2026-0003", {USER, IDA})):
            case_id = add_case(vault, reference)
            with vault.change("case_reserved", case_id) as change:
                fill_parts(change, case_id, _SECRET)
                change.reserve(case_id, names)
            reserved[case_id] = frozenset(names)
            attached |= {each.id: case_id for each in vault.attachments(case_id)}
            kept[case_id] = content_of(vault, case_id)
        copy_now(vault).finish()
    office = Staffed(folder, told, reserved, 3, attached, kept)
    office.keep()
    return office


class Insider:
    """One of the colleagues, what she knows, and what she has put aside."""

    def __init__(self, office: Staffed, name: str, chance: random.Random) -> None:
        self.office = office
        self.name = name
        self.chance = chance
        self.aside = [small_files(office.folder)]
        self.done: list[str] = []

    @property
    def known(self) -> list[str]:
        """The passphrases that she has, or had."""
        return self.office.passphrases[self.name]

    def look(self, folder: Path) -> None:
        """Try every name with all that she knows: it opens as herself alone, in her role, with her cases."""
        for name in (*ROLES, *self.office.renamed.values(), RECOVERY, "ghost"):
            for passphrase in self.known:
                try:
                    vault = opened(folder, name, passphrase)
                except CaseLinkError:
                    continue
                with vault:
                    self.expect_herself(vault)

    def expect_herself(self, vault: Vault) -> None:
        if self.office.first(vault.user) != self.name:
            raise BrokenPromise(f"{self.name} opened the vault as {vault.user}")
        if vault.role is not ROLES[self.name]:
            raise BrokenPromise(f"{self.name} became {vault.role}")
        for case_id, named in self.office.reserved.items():
            if self.name in named:
                continue
            if case_id in vault.references():
                raise BrokenPromise(f"{self.name} sees what is reserved to others")
            for read in (vault.case, vault.drafts, vault.attachments, vault.history):
                self.expect_refused(partial(read, case_id), "reads a reserved case")
            for part in RECORDS:
                self.expect_refused(partial(vault.records_of, case_id, part), f"reads {part} of a reserved case")
            if any(owner == case_id for owner, _key, _record in vault.records(Part.REFERRALS, ["*"])):
                raise BrokenPromise(f"{self.name} finds what is reserved to others among all records")
        for file, case_id in self.office.files.items():
            if self.name not in self.office.reserved[case_id]:
                self.expect_refused(partial(vault.attachment, file), "reads an attachment of a reserved case")

    def expect_refused(self, ask: Callable[[], object], what: str) -> None:
        try:
            ask()
        except CaseLinkError:
            return
        raise BrokenPromise(f"{self.name} {what}")

    def lay_over(self) -> None:
        """One key file, of today or of a folder put aside, under any name."""
        contents = self.chance.choice((*self.aside, small_files(self.office.folder)))
        source = self.chance.choice(sorted(name for name in contents if name.startswith("keys/")))
        target = self.chance.choice((*ROLES, *self.office.renamed.values(), RECOVERY, "ghost"))
        target += self.chance.choice((".age", ".age.new"))
        (self.office.folder / "keys" / target).write_bytes(contents[source])

    def put_back(self) -> None:
        """Some files of a folder that she put aside."""
        old = self.chance.choice(self.aside)
        lay(self.office.folder, {name: old[name] for name in old if self.chance.random() < 0.5})
        if self.chance.random() < 0.3:
            (self.office.folder / "data.key.age.new").write_bytes(old["data.key.age"])

    def put_aside(self) -> None:
        """A copy of the small files for later."""
        self.aside.append(small_files(self.office.folder))

    def take_away(self) -> None:
        """A colleague's key file is gone."""
        (self.office.folder / "keys" / f"{self.chance.choice((*ROLES, RECOVERY))}.age").unlink(missing_ok=True)

    def rescue(self) -> None:
        """Try to become somebody in a new vault."""
        target = self.office.folder.with_name("rescued.caselink")
        for name in (*ROLES, RECOVERY):
            for passphrase in self.known:
                try:
                    rescue(self.office.folder, name, passphrase, target)
                except CaseLinkError:
                    continue
                raise BrokenPromise(f"{self.name} rescued a sound vault as {name}")

    def restore(self) -> None:
        """Take a backup elsewhere, with key files of her choice laid over those in it."""
        made = self.chance.choice(list_backups(self.office.folder))
        target = self.office.folder.with_name("elsewhere.caselink")
        shutil.rmtree(target, ignore_errors=True)
        restore(made.path, target)
        for name in (USER, RECOVERY):
            source = target / "keys" / f"{self.name}.age"
            if source.exists():
                (target / "keys" / f"{name}.age{self.chance.choice(('', '.new'))}").write_bytes(source.read_bytes())
        self.look(target)
        for name in (USER, RECOVERY):
            self.expect_refused(partial(look_into, made.path, name, self.known[-1]), f"looks as {name}")

    def write(self) -> None:
        """Put something into a case that is reserved to others, or take something out of it, by every way there is."""
        try:
            vault = opened(self.office.folder, self.office.today(self.name), self.known[-1])
        except CaseLinkError:
            return
        with vault:
            for case_id in self.closed_to_her:
                for what, write in self.writings(case_id):
                    self.expect_refused(partial(self.written, vault, case_id, write), f"{what} in a reserved case")
                self.expect_refused(partial(vault.undo, case_id), "undoes in a reserved case")
                self.expect_refused(partial(vault.keep_draft, case_id, "request.wishes", "x"), "types in one")

    @property
    def closed_to_her(self) -> list[str]:
        """The cases that are reserved to others."""
        return [case_id for case_id, named in self.office.reserved.items() if self.name not in named]

    def writings(self, case_id: str) -> Iterator[tuple[str, Callable[[Change], object]]]:
        """Each in words and done."""
        for part in RECORDS:
            record = part_record(part, "x")
            yield f"wrote {part}", lambda change, part=part, record=record: change.put_record(  # type: ignore[misc]
                case_id, part, f"{part.value}-1", record
            )
        for file in [file for file, owner in self.office.files.items() if owner == case_id]:
            yield "removed a file", lambda change, file=file: change.remove_attachment(file)  # type: ignore[misc]
        yield "answered", lambda change: change.put_answer(case_id, "request.wishes", Answer("x"))
        yield "marked a need", lambda change: change.put_need(case_id, "lawyer", NeedMark(NeedState.DONE))
        yield "added an event", lambda change: change.add_event(case_id, EventKind.CONSENT_GIVEN, {})
        yield "attached", lambda change: change.add_attachment(case_id, "x", b"x")
        yield "erased answers", lambda change: change.erase_answers(case_id, ["person.goes_by"])
        yield "erased it", lambda change: change.erase_case(case_id)
        yield "opened it", lambda change: change.open_to_all(case_id)
        yield "named herself", lambda change: change.reserve(case_id, {self.name})

    def written(self, vault: Vault, case_id: str, write: Callable[[Change], object]) -> None:
        with vault.change("answer", case_id) as change:
            write(change)

    def forge(self) -> None:
        """Write into a reserved case with a program of her own, in a copy that the coordinator then opens: nothing of
        it is taken for true."""
        copy = self.office.folder.with_name("forged.caselink")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.office.folder, copy)
        lay(copy, self.office.right)
        case_id = self.chance.choice(self.closed_to_her)
        try:
            vault = opened(copy, self.office.today(self.name), self.office.passphrases[self.name][-1])
        except CaseLinkError:
            return  # who was removed has no key of today
        ways = {**FORGERIES, **{each: TAKEN[each] for each in _ALWAYS_THERE}}
        what = self.chance.choice(sorted(ways))
        with vault:
            ways[what](vault, case_id)
        try:
            seen = opened(copy, USER, self.office.passphrases[USER][-1])
        except VaultError:
            return
        with seen:
            if check(seen).sound:
                raise BrokenPromise(f"{self.name} forged {what} in a reserved case, and nothing tells")

    def command(self) -> None:
        """What her role does not let her do, asked of the vault itself."""
        try:
            vault = opened(self.office.folder, self.office.today(self.name), self.known[-1])
        except CaseLinkError:
            return
        with vault:
            slot = make_slot(new_code())
            for what, ask in {
                "gave a role": lambda: workers.set_role(vault, vault.user, Role.COORDINATOR),
                "gave a passphrase": lambda: workers.reset(vault, USER, slot),
                "removed somebody": lambda: workers.remove(vault, USER),
                "renewed the code": lambda: workers.renew_recovery(vault, slot),
                "added somebody": lambda: workers.add(vault, "ghost", Role.COORDINATOR, slot),
            }.items():
                self.expect_refused(ask, what)

    def own_passphrase(self) -> None:
        """She changes her own, which she may, whatever the folder looks like."""
        try:
            vault = opened(self.office.folder, self.office.today(self.name), self.known[-1])
        except CaseLinkError:
            return
        with vault:
            slot_file = self.office.folder / "keys" / f"{vault.user}.age"
            new = new_code()
            try:
                workers.change_own(vault, make_slot(new, vault.opened.identities))
            except CaseLinkError:
                return
            self.known.append(new)
            self.office.right["data.key.age"] = (self.office.folder / "data.key.age").read_bytes()
            self.office.right[f"keys/{vault.user}.age"] = slot_file.read_bytes()


MOVES: Final = (
    Insider.lay_over, Insider.lay_over, Insider.lay_over, Insider.put_back, Insider.put_aside, Insider.take_away,
    Insider.rescue, Insider.restore, Insider.command, Insider.own_passphrase, Insider.write, Insider.forge,
)


@contextmanager
def at_work(office: Staffed) -> Iterator[Vault]:
    """The coordinator opens the vault; where it was tampered with she puts the right files back first."""
    try:
        vault = opened(office.folder, USER, office.passphrases[USER][-1])
    except CaseLinkError:
        office.mend()
        vault = opened(office.folder, USER, office.passphrases[USER][-1])
    with vault:
        yield vault
        office.mend()
    office.keep()


def office_works(office: Staffed, chance: random.Random) -> None:
    """One piece of the office's own work on its keys."""
    office.mend()
    with at_work(office) as vault:
        what = chance.choice(("passphrase", "code", "backup", "removal", "case", "note", "name"))
        if what == "passphrase":
            new = f"{new_code()} {new_code()}"
            workers.change_own(vault, make_slot(new, vault.opened.identities))
            office.passphrases[USER].append(new)
        elif what == "code":
            office.passphrases[RECOVERY].append(new_code())
            workers.renew_recovery(vault, make_slot(office.passphrases[RECOVERY][-1]))
        elif what == "backup":
            copy_now(vault).finish()
        elif what == "note":
            case_id = chance.choice(sorted(office.reserved))
            with vault.change("encounter", case_id) as change:
                change.put_record(case_id, Part.ENCOUNTERS, "encounters-2", part_record(Part.ENCOUNTERS, "revue"))
            office.kept[case_id] = content_of(vault, case_id)
        elif what == "case":
            office.count += 1
            add_case(vault, f"2026-{office.count:04d}")
        elif what == "name":
            if IDA not in office.renamed:
                rename(vault, IDA, f"{IDA}-b")
                office.renamed[IDA] = f"{IDA}-b"
        elif MARC in office.team:
            workers.remove(vault, MARC)
        office.keep()


def expect_nothing_lost(office: Staffed) -> None:
    """With the right files back everybody of today opens the vault, with all that is hers."""
    office.mend()
    for bears in sorted(office.team):
        name = office.first(bears)
        with opened(office.folder, bears, office.passphrases[name][-1]) as vault:
            if check(vault).problems:
                raise BrokenPromise(f"the vault of {name} is not sound: {check(vault).problems}")
            hidden = sum(name != RECOVERY and name not in named for named in office.reserved.values())
            if vault.count_cases() != office.count - hidden:
                raise BrokenPromise(f"{name} lost a case")
            for case_id, named in office.reserved.items():
                if name in (*named, RECOVERY) and content_of(vault, case_id) != office.kept[case_id]:
                    raise BrokenPromise(f"{name} lost something of what is reserved to her")


def one_run(office: Staffed, chance: random.Random) -> str:
    """One insider, and what she tried; raises BrokenPromise."""
    insider = Insider(office, chance.choice((IDA, MARC, LEA)), chance)
    for _step in range(STEPS):
        move = chance.choice(MOVES)
        insider.done.append(move.__name__)
        try:
            if chance.random() < 0.25:
                office_works(office, chance)
            move(insider)
            insider.look(office.folder)
        except BrokenPromise as broken:
            raise BrokenPromise(f"{broken} after {', '.join(insider.done)}") from broken
    expect_nothing_lost(office)
    return insider.name


def insiders(prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """As many insiders as the share says, each in a fresh copy of the office."""
    with remembering():
        return _tried(staffed(prepared, folder / "original.caselink"), folder, share)


def _tried(original: Staffed, folder: Path, share: Share) -> Outcome:
    tried, broken, met = 0, [], Counter[str]()
    for number in share.numbers:
        chance = random.Random(2026 + number)  # noqa: S311 - to be told again, not a secret
        place = folder / f"{number}"
        shutil.copytree(original.folder, place / "office.caselink")
        office = Staffed(
            place / "office.caselink", {name: [*said] for name, said in original.passphrases.items()},
            original.reserved, original.count, original.files, dict(original.kept), dict(original.right),
        )
        try:
            met[one_run(office, chance)] += 1
        except (BrokenPromise, VaultError, UserError) as fault:
            broken.append(f"run {number}: {fault!r}")
        tried += 1
        shutil.rmtree(place)
    return Outcome(tried, tuple(broken), dict(met))
