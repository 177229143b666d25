"""Our own bugs (decision 32): an event code, the kind and the place go to the local log, never a message or a value."""

from __future__ import annotations

import logging
import secrets
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from traceback import walk_tb

from caselink.clock import computer_now
from caselink.i18n import _
from caselink.paths import log_folder

_PACKAGE = Path(__file__).resolve().parent


def record_faults(tell: Callable[[str], object]) -> None:
    """From now on every fault that nobody takes ends here, in whatever thread: written down as `record_fault` does it,
    its event code told, and nothing else printed. `tell` may be called in any thread.
    """

    def take(fault: BaseException | None) -> None:
        if fault is not None and not isinstance(fault, SystemExit):
            tell(record_fault(fault))

    sys.excepthook = lambda _kind, fault, _trace: take(fault)
    threading.excepthook = lambda caught: take(caught.exc_value)
    sys.unraisablehook = lambda caught: take(caught.exc_value)
    logging.getLogger().addHandler(logging.NullHandler())  # or libraries would print what they warn of, and of whom


def record_fault(error: BaseException) -> str:
    """Write down the kind of error and the places of our code it went through; gives the event code.

    A log that can't be written is passed over: the worker must still hear the sentence.
    """
    code = secrets.token_hex(3).upper()
    moment = computer_now().isoformat(timespec="seconds")
    line = f"{moment} {code} {type(error).__name__} {' '.join(_places(error))}\n"
    try:
        log_folder().mkdir(parents=True, exist_ok=True)
        with (log_folder() / "events.log").open("a", encoding="utf-8") as log:
            log.write(line)
    except OSError:
        return code
    return code


def fault_sentence(code: str) -> str:
    """What the worker is told of a bug of ours."""
    return _("CaseLink s’est trompé (code {code}). La dernière saisie est peut-être perdue ; le reste est "
             "enregistré. Rouvrez CaseLink, et donnez ce code à qui vous dépanne.").format(code=code)


def _places(error: BaseException) -> list[str]:
    places = []
    for frame, line in walk_tb(error.__traceback__):
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(_PACKAGE):
            places.append(f"{file.relative_to(_PACKAGE).as_posix()}:{line}")
    return places
