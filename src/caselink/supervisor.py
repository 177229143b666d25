"""Keeps a session ready and starts the next one when it ends (decision 3). Holds no key, shows nothing.

What passes between the two processes, and nothing else does:

- a session is started hidden; when its imports are done it writes the line `ready` to its standard output and waits;
- the line `show` on its standard input tells it to show its unlock screen, `crashed` to say there that the one before
  it failed, `lower` to have it ready without being seen, `quiet` not to take the keyboard, `backups` or `rescue` to
  show that page of it; the line `end` tells it to
  end, locked; the end of its input tells it that the supervisor is gone: it ends too, and the next start says so;
- when the worker opened a vault the line `vault USER PATH` on its standard output says who and which, so that the next
  session, told by `show USER PATH`, offers the same; both are held in memory only;
- before it ends over a damaged vault the line `next backups` or `next rescue` says which page the worker chose, before
  it locks while she works with another program the line `next quiet`, before its hide-at-once key kills it the line
  `next lower`: killed without that word it was by something else, and the next one comes up as after any failure;
- it ends with code `LOCKED` when it locks, with 0 when the worker closes it;
- where a disk does not answer while it locks it says `gone` and ends all the same. The system may hold on to it.

After a lock the process that held the passphrase is gone, but for that last case, and the next one, which never saw
it, is shown.
"""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, NoReturn, cast

from caselink.alone import own_command

if TYPE_CHECKING:
    from caselink.errors import CaseLinkError

LOCKED: Final = 75
"""Exit code of a session that locked: show the next one."""

KILLED: Final = -9 if sys.platform != "win32" else 15
"""What a process leaves behind that was ended at once: by SIGKILL, or as Windows ends one."""

READY: Final = b"ready\n"
SHOW: Final = b"show"
LOWER: Final = b"lower"
"""Instead of `show`: come up without being seen, after the hide-at-once key."""
BACKUPS: Final = b"backups"
RESCUE: Final = b"rescue"
"""Instead of `show`: the pages that help where a vault is damaged."""
CRASHED: Final = b"crashed"
"""Instead of `show`: the session before ended by a fault of its own, or was killed, and that is said."""
QUIET: Final = b"quiet"
"""Instead of `show`: what she types into another program stays there."""
END: Final = b"end"
"""Instead of `show`, or later."""
NEXT: Final = b"next "
"""Before one of these four, said by a session that ends."""
GONE: Final = b"gone"
"""Said by a session that ends though its disk does not answer."""
OPENED: Final = b"vault "
"""Before the name of the worker and the path of the vault that she opened."""
QUICK_SECONDS: Final = 5.0
"""A session that fails sooner than this after being shown never really began."""

MOST_QUICK_FAILURES: Final = 3
LEAVING_SECONDS: Final = 20.0
"""How long a session may take to end by itself: longer than its own watch over its end lasts."""
GONE_SECONDS: Final = 0.5
"""How long a session that was killed is waited for: the system may hold on to it."""


def session_command(vault: Path | None) -> tuple[str, ...]:
    """The command that starts one hidden session, for that vault or for the one that the worker will choose."""
    return own_command("--session", *(() if vault is None else (str(vault),)))


def end_when_told() -> None:
    """From now on SIGTERM, and SIGHUP where it is not ignored, end the sessions and then this process (exit code 0)."""

    def end(number: int, _frame: object) -> NoReturn:
        signal.signal(number, signal.SIG_IGN)
        sys.exit(0)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end)


def supervise(command: Sequence[str], quick_seconds: float = QUICK_SECONDS) -> None:
    """Show one session after another until the worker closes one.

    Raises CaseLinkError when three sessions in a row fail as soon as they are shown: starting on would never end.
    """
    failures = 0
    vault, word = b"", SHOW
    shown, waiting = _start(command), None
    try:
        while True:
            began = time.monotonic()
            _tell_to_show(shown, word, vault)
            began_well = _wait_until_ready(shown)
            waiting = _start(command)
            code, said = _hear_out(shown)
            vault = _last(said, OPENED) or vault
            if code == 0:
                return
            hid = code == KILLED and _last(said, NEXT) == LOWER
            word = _next_word(said) if began_well else word
            failed = code != LOCKED and not hid
            word = CRASHED if failed and word == SHOW else word
            failures = failures + 1 if failed and time.monotonic() - began < quick_seconds else 0
            if failures == MOST_QUICK_FAILURES:
                raise _never_began()
            _close(shown)
            shown, waiting = waiting, None
    finally:
        for session in filter(None, (waiting, shown)):
            _end(session)


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)  # noqa: S603  # our own


def _tell_to_show(session: subprocess.Popen[bytes], word: bytes, vault: bytes) -> None:
    """Say the one word, and who had which vault open before; a session that is gone is noticed when waited for."""
    try:
        cast(IO[bytes], session.stdin).write(b" ".join(filter(None, (word, vault))) + b"\n")
    except BrokenPipeError:
        return


def _wait_until_ready(session: subprocess.Popen[bytes]) -> bool:
    """Wait for its word, or its end: the next session's imports don't slow this one's first screen. Whether it came."""
    return cast(IO[bytes], session.stdout).readline() == READY


def _hear_out(session: subprocess.Popen[bytes]) -> tuple[int, list[bytes]]:
    """The code that it ended with, and the lines that it said until then."""
    said: list[bytes] = []
    for line in cast(IO[bytes], session.stdout):
        said.append(line.rstrip(b"\n"))
        if said[-1] == GONE:
            _kill(session)
            return LOCKED, said
    return session.wait(), said


def _last(lines: Sequence[bytes], prefix: bytes) -> bytes:
    """What stood behind that prefix in the last line that has it; empty where none has."""
    return next((line.removeprefix(prefix) for line in reversed(lines) if line.startswith(prefix)), b"")


def _next_word(said: Sequence[bytes]) -> bytes:
    """What the next session is told, after one that said these lines."""
    word = _last(said, NEXT)
    return word if word in (LOWER, BACKUPS, RESCUE, QUIET) else SHOW


def _end(session: subprocess.Popen[bytes]) -> None:
    """Let a session end by itself, locked; one that doesn't is ended, as soon as the system lets it go."""
    with contextlib.suppress(BrokenPipeError):
        cast(IO[bytes], session.stdin).write(END + b"\n")
    cast(IO[bytes], session.stdin).close()
    try:
        session.wait(LEAVING_SECONDS)
    except subprocess.TimeoutExpired:
        _kill(session)
    _close(session)


def _kill(session: subprocess.Popen[bytes]) -> None:
    session.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        session.wait(GONE_SECONDS)


def _close(session: subprocess.Popen[bytes]) -> None:
    for line in (session.stdin, session.stdout):
        cast(IO[bytes], line).close()


def _never_began() -> CaseLinkError:
    from caselink.errors import CaseLinkError  # only here: this process stays small while sessions come and go
    from caselink.i18n import _

    return CaseLinkError(
        _(
            "La fenêtre n’a pas pu s’ouvrir, trois fois de suite. Vos dossiers n’ont pas été touchés. "
            "Redémarrez l’ordinateur, puis réinstallez CaseLink si cela continue."
        )
    )
