"""`python -m caselink`, and what `caselink` starts."""

from __future__ import annotations

import sys

from caselink.alone import is_alone, start_anew


def start() -> int:
    """Run the program in a process where nothing from outside runs; gives its exit code."""
    if not is_alone():
        start_anew()
    return main()


def main() -> int:
    """Run the program and give its exit code. A fault of ours ends it with one sentence and an event code (exit 1)."""
    from caselink.cli import main as run
    from caselink.event_log import fault_sentence, record_faults

    record_faults(lambda code: sys.stderr.write(fault_sentence(code) + "\n"))
    return run()


if __name__ == "__main__":
    sys.exit(start())
