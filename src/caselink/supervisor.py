"""Keeps a session ready and starts the next one when it ends (decision 3). Holds no key, shows nothing.

What passes between the two processes, and nothing else does:

- a session is started hidden; when its imports are done it writes the line `ready` to its standard output and waits;
- the line `show` on its standard input tells it to show its unlock screen, `lower` to have it ready without being
  seen, `quiet` not to take the keyboard, `backups` or `rescue` to show that page of it; the end of its input tells it
  to end;
- when the worker opened a vault the line `vault USER PATH` on its standard output says who and which, so that the next
  session, told by `show USER PATH`, offers the same; both are held in memory only;
- before it ends over a damaged vault the line `next backups` or `next rescue` says which page the worker chose, before
  it locks while she works with another program the line `next quiet`;
- it ends with code `LOCKED` when it locks, is killed by `SIGKILL` by its own hide-at-once key, ends with 0 when the
  worker closes it.

After a lock the process that held the passphrase is gone, and the next one, which never saw it, is shown.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, cast

from caselink.alone import own_command

if TYPE_CHECKING:
    from caselink.errors import CaseLinkError

LOCKED: Final = 75
"""Exit code of a session that locked: show the next one."""

KILLED: Final = -9 if sys.platform != "win32" else 15
"""What a process leaves behind that ended itself at once: by SIGKILL, or as Windows ends one."""

READY: Final = b"ready\n"
SHOW: Final = b"show"
LOWER: Final = b"lower"
"""Instead of `show`: come up without being seen, after the hide-at-once key."""
BACKUPS: Final = b"backups"
RESCUE: Final = b"rescue"
"""Instead of `show`: the pages that help where a vault is damaged."""
QUIET: Final = b"quiet"
"""Instead of `show`: what she types into another program stays there."""
NEXT: Final = b"next "
"""Before one of these three, said by a session that ends."""
OPENED: Final = b"vault "
"""Before the name of the worker and the path of the vault that she opened."""
QUICK_SECONDS: Final = 5.0
"""A session that fails sooner than this after being shown never really began."""

MOST_QUICK_FAILURES: Final = 3
LEAVING_SECONDS: Final = 5.0
"""How long a waiting session may take to end by itself."""


def session_command(vault: Path | None) -> tuple[str, ...]:
    """The command that starts one hidden session, for that vault or for the one that the worker will choose."""
    return own_command("--session", *(() if vault is None else (str(vault),)))


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
            _wait_until_ready(shown)
            waiting = _start(command)
            code = shown.wait()
            said = cast(IO[bytes], shown.stdout).read().splitlines()
            vault = _last(said, OPENED) or vault
            word = _next_word(code, said)
            if code == 0:
                return
            failed = code not in (LOCKED, KILLED)
            failures = failures + 1 if failed and time.monotonic() - began < quick_seconds else 0
            if failures == MOST_QUICK_FAILURES:
                raise _never_began()
            _end(shown)
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


def _wait_until_ready(session: subprocess.Popen[bytes]) -> None:
    """Wait for its word, or its end: the next session's imports don't slow this one's first screen."""
    cast(IO[bytes], session.stdout).read(len(READY))


def _last(lines: Sequence[bytes], prefix: bytes) -> bytes:
    """What stood behind that prefix in the last line that has it; empty where none has."""
    return next((line.removeprefix(prefix) for line in reversed(lines) if line.startswith(prefix)), b"")


def _next_word(code: int, said: Sequence[bytes]) -> bytes:
    """What the next session is told, after one that ended with that code and said these lines."""
    if code == KILLED:
        return LOWER
    page = _last(said, NEXT)
    return page if code == LOCKED and page in (BACKUPS, RESCUE, QUIET) else SHOW


def _end(session: subprocess.Popen[bytes]) -> None:
    """Let a session end by itself, as one that waits does when its input ends; one that doesn't is ended."""
    cast(IO[bytes], session.stdin).close()
    try:
        session.wait(LEAVING_SECONDS)
    except subprocess.TimeoutExpired:
        session.kill()
        session.wait()
    cast(IO[bytes], session.stdout).close()


def _never_began() -> CaseLinkError:
    from caselink.errors import CaseLinkError  # only here: this process stays small while sessions come and go
    from caselink.i18n import _

    return CaseLinkError(
        _(
            "La fenêtre n’a pas pu s’ouvrir, trois fois de suite. Vos dossiers n’ont pas été touchés. "
            "Redémarrez l’ordinateur, puis réinstallez CaseLink si cela continue."
        )
    )
