"""Trying the setup under wine as a person would: install, do the main job, open the window, refuse while it is open,
install over it, remove; every vault stays. What wine can't show stands in README.md beside, for an hour at a real PC.

Needs wine (64-bit), mingw-w64, Xvfb, xdotool and ImageMagick. Nothing of the rig is handed out.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from installer.common.stage import ROOT, version

_RIG: Final = Path(__file__).resolve().parent / "rig"
_HOME: Final = "users/{user}/AppData/Local/Programs/CaseLink"
_LONGEST: Final = 300
"""Seconds that any step may take."""
_REFUSED: Final = 6
"""The setup's exit code while the program runs."""


class Wine:
    """A Windows of its own below `folder`; thrown away at the end."""

    def __init__(self, folder: Path, display: str) -> None:
        self.drive = folder / "drive_c"
        self.around = {**os.environ, "WINEPREFIX": str(folder), "WINEDEBUG": "-all", "DISPLAY": display}
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        subprocess.run(("wineboot", "-i"), env=self.around, check=True, capture_output=True, timeout=_LONGEST)
        self.run("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f")
        for source in _RIG.glob("*.c"):
            library = self.drive / "windows" / "system32" / f"{source.stem}.dll"
            needs = ("x86_64-w64-mingw32-gcc", "-Os", "-shared", str(source), "-o", str(library), "-ladvapi32")
            subprocess.run(needs, check=True)

    def run(self, *words: str) -> tuple[int, str]:
        """The exit code and what was written; output goes through a pipe, since Python there wants a handle."""
        ended = subprocess.run(
            ("wine", *words), env=self.around, cwd=self.drive, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, check=False, timeout=_LONGEST,
        )
        return ended.returncode, ended.stdout

    @contextmanager
    def running(self, *words: str) -> Iterator[None]:
        """While that runs; all of this Windows is ended afterwards."""
        with subprocess.Popen(("wine", *words), env=self.around, cwd=self.drive, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT):
            try:
                yield
            finally:
                self.end()

    def end(self) -> None:
        """End every process of it, and wait for that."""
        server = shutil.which("wineserver") or "/usr/lib/wine/wineserver64"
        subprocess.run((server, "-k"), env=self.around, check=False)
        subprocess.run((server, "-w"), env=self.around, check=False, timeout=_LONGEST)

    def press(self, *words: str) -> None:
        """What a hand does: `xdotool`'s words."""
        subprocess.run(("xdotool", *words), env=self.around, check=False)

    def picture(self, file: Path, right_of: int = 0) -> float:
        """Keep what the screen shows in that file; gives how bright it is right of that column: 0 black, 1 white."""
        subprocess.run(("import", "-window", "root", str(file)), env=self.around, check=True)
        measure = ("convert", str(file), "-crop", f"250x500+{right_of}+150", "-format", "%[fx:mean]", "info:")
        return float(subprocess.run(measure, check=True, capture_output=True, text=True).stdout)

    def windows(self) -> str:
        """The titles on the screen."""
        found = subprocess.run(("xdotool", "search", "--onlyvisible", "--name", "CaseLink"), env=self.around, check=False,
                               capture_output=True, text=True)
        return found.stdout


def try_setup(out: Path, work: Path) -> int:
    """Gives 0 where everything was so; prints what it saw."""
    with _screen() as display:
        wine = Wine(work / "wine", display)
        try:
            seen = _try(wine, out / f"CaseLink-{version()}-windows-setup.exe", work)
        finally:
            wine.end()
    shutil.rmtree(work / "wine", ignore_errors=True)
    for step, held in seen.items():
        print(f"windows: {step}: {'yes' if held else 'NO'}")
    return 0 if all(seen.values()) else 1


def try_portable(out: Path, work: Path) -> int:
    """The folder for a stick: 0 where it does its job and writes nothing but beside itself; prints what it saw."""
    with _screen() as display:
        wine = Wine(work / "wine", display)
        try:
            with zipfile.ZipFile(out / f"CaseLink-{version()}-windows-portable.zip") as archive:
                archive.extractall(wine.drive / "stick é")
            home = wine.drive / "stick é" / "CaseLink"
            before = _own_files(wine)
            command = str(home / "caselink-command.exe")
            said = wine.run(command, "--version") == (0, f"CaseLink {version()}\n")
            wine.run(command, "demo", "demo", "--cases", "3")
            made = (wine.drive / "demo" / "demo.caselink" / "data.key.age").is_file()
            clean = _own_files(wine) == before
        finally:
            wine.end()
    shutil.rmtree(work / "wine", ignore_errors=True)
    print(f"portable: says its version: {said}; a vault made: {made}; nothing written outside: {clean}")
    return 0 if said and made and clean else 1


def _own_files(wine: Wine) -> set[Path]:
    """What stands in the user's folders and those of the system, without what Windows itself notes."""
    places = (wine.drive / "users", wine.drive / "ProgramData")
    return {path for place in places for path in place.rglob("*") if path.is_file()}


def _try(wine: Wine, setup: Path, work: Path) -> dict[str, bool]:
    seen: dict[str, bool] = {}
    home = wine.drive / _HOME.format(user=os.environ.get("USER") or "root")
    shutil.copy(setup, wine.drive / "setup.exe")
    seen["installed without a word"] = wine.run("setup.exe", "/S")[0] == 0 and (home / "CaseLink.exe").exists()
    command = str(home / "caselink-command.exe")
    seen["says its version"] = wine.run(command, "--version") == (0, f"CaseLink {version()}\n")
    wine.run(command, "demo", "demo", "--cases", "3")
    vault = wine.drive / "demo" / "demo.caselink"
    checked = wine.run(command, "check", r"C:\demo\demo.caselink", "--password-file", r"C:\demo\demo-password.txt", "--json")
    seen["a vault made and found sound"] = checked[0] == 0 and json.loads(checked[1])["sound"] is True
    seen["a form made"] = (wine.drive / "demo" / "liaison.pdf").read_bytes().startswith(b"%PDF")
    with wine.running(str(home / "CaseLink.exe"), r"C:\demo\demo.caselink"):
        seen["the window asks for the passphrase"] = _comes(lambda: bool(wine.windows()))
        seen["setup refuses while it is open"] = wine.run("setup.exe", "/S")[0] == _REFUSED
        seen["nothing of a vault is shown before"] = not _shows_caseload(wine, work / "windows-locked.png")
        wine.press("mousemove", "340", "398", "click", "1", "type", "--delay", "40",
                   (wine.drive / "demo" / "demo-password.txt").read_text(encoding="utf-8").strip())
        wine.press("key", "Return")
        seen["the caseload opens"] = _comes(lambda: _shows_caseload(wine, work / "windows-open.png"))
        wine.press("key", "ctrl+l")
        seen["it locks"] = _comes(lambda: not _shows_caseload(wine, work / "windows-locked-again.png"))
    seen["an older vault is migrated, its backup kept"] = _migrates(wine, command)
    seen["installed over itself"] = wine.run("setup.exe", "/S")[0] == 0 and not (home / "program.old").exists()
    (home / "mine.txt").write_text("kept", encoding="utf-8")
    wine.run(str(home / "uninstall.exe"), "/S")
    seen["removed, but what is not of it"] = _comes(lambda: [path.name for path in home.rglob("*")] == ["mine.txt"])
    seen["the vault stays"] = (vault / "data.key.age").stat().st_size > 0
    return seen


def _migrates(wine: Wine, command: str) -> bool:
    """A genuine vault of an older format, laid down from its archive, opened by what was just installed."""
    old = ROOT / "tests" / "vault" / "old" / "format-2"
    (wine.drive / "old-password.txt").write_text(json.loads((old / "expected.json").read_text("utf-8"))["passphrase"], "utf-8")
    (archive,) = (path for path in old.iterdir() if path.name != "expected.json")
    shutil.copy(archive, wine.drive / archive.name)
    word = ("--user", "amal", "--password-file", r"C:\old-password.txt")
    restored = wine.run(command, "restore", rf"C:\{archive.name}", r"C:\old.caselink", *word)[0]
    opened = wine.run(command, "cases", r"C:\old.caselink", *word, "--json")[0]
    checked = wine.run(command, "check", r"C:\old.caselink", *word, "--json")
    backups = [*(wine.drive / "old.caselink" / "backups").iterdir()]
    return (restored, opened, checked[0]) == (0, 0, 0) and len(backups) > 0


def _shows_caseload(wine: Wine, file: Path) -> bool:
    """Whether the large window of an open vault is drawn; the one that asks for the passphrase does not reach there."""
    return wine.picture(file, right_of=850) > 0.5


def _comes(there: Callable[[], bool]) -> bool:
    """Whether it comes within the time a step may take."""
    for _second in range(_LONGEST):
        if there():
            return True
        time.sleep(1)
    return False


@contextmanager
def _screen() -> Iterator[str]:
    """A screen of its own; gives its name."""
    read, write = os.pipe()
    with subprocess.Popen(("Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24"), pass_fds=(write,),
                          stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read, encoding="ascii") as told:
            number = told.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()
