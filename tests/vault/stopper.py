"""A process that opens a vault in children of its own, each of which kills itself right before one statement of SQL.

Standard input brings a JSON object a line: `folder`, `user`, `identity` and `before`, the number of the statement (0:
none). The answer to each is a line: `killed`, or how many statements there were. SQLite itself tells of each statement
as it begins to run: those of a script, each row of many, BEGIN and COMMIT, PRAGMA, and what the search index runs
within one. Nothing of the program is changed for it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

from tests.vault.changer import open_with_identity


class Statements:
    """Counts the statements of every connection of this process, and ends it before the one that it is told."""

    def __init__(self, before: int) -> None:
        self.count = 0
        self._before = before

    def meet(self, _sql: str) -> None:
        """One more is about to run."""
        self.count += 1
        if self.count == self._before:
            os.kill(os.getpid(), signal.SIGKILL)


def watch(statements: Statements) -> None:
    """From now on every connection that this process opens tells these of its statements, from the first one."""
    connect = sqlite.connect

    def watched(*words: object, **settings: object) -> sqlite.Connection:
        connection = connect(*words, **settings)
        connection.set_trace_callback(statements.meet)
        return connection

    sqlite.connect = watched


def answer(asked: dict[str, Any]) -> str:
    """Open and close the vault in a child; what became of it."""
    ours, hers = os.pipe()
    child = os.fork()
    if child == 0:
        statements = Statements(asked["before"])
        watch(statements)
        open_with_identity(Path(asked["folder"]), asked["user"], asked["identity"]).close()
        os.write(hers, str(statements.count).encode())
        os._exit(0)
    os.close(hers)
    with os.fdopen(ours) as told:
        count = told.read()
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return "killed" if ended == -signal.SIGKILL else count


def main() -> None:
    for line in sys.stdin:
        sys.stdout.write(f"{answer(json.loads(line))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
