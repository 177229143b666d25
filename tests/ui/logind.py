"""A bus of our own, and a stand-in for logind that answers on it as logind does and says what logind says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVirtualObject,
)

CONFIG = """<busconfig><type>session</type><listen>unix:tmpdir={folder}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>"""
MANAGER = "org.freedesktop.login1.Manager"
MANAGER_PATH = "/org/freedesktop/login1"
SESSION_PATH = "/org/freedesktop/login1/session/_31"
linux_only = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None, reason="needs a dbus-daemon of its own"
)


class Logind(QDBusVirtualObject):
    """Answers as logind does, for a session whose name the environment does not tell."""

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self.bus = bus
        self.asked: list[tuple[str, list[object]]] = []
        self.waits_for: list[int] = []
        """One end of a pipe for each that asked it to wait: as long as nobody lets go of the other, it waits."""

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        self.asked.append((message.member(), message.arguments()))
        said = (message.member(), str(message.arguments()[0]))
        if said == ("GetSession", "auto"):
            return self._answer(message, connection, QDBusObjectPath(SESSION_PATH))
        if said == ("Inhibit", "sleep:shutdown"):
            mine, theirs = os.pipe()
            os.set_blocking(mine, False)
            self.waits_for.append(mine)
            sent = self._answer(message, connection, QDBusUnixFileDescriptor(theirs))
            os.close(theirs)
            return sent
        return connection.send(message.createErrorReply("org.freedesktop.login1.NoSuchSession", "none"))

    def say(self, path: str, interface: str, name: str, *words: object) -> None:
        """Send that signal to all who listen."""
        signal = QDBusMessage.createSignal(path, interface, name)
        signal.setArguments(list(words))
        assert self.bus.send(signal)

    def session_says(self, path: str, **changed: bool) -> None:
        """Say that these properties of a login changed."""
        self.say(
            path, "org.freedesktop.DBus.Properties", "PropertiesChanged", "org.freedesktop.login1.Session", changed, []
        )

    def is_let(self, number: int) -> bool:
        """Whether that one of those who asked, from 0, does not make it wait any more."""
        try:
            return os.read(self.waits_for[number], 1) == b""
        except BlockingIOError:
            return False

    def forget(self) -> None:
        """What was asked so far, and who makes it wait."""
        self.asked.clear()
        for end in self.waits_for:
            os.close(end)
        self.waits_for.clear()

    def _answer(self, message: QDBusMessage, connection: QDBusConnection, answer: object) -> bool:
        reply = message.createReply()
        reply.setArguments([answer])
        return connection.send(reply)


def bus_in(folder: Path) -> Iterator[str]:
    """A bus of our own; gives its address."""
    config = folder / "bus.conf"
    config.write_text(CONFIG.format(folder=folder), encoding="utf-8")
    daemon = subprocess.Popen(
        ["dbus-daemon", f"--config-file={config}", "--print-address=1", "--nofork"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


_STANDING_IN: list[Logind] = []
"""Qt's own D-Bus thread knows them: they are never destroyed."""


def stand_in(address: str) -> Logind:
    """A stand-in on that bus; it is served by the event loop of the application that there must be."""
    bus = QDBusConnection.connectToBus(address, f"logind {len(_STANDING_IN)}")
    assert bus.registerService("org.freedesktop.login1")
    logind = Logind(bus)
    _STANDING_IN.append(logind)
    assert bus.registerVirtualObject(MANAGER_PATH, logind, QDBusConnection.VirtualObjectRegisterOption.SubPath)
    return logind
