"""Linux desktops say over D-Bus when the worker goes: logind for sleep, lock and user switch, screen savers for theirs.

Sources: org.freedesktop.login1(5), *Inhibitor Locks* of systemd, the ScreenSaver interface of freedesktop.org. Where
there is no bus, or nobody on it who knows, nothing is heard and nothing is said.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from itertools import count
from typing import Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusError, QDBusMessage, QDBusObjectPath, QDBusUnixFileDescriptor

from caselink.i18n import _

_LOGIND: Final = "org.freedesktop.login1"
_MANAGER: Final = "org.freedesktop.login1.Manager"
_MANAGER_PATH: Final = "/org/freedesktop/login1"
_SESSION: Final = "org.freedesktop.login1.Session"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"
_SCREEN_SAVERS: Final = (
    "org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_ANSWER_MS: Final = 5_000
_NUMBERS: Final = count(1)


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
        self._names: list[str] = []
        self._delay: int | None = None
        """A file descriptor: as long as it is open the system waits with sleeping."""
        self.is_heard = False
        """Whether logind said which login this is, so that its lock and its leaving are heard."""
        self.was_answered = False
        """Whether logind, or the bus in its place, has answered all that was asked."""
        self._sessions = [os.environ.get("XDG_SESSION_ID", ""), "auto"]
        self._heard: list[tuple[QDBusConnection, tuple[str, str, str, str], bytes]] = []
        self._system = self._connect(system)
        screen = self._connect(session)  # both before anything is heard: see `_connect`
        if self._system is not None:
            self._hear(self._system, _LOGIND, _MANAGER_PATH, _MANAGER, "PrepareForSleep", "_is_so(bool)")
            self._hear(self._system, _LOGIND, _MANAGER_PATH, _MANAGER, "PrepareForShutdown", "_is_so(bool)")
            self._ask_for_delay(self._system)
            self._find_session()
        if screen is not None:
            for name in _SCREEN_SAVERS:
                self._hear(screen, "", "", name, "ActiveChanged", "_is_so(bool)")

    @property
    def makes_wait(self) -> bool:
        """Whether the system waits for us before it sleeps."""
        return self._delay is not None

    def stop(self) -> None:
        """Listen no more, and let the system sleep."""
        for bus, what, slot in self._heard:
            bus.disconnect(*what, self, slot)
        self._heard.clear()
        self._system = None
        for name in self._names:
            QDBusConnection.disconnectFromBus(name)
        self._names.clear()
        if self._delay is not None:
            with contextlib.suppress(OSError):
                os.close(self._delay)
            self._delay = None

    def _connect(self, address: str) -> QDBusConnection | None:
        """The bus, where there is one.

        This call waits for Qt's own D-Bus thread without letting other threads run Python, and that thread asks
        Python about an object as soon as a signal is bound to it: never to be called once something is heard.
        """
        if not address or not all(part.startswith("unix:") for part in address.split(";")):
            return None
        name = f"caselink-away-{next(_NUMBERS)}"
        bus = QDBusConnection.connectToBus(address, name)
        self._names.append(name)
        return bus if bus.isConnected() else None

    def _hear(self, bus: QDBusConnection, service: str, path: str, interface: str, signal: str, slot: str) -> None:
        what = (service, path, interface, signal)
        if bus.connect(*what, self, _slot(slot)):
            self._heard.append((bus, what, _slot(slot)))

    def _ask(self, bus: QDBusConnection, member: str, arguments: list[str], answer: str, refusal: str) -> None:
        call = QDBusMessage.createMethodCall(_LOGIND, _MANAGER_PATH, _MANAGER, member)
        call.setArguments(arguments)
        bus.callWithCallback(call, self, _slot(answer), _slot(refusal), _ANSWER_MS)

    def _ask_for_delay(self, bus: QDBusConnection) -> None:
        wish = ["sleep:shutdown", "CaseLink", _("Le coffre se ferme avant la mise en veille."), "delay"]
        self._ask(bus, "Inhibit", wish, "_may_wait(QDBusUnixFileDescriptor)", "_nobody_knows(QDBusError)")

    def _find_session(self) -> None:
        """Ask logind which login this is: by the name that the login gave it, else by this process."""
        while self._sessions and self._system is not None:
            name = self._sessions.pop(0)
            if name:
                self._ask(
                    self._system, "GetSession", [name], "_found_session(QDBusObjectPath)", "_not_found(QDBusError)"
                )
                return
        self.was_answered = True

    @Slot(bool)
    def _is_so(self, so: bool) -> None:
        if so:
            self.gone.emit()

    @Slot()
    def _told_to_lock(self) -> None:
        self.gone.emit()

    @Slot("QString", "QVariantMap")
    def _session_changed(self, interface: str, changed: Mapping[str, object]) -> None:
        """The seat is somebody else's now, or the desktop says that it is locked."""
        if interface == _SESSION and (changed.get("Active") is False or changed.get("LockedHint") is True):
            self.gone.emit()

    @Slot(QDBusUnixFileDescriptor)
    def _may_wait(self, descriptor: QDBusUnixFileDescriptor) -> None:
        if descriptor.isValid():
            self._delay = os.dup(descriptor.fileDescriptor())

    @Slot(QDBusObjectPath)
    def _found_session(self, path: QDBusObjectPath) -> None:
        if self._system is not None:
            self._hear(self._system, _LOGIND, path.path(), _SESSION, "Lock", "_told_to_lock()")
            properties = "_session_changed(QString,QVariantMap)"
            self._hear(self._system, _LOGIND, path.path(), _PROPERTIES, "PropertiesChanged", properties)
            self.is_heard = True
        self.was_answered = True

    @Slot(QDBusError)
    def _not_found(self, _error: QDBusError) -> None:
        self._find_session()

    @Slot(QDBusError)
    def _nobody_knows(self, _error: QDBusError) -> None:
        """A system without logind, or one that lets nobody wait: the session locks at the signal all the same."""


def _slot(signature: str) -> bytes:
    """What Qt wants to be told; the binding takes the text that `SLOT` gives and nothing else."""
    return SLOT(signature)  # type: ignore[return-value]
