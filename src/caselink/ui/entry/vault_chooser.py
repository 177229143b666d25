"""Which vault: a path that can be typed, and a button that looks for it. No list of recent files is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from caselink.i18n import _
from caselink.ui.look.palettes import space


class VaultChooser(QWidget):
    """The folder of a vault that exists; or, when `new`, the place of one to be made."""

    changed = Signal()

    def __init__(self, *, new: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._new = new
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Répertoire du coffre"))
        self.browse = QPushButton(_("Parcourir…"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(2))
        row.addWidget(self.field, 1)
        row.addWidget(self.browse)
        self.setFocusProxy(self.field)
        self.field.editingFinished.connect(self.changed)
        self.browse.clicked.connect(self._look)

    def path(self) -> Path | None:
        """The place typed or chosen, or None."""
        typed = self.field.text().strip()
        return Path(typed).expanduser() if typed else None

    def set_path(self, path: Path | None) -> None:
        """Show that place."""
        self.field.setText("" if path is None else str(path))

    def _look(self) -> None:
        start = str((self.path() or Path.home() / "x").parent)
        title = _("Où garder le coffre") if self._new else _("Choisir le coffre")
        found = QFileDialog.getExistingDirectory(self, title, start)
        if found:
            self.set_path(Path(found) / "dossiers.caselink" if self._new else Path(found))
            self.changed.emit()
