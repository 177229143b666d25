"""The sections of the form, each with how many of its questions have an answer."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from caselink.domain.case import Case
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.validation import is_asked
from caselink.i18n import _, ngettext
from caselink.ui.look.palettes import ROW, space
from caselink.ui.look.theme import Theme
from caselink.ui.pieces.row_list import set_up_list

_SECTION: Final = Qt.ItemDataRole.UserRole
_COUNT: Final = Qt.ItemDataRole.UserRole + 1
_SIDE: Final = space(3)


class _Delegate(QStyledItemDelegate):
    """Name at the left, answered of asked at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one section."""
        theme = Theme.current()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if selected else "hover"))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 6, 6)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if selected else QFont.Weight.Normal)
        painter.setFont(font)
        count = str(index.data(_COUNT) or "")
        words = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        painter.setPen(theme.colour("quiet"))
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        words.setRight(words.right() - painter.fontMetrics().horizontalAdvance(count) - space(2))
        painter.setPen(theme.colour("accent" if selected else "text"))
        name = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A row of the usual height."""
        return QSize(super().sizeHint(option, index).width(), ROW)


class SectionList(QListWidget):
    """Up and down choose a section; Enter or Tab goes on into its fields."""

    section_chosen = Signal(str)
    entered = Signal()
    """Enter was pressed on a section."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_up_list(self, _("Parties de la fiche"))
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._items: dict[str, QListWidgetItem] = {}
        for section in PARTNER_FORM.sections:
            item = QListWidgetItem(_(section.label), self)
            item.setData(_SECTION, section.id)
            item.setToolTip(_(section.label))
            self._items[section.id] = item
        self.currentItemChanged.connect(self._tell)
        self.itemActivated.connect(lambda _item: self.entered.emit())

    def choose(self, section: str) -> None:
        """Go to that section; the first where there is none of that id."""
        self.setCurrentItem(self._items.get(section) or self.item(0))

    def chosen(self) -> str:
        """The id of the section that is shown."""
        return str(self.currentItem().data(_SECTION))

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.section_chosen.emit(item.data(_SECTION))

    def show_case(self, case: Case) -> None:
        """How many of the questions asked now have an answer; of what repeats, how often it is there."""
        for section in PARTNER_FORM.sections:
            item = self._items[section.id]
            if section.repeating:
                count = len(case.entries.get(section.id, ()))
                shown = str(count) if count else ""
                said = ngettext("{count} fois", "{count} fois", count).format(count=count)
            else:
                paths = [f"{section.id}.{field.name}" for field in section.fields]
                asked = [path for path in paths if is_asked(path, case.answers)]
                answered = sum(path in case.answers for path in asked)
                shown = f"{answered} / {len(asked)}" if asked else ""
                said = _("{answered} réponses sur {asked} questions").format(answered=answered, asked=len(asked))
            item.setData(_COUNT, shown)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {said}")
