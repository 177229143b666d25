"""What just happened, said in place; nothing to click away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.look.spoken import speak_as
from caselink.ui.look.theme import set_role
from caselink.ui.pieces.announcing import announce
from caselink.ui.pieces.text_label import TextLabel

_STAYS_MS: Final = 8000
"""A message without a fault goes by itself after that; a fault stays until closed or replaced."""


class MessageBar(QWidget):
    """One sentence at a time, with a button that takes back what was done where that can be.

    It floats over the foot of what it is told to: nothing moves when it comes or goes. It waits while the pointer is
    on it or the keyboard in it.
    """

    def __init__(self, parent: QWidget | None = None, *, margin: int = 0) -> None:
        """`margin` is the pixels left free on both sides of the bar, and above it."""
        super().__init__(parent)
        self._frame = QFrame()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(margin, margin // 2, margin, margin // 2)
        outer.addWidget(self._frame)
        self._undo: Callable[[], None] | None = None
        self._label = TextLabel("", wraps=True)
        speak_as(self._label, "said")
        self.undo_button = QPushButton(_("Annuler cela"))
        self.undo_button.setProperty("role", "quiet")
        self._close = QPushButton("✕")
        self._close.setProperty("role", "quiet")
        self._close.setFixedWidth(space(10))
        self._close.setToolTip(_("Fermer le message"))
        self._close.setAccessibleName(_("Fermer le message"))
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(space(4), space(1), space(1), space(1))
        row.setSpacing(space(2))
        row.addWidget(self._label, 1)
        row.addWidget(self.undo_button)
        row.addWidget(self._close)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.time_is_up)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self.undo_button.clicked.connect(self._take_back)
        self._close.clicked.connect(self.hide)
        self.hide()

    def float_over(self, ground: QWidget) -> None:
        """Lie over the foot of that from now on."""
        self.setParent(ground)
        ground.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What it lies over has another size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._lie()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Another text, another height."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._lie()
        return handled

    def _lie(self) -> None:
        ground, inside = self.parentWidget(), self.layout()
        if ground is not None and inside is not None:
            width = ground.width()
            height = max(inside.totalHeightForWidth(width), inside.totalMinimumSize().height())
            self.setGeometry(0, ground.height() - height, width, height)

    @property
    def text(self) -> str:
        """The sentence that stands there."""
        return self._label.text()

    def say(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        """Say what was done."""
        self._show(sentence, "notice", undo)
        self._timer.start(_STAYS_MS)

    def fault(self, sentence: str) -> None:
        """Say what could not be done."""
        self._show(sentence, "notice_fault", None)
        self._timer.stop()

    def _show(self, sentence: str, role: str, undo: Callable[[], None] | None) -> None:
        self._undo = undo
        self._label.setText(sentence)
        self.undo_button.setVisible(undo is not None)
        set_role(self._frame, role)
        self.show()
        self.raise_()
        self._lie()
        announce(self, sentence, at_once=role == "notice_fault")

    def time_is_up(self) -> None:
        """Go, unless somebody is about to use it."""
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            self._timer.start(_STAYS_MS)
        else:
            self.hide()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Whoever goes on in a form that it would cover has read it; what went wrong stays."""
        if now is None or not self.isVisible() or not self._timer.isActive() or self.isAncestorOf(now):
            return
        form: QWidget | None = now
        while form is not None and not form.property("asks"):
            form = form.parentWidget()
        if form is not None and _place_of(form).intersects(_place_of(self)):
            self.hide()

    def _take_back(self) -> None:
        undo = self._undo
        self.hide()
        if undo is not None:
            undo()


def _place_of(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
