"""A file seen inside the program: picture, pages or text. Nothing of it touches the disk; it is decoded apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QShortcut, QTransform
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from caselink.errors import CaseLinkError
from caselink.i18n import _
from caselink.services.attachments import Attachment, pages_of, picture_of
from caselink.ui.look.palettes import space
from caselink.ui.pieces.latest_work import LatestWork
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading

_LARGEST: Final = 6_000
"""Points of a side that are ever asked for."""
_STEP: Final = 1.4
_MOST_ZOOM: Final = 8.0
_LONGEST_TEXT: Final = 500_000
"""Characters shown of a text."""


@dataclass(slots=True)
class _Looked:
    """What is looked at, and how."""

    attachment: Attachment
    content: bytes
    pages: int = 1
    page: int = 0
    zoom: float = 1.0
    turned: int = 0


class Viewer(QFrame):
    """Open while one file is looked at; closing it forgets it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._beside = LatestWork(self)
        self._looked: _Looked | None = None
        self._image = QImage()
        self.title = TextLabel("", "label", wraps=True)
        self.said = TextLabel("", "quiet", wraps=True)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area = QScrollArea()
        self.area.setWidget(self.picture)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(_("Pièce ouverte"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Texte de la pièce"))
        self._rooms = QStackedWidget()
        self._rooms.addWidget(self.area)
        self._rooms.addWidget(self.text)
        self.page_said = TextLabel("", "quiet")
        self.back_button = self._button(_("Page précédente"), "PgUp", lambda: self._turn_page(-1))
        self.next_button = self._button(_("Page suivante"), "PgDown", lambda: self._turn_page(1))
        self.smaller_button = self._button(_("Réduire"), "Ctrl+-", lambda: self._zoom(1 / _STEP))
        self.larger_button = self._button(_("Agrandir"), "Ctrl++", lambda: self._zoom(_STEP))
        self.turn_button = self._button(_("Tourner"), "Ctrl+T", self._rotate)
        self.close_button = self._button(_("Fermer la pièce"), "", self.close_file)
        self._lay_out()
        keep_for_reading(self)
        self.hide()

    @property
    def shown(self) -> QImage:
        """The picture as it was decoded, upright; null where none is shown."""
        return self._image

    @property
    def waiting(self) -> bool:
        """Whether it is being decoded."""
        return self._beside.waiting

    def open_file(self, attachment: Attachment, content: bytes) -> None:
        """Show it, or say that this sort is not shown here."""
        self.close_file()
        self._looked = _Looked(attachment, content)
        self.title.setText(attachment.name)
        self.show()
        if not attachment.type.seen:
            self._say(_(
                "Cette sorte de fichier ne se regarde pas ici. « Enregistrer… » en écrit une copie, lisible par qui "
                "ouvre ce répertoire de l’ordinateur."
            ))
        elif attachment.type.id == "text/plain":
            self._show_text(content)
        else:
            self._say(_("Ouverture…"))
            self._rooms.hide()
            if attachment.type.id == "application/pdf":
                self._beside.run(lambda: pages_of(attachment.type, content), self._opened, self._failed)
            else:
                self._draw()
        self._tools()

    def close_file(self) -> None:
        """Forget what is looked at."""
        was_open = self._looked is not None
        self._looked = None
        self._image = QImage()
        self._beside.forget()
        self.picture.clear()
        self.text.clear()
        self.title.clear()
        self.hide()
        if was_open:
            self.closed.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(2), space(3), space(2))
        column.setSpacing(space(1))
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        tools = QHBoxLayout()
        tools.setSpacing(space(1))
        for widget in (
            self.back_button, self.page_said, self.next_button, self.smaller_button, self.larger_button,
            self.turn_button,
        ):
            tools.addWidget(widget)
        tools.addStretch(1)
        column.addLayout(tools)
        column.addWidget(self.said)
        column.addWidget(self._rooms, 1)

    def _button(self, words: str, keys: str, pressed: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "quiet")
        button.clicked.connect(lambda _checked=False: pressed())
        if keys:
            button.setToolTip(f"{words} ({keys})")
            shortcut = QShortcut(QKeySequence(keys), self, button.animateClick)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return button

    def _opened(self, pages: int) -> None:
        if self._looked is not None:
            self._looked.pages = pages
            self._draw()

    def _draw(self) -> None:
        """Have it decoded at the size it is to be seen in; what is there stands meanwhile."""
        looked = self._looked
        if looked is None:
            return
        side = self.area.viewport().size() * looked.zoom * self.devicePixelRatioF()
        if looked.turned % 180:
            side = side.transposed()
        width, height = (max(100, min(_LARGEST, each)) for each in (side.width(), side.height()))
        kind, content, page = looked.attachment.type, looked.content, looked.page
        self._beside.run(lambda: picture_of(kind, content, page, width, height), self._drawn, self._failed)
        self._tools()

    def _drawn(self, png: bytes) -> None:
        self._image = QImage.fromData(png)
        self.said.hide()
        self._rooms.show()
        self._rooms.setCurrentWidget(self.area)
        self._paint()

    def _paint(self) -> None:
        if self._looked is None or self._image.isNull():
            return
        turned = self._image.transformed(QTransform().rotate(self._looked.turned))
        room = self.area.viewport().size() * self._looked.zoom * self.devicePixelRatioF()
        if self._looked.zoom > 1.0 and turned.width() < room.width() and turned.height() < room.height():
            turned = turned.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        pixmap = QPixmap.fromImage(turned)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(pixmap)
        self.picture.setAccessibleName(self._looked.attachment.name)
        self._tools()

    def _show_text(self, content: bytes) -> None:
        text = content.decode("utf-8-sig", "replace")
        self.said.setVisible(len(text) > _LONGEST_TEXT)
        self.said.setText(_("Seul le début de ce texte est montré."))
        self.text.setPlainText(text[:_LONGEST_TEXT])
        self._rooms.show()
        self._rooms.setCurrentWidget(self.text)

    def _failed(self, fault: CaseLinkError) -> None:
        self._say(fault.sentence)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
        self._rooms.hide()

    def _tools(self) -> None:
        looked = self._looked
        seen = looked is not None and looked.attachment.type.seen and looked.attachment.type.id != "text/plain"
        pages = 1 if looked is None else looked.pages
        for widget in (self.back_button, self.next_button, self.page_said):
            widget.setVisible(seen and pages > 1)
        for widget in (self.smaller_button, self.larger_button, self.turn_button):
            widget.setVisible(seen)
        if looked is not None:
            self.page_said.setText(_("page {page} sur {pages}").format(page=looked.page + 1, pages=pages))
            self.back_button.setEnabled(looked.page > 0)
            self.next_button.setEnabled(looked.page < pages - 1)
            self.smaller_button.setEnabled(looked.zoom > 1.0)
            self.larger_button.setEnabled(looked.zoom < _MOST_ZOOM)

    def _turn_page(self, step: int) -> None:
        if self._looked is not None and 0 <= self._looked.page + step < self._looked.pages:
            self._looked.page += step
            self._draw()

    def _zoom(self, factor: float) -> None:
        if self._looked is not None:
            self._looked.zoom = min(_MOST_ZOOM, max(1.0, self._looked.zoom * factor))
            self._draw()

    def _rotate(self) -> None:
        if self._looked is not None:
            self._looked.turned = (self._looked.turned + 90) % 360
            self._draw()
