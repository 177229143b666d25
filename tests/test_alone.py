"""Nothing from outside runs in a process that takes a passphrase or holds keys, wherever it is planted."""

from __future__ import annotations

import gc
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest

from caselink.alone import own_environment
from caselink.errors import Exit
from caselink.event_log import record_faults
from caselink.services.imports import import_document
from caselink.services.office import Office
from tests.conftest import PASSPHRASE, Prepared
from tests.programs import needs_strace

LOOKED_FOR: Final = (
    "platformdirs.py", "babel.py", "logging.py", "getpass.py", "sitecustomize.py", "usercustomize.py",
    "reportlab_mods.py", "reportlab_settings.py", ".reportlab_mods", ".reportlab_settings", "local_rl_settings.py",
)
"""Names under which Python or a library looks for what it runs."""
PLANTED: Final = """import sys
with open({log!r}, "a") as log:
    log.write({name!r} + " " + " ".join(sys.orig_argv) + "\\n")
"""
TODAY: Final = date.today()


class Trap:
    """A folder that is the current one, the home, and where every variable points to."""

    def __init__(self, folder: Path, log: Path) -> None:
        self.folder = folder
        self.log = log
        users = folder / ".local" / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
        users.mkdir(parents=True)
        for place, name in ((folder, name) for name in LOOKED_FOR):
            (place / name).write_text(PLANTED.format(log=str(log), name=name), encoding="utf-8")
        (users / "planted_one.py").write_text(PLANTED.format(log=str(log), name="pth"), encoding="utf-8")
        (users / "planted.pth").write_text("import planted_one\n", encoding="utf-8")
        for sort in ("platforms", "styles", "platformthemes", "imageformats", "platforminputcontexts"):
            (folder / sort).mkdir()
            (folder / sort / "libqplanted.so").write_bytes(b"\x7fELF" + bytes(60))
        (folder / "qt.conf").write_text(f"[Paths]\nPlugins = {folder}\n", encoding="utf-8")
        (folder / "planted.qss").write_text("* { color: red }", encoding="utf-8")
        rules = folder / ".config" / "QtProject"
        rules.mkdir(parents=True)
        (rules / "qtlogging.ini").write_text("[Rules]\n*.debug=true\n", encoding="utf-8")

    @property
    def environment(self) -> dict[str, str]:
        here = str(self.folder)
        return {
            **os.environ, "HOME": here, "PYTHONPATH": here, "PYTHONUSERBASE": f"{here}/.local", "LD_LIBRARY_PATH": here,
            "PYTHONSTARTUP": f"{here}/babel.py", "PYTHONBREAKPOINT": "babel.x",
            "QT_PLUGIN_PATH": here, "QT_QPA_PLATFORM_PLUGIN_PATH": f"{here}/platforms", "QT_STYLE_OVERRIDE": "planted",
            "QT_QPA_PLATFORMTHEME": "planted", "QT_IM_MODULE": "planted", "QT_LOGGING_RULES": "*=true",
            "QT_DEBUG_PLUGINS": "1", "QT_STYLESHEET": f"{here}/planted.qss", "GTK_MODULES": f"{here}/libqplanted.so",
            "XDG_CONFIG_HOME": f"{here}/.config", "RL_verbose": "1",
        }

    def run(self, *command: str, told: bytes = b"", before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            (*before, *command), input=told, capture_output=True, cwd=self.folder, env=self.environment, timeout=120,
            check=False,
        )

    def caught(self) -> list[str]:
        """What ran in a process that was started alone."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        return [line for line in lines if " -I " in line]


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    return Trap(tmp_path / "shared folder", tmp_path / "log")


@pytest.fixture
def filled(prepared_vault: Prepared, vault_folder: Path) -> Path:
    """A closed vault with a case of which something may leave."""
    document = {
        "partners": [{"short_name": "abri", "name": "Maison d’accueil", "kind": "shelter"}],
        "cases": [{
            "reference": "2026-0001", "answers": {"person.goes_by": "Amina"},
            "consents": [{
                "recipient": "abri", "categories": ["all"], "purposes": ["housing"],
                "given_on": (TODAY - timedelta(1)).isoformat(), "mode": "spoken",
            }],
        }],
    }
    with prepared_vault.open(vault_folder) as opened:
        import_document(Office(opened), json.dumps(document).encode(), update=False)
    return vault_folder


@pytest.fixture
def liaison(filled: Path, tmp_path: Path) -> tuple[str, ...]:
    password = tmp_path / "password.txt"
    password.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return (
        "-m", "caselink", "liaison", str(filled), "2026-0001", "--to", "abri", "--purpose", "housing",
        "--out", str(tmp_path / "made.pdf"), "--password-file", str(password),
    )


def test_the_trap_catches_a_program_that_starts_as_python_starts_programs(trap: Trap) -> None:
    trap.run(sys.executable, "-c", "import babel")
    noted = trap.log.read_text(encoding="utf-8")
    assert {"sitecustomize.py", "babel.py"} <= set(noted.split())
    trap.run(sys.executable, "-B", "-c", "import sys; sys.path.remove(''); import reportlab", " -I ")
    assert trap.caught()


def test_a_command_runs_nothing_of_the_current_folder_the_home_or_the_environment(
    trap: Trap, liaison: tuple[str, ...], tmp_path: Path
) -> None:
    done = trap.run(sys.executable, *liaison)
    assert (done.returncode, (tmp_path / "made.pdf").exists()) == (Exit.DONE, True), done.stderr.decode()
    assert trap.caught() == []


def test_a_session_runs_nothing_of_them_either_and_says_nothing_of_its_keys(trap: Trap) -> None:
    done = trap.run(sys.executable, "-m", "caselink", "--session")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"ready\n", b"")
    assert trap.caught() == []


@needs_strace
@pytest.mark.parametrize("words", [("--session",), ("liaison",)])
def test_a_program_alone_does_not_even_open_what_is_planted(
    trap: Trap, words: tuple[str, ...], liaison: tuple[str, ...], tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    watching = ("-f", "-qq", "-e", "trace=execve,openat,open", "-e", "signal=none", "-s", "4096", "-o", str(trace))
    rest = liaison if words == ("liaison",) else ("-m", "caselink", *words)
    assert trap.run(sys.executable, *rest, before=("strace", *watching)).returncode == 0
    calls = trace.read_text(encoding="utf-8", errors="replace")
    started = calls.index(f'execve("{sys.executable}", ["{sys.executable}", "-I"')
    opened = re.findall(r'open(?:at)?\((?:AT_FDCWD, )?"([^"]+)".*\) = \d', calls[started:])
    assert opened
    code = [path for path in opened if path.endswith((".py", ".so", ".pth", ".qss", "qt.conf", "_mods", "_settings"))]
    assert [path for path in code if not path.startswith("/") or path.startswith(str(trap.folder))] == []


def test_a_home_that_is_no_folder_hinders_no_form(liaison: tuple[str, ...], tmp_path: Path) -> None:
    around = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")} | {"HOME": "/dev/null"}
    done = subprocess.run((sys.executable, *liaison), capture_output=True, env=around, timeout=60, check=False)
    assert (done.returncode, (tmp_path / "made.pdf").exists()) == (Exit.DONE, True), done.stderr.decode()


def test_of_the_environment_only_what_is_named_goes_on() -> None:
    around = {
        "HOME": "/h", "LC_ALL": "C", "QT_SCALE_FACTOR": "2", "QT_PLUGIN_PATH": "/p", "LD_PRELOAD": "x.so",
        "PYTHONPATH": "/p", "OPENSSL_CONF": "/p", "QT_QPA_PLATFORM": "vnc:port=1",
        "XDG_CURRENT_DESKTOP": "ubuntu:GNOME",
    }
    kept = own_environment(around)
    assert kept == {
        "HOME": "/h", "LC_ALL": "C", "QT_SCALE_FACTOR": "2", "XDG_CURRENT_DESKTOP": "X-GNOME",
        "QT_LOGGING_RULES": "*.debug=false;*.info=false",
    }
    assert own_environment(kept) == kept
    assert own_environment({"QT_QPA_PLATFORM": "offscreen", "XDG_CURRENT_DESKTOP": "KDE"}) == {
        "QT_QPA_PLATFORM": "offscreen", "XDG_CURRENT_DESKTOP": "KDE", "QT_LOGGING_RULES": kept["QT_LOGGING_RULES"],
    }


@pytest.fixture
def codes() -> Iterator[list[str]]:
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    told: list[str] = []
    record_faults(told.append)
    yield told
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


class Ends:
    """Something that fails while it is taken away."""

    def __del__(self) -> None:
        raise ValueError("Amina")


def fail() -> None:
    raise ValueError("Amina")


def test_a_fault_in_a_thread_or_while_something_is_taken_away_says_its_code_alone(
    codes: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    Ends()
    gc.collect()
    assert len(codes) == 2
    assert all(re.fullmatch("[0-9A-F]{6}", code) for code in codes)
    assert capfd.readouterr() == ("", "")
