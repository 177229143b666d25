"""A word in every field, a thousand operations, and the word found nowhere on the disk."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Kind
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.quick_age import PROGRAM
from tests.torture.canary import CANARY, leaks
from tests.torture.promise import Outcome, Share
from tests.torture.services_job import ERASED
from tests.torture.sockets import families, to_the_network, traced
from tests.vault.filling import lengthened

_ROOT = Path(__file__).parents[2]
_LOCKED, _KILLED = "ended 75", -9


@dataclass(frozen=True)
class Computer:
    """A computer of its own for the program: all that it may write lies under `disk`, and is searched."""

    folder: Path

    @property
    def disk(self) -> Path:
        """Home, settings, temporary folder, vaults."""
        return self.folder / "disk"

    @property
    def vault(self) -> Path:
        """The vault on it."""
        return self.disk / "home" / "office.caselink"

    @property
    def given(self) -> Path:
        """What comes from elsewhere: the import file, the passphrase, what strace writes. Not searched."""
        return self.folder / "given"

    def set_up(self) -> None:
        """Make its folders."""
        for name in ("home", "tmp", "config", "data", "cache", "state", "run"):
            (self.disk / name).mkdir(parents=True, mode=0o700)
        self.given.mkdir()
        (self.given / "passphrase").write_text(PASSPHRASE, encoding="utf-8")

    def run(self, *words: str, told: str = "") -> subprocess.CompletedProcess[str]:
        """Run Python there with these words; passphrases cost little there."""
        disk = self.disk
        places = {
            "HOME": "home", "TMPDIR": "tmp", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data",
            "XDG_CACHE_HOME": "cache", "XDG_STATE_HOME": "state", "XDG_RUNTIME_DIR": "run",
        }
        environment = {
            **os.environ, **{name: str(disk / place) for name, place in places.items()},
            "PYTHONPATH": f"{_ROOT / 'src'}{os.pathsep}{_ROOT}", "PYTHONDONTWRITEBYTECODE": "1",
            "QT_QPA_PLATFORM": "offscreen",
        }
        program = (*traced(self.given / f"trace-{len(list(self.given.iterdir()))}"), sys.executable, *words)
        return subprocess.run(
            program, input=told, capture_output=True, text=True, cwd=disk / "home", env=environment, check=False,
            timeout=1800,
        )

    def command(self, *words: str) -> dict[str, Any]:
        """Run one of the commands and give its answer."""
        done = self.run(*PROGRAM[1:], *words, "--password-file", str(self.given / "passphrase"), "--json")
        assert done.returncode == 0, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    def use_window(self, prepared: Prepared | None, operations: int, part: int, ending: str) -> None:
        """A worker at the window of this computer; with the keys of a prepared vault no passphrase is typed."""
        key = None if prepared is None else prepared.data_key
        told = {
            "vault": str(self.vault), "user": USER, "passphrase": "" if key else PASSPHRASE,
            "keys": key and prepared and [key.generation, key.key, key.database, prepared.identity],
            "word": CANARY, "operations": operations, "part": part, "ending": ending,
        }
        done = self.run("-m", "tests.torture.window_job", told=json.dumps(told))
        if ending == "panic":
            assert done.returncode == _KILLED, done.stderr
        else:
            assert _LOCKED in done.stdout, done.stderr

    def use_services(self) -> str:
        """The services used once over; gives what is written on the certificate of the erasure."""
        written = self.disk / "home" / "certificate.pdf"
        told = {
            "vault": str(self.vault), "user": USER, "passphrase": PASSPHRASE, "word": CANARY,
            "certificate": str(written),
        }
        done = self.run("-m", "tests.torture.services_job", told=json.dumps(told))
        assert done.returncode == 0, done.stderr
        return "\n".join(page.extract_text() for page in PdfReader(written).pages)

    def sockets(self) -> tuple[str, ...]:
        """What of its processes reached for the network."""
        return to_the_network(families(self.given.glob("trace-*")))


@contextmanager
def watched(computer: Computer, found: set[str]) -> Iterator[None]:
    """Search the disk again and again meanwhile: what is written and soon taken away again is met too."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.3):
            found.update(leaks(computer.disk))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
        found.update(leaks(computer.disk))


def window_and_disk(prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """The window used so many times, then hidden at once by the panic key: no trace on the disk, no socket."""
    computer = Computer(folder)
    computer.set_up()
    shutil.copytree(prepared.folder, computer.vault)
    found: set[str] = set()
    with watched(computer, found):
        computer.use_window(prepared, len(share.numbers), share.part, "panic")
    with prepared.open(computer.vault) as vault:
        cases = vault.count_cases(CANARY)
    return Outcome(len(share.numbers), (*sorted(found), *computer.sockets()), {"cases that hold the word": cases})


def nothing_readable(_prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """Made, filled, used, locked, hidden, backed up, handed on, restored: the word is in no file, name or archive.

    A share of nothing leaves the window out, with which most of the time is spent.
    """
    computer = Computer(folder)
    computer.set_up()
    given = computer.given / "document.json"
    given.write_text(json.dumps(word_in_every_field(), ensure_ascii=False), encoding="utf-8")
    vault, home = str(computer.vault), computer.disk / "home"
    found: set[str] = set()
    with watched(computer, found):
        computer.command("new", vault, "--user", USER, "--name", CANARY)
        computer.command("import", vault, str(given))
        if share.size:
            computer.use_window(None, len(share.numbers), share.part, "lock")
            computer.use_window(None, 5, share.part, "panic")
        certificate = computer.use_services()
        cases = len(computer.command("cases", vault, "--search", CANARY)["cases"])
        leaving = (vault, "2026-0001", "--to", CANARY, "--purpose", "housing")
        reason = computer.given / "reason"
        reason.write_text(CANARY, encoding="utf-8")
        answered = ("--despite-near-match", "--reason-file", str(reason))
        computer.command("liaison", *leaving, *answered, "--out", str(home / "form.pdf"))
        computer.command("disclose", *leaving)
        computer.command("register", vault)
        computer.command("backup", vault, str(home / "copy.zip"))
        computer.command("restore", str(home / "copy.zip"), str(home / "again.caselink"))
        computer.command("check", str(home / "again.caselink"))
        computer.command("rescue", str(lengthened(Path(vault))), str(home / "rescued.caselink"))
    met = {"files searched": sum(path.is_file() for path in computer.disk.rglob("*")), "cases with the word": cases}
    broken = [*sorted(found), *computer.sockets()]
    if not cases:
        broken.append("the vault does not hold the word")
    if ERASED not in certificate or certificate.count(CANARY) != 1:
        broken.append("the certificate holds more than the name of the office and the reference of the case")
    return Outcome(len(share.numbers), tuple(broken), met)


def word_in_every_field() -> dict[str, Any]:
    """An import document with the word wherever a text may stand."""
    answers: dict[str, Any] = {"residence.recording": "record"}
    for section, field in PARTNER_FORM.fields():
        if field.kind in (Kind.TEXT, Kind.LONG_TEXT):
            if section.repeating:
                answers.setdefault(section.id, [{}])[0][field.name] = CANARY
            else:
                answers[f"{section.id}.{field.name}"] = CANARY
    for name in ("first_names", "last_name", "latin_name"):
        answers[f"perpetrator.{name}"] = f"Yanis {CANARY} Tahiri"  # near the shelter's name: the very name would block
    today, prosecutor = datetime.now(UTC).date().isoformat(), f"{CANARY} P."
    return {
        "partners": [_partner(CANARY, "shelter"), _partner(prosecutor, "public_prosecutor")],
        "cases": [{
            "reference": "2026-0001", "answers": answers,
            "consents": [
                {
                    "recipient": CANARY, "categories": ["all"], "purposes": ["housing"], "given_on": today,
                    "language": CANARY, "interpreter": CANARY,
                },
                {
                    "recipient": {"individual": f"{CANARY} B."}, "categories": ["contact"], "purposes": ["safety"],
                    "given_on": today,
                },
            ],
            "legal_bases": [{
                "basis": "be_penal_458bis", "recipient": prosecutor, "categories": ["child_harm"], "decided_by": CANARY,
                "reason": CANARY, "on": today, "told": False,
            }],
            "needs": [{"item": "lawyer", "state": "to_do", "partner": CANARY, "owner": CANARY, "outcome": CANARY}],
            "must_not_receive": [{"kind": "perpetrator", "name": f"Yanis {CANARY} Tahiri"}],
        }],
    }


def _partner(short_name: str, kind: str) -> dict[str, Any]:
    texts = dict.fromkeys(("name", "area", "email", "web", "address", "note", "source"), CANARY)
    contacts = [dict.fromkeys(("name", "role", "phone", "email"), CANARY)]
    return {"short_name": short_name, "kind": kind, **texts, "phones": [CANARY], "contacts": contacts}
