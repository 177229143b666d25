"""A line for a secret: Qt is given bullets, never a letter, so that nothing it tells can hold one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from caselink.i18n import _

_BULLET: Final = "●"
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_COMMANDS: Final = (_CONTROL, _CONTROL | Qt.KeyboardModifier.ShiftModifier)


class SecretEdit(QLineEdit):
    """Hidden, a line of Qt tells whoever listens on the accessibility bus each letter that is typed, though it shows
    dots. Here it holds a bullet for each, and the letters stand beside. Shown on request it is a line like any other.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = ""
        super().setEchoMode(QLineEdit.EchoMode.Password)
        self.setAcceptDrops(False)
        self.textChanged.connect(self._take_in)

    def text(self) -> str:
        """What was typed."""
        return self._letters if self._is_hidden() else super().text()

    def setText(self, text: str | None) -> None:
        """Fill it in."""
        self._letters = text or ""
        super().setText(_BULLET * len(self._letters) if self._is_hidden() else self._letters)

    def clear(self) -> None:
        """Empty it."""
        self.setText("")

    def insert(self, text: str) -> None:
        """Put that where the cursor is, in the place of what is selected."""
        if not self._is_hidden():
            super().insert(text)
            return
        chosen = self.hasSelectedText()
        start = self.selectionStart() if chosen else self.cursorPosition()
        end = self.selectionEnd() if chosen else start
        self._letters = self._letters[:start] + text + self._letters[end:]
        super().insert(_BULLET * len(text))

    def setEchoMode(self, mode: QLineEdit.EchoMode) -> None:
        """Hide what is typed, or show it; the text stays."""
        text, place = self.text(), self.cursorPosition()
        super().clear()
        super().setEchoMode(mode)
        self.setText(text)
        self.setCursorPosition(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and what is pasted become bullets; what takes away or moves is Qt's own."""
        if not self._is_hidden():
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste(QClipboard.Mode.Clipboard)
        elif _types(event):
            self._type(event.text())
        else:
            self._take_away(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method brings at last; on the way to it only bullets are drawn."""
        if self._is_hidden() and event.commitString():
            self._type(event.commitString())
            event.setCommitString("")
        super().inputMethodEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button pastes what is selected elsewhere, where the system does so."""
        clipboard = QGuiApplication.clipboard()
        if self._is_hidden() and event.button() is Qt.MouseButton.MiddleButton:
            if clipboard.supportsSelection():
                self._paste(QClipboard.Mode.Selection)
            return
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Paste and empty: nothing of a secret can be copied or cut."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Coller"), lambda: self._paste(QClipboard.Mode.Clipboard))
        menu.addAction(_("Tout effacer"), self._empty)
        menu.popup(event.globalPos())

    def _is_hidden(self) -> bool:
        return self.echoMode() != QLineEdit.EchoMode.Normal

    def _paste(self, mode: QClipboard.Mode) -> None:
        self._type(QGuiApplication.clipboard().text(mode).replace("\n", "").replace("\r", ""))

    def _empty(self) -> None:
        self.clear()
        self.textEdited.emit(super().text())

    def _type(self, text: str) -> None:
        if not self.isReadOnly() and text:
            self.insert(text)
            self.textEdited.emit(super().text())

    def _take_away(self, event: QKeyEvent) -> None:
        """Let Qt take bullets away, or move, and the letters follow: what went had begun where the cursor is then."""
        before = len(self._letters)
        super().keyPressEvent(event)
        gone, place = before - len(super().text()), self.cursorPosition()
        if gone > 0 and len(self._letters) == before:
            self._letters = self._letters[:place] + self._letters[place + gone:]
            self.textEdited.emit(super().text())

    def _take_in(self, shown: str) -> None:
        """Letters that came another way (an assistive tool writes into the line) become bullets too."""
        plain = shown.strip(_BULLET)
        if self._is_hidden() and plain:
            start = shown.index(plain)
            behind = len(shown) - start - len(plain)
            self.setText(self._letters[:start] + plain + self._letters[len(self._letters) - behind:])


def _types(event: QKeyEvent) -> bool:
    """Whether Qt would put the letter of that key into a line."""
    return bool(event.text()) and event.modifiers() not in _COMMANDS and event.text()[0].isprintable()
