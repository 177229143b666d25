"""Left the paper itself, right what does not leave; or all of it question by question."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.sharing import Preview
from caselink.ui.case.sharing.comparison_view import ComparisonView
from caselink.ui.case.sharing.page_view import PageView
from caselink.ui.case.sharing.withheld_part import WithheldPart
from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading

PAGES: Final = "pages"
LIST: Final = "list"
_SIDE_BY_SIDE: Final = 720
"""Pixels from which what does not leave stands beside the pages instead of beneath them."""


class PaperView(QWidget):
    """The pages first; the list goes through the form question by question."""

    read = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ways = [(PAGES, _("Les pages")), (LIST, _("Question par question"))]
        self.how = ChoiceChips(ways, _("Montrer"), required=True)
        self.how.set_value(PAGES)
        self.how.changed.connect(self._show_chosen)
        keep_for_reading(self.how)
        self.to_read = TextLabel("", "quiet", wraps=True)
        self.pages = PageView()
        self.pages.read.connect(self._told)
        self.withheld = WithheldPart()
        self.comparison = ComparisonView()
        self._beside = QWidget()
        self._row = QHBoxLayout(self._beside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(space(4))
        self._row.addWidget(self.pages, 3)
        self._row.addWidget(self.withheld, 2)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._beside)
        self._stack.addWidget(self.comparison)
        head = QHBoxLayout()
        head.setSpacing(space(4))
        self.how.setFixedWidth(self.how.row.one_line_width())
        head.addWidget(self.how)
        head.addWidget(self.to_read, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    @property
    def is_read(self) -> bool:
        """Whether every free text was read again on its page."""
        return self.pages.is_read

    def show_preview(self, preview: Preview) -> None:
        """Show what leaves and what does not."""
        self.pages.show_preview(preview)
        self.pages.setVisible(preview.page is not None)
        self.withheld.show_preview(preview)
        self.comparison.show_preview(preview)
        self._told()

    def forget(self) -> None:
        """Keep no page of what was looked at."""
        self.pages.forget()

    def go_to_unread(self) -> None:
        """Show the first text that nobody read again."""
        self.how.set_value(PAGES)
        self._show_chosen()
        self.pages.go_to_unread()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside the pages, what does not leave stands beneath them."""
        super().resizeEvent(event)
        beside = event.size().width() >= _SIDE_BY_SIDE
        if beside and self._row.indexOf(self.withheld) < 0:
            self._row.addWidget(self.withheld, 2)
        elif not beside and self.pages.column.indexOf(self.withheld) < 0:
            self.pages.column.addWidget(self.withheld)

    def _show_chosen(self, _chosen: object = None) -> None:
        self._stack.setCurrentWidget(self.comparison if self.how.value() == LIST else self._beside)

    def _told(self) -> None:
        ticks = self.pages.ticks
        left = sum(not tick.isChecked() for tick in ticks)
        if not ticks:
            self.to_read.setText("")
        elif left:
            said = _("Textes libres à relire et à cocher sur la page : encore {count}")
            self.to_read.setText(said.format(count=left))
        else:
            self.to_read.setText(_("Textes libres relus."))
        self.read.emit()
