"""What the process does so that keys don't end up in a crash file."""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_PR_SET_DUMPABLE: Final = 4


def forbid_crash_files() -> None:
    """No core dump of this process, and no reading of its memory by other processes of the same user (Linux).

    Windows writes no crash file of ours unless the computer's administrator turned that on; nothing to do there.
    """
    if sys.platform == "win32":
        return
    import resource

    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
