"""Papers without a case, written to disk: for this system user alone, whole or not at all, never over another file."""

from __future__ import annotations

import os
from pathlib import Path

from caselink.errors import UserError
from caselink.i18n import _


def write_paper(content: bytes, out: Path, not_written: str) -> None:
    """Write a PDF. Raises UserError where a file of that name exists, or with `not_written`, a finished sentence, where
    nothing can be written there; nothing is left then."""
    try:
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError as fault:
        raise UserError(_("Un fichier de ce nom existe déjà : choisissez un autre nom, rien n’a été écrit.")) from fault
    except OSError as fault:
        raise UserError(not_written) from fault
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except OSError as fault:
        out.unlink(missing_ok=True)
        raise UserError(not_written) from fault
