"""A session that did not end as its worker wanted says so at the next start: kept as a file that holds nothing."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path
from typing import Final

from caselink.held_files import unlink
from caselink.i18n import N_, _
from caselink.paths import log_folder

_STOPPED: Final = "stopped"
_LOST: Final = "lost"
_NEWS: Final = {
    _LOST: N_(
        "Le disque ne répondait plus au moment de verrouiller : ce que vous tapiez est gardé, mais vérifiez le dernier "
        "accord, retrait ou dossier que vous avez changé."
    ),
    _STOPPED: N_(
        "CaseLink a été arrêté sans que vous l’ayez fermé. Tout a été verrouillé ; ce que vous tapiez est gardé."
    ),
}
"""What each file says, the graver first."""
_PATIENCE: Final = 0.3
"""Seconds: the disk that does not answer may be this one."""


def note_stopped() -> None:
    """Something else than the worker ends this session. Where that can't be written, nothing is said later."""
    _note(log_folder(), _STOPPED)


def note_lost() -> None:
    """The keys go though something that she decided is not written. Returns soon, whatever the disk does."""
    noting = threading.Thread(target=_note, args=(log_folder(), _LOST), daemon=True)
    noting.start()
    noting.join(_PATIENCE)


def news_of_a_stop() -> str:
    """The sentence for the worker, once; empty where the session before was ended by her."""
    news = ""
    for name, sentence in _NEWS.items():
        with contextlib.suppress(OSError):
            unlink(log_folder() / name)
            news = news or _(sentence)
    return news


def news_of_a_crash() -> str:
    """The sentence for the worker where the supervisor says that the session before failed."""
    return _(
        "CaseLink s’est arrêté sur une panne. Tout a été verrouillé ; ce que vous tapiez est gardé jusqu’à la dernière "
        "seconde. Rouvrez le coffre et vérifiez votre dernière réponse."
    )


def _note(folder: Path, name: str) -> None:
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
