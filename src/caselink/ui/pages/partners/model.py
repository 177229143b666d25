"""The list of partner agencies, narrowed by what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt

from caselink.domain.partners import Partner
from caselink.forms.directory import PARTNER_KIND_LABELS
from caselink.i18n import _
from caselink.names.folding import plain
from caselink.ui.pages.partners.words import search_text

SECOND_LINE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_NOWHERE: Final = QModelIndex()
_ROW_HEIGHT: Final = 52


class PartnerModel(QAbstractListModel):
    """Names, with the kind as a second line."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Partner] = []
        self._texts: list[str] | None = None
        """What each is found by; folded when something is searched, which takes its time among thousands."""
        self._shown: list[Partner] = []
        self._typed = ""

    def show_partners(self, partners: Sequence[Partner]) -> None:
        """Hold these."""
        self._all, self._texts = [*partners], None
        self.narrow(self._typed)

    def narrow(self, typed: str) -> None:
        """Show those that hold every typed word."""
        self._typed = typed
        words = plain(typed).split()
        self.beginResetModel()
        self._shown = self._found(words) if words else self._all
        self.endResetModel()

    def _found(self, words: Sequence[str]) -> list[Partner]:
        if self._texts is None:
            self._texts = [plain(search_text(partner)) for partner in self._all]
        pairs = zip(self._all, self._texts, strict=True)
        return [partner for partner, text in pairs if all(word in text for word in words)]

    def partner(self, row: int) -> Partner | None:
        """The partner in that row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, short_name: str) -> int:
        """The row of that partner, or -1."""
        return next((row for row, partner in enumerate(self._shown) if partner.short_name == short_name), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """How many are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name; its kind and place as `SECOND_LINE_ROLE`."""
        partner = self._shown[index.row()]
        kind = _(PARTNER_KIND_LABELS[partner.kind])
        if role == Qt.ItemDataRole.DisplayRole:
            return partner.name
        if role == SECOND_LINE_ROLE:
            return f"{kind} · {partner.area}" if partner.area else kind
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{partner.name}, {kind}"
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, _ROW_HEIGHT)
        return None
