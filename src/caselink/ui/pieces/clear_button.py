"""The × at the end of a field: as large as any other button, with a name; it gives the keyboard back to its field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QToolButton

from caselink.i18n import _
from caselink.ui.look.palettes import TARGET


class ClearButton(QToolButton):
    """Shown while something stands in the field. Qt's own is 22 × 18 pixels, and has no name."""

    cleared = Signal()
    """It was pressed; the field is empty."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self.setText("×")
        self.setProperty("role", "clear")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a key of the field empties it as well
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setToolTip(_("Vider"))
        self.setAccessibleName(_("Vider : {field}").format(field=field.accessibleName()))
        self.clicked.connect(self._clear)
        field.textChanged.connect(self._follow)
        field.installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """At the right end of the field, whatever its size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ReadOnlyChange):
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        field = self._field
        shown = bool(field.text()) and not field.isReadOnly()
        self.setVisible(shown)
        field.setTextMargins(0, 0, TARGET - 4 if shown else 0, 0)
        high = max(field.height(), TARGET)
        self.setGeometry(field.width() - TARGET, (field.height() - high) // 2, TARGET, high)

    def _clear(self) -> None:
        self._field.clear()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.cleared.emit()
