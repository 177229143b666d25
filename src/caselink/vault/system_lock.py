"""The lock of the system on an open file: for one alone, or shared by all who only read. Never waited for."""

from __future__ import annotations

import os
import sys
from typing import Final

_LOCKED_BYTE: Final = 0x7FFF0000
"""Windows locks hide what they cover: far behind the note, so that others can read who holds it."""

if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    _FAIL_IMMEDIATELY: Final = 1

    class _Overlapped(ctypes.Structure):
        _fields_ = (
            ("internal", ctypes.c_void_p), ("internal_high", ctypes.c_void_p), ("offset", wintypes.DWORD),
            ("offset_high", wintypes.DWORD), ("event", wintypes.HANDLE),
        )

    def try_lock(handle: int) -> bool:
        """Take it for this process alone; False where another has it, or shares it."""
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True

    def try_share(handle: int) -> bool:
        """Share it, instead of what was held; False where another has it alone."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        file = wintypes.HANDLE(msvcrt.get_osfhandle(handle))
        place = _Overlapped(None, None, _LOCKED_BYTE, 0, None)
        kernel.UnlockFileEx(file, 0, 1, 0, ctypes.byref(place))
        return bool(kernel.LockFileEx(file, _FAIL_IMMEDIATELY, 0, 1, 0, ctypes.byref(place)))
else:
    import fcntl

    def try_lock(handle: int) -> bool:
        """Take it for this process alone; False where another has it, or shares it."""
        return _flock(handle, fcntl.LOCK_EX)

    def try_share(handle: int) -> bool:
        """Share it, instead of what was held; False where another has it alone."""
        return _flock(handle, fcntl.LOCK_SH)

    def _flock(handle: int, how: int) -> bool:
        try:
            fcntl.flock(handle, how | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
