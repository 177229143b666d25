"""Nothing from outside runs in a process that takes a passphrase or holds keys (decision 29).

Python runs what stands in the current folder, in the user's home and where variables of the environment point to; Qt
and the system's loader do much the same. So the program starts itself anew before anything is asked: Python isolated,
and of the environment only what is named here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Final, NoReturn

_MARK: Final = "caselink-alone"
"""Said to Python (`-X`) by the command of a process that was started so."""

_KEPT: Final = frozenset(
    (
        # who, where, in which language and time
        "HOME", "USER", "LOGNAME", "PATH", "TMPDIR", "TZ", "LANG", "LANGUAGE", "TERM", "COLUMNS", "LINES",
        # the screen and what belongs to it
        "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "ICEAUTHORITY", "SESSION_MANAGER", "DESKTOP_STARTUP_ID",
        "XDG_ACTIVATION_TOKEN", "XMODIFIERS", "XCURSOR_SIZE", "XCURSOR_THEME", "AT_SPI_BUS_ADDRESS",
        "DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS", "DESKTOP_SESSION",
        "KDE_FULL_SESSION", "KDE_SESSION_VERSION",
        # sizes and input methods; no folder of plugins, no style, no log of the keys
        "QT_QPA_PLATFORM", "QT_IM_MODULE", "QT_IM_MODULES", "QT_SCALE_FACTOR", "QT_SCALE_FACTOR_ROUNDING_POLICY",
        "QT_SCREEN_SCALE_FACTORS", "QT_ENABLE_HIGHDPI_SCALING", "QT_FONT_DPI", "QT_ACCESSIBILITY",
        # Windows and macOS
        "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "TEMP", "TMP", "APPDATA", "LOCALAPPDATA",
        "PROGRAMDATA", "USERPROFILE", "USERNAME", "USERDOMAIN", "COMPUTERNAME", "HOMEDRIVE", "HOMEPATH", "SESSIONNAME",
        "NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE", "__CF_USER_TEXT_ENCODING",
    )
)
_KEPT_BEGINNINGS: Final = ("LC_", "XDG_")
_SCREENS: Final = frozenset(("xcb", "wayland", "offscreen", "minimal", "windows", "cocoa"))
"""Qt has others, one of which shows the window on the network."""
_QUIET: Final = "*.debug=false;*.info=false"
"""A file in the user's home can make Qt write every key to the error output; this wins over it."""
_RUNS_GTK: Final = frozenset(("GNOME", "UNITY", "MATE", "XFCE", "CINNAMON", "X-CINNAMON", "PANTHEON", "LXDE", "BUDGIE"))
"""Desktops for which Qt loads GTK, and GTK the modules that a file in the user's home names."""


def own_command(*words: str) -> tuple[str, ...]:
    """The command that starts this program once more, by itself, with these words."""
    quietly = ("-B",) if sys.dont_write_bytecode else ()
    return (sys.executable, "-I", "-X", _MARK, *quietly, "-m", "caselink", *words)


def own_environment(around: Mapping[str, str]) -> dict[str, str]:
    """What a process of ours is told of this environment."""
    kept = {name: value for name, value in around.items() if _is_kept(name.upper())}
    if kept.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0] not in _SCREENS:
        kept.pop("QT_QPA_PLATFORM", None)
    desktops = kept.get("XDG_CURRENT_DESKTOP", "").upper().split(":")
    if _RUNS_GTK & set(desktops):
        kept["XDG_CURRENT_DESKTOP"] = "X-GNOME"  # Qt's own look of it, without GTK
    return kept | {"QT_LOGGING_RULES": _QUIET}


def is_alone() -> bool:
    """Whether this process was started by `own_command`."""
    return bool(sys.flags.isolated) and _MARK in sys._xoptions


def start_anew() -> NoReturn:
    """Become, or on Windows run and follow, the same program with the same words, alone."""
    command, environment = own_command(*sys.argv[1:]), own_environment(os.environ)
    if sys.platform != "win32":
        os.execve(command[0], command, environment)  # noqa: S606  # our own program
    import signal
    import subprocess

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for the other one to say
    sys.exit(subprocess.run(command, env=environment, check=False).returncode)  # noqa: S603  # our own program


def _is_kept(name: str) -> bool:
    return name in _KEPT or name.startswith(_KEPT_BEGINNINGS)
