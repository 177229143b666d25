"""Disks that do what they are asked for and say otherwise, or say nothing."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest


def interrupt() -> None:
    """Ctrl+C."""
    signal.raise_signal(signal.SIGINT)


def report_a_fault() -> None:
    """A network disk did what was asked for, its answer was lost, and asked once more it finds nothing to do."""
    raise FileNotFoundError


AFTER_THE_COMMIT: Final = (interrupt, report_a_fault)
"""What can come just when `data.key.age` was renamed."""


def at_the_commit(disk: pytest.MonkeyPatch, do: Callable[[Callable[[], Path]], Path]) -> None:
    """From now on `do` renames `data.key.age`, or does not: it is given what would."""
    rename = Path.replace

    def replace(path: Path, target: Path) -> Path:
        return do(lambda: rename(path, target)) if target.name == "data.key.age" else rename(path, target)

    disk.setattr(Path, "replace", replace)


def committed_then(disk: pytest.MonkeyPatch, then: Callable[[], None]) -> None:
    """From now on `data.key.age` is renamed, and then this happens."""

    def do(rename: Callable[[], Path]) -> Path:
        renamed = rename()
        then()
        return renamed

    at_the_commit(disk, do)
