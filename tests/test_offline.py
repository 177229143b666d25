"""No socket that reaches beyond this computer, seen by strace. `make torture` traces the whole job the same way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Prepared
from tests.programs import needs_strace
from tests.torture.promise import Share
from tests.torture.secrecy import window_and_disk
from tests.torture.sockets import families, to_the_network, traced

OPERATIONS = 2

pytestmark = needs_strace


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6"])
def test_a_child_that_reaches_for_the_network_is_seen(tmp_path: Path, family: str) -> None:
    reach = f"import os, socket; os.fork() or socket.socket(socket.{family}, socket.SOCK_DGRAM)"
    subprocess.run([*traced(tmp_path / "trace"), sys.executable, "-c", reach], check=True)
    assert to_the_network(families(tmp_path.glob("trace.*"))) == (f"{family} asked for 1 times",)


def test_the_window_in_use_opens_no_socket_and_leaves_nothing_readable(
    prepared_vault: Prepared, tmp_path: Path
) -> None:
    outcome = window_and_disk(prepared_vault, tmp_path, Share(OPERATIONS))
    assert outcome.broken == ()
    assert outcome.met["cases that hold the word"] > 0
