"""Going away is noticed: on a private bus with a stand-in for logind and a screen saver, and at the edge elsewhere."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator
from ctypes import wintypes
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caselink.ui.shell.away.bus import join_bus
from caselink.ui.shell.away.clock import EVERY_MS, LATE_SECONDS, SleepClock, seconds_with_sleep
from caselink.ui.shell.away.linux import LinuxAway
from caselink.ui.shell.away.macos import MacAway
from caselink.ui.shell.away.windows import WindowsAway, says_gone
from tests.ui.logind import MANAGER, MANAGER_PATH, SESSION_PATH, Logind, bus_in, linux_only, stand_in

OTHER_PATH = "/org/freedesktop/login1/session/_32"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from bus_in(tmp_path_factory.mktemp("bus"))


@pytest.fixture(scope="module")
def all_logind(address: str, qapp: QApplication) -> Logind:  # noqa: ARG001  # a bus is served by an application
    return stand_in(address)


@pytest.fixture
def logind(all_logind: Logind) -> Logind:
    all_logind.forget()
    return all_logind


@pytest.fixture
def away(address: str, logind: Logind, qtbot: QtBot) -> Iterator[LinuxAway]:
    """It has asked all it asks, and has been answered."""
    away = LinuxAway(address, address)
    qtbot.waitUntil(lambda: {"GetSession", "Inhibit"} <= {member for member, _arguments in logind.asked})
    qtbot.waitUntil(lambda: away.is_heard)
    yield away
    away.stop()


@linux_only
@pytest.mark.parametrize("said", [(), ("yes",), (1.5, True), (["x"],)])
def test_a_signal_that_carries_something_else_is_no_sign(
    qtbot: QtBot, away: LinuxAway, logind: Logind, said: tuple[object, ...]
) -> None:
    heard: list[str] = []
    away.gone.connect(lambda: heard.append("gone"))
    logind.say("/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", *said)
    logind.say(SESSION_PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged", *said)
    with qtbot.waitSignal(away.gone):
        logind.say(SESSION_PATH, "org.freedesktop.login1.Session", "Lock")
    assert heard == ["gone"]


@linux_only
def test_sleep_is_heard_before_it_comes(qtbot: QtBot, away: LinuxAway, logind: Logind) -> None:
    with qtbot.waitSignal(away.gone):
        logind.say(MANAGER_PATH, MANAGER, "PrepareForSleep", True)


@linux_only
def test_the_system_waits_with_sleeping_until_it_is_let(qtbot: QtBot, away: LinuxAway, logind: Logind) -> None:
    asked = dict(logind.asked)["Inhibit"]
    qtbot.waitUntil(lambda: away.makes_wait)
    assert (asked[0], asked[1], asked[3]) == ("sleep:shutdown", "CaseLink", "delay")
    assert not logind.is_let(0)
    away.stop()
    qtbot.waitUntil(lambda: logind.is_let(0))


@linux_only
@pytest.mark.parametrize("changed", [{"Active": False}, {"LockedHint": True}])
def test_another_user_or_a_locked_desktop_is_heard(
    qtbot: QtBot, away: LinuxAway, logind: Logind, changed: dict[str, bool]
) -> None:
    with qtbot.waitSignal(away.gone):
        logind.session_says(SESSION_PATH, **changed)


@linux_only
def test_the_order_to_lock_is_heard(qtbot: QtBot, away: LinuxAway, logind: Logind) -> None:
    with qtbot.waitSignal(away.gone):
        logind.say(SESSION_PATH, "org.freedesktop.login1.Session", "Lock")


@linux_only
@pytest.mark.parametrize("desktop", ["freedesktop", "gnome", "cinnamon", "mate", "xfce"])
def test_a_screen_saver_is_heard(qtbot: QtBot, away: LinuxAway, logind: Logind, desktop: str) -> None:
    with qtbot.waitSignal(away.gone):
        logind.say("/ScreenSaver", f"org.{desktop}.ScreenSaver", "ActiveChanged", True)


@linux_only
def test_waking_unlocking_and_other_peoples_sessions_are_not_going_away(
    qtbot: QtBot, away: LinuxAway, logind: Logind
) -> None:
    heard: list[str] = []
    away.gone.connect(lambda: heard.append("gone"))
    logind.say(MANAGER_PATH, MANAGER, "PrepareForSleep", False)
    logind.say("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", False)
    logind.session_says(SESSION_PATH, Active=True)
    logind.session_says(SESSION_PATH, LockedHint=False)
    logind.session_says(OTHER_PATH, Active=False)
    logind.say(OTHER_PATH, "org.freedesktop.login1.Session", "Lock")
    assert not heard
    with qtbot.waitSignal(away.gone):  # signals of one sender come in order
        logind.say(SESSION_PATH, "org.freedesktop.login1.Session", "Lock")
    assert heard == ["gone"]


@linux_only
@pytest.mark.parametrize("bus", ["", "unix:path=/nowhere/bus", "tcp:host=localhost,port=1", "unix:path=/x;tcp:port=1"])
def test_without_a_bus_nothing_is_said(qtbot: QtBot, bus: str) -> None:
    """Qt's own warnings fail a test."""
    away = LinuxAway(bus, bus)
    qtbot.wait(1)
    away.stop()


@linux_only
def test_a_bus_without_logind_is_silent(qtbot: QtBot, tmp_path: Path) -> None:
    with contextlib.contextmanager(bus_in)(tmp_path) as address:
        away = LinuxAway(address, address)
        qtbot.waitUntil(lambda: away.was_answered)
        assert not away.is_heard
        away.stop()


@linux_only
def test_listening_begins_and_ends_at_any_moment(qtbot: QtBot, tmp_path: Path) -> None:
    """Its end may fall before an answer, after one, or together with the end of the bus."""
    for number in range(30):
        folder = tmp_path / str(number)
        folder.mkdir()
        with contextlib.contextmanager(bus_in)(folder) as address:
            away = LinuxAway(address, address)
            if number % 3:
                qtbot.waitUntil(lambda: away.was_answered)  # noqa: B023  # asked at once
            if number % 2:
                away.stop()
        qtbot.wait(1)
        away.stop()


@linux_only
def test_a_bus_that_ends_is_left_in_peace(qtbot: QtBot, tmp_path: Path) -> None:
    with contextlib.contextmanager(bus_in)(tmp_path) as address:
        bus = join_bus(address)
        assert bus is not None
        assert bus.is_open
    qtbot.waitUntil(lambda: not bus.is_open)


def test_a_tick_that_comes_late_means_that_the_computer_slept(qtbot: QtBot) -> None:
    hands = [100.0]
    clock = SleepClock(seconds=lambda: hands[0])
    clock.stop()
    every = EVERY_MS / 1000
    with qtbot.assertNotEmitted(clock.gone):
        for late in (0.0, LATE_SECONDS / 2, LATE_SECONDS):
            hands[0] += every + late
            clock.tick()
    hands[0] += every + LATE_SECONDS + 1
    with qtbot.waitSignal(clock.gone):
        clock.tick()
    hands[0] += every
    with qtbot.assertNotEmitted(clock.gone):
        clock.tick()


def test_the_clock_ticks_by_itself(qtbot: QtBot) -> None:
    reads: list[float] = []

    def seconds() -> float:
        reads.append(seconds_with_sleep())
        return reads[-1]

    clock = SleepClock(seconds=seconds)
    qtbot.waitUntil(lambda: len(reads) > 1)
    clock.stop()
    assert reads[1] > reads[0]


@pytest.mark.parametrize(
    ("message", "what", "gone"),
    [
        (0x02B1, 0x7, True),  # locked
        (0x02B1, 0x2, True),  # the console goes to another user
        (0x02B1, 0x4, True),  # remote desktop disconnected
        (0x02B1, 0x8, False),  # unlocked
        (0x0218, 0x4, True),  # about to sleep
        (0x0218, 0x12, False),  # woke
        (0x0200, 0x7, False),  # the mouse
    ],
)
def test_windows_messages_are_understood(qtbot: QtBot, message: int, what: int, gone: bool) -> None:
    """The code is run here on a message like those of Windows; on Windows itself it was not run."""
    assert says_gone(message, what) is gone
    away = WindowsAway()
    heard: list[str] = []
    away.gone.connect(lambda: heard.append("gone"))
    told = wintypes.MSG()
    told.message, told.wParam = message, what
    passed_on = away.filter.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(told))
    assert passed_on == (False, 0)
    assert heard == ["gone"] * gone
    qtbot.wait(1)


def test_what_macos_calls_is_heard(qtbot: QtBot) -> None:
    """Called here as the system would; on macOS itself it was not run."""
    away = MacAway()
    with qtbot.waitSignal(away.gone):
        away.heard(None, None, None, None, None)


def test_paths_of_sockets_are_not_made_up(tmp_path: Path, qtbot: QtBot) -> None:
    away = LinuxAway(f"unix:path={tmp_path}/none", "")
    qtbot.wait(1)
    assert not list(tmp_path.iterdir())
    away.stop()
