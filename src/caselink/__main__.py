"""`python -m caselink`, and what `caselink` starts."""

from __future__ import annotations

import sys
from types import TracebackType


def main() -> int:
    """Run the program and give its exit code. A fault of ours ends it with one sentence and an event code (exit 1)."""
    sys.excepthook = _our_fault
    from caselink.cli import main as run

    return run()


def _our_fault(_kind: type[BaseException], fault: BaseException, _trace: TracebackType | None) -> None:
    """Instead of a traceback, which may show values of a case: a sentence, and kind and place in the local log."""
    from caselink.event_log import fault_sentence, record_fault

    sys.stderr.write(fault_sentence(record_fault(fault)) + "\n")


if __name__ == "__main__":
    sys.exit(main())
