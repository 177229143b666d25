"""Ending a session whose process goes on, as that of the tests does."""

from __future__ import annotations

from caselink.ui.shell.session import Session


def end(session: Session) -> None:
    """Lock it, unless it has ended by itself, and let go of what its process would take with it."""
    if not session.has_ended:
        session.lock()
    if session.away is not None:
        session.away.stop()
    for window in (session.window, session.entry):
        if window is not None:
            window.deleteLater()
    session.deleteLater()
