"""Light, dark or high contrast, as the system says and as soon as it says it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from caselink.paths import resources_folder
from caselink.ui.look.palettes import DARK, LIGHT, Palette
from caselink.ui.look.spoken import speak_up
from caselink.ui.look.stylesheet import plain_stylesheet, stylesheet


class Theme(QObject):
    """The look of the whole program; one for the application. `changed` tells painters to paint again."""

    changed = Signal()
    _current: ClassVar[Theme | None] = None

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        speak_up()
        self._app = app
        self._style_name = app.style().objectName()
        self._forced: bool | None = None
        self._forced_plain: bool | None = None
        self._look: tuple[bool, bool, float] | None = None
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)
        self.palette = LIGHT
        self.plain = False
        """True in high contrast: the system's own palette and style, untouched."""
        self._follow()

    @classmethod
    def current(cls) -> Theme:
        """The theme of the running application, put in place at the first call."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise RuntimeError("a theme needs an application")
        if cls._current is None or cls._current.parent() is not app:
            cls._current = cls(app)
        return cls._current

    @property
    def dark(self) -> bool:
        """Whether light letters stand on a dark ground."""
        return self.palette is DARK

    def colour(self, role: str) -> QColor:
        """The colour of a role of `Palette` (`"to_do"`, `"quiet"` …), for what is painted by hand."""
        if self.plain:
            system = self._app.palette()
            ground = {"window", "surface", "rail", "hover", "on_accent"}
            group = QPalette.ColorRole.Base if role in ground or role.endswith("_soft") else QPalette.ColorRole.Text
            return system.color(group)
        return QColor(getattr(self.palette, role))

    def show_look(self, look: str) -> None:
        """`light`, `dark` or `contrast` whatever the system says; `system` follows it."""
        self._forced = {"light": False, "dark": True}.get(look)
        self._forced_plain = {"light": False, "dark": False, "contrast": True}.get(look)
        self._follow()

    def show_dark(self, dark: bool | None) -> None:
        """Show dark or light whatever the system says; None follows the system again."""
        self._forced = dark
        self._follow()

    def show_plain(self, plain: bool | None) -> None:
        """Show the system's own look, or ours, whatever contrast it asks for; None follows the system again."""
        self._forced_plain = plain
        self._follow()

    def _follow(self) -> None:
        hints = self._app.styleHints()
        asked = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        self.plain = asked if self._forced_plain is None else self._forced_plain
        dark = hints.colorScheme() == Qt.ColorScheme.Dark if self._forced is None else self._forced
        look = (self.plain, dark, self._points())
        if look == self._look:
            return  # every widget there is would be measured again
        self._look = look
        self.palette = DARK if dark else LIGHT
        if self.plain:
            self._app.setStyle(QStyleFactory.create(self._style_name))
            self._app.setPalette(QPalette())
            self._app.setStyleSheet(plain_stylesheet(self._points()))
        else:
            self._app.setStyle(QStyleFactory.create("Fusion"))
            self._app.setPalette(_qt_palette(self.palette))
            self._app.setStyleSheet(stylesheet(self.palette, self._points(), _images(dark)))
        self.changed.emit()

    def _points(self) -> float:
        return max(self._app.font().pointSizeF(), 9.0)


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget the look that the stylesheet has for that role, also after it was shown."""
    widget.setProperty("role", role)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def _images(dark: bool) -> dict[str, str]:
    icons = resources_folder() / "icons"
    tone = "dark" if dark else "light"
    return {
        **{f"arrow_{to}": (icons / f"arrow-{to}-{tone}.svg").as_posix() for to in ("down", "left", "right")},
        "tick": (icons / f"tick-{tone}.svg").as_posix(),
    }


def _qt_palette(palette: Palette) -> QPalette:
    colours = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: palette.window, role.WindowText: palette.text, role.Base: palette.surface,
        role.AlternateBase: palette.hover, role.Text: palette.text, role.Button: palette.surface,
        role.ButtonText: palette.text, role.ToolTipBase: palette.surface, role.ToolTipText: palette.text,
        role.Highlight: palette.accent, role.HighlightedText: palette.on_accent, role.PlaceholderText: palette.quiet,
        role.Link: palette.accent, role.Accent: palette.accent, role.Mid: palette.line, role.Light: palette.surface,
        role.Dark: palette.edge, role.BrightText: palette.to_do,
    }
    for each, colour in pairs.items():
        colours.setColor(each, QColor(colour))
    for each in (role.Text, role.WindowText, role.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, each, QColor(palette.quiet))
    return colours
