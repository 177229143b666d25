"""`make release`: everything that a computer can see to before a version is handed out; docs/releasing.md has the rest."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from typing import Final

from installer.common.stage import ROOT, version

_STEPS: Final[tuple[str, ...]] = ("lint", "test", "installers", "try-installers")


def faults(changes: str, number: str, unsaved: str) -> list[str]:
    """What stands in the way, a sentence each: of CHANGELOG.md's text, the version, and `git status --porcelain`."""
    found = []
    head = re.search(r"^## (\S+) – (.+)$", changes, re.M)
    if unsaved:
        found.append("The work tree is not clean: commit first, a release is made of a commit.")
    if head is None or head[1] != number:
        found.append(f"CHANGELOG.md does not begin with version {number}.")
    elif not _is_day(head[2]):
        found.append(f"CHANGELOG.md gives no day to version {number} (as 2026-12-31).")
    return found


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def release(words: list[str]) -> int:
    """Do each step in order; stops at the first that fails. `words` go to the building of the packages."""
    unsaved = subprocess.run(("git", "status", "--porcelain"), cwd=ROOT, check=True, capture_output=True, text=True).stdout
    found = faults((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version(), unsaved)
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        return 1
    for step in _STEPS:
        only = (f"ONLY={' '.join(words)}",) if words and step == "installers" else ()
        if subprocess.run(("make", step, *only), cwd=ROOT, check=False).returncode:
            print(f"make {step} failed: nothing is released.", file=sys.stderr)
            return 1
    print((ROOT / "docs" / "releasing.md").read_text(encoding="utf-8"))
    return 0
