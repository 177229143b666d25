"""`python -m installer build [NAME …]` makes the packages into dist/, `python -m installer try [NAME …]` tries them,
`python -m installer release` does both after lint and tests.

For Windows, `--python FILE SHA256` names python.org's embeddable package and its published digest: without it the setup
is for tests.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from installer.common.stage import ROOT
from installer.linux import deb, folder
from installer.release import release
from installer.windows import building

WORK: Final = ROOT / "build" / "installers"
OUT: Final = ROOT / "dist"

BUILDERS: Final[dict[str, Callable[[Path, Path], Path]]] = {
    **{name: partial(deb.build, release) for name, release in deb.RELEASES.items()},
    "folder": folder.build,
}
WINDOWS: Final = ("windows", "portable")


def main(words: list[str]) -> int:
    """Build or try what is named, or all."""
    if words[:1] == ["release"]:
        return release(words[1:])
    words, given = _python_given(words)
    if not words or words[0] not in ("build", "try") or set(words[1:]) - {*BUILDERS, *WINDOWS}:
        print(__doc__, "\nNames:", ", ".join((*BUILDERS, *WINDOWS)), file=sys.stderr)
        return 2
    names = words[1:] or [*BUILDERS, *WINDOWS]
    if words[0] == "try":
        return _try(names)
    _expect_tools("dpkg-deb", "patchelf", *("makensis", "x86_64-w64-mingw32-gcc") * bool(set(names) & set(WINDOWS)))
    OUT.mkdir(exist_ok=True)
    WORK.mkdir(parents=True, exist_ok=True)
    builders: dict[str, Callable[[Path, Path], Path]] = {
        **BUILDERS, "windows": partial(building.build_setup, given), "portable": partial(building.build_portable, given),
    }
    for name in names:
        print(builders[name](WORK, OUT).relative_to(ROOT))
    _sum()
    return 0


def _python_given(words: list[str]) -> tuple[list[str], tuple[Path, str] | None]:
    if "--python" not in words:
        return words, None
    place = words.index("--python")
    if len(words) < place + 3:
        return [], None
    return words[:place] + words[place + 3:], (Path(words[place + 1]), words[place + 2])


def _try(names: list[str]) -> int:
    from installer.linux import trying
    from installer.windows.trying import try_portable, try_setup

    trials: dict[str, Callable[[Path, Path], int]] = {
        **{name: partial(trying.try_deb, release) for name, release in deb.RELEASES.items()}, "folder": trying.try_folder,
        "windows": try_setup, "portable": try_portable,
    }
    return max(trials[name](OUT, WORK) for name in names)


def _sum() -> None:
    """SHA256SUMS over all that is handed out, signed where a key is named by git (`user.signingkey`)."""
    files = sorted(path for path in OUT.iterdir() if path.suffix in (".deb", ".xz", ".exe", ".zip"))
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    sums = OUT / "SHA256SUMS"
    sums.write_text("".join(lines), encoding="utf-8")
    key = subprocess.run(("git", "config", "user.signingkey"), capture_output=True, text=True, check=False).stdout.strip()
    if key and shutil.which("ssh-keygen"):
        sums.with_suffix(".sig").unlink(missing_ok=True)
        subprocess.run(("ssh-keygen", "-q", "-Y", "sign", "-n", "file", "-f", key, str(sums)), check=True)


def _expect_tools(*tools: str) -> None:
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        raise SystemExit(f"Missing on this computer: {', '.join(missing)} (installer/README.md says what brings them).")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
