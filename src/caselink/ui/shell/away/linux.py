"""Linux desktops say over D-Bus when the worker goes: logind for sleep, lock and user switch, screen savers for theirs.

Sources: org.freedesktop.login1(5), *Inhibitor Locks* of systemd, the ScreenSaver interface of freedesktop.org. Where
there is no bus, or nobody on it who knows, nothing is heard and nothing is said.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from typing import Any, Final

from jeepney import DBusAddress  # type: ignore[import-untyped]
from PySide6.QtCore import QObject, Signal

from caselink.i18n import _
from caselink.ui.shell.away.bus import Bus, join_bus

_LOGIND: Final = "org.freedesktop.login1"
_MANAGER: Final = "org.freedesktop.login1.Manager"
_MANAGER_PATH: Final = "/org/freedesktop/login1"
_WHOM: Final = DBusAddress(_MANAGER_PATH, _LOGIND, _MANAGER)
_SESSION: Final = "org.freedesktop.login1.Session"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"
_SCREEN_SAVERS: Final = (
    "org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)


def system_bus() -> str:
    """The address of the system's bus."""
    return os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/run/dbus/system_bus_socket")


def session_bus() -> str:
    """The address of the bus of this login; empty where there is none. A new one is never started."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return os.environ.get("DBUS_SESSION_BUS_ADDRESS", f"unix:path={runtime}/bus" if runtime else "")


class LinuxAway(QObject):
    """`gone` when the screen is locked, another user takes the seat, or the computer is about to sleep or stop.

    The system is asked to wait with sleeping as long as this process lives, five seconds at most (logind's delay
    inhibitor), so that the vault is closed and its keys are out of the memory before it sleeps.
    """

    gone = Signal()

    def __init__(self, system: str, session: str, parent: QObject | None = None) -> None:
        """Listen on the buses at these addresses; those that lead through a network are left alone."""
        super().__init__(parent)
        self._delay: int | None = None
        """A file descriptor: as long as it is open the system waits with sleeping."""
        self.is_heard = False
        """Whether logind said which login this is, so that its lock and its leaving are heard."""
        self.was_answered = False
        """Whether logind, or the bus in its place, has answered all that was asked."""
        self._sessions = [name for name in (os.environ.get("XDG_SESSION_ID", ""), "auto") if name]
        self._system = join_bus(system, self)
        self._desktop = join_bus(session, self)
        if self._system is not None:
            self._system.hear(_MANAGER, "PrepareForSleep", self._is_so, sender=_LOGIND, path=_MANAGER_PATH)
            self._system.hear(_MANAGER, "PrepareForShutdown", self._is_so, sender=_LOGIND, path=_MANAGER_PATH)
            wish = ("sleep:shutdown", "CaseLink", _("Le coffre se ferme avant la mise en veille."), "delay")
            self._system.ask(_WHOM, "Inhibit", wish, self._may_wait)
            self._find_session(self._system)
        if self._desktop is not None:
            for name in _SCREEN_SAVERS:
                self._desktop.hear(name, "ActiveChanged", self._is_so)

    @property
    def makes_wait(self) -> bool:
        """Whether the system waits for us before it sleeps."""
        return self._delay is not None

    def stop(self) -> None:
        """Listen no more, and let the system sleep."""
        for bus in (self._system, self._desktop):
            if bus is not None:
                bus.close()
        if self._delay is not None:
            with contextlib.suppress(OSError):
                os.close(self._delay)
            self._delay = None

    def _find_session(self, bus: Bus) -> None:
        """Ask logind which login this is: by the name that the login gave it, else by this process."""
        if not self._sessions:
            self.was_answered = True
            return
        name = self._sessions.pop(0)
        bus.ask(_WHOM, "GetSession", (name,), lambda answer: self._found_session(bus, answer))

    def _found_session(self, bus: Bus, answer: tuple[Any, ...] | None) -> None:
        if answer is None:
            self._find_session(bus)
            return
        bus.hear(_SESSION, "Lock", self._told_to_lock, sender=_LOGIND, path=answer[0])
        bus.hear(_PROPERTIES, "PropertiesChanged", self._session_changed, sender=_LOGIND, path=answer[0])
        self.is_heard = self.was_answered = True

    def _may_wait(self, answer: tuple[Any, ...] | None) -> None:
        """Without logind, or where it lets nobody wait, the session locks at the signal all the same."""
        if answer is not None:
            self._delay = answer[0].to_raw_fd()

    def _is_so(self, said: tuple[Any, ...]) -> None:
        if said[:1] == (True,):
            self.gone.emit()

    def _told_to_lock(self, _said: tuple[Any, ...]) -> None:
        self.gone.emit()

    def _session_changed(self, said: tuple[Any, ...]) -> None:
        """The seat is somebody else's now, or the desktop says that it is locked."""
        if said[:1] == (_SESSION,) and (_is_now(said, "Active", False) or _is_now(said, "LockedHint", True)):
            self.gone.emit()


def _is_now(said: tuple[Any, ...], name: str, value: bool) -> bool:
    """Whether a PropertiesChanged (interface, changed by name as type and value, names without value) says so."""
    changed = said[1] if len(said) > 1 and isinstance(said[1], Mapping) else {}
    return changed.get(name) == ("b", value)
