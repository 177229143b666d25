"""Papers without a case, written to disk: for this system user alone, whole or not at all, never over another file."""

from __future__ import annotations

from pathlib import Path

from caselink.errors import UserError
from caselink.vault import outside


def expect_free_place(out: Path) -> None:
    """Raises UserError where no new file can have that name: it is taken, in no folder, or in a vault."""
    outside.expect_free_place(out)


def write_paper(content: bytes, out: Path, not_written: str) -> None:
    """Write a file. Raises UserError where the name is not free, or with `not_written`, a finished sentence, where
    nothing can be written there; nothing is left then."""
    if not out.parent.is_dir():
        raise UserError(not_written)
    try:
        with outside.new_file(out, content) as give_name:
            give_name()
    except OSError as fault:
        raise UserError(not_written) from fault
