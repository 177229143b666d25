"""The verified backups of a vault, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from caselink.i18n import _
from caselink.services.backups import BackupFile
from caselink.ui.look.dates import dated_moment
from caselink.ui.look.palettes import ROW
from caselink.ui.look.sizes import size_words
from caselink.ui.pieces.row_list import set_up_list

_SHOWN = 4


class BackupList(QListWidget):
    """One row each: when it was made and how large it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_up_list(self, _("Sauvegardes vérifiées"))
        self.setUniformItemSizes(True)

    def show_backups(self, backups: Sequence[BackupFile], copies: Sequence[Path] = ()) -> None:
        """Show them, and beneath them conflict copies of the cases, and choose the first."""
        self.clear()
        for backup in backups:
            words = _("{moment} · {size}").format(
                moment=dated_moment(backup.made_at), size=size_words(backup.size)
            )
            self._add(words, backup.path)
        for copy in copies:
            self._add(_("Copie en conflit · {name}").format(name=copy.name), copy)
        self.setFixedHeight(ROW * max(1, min(self.count(), _SHOWN)) + 4)
        self.setVisible(self.count() > 0)
        self.setCurrentRow(0)

    def add_file(self, path: Path) -> None:
        """Show an archive from elsewhere, of which only the name is known so far, and choose it."""
        self._add(path.name, path)
        self.setFixedHeight(ROW * max(1, min(self.count(), _SHOWN)) + 4)
        self.show()
        self.setCurrentRow(self.count() - 1)

    def choose(self, path: Path) -> None:
        """Choose that one where it is listed."""
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole) == str(path):
                self.setCurrentRow(row)

    def chosen(self) -> Path | None:
        """The archive chosen."""
        item = self.currentItem()
        return None if item is None else Path(item.data(Qt.ItemDataRole.UserRole))

    def _add(self, words: str, path: Path) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, str(path))
        self.addItem(item)
