"""The whole main job, by commands and in the window, with its sockets counted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import Prepared
from tests.torture.promise import Outcome, Share
from tests.torture.sockets import families, to_the_network, traced

_ROOT = Path(__file__).parents[2]
JOBS = (
    "tests/test_cli_job.py::test_the_whole_job", "tests/test_cli_job.py", "tests/test_cli_demo.py",
    "tests/ui/case/test_whole_job.py",
)


def no_sockets(_prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """The tests of the whole job, as many as the size says, under strace with all the processes that they start."""
    program = (
        *traced(folder / "trace"), sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider",
        f"--basetemp={folder / 'tests'}", *JOBS[: share.size],
    )
    done = subprocess.run(
        program, capture_output=True, text=True, cwd=_ROOT, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False, timeout=1800,
    )
    failed = () if done.returncode == 0 else (f"the job itself failed: {done.stdout[-2000:]}",)
    traces = list(folder.glob("trace.*"))
    counted = families(traces)
    met = {"processes": len(traces), **counted}
    return Outcome(len(traces), failed + to_the_network(counted), met)
