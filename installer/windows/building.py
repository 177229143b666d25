"""Setup and portable folder, from one stage: `program/` (Python and all wheels) and two launchers beside it."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from installer.common import parts
from installer.common.stage import commit_time, lay_out, settle, version, windows
from installer.windows import python
from installer.windows.icon import icon_file

_HERE: Final = Path(__file__).resolve().parent
_FILES: Final = _HERE / "files"
_COMPILER: Final = "x86_64-w64-mingw32"
_MEGABYTE: Final = 1 << 20


def build_setup(given: tuple[Path, str] | None, work: Path, out: Path, *, quickly: bool = False) -> Path:
    """The setup in `out`; gives its path. `quickly` packs for tests: a third larger, in a quarter of the time."""
    stage = _stage(given, work)
    size = sum(path.stat().st_size for path in stage.rglob("*") if path.is_file())
    longest = max(len(str(path.relative_to(stage))) for path in stage.rglob("*")) + len("program.new") - len("program")
    setup = out / f"CaseLink-{version()}-windows-setup.exe"
    told = {
        "VERSION": version(), "NUMBERS": _numbers("."), "OUT": str(setup), "STAGE": str(stage),
        "MEGABYTES": str(size // _MEGABYTE + 20), "KILOBYTES": str(size // 1024), "LONGEST": str(longest),
        "COMPRESSION": "zlib" if quickly else "/SOLID lzma",
    }
    words = [f"-D{name}={value}" for name, value in told.items()]
    subprocess.run(("makensis", "-V2", "-INPUTCHARSET", "UTF8", *words, str(_FILES / "setup.nsi")), check=True)
    return setup


def build_portable(given: tuple[Path, str] | None, work: Path, out: Path) -> Path:
    """The folder for a stick, zipped in `out`; gives its path."""
    stage = _stage(given, work)
    packed = out / f"CaseLink-{version()}-windows-portable.zip"
    moment = datetime.fromtimestamp(commit_time(), UTC).timetuple()[:6]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in stage.rglob("*") if path.is_file() and path.name != "caselink.ico"):
            archive.writestr(_entry(str(path.relative_to(stage)), moment), path.read_bytes())
        archive.writestr(_entry("program/portable.txt", moment), (_FILES / "portable.txt").read_bytes())
    return packed


def _entry(name: str, moment: tuple[int, ...]) -> zipfile.ZipInfo:
    year, month, day, hour, minute, second = moment
    entry = zipfile.ZipInfo(f"CaseLink/{name}", (year, month, day, hour, minute, second))
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    return entry


def _stage(given: tuple[Path, str] | None, work: Path) -> Path:
    """Made once for both."""
    stage = work / "windows"
    if (stage / f"made-{commit_time()}").exists():
        return stage / "CaseLink"
    shutil.rmtree(stage, ignore_errors=True)
    program = stage / "CaseLink" / "program"
    lay_out(windows(python.VERSION), program / "lib", work)
    python.lay_out(program / "python", work, given)
    parts.write_lists(program / "lib", program / "share", python.VERSION)
    (stage / "CaseLink" / "caselink.ico").write_bytes(icon_file())
    for name, flags in (("CaseLink.exe", ("-DWINDOW", "-municode", "-mwindows")), ("caselink-command.exe", ("-municode",))):
        _compile(stage / "CaseLink", name, flags)
    _write_list(program)
    settle(stage / "CaseLink", commit_time())
    (stage / f"made-{commit_time()}").touch()
    return stage / "CaseLink"


def _compile(folder: Path, name: str, flags: tuple[str, ...]) -> None:
    """One launcher, the same each time: no moment of building in it."""
    resource = folder / "launcher.o"
    subprocess.run(
        (f"{_COMPILER}-windres", f"-I{folder}", f"-DVERSION_NUMBERS={_numbers(',')}", f'-DVERSION_TEXT=\\"{version()}\\"',
         str(_FILES / "launcher.rc"), str(resource)), check=True,
    )
    subprocess.run(
        (f"{_COMPILER}-gcc", "-Os", "-Wall", "-Wextra", "-Werror", "-s", "-Wl,--no-insert-timestamp", *flags,
         str(_FILES / "launcher.c"), str(resource), "-o", str(folder / name)), check=True,
    )
    resource.unlink()


def _write_list(program: Path) -> None:
    """What removal takes away: files, then folders from the deepest on, each ending with a backslash."""
    inside = sorted(program.rglob("*"), key=lambda path: (-len(path.parts), str(path)))
    names = [str(path.relative_to(program)).replace("/", "\\") + "\\" * path.is_dir() for path in inside]
    files, folders = ([name for name in names if name.endswith("\\") is ends] for ends in (False, True))
    text = "".join(f"{name}\r\n" for name in ("", *files, *folders))
    (program / "files.txt").write_text(text, encoding="utf-16", newline="")


def _numbers(between: str) -> str:
    """The version as four numbers."""
    numbers = [*version().split(".")[:3], "0", "0"][:4]
    return between.join(number if number.isdigit() else "0" for number in numbers)
