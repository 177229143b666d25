"""The one place that wires layers together. What needs Qt is imported only when it is asked for."""

from __future__ import annotations

from pathlib import Path

from caselink.supervisor import end_when_told, session_command, supervise


def run_window(vault: Path | None) -> int:
    """Open the window: a supervisor, and one session after another until the worker closes one. Gives the exit code."""
    end_when_told()
    supervise(session_command(vault))
    return 0


def run_session(vault: Path | None, wait_for_show: bool) -> int:
    """Run one session in this process; see `ui.session.main`."""
    from caselink.ui.shell.session import main

    return main(vault, wait_for_show)


def grab_pictures(vault: Path, user: str, passphrase: str, out: Path, reference: str | None = None) -> dict[str, Path]:
    """Draw `dashboard.png` (a case's overview) and `caseload.png` of that vault into `out`, without a screen.

    `reference` says which case, else the first of the list. Gives both paths by name.
    """
    from caselink.ui.shell.pictures import grab_pictures as grab

    return grab(vault, user, passphrase, out, reference)
