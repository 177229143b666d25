"""`python -m installer build [NAME …]` makes the packages into dist/, `python -m installer try [NAME …]` tries them."""

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

WORK: Final = ROOT / "build" / "installers"
OUT: Final = ROOT / "dist"

BUILDERS: Final[dict[str, Callable[[Path, Path], Path]]] = {
    **{name: partial(deb.build, release) for name, release in deb.RELEASES.items()},
    "folder": folder.build,
}


def main(words: list[str]) -> int:
    """Build or try what is named, or all."""
    if not words or words[0] not in ("build", "try") or set(words[1:]) - set(BUILDERS):
        print(__doc__, "\nNames:", ", ".join(BUILDERS), file=sys.stderr)
        return 2
    names = words[1:] or list(BUILDERS)
    if words[0] == "try":
        return _try(names)
    _expect_tools("dpkg-deb", "patchelf")
    OUT.mkdir(exist_ok=True)
    WORK.mkdir(parents=True, exist_ok=True)
    for name in names:
        print(BUILDERS[name](WORK, OUT).relative_to(ROOT))
    _sum()
    return 0


def _try(names: list[str]) -> int:
    from installer.linux import trying

    trials: dict[str, Callable[[Path, Path], int]] = {
        **{name: partial(trying.try_deb, release) for name, release in deb.RELEASES.items()}, "folder": trying.try_folder,
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
