"""Programs of others that some tests need; `make test` installs them where it may, and says which tests did not run."""

from __future__ import annotations

import shutil
import sys
from typing import Final

import pytest

needs_strace: Final = pytest.mark.skipif(shutil.which("strace") is None, reason="strace sees and disturbs system calls")
needs_age: Final = pytest.mark.skipif(shutil.which("age") is None, reason="age reads a vault as a stranger would")
needs_screen: Final = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is a screen that nobody sees")
needs_bus: Final = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None, reason="a dbus-daemon of its own stands in"
)
