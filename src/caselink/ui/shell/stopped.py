"""A session that something else ended says so at the next start: kept as a file that holds nothing."""

from __future__ import annotations

import contextlib

from caselink.i18n import _
from caselink.paths import log_folder

_NAME = "stopped"


def note_stopped() -> None:
    """Something else than the worker ends this session. Where that can't be written, nothing is said later."""
    with contextlib.suppress(OSError):
        log_folder().mkdir(parents=True, exist_ok=True)
        (log_folder() / _NAME).touch()


def news_of_a_stop() -> str:
    """The sentence for the worker, once; empty where the session before was ended by her."""
    try:
        (log_folder() / _NAME).unlink()
    except OSError:
        return ""
    return _("CaseLink a été arrêté sans que vous l’ayez fermé. Tout a été verrouillé ; ce que vous tapiez est gardé.")
