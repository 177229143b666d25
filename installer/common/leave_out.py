"""What of the wheels is not handed out. One list for every system; trying a package proves that nothing of it is missed."""

from __future__ import annotations

from fnmatch import fnmatch
from typing import Final

from caselink.i18n import HER_LANGUAGES

LEFT_OUT: Final = (
    # Qt: only QtCore, QtGui, QtWidgets, QtSvg and QtDBus are loaded
    *("PySide6/qml/*", "PySide6/Qt/qml/*", "PySide6/metatypes/*", "PySide6/Qt/metatypes/*", "PySide6/typesystems/*"),
    *("PySide6/include/*", "PySide6/glue/*", "PySide6/scripts/*", "PySide6/doc/*", "PySide6/support/*", "*.pyi"),
    *("PySide6/*.exe", "PySide6/*.lib", "PySide6/opengl32sw.dll", "PySide6/Qt/libexec/*", "PySide6/Assistant*"),
    *("PySide6/lupdate", "PySide6/lrelease", "PySide6/assistant", "PySide6/designer", "PySide6/linguist"),
    *("PySide6/qmlls", "PySide6/qmlformat", "PySide6/qmllint", "PySide6/balsam*", "PySide6/svgtoqml"),
    # names of languages and countries are shown in three languages, days on her papers written in twelve
    "babel/locale-data/*",
    # fonts of reportlab: ours are embedded in every document
    *("reportlab/fonts/*", "reportlab/graphics/barcode/*"),
    # what only somebody who builds or tests needs
    *("*/tests/*", "*/test/*", "*/__pycache__/*", "*.c", "*.h", "*.pxd", "*.pyx", "lxml/includes/*", "lxml/isoschematron/*"),
)
"""Patterns of paths inside `site-packages`, in the spelling of fnmatch (a star crosses folders)."""

KEPT: Final = (
    "babel/locale-data/root.dat",
    *(f"babel/locale-data/{code}{place}.dat" for code in HER_LANGUAGES for place in ("", "_*")),
)
"""What is kept although a pattern above leaves it out."""

QT_MODULES: Final = ("Core", "Gui", "Widgets", "Svg", "SvgWidgets", "Network", "DBus", "XcbQpa", "WaylandClient",
                     "WaylandEglClientHwIntegration", "WlShellIntegration", "OpenGL", "EglFSDeviceIntegration")
"""Libraries of Qt that stay; QtGui's plugins of the screens need some that no module of ours imports."""
QT_BINDINGS: Final = ("QtCore", "QtGui", "QtWidgets", "QtSvg")
QT_PLUGINS: Final = ("platforms", "styles", "imageformats", "iconengines", "platforminputcontexts", "xcbglintegrations",
                     "wayland-shell-integration", "wayland-decoration-client",
                     "wayland-graphics-integration-client", "platformthemes")


def is_left_out(path: str) -> bool:
    """Whether the file at this path below `site-packages` (with `/`) is not handed out."""
    if any(fnmatch(path, kept) for kept in KEPT):
        return False
    return any(fnmatch(path, pattern) for pattern in LEFT_OUT) or _is_unused_qt(path)


def _is_unused_qt(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    if folder in ("PySide6", "PySide6/Qt/lib", "PySide6/Qt/bin"):
        if name.startswith(("libQt6", "Qt6")) and ".so" in name + ".so" * name.endswith(".dll"):
            module = name.removeprefix("lib").removeprefix("Qt6").partition(".")[0]
            return module not in QT_MODULES
        if name.startswith("Qt") and name.partition(".")[2] in ("abi3.so", "pyd"):
            return name.partition(".")[0] not in QT_BINDINGS
        return name.startswith(("libavcodec", "libavformat", "libavutil", "libswscale", "libswresample", "avcodec"))
    for plugins in ("PySide6/Qt/plugins/", "PySide6/plugins/"):
        if path.startswith(plugins):
            return path.removeprefix(plugins).partition("/")[0] not in QT_PLUGINS
    for words in ("PySide6/Qt/translations/", "PySide6/translations/"):
        if path.startswith(words):
            return not name.startswith(("qtbase_fr", "qtbase_nl", "qtbase_en"))
    return False
