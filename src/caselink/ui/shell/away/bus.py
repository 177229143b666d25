"""One D-Bus connection served by the event loop: no thread but the window's own touches it.

Qt's binding reads in a thread of its own, which asks Python about the object that listens: destroying that object, or
joining another bus meanwhile, ended or froze the process (decision record 0022).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any, Final

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, message_bus, new_method_call  # type: ignore[import-untyped]
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]
from PySide6.QtCore import QObject, QSocketNotifier

Answered = Callable[[tuple[Any, ...] | None], None]
"""Takes what was answered, as the called method's own documentation says; None when it was refused."""

Heard = Callable[[tuple[Any, ...]], None]
"""Takes what a signal carries: anybody on the bus may send one, so nothing is sure about it."""

_JOINING_SECONDS: Final = 1.0
_NOT_A_BUS: Final = (OSError, ValueError, RuntimeError)
"""No socket, no answer in time, an address or an answer that nobody understands."""


class Bus(QObject):
    """Asks and hears; silent when the bus goes away."""

    def __init__(self, connection: DBusConnection, parent: QObject | None = None) -> None:
        """Serve that connection, which passes file descriptors."""
        super().__init__(parent)
        self._connection: DBusConnection | None = connection
        self._answers: dict[int, Answered] = {}
        self._signals: dict[tuple[str, str, str], Heard] = {}
        self._notifier = QSocketNotifier(connection.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def ask(self, whom: DBusAddress, member: str, words: tuple[str, ...], answered: Answered | None = None) -> None:
        """Call a method that takes texts; the answer comes later, from the event loop."""
        serial = self._send(new_method_call(whom, member, "s" * len(words), words))
        if answered is not None and serial is not None:
            self._answers[serial] = answered

    def hear(self, interface: str, member: str, heard: Heard, *, sender: str = "", path: str = "") -> None:
        """Have this called at each such signal, with what it carries; from anybody and any object if none is given."""
        self._signals[path, interface, member] = heard
        rule = MatchRule(type="signal", sender=sender or None, path=path or None, interface=interface, member=member)
        self._send(message_bus.AddMatch(rule))

    @property
    def is_open(self) -> bool:
        """Whether the bus can still be asked and heard."""
        return self._connection is not None

    def close(self) -> None:
        """Leave the bus; nothing is heard from here on."""
        if self._connection is not None:
            self._notifier.setEnabled(False)
            self._connection.close()
            self._connection = None
            self._answers.clear()

    def _send(self, message: Message) -> int | None:
        if self._connection is None:
            return None
        serial = next(self._connection.outgoing_serial)
        try:
            self._connection.send(message, serial)
        except OSError:
            self.close()
            return None
        return int(serial)

    def _read(self) -> None:
        """Take in all that has come."""
        while self._connection is not None:
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:
                return
            except _NOT_A_BUS:
                self.close()
                return
            self._pass_on(message)

    def _pass_on(self, message: Message) -> None:
        fields = message.header.fields
        if message.header.message_type == MessageType.signal:
            said = fields.get(HeaderFields.interface, ""), fields.get(HeaderFields.member, "")
            for path in ("", fields.get(HeaderFields.path, "")):
                heard = self._signals.get((path, *said))
                if heard is not None:
                    heard(message.body)
            return
        answered = self._answers.pop(fields.get(HeaderFields.reply_serial, 0), None)
        if answered is not None:
            answered(None if message.header.message_type == MessageType.error else message.body)


def join_bus(address: str, parent: QObject | None = None) -> Bus | None:
    """The bus at this address; None where there is none, or where the address may lead through a network."""
    if not address or not all(part.startswith("unix:") for part in address.split(";")):
        return None
    with contextlib.suppress(*_NOT_A_BUS):
        return Bus(open_dbus_connection(address, enable_fds=True, auth_timeout=_JOINING_SECONDS), parent)
    return None
