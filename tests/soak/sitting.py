"""A process in which somebody opens case after case over several days, and says what it costs after every so many.

Standard input brings as JSON: folder of a vault with cases, its keys, how many openings, and after how many to say.
Each line on standard output is one `Figures` as JSON; the last one is `"done"`.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import time_machine
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from caselink.forms.purposes import Purpose
from caselink.services.office import Office
from caselink.ui.case.sharing.tab import SharingTab
from caselink.ui.case.tabs import TABS
from caselink.ui.shell.main_window import MainWindow
from caselink.ui.shell.session import make_application
from caselink.ui.shell.session_info import SessionInfo, read_session_info
from caselink.ui.shell.vault_thread import VaultThread
from caselink.vault.keys.keys import DataKey
from caselink.vault.opening import open_unlocked
from tests.ui.case.conftest import Bench
from tests.ui.waiting import wait_for

JUMPS: Final = (timedelta(hours=7), timedelta(hours=9), timedelta(hours=10), timedelta(hours=-2), timedelta(hours=1))
"""How far the clock goes between two openings, in turn: over midnight every other time, and back once."""


def main() -> None:
    told = json.load(sys.stdin)
    app = make_application()
    folder = Path(told["vault"])
    generation, key, database, identity = told["keys"]
    thread = VaultThread(app)
    desks: list[SessionInfo] = []

    def opener() -> tuple[Office, SessionInfo]:
        office = Office(open_unlocked(folder, "amal", DataKey(generation, key, database), identity))
        return office, read_session_info(office)

    thread.open(opener, desks.append)
    wait_for(lambda: bool(desks))
    window = MainWindow(thread, desks[0])
    window.resize(1280, 860)
    window.show()
    bench = Bench(thread, window, folder)
    case_ids = bench.ask(lambda office: sorted(office.vault.references()))
    now = datetime.now(UTC)
    for number in range(1, told["openings"] + 1):
        now += JUMPS[number % len(JUMPS)]
        with time_machine.travel(now, tick=True):
            visit(bench, case_ids[number % len(case_ids)])
            now = datetime.now(UTC)
        if number % told["say_after"] == 0:
            say(figures(folder, number))
    say("done")
    os._exit(0)


def visit(bench: Bench, case_id: str) -> None:
    """Open the case, look at each tab and at what a partner would get, and go back to the list."""
    bench.open(case_id)
    for tab in TABS:
        bench.page.show_tab(tab.id)
        bench.settle()
    bench.page.tab(SharingTab).choose("partner:Deux Rives", Purpose.HOUSING)
    bench.settle()
    shown = bench.page.tab(SharingTab).shown
    day = bench.ask(lambda office: office.today())
    if shown is None or shown.on != day or bench.page.store.now.date() != day:
        say(f"the page stands on another day than {day}")
    bench.window.show_page("caseload")
    bench.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def figures(folder: Path, number: int) -> dict[str, Any]:
    """What this process holds and has used."""
    gc.collect()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return {
        "openings": number,
        "memory": int(status.split("VmRSS:")[1].split()[0]),
        "processor": time.process_time(),
        "widgets": len(QApplication.allWidgets()),
        "objects of Qt in Python": sum(isinstance(each, QObject) for each in gc.get_objects()),
        "files open": sum(1 for _each in Path("/proc/self/fd").iterdir()),
        "threads": int(status.split("Threads:")[1].split()[0]),
        "files in the vault": sum(path.is_file() for path in folder.rglob("*")),
    }


def say(what: object) -> None:
    """One line, at once."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
